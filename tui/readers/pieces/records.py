"""Records in data: the array with most words whose members nearly all have time and words."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from typing import Any

from tui.model.addresses import same_blog
from tui.model.safe_text import quoted
from tui.readers.dialects import Dialect, dialects
from tui.readers.habits import lead_elsewhere
from tui.readers.json_text import MOST_RECORDS, Object, resolved
from tui.readers.page import Page
from tui.readers.pieces.arrays import Array, arrays_in
from tui.readers.pieces.data import data_of
from tui.readers.pieces.entries import Entry, EntryReader
from tui.readers.pieces.fields import ROLES, Fields, fields_of, guessed, leaves_of
from tui.readers.pieces.plain import plain, with_days
from tui.readers.times.moments import Moments
from tui.readers.warnings import GIVEN_DAY

FEWEST = 3  # records of an array without a sign of a live blog
FEWEST_WORDS = 8  # in the median record, headline and text together
FEWEST_SURE = 2  # the same, where records name authors and texts, or the user names fields
SAMPLE = 20  # members, spread over an array, that show its fields
MOST_ASKED = 5  # members that show the dialect
MOST_ARRAYS = 2000
MOST_LEAVES = 400_000  # fields of all samples
LEFT_OUT = "Posts that are drafts, deleted, or no objects with fields were left out: {}."
TOO_MANY = f"The data hold more than {MOST_RECORDS:,} records: the rest is left out."
UNREAD = "Parts of posts are of kinds that are not read and were left out: {}."
OTHERS = "Other live blogs in the data, which are not read: {}."
GUESSED = "The values, not the names, of the fields {} say that they are times and texts."
NO_FIELD = "No field is called {}."
_PINNED = sorted({*ROLES["pinned"][0].split(), *ROLES["key"][0].split()})
_OF_READERS = re.compile(
    r"comment|repl(?:y|ies)|kommentar|coment|related|recommend|teaser|menu|navigation",
    re.IGNORECASE,
)


GENERAL = Dialect("records", prepare=plain)
"""Of records whose names and values alone say what they are."""


@dataclass(frozen=True, slots=True)
class Found:
    """Records of a live blog; `around` are the objects around them, nearest first."""

    entries: list[Entry]
    notation: str
    dialect: Dialect
    around: tuple[Object, ...]
    known: Mapping[str, Object]
    words: int
    remarks: tuple[str, ...]
    values: tuple[Any, ...] = ()  # all data in which they were found
    odd_times: bool = False  # not ISO 8601, so letters may name a zone

    @property
    def name(self) -> str:
        """Form of the data: "schema.org (JSON-LD)", "records (CSV)"."""
        return f"{self.dialect.name} ({self.notation})"

    @property
    def is_general(self) -> bool:
        return self.dialect is GENERAL

    @property
    def title(self) -> str:
        title = self.around[0].get("headline") if self.around else None
        return title[:1000] if isinstance(title, str) else ""

    @property
    def address(self) -> str:
        first = self.around[0] if self.around else {}
        values = (first.get(key) for key in ("url", "mainEntityOfPage", "@id"))
        return next((x for x in values if isinstance(x, str)), "")


def find(page: Page, zones_of: Callable[[Found], Sequence[tzinfo]]) -> Found | None:
    """Records with most words; of two arrays of the same posts, most times win.

    Arrays of known dialects come first, the page's own before others. `zones_of` are the
    publisher's, such as that of "IST".
    """
    found = _find(page, ())
    zones = zones_of(found) if found is not None and found.odd_times else ()
    return _find(page, zones) if zones else found


def _find(page: Page, zones: Sequence[tzinfo]) -> Found | None:
    finder = _Finder(page, zones)
    every = finder.found()
    if not every:
        return None
    best = _best(every, page.address)
    others = {x.title for x in every if not best.is_general} - {best.title, ""}
    return replace(
        best,
        around=(
            *best.around,
            *(x.around[0] for x in every if best.title and x.title == best.title),
        ),
        remarks=(*best.remarks, _remark(OTHERS, len(others))),
        values=tuple(x.data for x in data_of(page).values),
        odd_times=finder.moments.odd > 0,
    )


def _remark(message: str, count: int | str) -> str:
    return message.format(count) if count else ""


def _best(every: Sequence[Found], here: str) -> Found:
    """The page's own live blog comes first, then most times."""
    own = [x for x in every if not (here and x.address) or same_blog(x.address, here)] or every
    order = (*dialects(), GENERAL).index
    times = {id(x): len({entry.time for entry in x.entries} - {None}) for x in own}
    return max(own, key=lambda x: (times[id(x)], -order(x.dialect), -len(x.entries), x.words))


