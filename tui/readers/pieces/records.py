"""Records in data: the array with most words whose members nearly all have time and words."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from functools import partial
from itertools import chain, islice, product
from operator import attrgetter
from typing import Any

from tui.model.addresses import same_blog
from tui.model.safe_text import quoted
from tui.readers.dialects import Dialect, dialects
from tui.readers.habits import lead_elsewhere
from tui.readers.json_text import MOST_RECORDS, Object, at, objects, resolved
from tui.readers.notations.key_values import NOTATION
from tui.readers.page import Page
from tui.readers.pieces.arrays import Array, Path, arrays_in
from tui.readers.pieces.entries import Entry, EntryReader, dated, unwrapped, with_days, with_words
from tui.readers.pieces.fields import ROLES, UNNAMED, Fields, fields_of, leaves_of, ranks_of
from tui.readers.pieces.other_records import OF_READERS, are_other, published
from tui.readers.times.moments import Moment, Moments, moment_of

FEWEST, FEWEST_WORDS = 3, 8  # records of an array; in the median one, with headline
FEWEST_NAMED = 4  # words in the median one, whose field is called "message"
FEWEST_SURE = 2  # of both, where a file names authors and texts, or the user fields; as "text"
FEEDS = ("RSS", "Atom", "JSON Feed")  # an only record suffices, as where the user names fields
SAMPLE = 20  # members, spread over an array, that show its fields
MOST_ASKED = 5  # members that show the dialect
CREATED = 2  # rank of such a name as a time
AT_ONCE = timedelta(minutes=10)  # from the first to the last record that is created
MOST_ARRAYS = 2000
MOST_LEAVES = 400_000  # fields of all samples
LEFT_OUT = "Records that are drafts, deleted, empty or no posts were left out: {}."
TOO_MANY = f"The data hold more than {MOST_RECORDS:,} records: the rest is left out."
TWICE = "Posts with the same time and words stand here again; kept once: {}."
UNREAD = "Parts of posts are of kinds that are not read and were left out: {}."
OTHERS = "Other live blogs in the data, which are not read: {}."
GUESSED = "The values, not the names, of the fields {} say that they are times and texts."
NO_FIELD = "No field is called {}."
_PINNED = sorted({*ROLES["pinned"][0].split(), *ROLES["key"][0].split()})


GENERAL = Dialect("records", prepare=dated)
"""Of records whose names and values alone say what they are."""


@dataclass(frozen=True, slots=True)
class Found:
    """Records of a live blog; `around` are the objects around them, nearest first."""

    entries: list[Entry]
    notation: str
    dialect: Dialect
    around: tuple[Object, ...]
    known: Mapping[str, Object]
    remarks: tuple[str, ...]
    are_summaries: bool = False  # their texts, by the name of the field

    @property
    def name(self) -> str:
        """Form of the data: "schema.org (JSON-LD)", "records (CSV)"."""
        return f"{self.dialect.name} ({self.notation})"

    @property
    def times(self) -> set[Moment]:
        return {x.time for x in self.entries if x.time is not None}

    @property
    def title(self) -> str:
        title = self.around[0].get("headline") if self.around else None
        return title[:1000] if isinstance(title, str) else ""

    @property
    def address(self) -> str:
        first = self.around[0] if self.around else {}
        values = (first.get(key) for key in ("url", "mainEntityOfPage", "@id"))
        return next((x for x in values if isinstance(x, str)), "")


def _remark(message: str, count: int | str) -> str:
    return message.format(count) if count else ""


def _without_copies(entries: Sequence[Entry]) -> tuple[list[Entry], str]:
    """Authors tell entries apart that are otherwise alike; a remark if none has an id."""
    once = list({(*x.said, x.signature): x for x in entries}.values())
    is_named = any(x.id or x.url for x in once)
    return once, "" if is_named else _remark(TWICE, len(entries) - len(once))


def _rank(found: Found) -> tuple[int, ...]:
    """Most times, then dialects in their order."""
    order = (*dialects(), GENERAL).index(found.dialect)
    length = sum(len(x.body or x.lead) for x in found.entries)
    return len(found.times), -order, -len(found.entries), length


def _sample(members: Sequence[Object]) -> Sequence[Object]:
    return members[:: max(len(members) // SAMPLE, 1)][:SAMPLE]


class Finder:
    """Finds the records of a page; `zones_of` are the publisher's, such as that of "IST"."""

    def __init__(self, page: Page, zones_of: Callable[[Found], Sequence[tzinfo]]) -> None:
        self._page, self._zones_of = page, zones_of
        self._arrays, self._known = page.once(arrays_in)
        self._given: Fields = {
            x: (tuple(name.split(".")),) for x, name in page.given.columns.items()
        }
        self._left = MOST_LEAVES

    def best(self) -> Found | None:
        """The page's own live blog comes first, then most times."""
        every = self._found()
        if not every:
            return None
        best = max(self._own(every), key=_rank)
        again = [x.around[0] for x in every if best.title and x.title == best.title]
        known = () if best.dialect is GENERAL else every
        others = {x.title for x in known if best.times.isdisjoint(x.times)} - {best.title, ""}
        remarks = (*best.remarks, _remark(OTHERS, len(others)))
        return replace(best, around=(*best.around, *again), remarks=remarks)

    def _own(self, every: Sequence[Found]) -> Sequence[Found]:
        here = self._page.address
        own = [x for x in every if not (here and x.address) or same_blog(x.address, here)]
        return own or every

    def _found(self) -> list[Found]:
        """Arrays that can be a live blog's posts: of known dialects, else of any."""
        arrays = sorted(self._arrays, key=lambda x: -len(x.members))[:MOST_ARRAYS]
        tried = []
        for array in arrays:
            sample = [resolved(x, self._known) for x in _sample(array.members)[:MOST_ASKED]]
            known = (x for x in dialects() if x.recognises(array.path, sample))
            tried += [self._tried(array, x) for x in islice(known, 1)]
        if not any(tried):
            tried = [self._tried(x, GENERAL) for x in self._of_posts(arrays) if self._left >= 0]
        return list(filter(None, tried))

    def _of_posts(self, arrays: Sequence[Array]) -> Sequence[Array]:
        """Arrays that are not of the readers, on a page long enough; of a file else all."""
        is_page = self._page.is_markup
        long = [x for x in arrays if len(x.members) >= (FEWEST if is_page else 1)]
        own = [x for x in long if not any(map(OF_READERS.search, x.path))]
        return own if is_page else own or long

    def _tried(self, array: Array, dialect: Dialect) -> Found | None:
        every = self._members(array, dialect)
        around = (*array.around, self._known)
        members = [dialect.prepare(x, around) for x in every]
        fields = self._fields(_sample(members), dialect, array.notation)
        if "time" not in fields:
            return None
        found = Found([], array.notation, dialect, array.around, self._known, ())
        moments = Moments(partial(self._zones_of, found))
        moments.learn(at(x, y) for x, y in product(members, fields["time"]))
        reader = EntryReader(fields, dialect, self._known, moments)
        seen = published(members, next(iter(fields.get("body", ())), ()))
        entries = [x for x in map(reader.read, seen) if x is not None]
        on_day = ""
        if dialect is GENERAL:
            entries, on_day = with_days(entries, array.around[:1], self._page.given.day)
            entries = self._posts_in(entries, *self._fewest(array.notation, fields))
        if not any(map(Entry.says_any, entries)):
            return None
        once, again = _without_copies(entries)
        remarks = (
            _remark(LEFT_OUT, len(every) + array.odd - len(entries)),
            again,
            _remark(UNREAD, reader.unread),
            moments.doubt,
            TOO_MANY * (len(array.members) > MOST_RECORDS),
            on_day,
            *self._remarks_on_names(members, fields, dialect),
        )
        are_summaries = fields.get("body", [("",)])[0][-1] in ("description", "summary")
        return replace(found, entries=once, remarks=remarks, are_summaries=are_summaries)

    def _members(self, array: Array, dialect: Dialect) -> list[Object]:
        every = [resolved(x, self._known) for x in array.members[:MOST_RECORDS]] + _beside(array)
        if dialect is GENERAL and any(x != unwrapped(x) for x in _sample(every)):
            return objects(list(map(unwrapped, every)))
        return every

    def _remarks_on_names(
        self, members: Sequence[Object], fields: Fields, dialect: Dialect
    ) -> list[str]:
        """Fields that the values name, and the user's names that no record has."""
        names = _guessed(fields, self._given) if dialect is GENERAL else []
        asked = [x for x in self._page.given.columns.values() if "." not in x]
        unknown = [quoted(x) for x in asked if not any(x in y for y in members)]
        said = _remark(GUESSED, " and ".join(map(quoted, names)))
        return [said, _remark(NO_FIELD, " or ".join(unknown))]

    def _fields(self, sample: Sequence[Object], dialect: Dialect, notation: str) -> Fields:
        """No fields of records of another kind, unless the user names some."""
        leaves = list(map(leaves_of, sample))
        self._left -= sum(map(len, leaves))
        given = {
            x: tuple(tuple(y.split(".")) for y in names) for x, names in dialect.fields.items()
        }
        fields = _fields_of(leaves, given | self._given)
        may_be_other = dialect is GENERAL and not self._given
        if may_be_other and (_are_unsaid(fields, notation) or are_other(sample, leaves, fields)):
            return {}
        clocks = self._given.get("time", ())
        if any(x in each for x in clocks for each in leaves):  # whose day another field may say
            fields["time"] += fields_of(leaves, given).get("time", ())
        return fields

    def _posts_in(self, entries: Sequence[Entry], fewest: int, fewest_words: int) -> list[Entry]:
        """Records with words, if half have, with different times, and are no list of pages."""
        posts = with_words(entries)
        times = {x.time for x in posts} - {None}
        is_few = len(posts) < fewest or len(times) < min(fewest, 2)
        if is_few or 2 * len(posts) < len(entries):
            return []
        median_words = sorted(x.words for x in posts)[len(posts) // 2]
        may_be_list = self._page.is_markup or all(map(Entry.is_title, posts))
        is_list = may_be_list and lead_elsewhere(map(attrgetter("url"), posts), len(posts))
        return [] if is_list or median_words < fewest_words else posts

    def _fewest(self, notation: str, fields: Fields) -> tuple[int, int]:
        """Records, and words in the median record, that are a live blog."""
        if self._page.is_markup:
            return FEWEST, FEWEST_WORDS
        if self._given:
            return 1, 1 if "body" in self._given else FEWEST_SURE
        is_sure = {"author", "body"} <= fields.keys()
        if notation in FEEDS:
            return 1, 1
        fewest = FEWEST_SURE if is_sure else FEWEST
        named = {"text": FEWEST_SURE, "message": FEWEST_NAMED}
        name = fields.get("body", [("",)])[0][-1].lower()
        return fewest, FEWEST_SURE if is_sure else named.get(name, FEWEST_WORDS)


def _fields_of(leaves: Sequence[dict[Path, Any]], given: Fields) -> Fields:
    """Of records that were created at once, as those that a table takes in, another time than that
    of their creation: with a name that says so, or beside the text and apart from that."""
    fields = fields_of(leaves, given)
    first = next(iter(fields.get("time", ())), ())
    if not first or "time" in given or not _is_of_record(first):
        return fields
    longest = max(_own_times(fields, leaves), key=lambda x: _span(x, leaves), default=first)
    is_at_once = _span(first, leaves) < min(AT_ONCE, _span(longest, leaves) / 5)
    return fields | {"time": (longest, *fields["time"])} if is_at_once else fields


def _own_times(fields: Fields, leaves: Sequence[dict[Path, Any]]) -> list[Path]:
    (first, *_), (body, *_) = fields["time"], fields.get("body", fields["time"])
    beside = [x for x in leaves[0] if x[0] == body[0] != first[0]]  # inside what a tool wrapped
    alone = [x for x in fields["time"] if len(x) == 1]
    return [x for x in (*alone, *beside) if not _is_of_record(x)]


def _is_of_record(time: Path) -> bool:
    ranks = ranks_of(time[-1])
    return ranks.get("time") == CREATED or "edited" in ranks


def _span(path: Path, leaves: Sequence[dict[Path, Any]]) -> timedelta:
    read = (moment_of(x[path]) for x in leaves if path in x)
    moments = [x.replace(tzinfo=None) for x in read if isinstance(x, datetime)]
    return max(moments) - min(moments) if len(moments) == len(leaves) else timedelta()


def _guessed(fields: Fields, given: Fields) -> list[str]:
    """The names of fields whose values alone say their role, in the order of the roles."""
    first = (fields[x][0][-1] for x in UNNAMED if x in fields and x not in given)
    return [name for name in first if ranks_of(name).keys().isdisjoint(UNNAMED)]


def _are_unsaid(fields: Fields, notation: str) -> bool:
    """Blocks of lines whose names do not say time and text, as those of other things."""
    return notation == NOTATION and bool({*_guessed(fields, {})} - {"update"})


def _beside(array: Array) -> list[Object]:
    """A pinned post beside the others, with half of their fields, or one with all fields, to which
    they are replies: {"pinned": {...}, "posts": [...]}, {"text": ..., "replies": []}."""
    if not array.around:
        return []
    sample = _sample(array.members)
    counts = Counter(chain.from_iterable(sample))
    names = {x for x, count in counts.items() if 2 * count > len(sample)}
    around, others = array.around[0], map(array.around[0].get, _PINNED)
    found = [x for x in others if isinstance(x, dict) and 2 * len(x.keys() & names) > len(names)]
    return found + [around] * (array.path[-1] in names and around.keys() >= names)