def _sample(members: Sequence[Object]) -> Sequence[Object]:
    return members[:: max(len(members) // SAMPLE, 1)][:SAMPLE]


class _Finder:
    def __init__(self, page: Page, zones: Sequence[tzinfo]) -> None:
        self._arrays, self._known = arrays_in(data_of(page).values)
        self._is_page = page.is_markup
        self._asked = tuple(page.columns.values())
        self._given: Fields = {x: (tuple(name.split(".")),) for x, name in page.columns.items()}
        self._day = page.given.day if page.given else None
        self.moments = Moments(zones)
        self._left = MOST_LEAVES

    def found(self) -> list[Found]:
        """Arrays that can be a live blog's posts: of known dialects, else of any."""
        arrays = sorted(self._arrays, key=lambda x: -len(x.members))[:MOST_ARRAYS]
        known = ((x, self._dialect_of(x)) for x in arrays)
        found = [self._tried(x, dialect) for x, dialect in known if dialect is not None]
        if not any(found):
            found = [self._tried(x, GENERAL) for x in arrays if self._may_be_posts(x)]
        return [x for x in found if x is not None]

    def _resolved(self, members: Sequence[Object]) -> list[Object]:
        return [resolved(x, self._known) for x in members]

    def _dialect_of(self, array: Array) -> Dialect | None:
        sample = self._resolved(_sample(array.members)[:MOST_ASKED])
        return next((x for x in dialects() if x.recognises(array.path, sample)), None)

    def _may_be_posts(self, array: Array) -> bool:
        of_readers = self._is_page and any(map(_OF_READERS.search, array.path))
        return len(array.members) >= FEWEST and not of_readers and self._left >= 0

    def _tried(self, array: Array, dialect: Dialect) -> Found | None:
        every = [*self._resolved(array.members[:MOST_RECORDS]), *_beside(array)]
        members: Sequence[Object] = [dialect.prepare(x, array.around) for x in every]
        is_general, is_given = dialect is GENERAL, False
        if is_general:
            members, is_given = with_days(members, array.around, self._day)
        fields = self._fields(_sample(members), dialect)
        reader = EntryReader(fields, dialect, self._known, self.moments)
        entries = [reader.read(x) for x in members if not reader.is_left_out(x)]
        if is_general:
            entries = self._posts_in(entries, fields)
        if not any(map(_says_any, entries)):
            return None
        names = guessed(fields, self._given) if is_general else []
        once = list({(*x.said, repr(x.author)[:200]): x for x in entries}.values())
        return Found(
            once,
            array.notation,
            dialect,
            array.around,
            self._known,
            words=sum(x.words for x in once),
            remarks=(
                _remark(LEFT_OUT, len(members) + array.odd - len(entries)),
                _remark(UNREAD, reader.unread),
                TOO_MANY * (len(array.members) > MOST_RECORDS),
                f"{GIVEN_DAY} ({self._day})." * is_given,
                _remark(GUESSED, " and ".join(map(quoted, names))),
                _remark(NO_FIELD, self._unknown(members)),
            ),
        )

    def _unknown(self, members: Sequence[Object]) -> str:
        """The user's names of fields that no record has."""
        plain = [x for x in self._asked if "." not in x]
        return " or ".join(quoted(x) for x in plain if not any(x in y for y in members))

    def _fields(self, sample: Sequence[Object], dialect: Dialect) -> Fields:
        leaves = [leaves_of(x) for x in sample]
        self._left -= sum(map(len, leaves))
        given = {
            x: tuple(tuple(y.split(".")) for y in names) for x, names in dialect.fields.items()
        }
        return fields_of(leaves, given | self._given)

    def _posts_in(self, entries: Sequence[Entry], fields: Fields) -> list[Entry]:
        """Records with words, if most have, with different times, and are no list of pages."""
        posts = list(filter(_says_any, entries))
        times = {x.time for x in posts} - {None}
        if 2 * len(posts) <= len(entries) or len(times) < 2:
            return []
        median_words = sorted(x.words for x in posts)[len(posts) // 2]
        is_list = self._is_page and lead_elsewhere((x.url for x in posts), len(posts))
        return [] if median_words < self._fewest_words(fields) or is_list else posts

    def _fewest_words(self, fields: Fields) -> int:
        """In the median record; few where names of fields make sure of posts."""
        are_sure = bool(self._given) or {"author", "body"} <= fields.keys()
        return FEWEST_SURE if are_sure and not self._is_page else FEWEST_WORDS


def _beside(array: Array) -> list[Object]:
    """Posts beside the others, with all their fields: a pinned one, or that of which they are the
    replies: {"pinned": {...}, "posts": [...]}, {"text": ..., "replies": [...]}."""
    if not array.around:
        return []
    names = set.intersection(*(set(x) for x in _sample(array.members)))
    others = [array.around[0].get(x) for x in _PINNED]
    if array.path[-1] in names:
        others.append(array.around[0])
    return [x for x in others if isinstance(x, dict) and x.keys() >= names]


def _says_any(entry: Entry) -> bool:
    return bool(entry.body or entry.media or entry.words)
