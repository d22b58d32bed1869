"""Records in data: the array with most words whose members nearly all hold a time and words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from statistics import median
from typing import Any

from tui.model.addresses import same_blog
from tui.readers.dialects import Dialect, dialects
from tui.readers.pieces.arrays import Array, arrays_in
from tui.readers.pieces.elements import page_of
from tui.readers.pieces.entries import Entry, EntryReader
from tui.readers.pieces.fields import SHARE, Fields, fields_of, leaves_of
from tui.readers.pieces.moments import Moments
from tui.readers.pieces.values import Object, Value

FEWEST = 3
"""Records of an array that nothing calls a live blog."""
FEWEST_WORDS = 8
"""Words of the middle one of such records, headline and text together."""
SAMPLE = 20
"""Members, spread over an array, that show its fields."""
MOST_ASKED = 5
"""Members that show whether a dialect knows the array."""
MOST_ARRAYS = 2000
MOST_LEAVES = 400_000
"""Fields of all samples that are looked at."""
MOST_RECORDS = 50_000
ELSEWHERE = 0.6
"""The share of records that lead to other pages each from which they are a list of articles."""
_OF_READERS = re.compile(
    r"comment|repl(?:y|ies)|kommentar|coment|related|recommend|teaser|menu|navigation",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """The records of a live blog, and the objects around them, the nearest first."""

    entries: list[Entry]
    around: tuple[Object, ...]
    notation: str
    dialect: Dialect | None
    words: int
    known: Mapping[str, Object]
    left_out: int = 0
    """Drafts, deletions, and posts beyond the number that is read."""
    others: int = 0
    """Further live blogs in the data."""
    unread: int = 0
    """Parts of bodies of kinds that are not read."""
    values: tuple[Any, ...] = ()
    """All data in which they were found."""
    odd_times: bool = False
    """Whether times are in other forms than ISO 8601: they may name a zone by its letters."""

    @property
    def name(self) -> str:
        """The form of the data: "schema.org (JSON-LD)", "records (CSV)"."""
        return f"{self.dialect.name if self.dialect else 'records'} ({self.notation})"

    @property
    def is_of_site(self) -> bool:
        """Whether a dialect knows the records, so that they surely are posts."""
        return self.dialect is not None


def find(
    values: Sequence[Value],
    *,
    is_page: bool = False,
    here: str = "",
    zones: Sequence[tzinfo] = (),
    given: Mapping[str, str] | None = None,
) -> Found | None:
    """The records with most words; of two arrays of the same posts the one with most times.

    Arrays that a dialect knows come first, of these the page's own: `here` is its address.
    `given` names fields of roles, such as the column of the times.
    """
    paths: Fields = {role: (tuple(name.split(".")),) for role, name in (given or {}).items()}
    finder = _Finder(values, is_page=is_page, zones=zones, given=paths)
    every = finder.found()
    known = [x for x in every if x.is_of_site]
    own = [x for x in known if _is_own(x, here)]
    rivals = own or known or every
    if not rivals:
        return None
    most = max(x.words for x in rivals)
    alike = [x for x in rivals if x.words >= most / 2]
    many = max(len(x.entries) for x in alike) / 2
    best = max(
        alike,
        key=lambda x: (
            len(x.entries) if x.is_of_site else len(x.entries) >= many,
            -dialects().index(x.dialect) if x.dialect is not None else 0,
            len({y.time for y in x.entries}),
            x.notation == "JSON-LD",
            x.words,
        ),
    )
    title = _title_of(best.around)
    names = {_title_of(x.around) for x in known} - {title, ""}
    beside = [
        x.around[0] for x in known if x is not best and title and _title_of(x.around) == title
    ]
    return Found(
        best.entries, (*best.around, *beside), best.notation, best.dialect, best.words,
        finder.known, best.left_out, len(names) if best.dialect else 0,
        best.unread, tuple(x.data for x in values), finder.odd_times,
    )  # fmt: skip


def _is_own(found: Found, here: str) -> bool:
    """Whether records are those of the page itself: they name no other live blog."""
    address = _address_of(found.around)
    return not here or not address or same_blog(address, here)


def _address_of(around: Sequence[Object]) -> str:
    values = [around[0].get(key) for key in ("url", "mainEntityOfPage", "@id")] if around else []
    texts = (x.get("@id") if isinstance(x, dict) else x for x in values)
    return next((x for x in texts if isinstance(x, str) and x.startswith("http")), "")


def _title_of(around: Sequence[Object]) -> str:
    title = around[0].get("headline") if around else None
    return title[:1000] if isinstance(title, str) else ""


def _dialect_of(array: Array) -> Dialect | None:
    sample = _sample(array.members)[:MOST_ASKED]
    return next((x for x in dialects() if x.recognises(array.path, sample)), None)


def _sample(members: Sequence[Object]) -> Sequence[Object]:
    return members[:: max(len(members) // SAMPLE, 1)][:SAMPLE]


class _Finder:
    """Tries the arrays of data, the longest first, within a limit on what is looked at."""

    def __init__(
        self, values: Sequence[Value], *, is_page: bool, zones: Sequence[tzinfo], given: Fields
    ) -> None:
        self._arrays, self.known = arrays_in(values)
        self._is_page, self._given = is_page, given
        self._moments = Moments(zones)
        self._left = MOST_LEAVES

    @property
    def odd_times(self) -> bool:
        """Whether a time was in another form than ISO 8601."""
        return self._moments.odd > 0

    def found(self) -> list[Found]:
        """Every array that can be a live blog's posts."""
        arrays = sorted(self._arrays, key=lambda x: -len(x.members))[:MOST_ARRAYS]
        known = [(x, _dialect_of(x)) for x in arrays]
        sure = (self._tried(x, dialect) for x, dialect in known if dialect is not None)
        found = [x for x in sure if x is not None]
        if found:
            return found
        others = (self._tried(x, None) for x, dialect in known if dialect is None)
        return [x for x in others if x is not None]

    def _tried(self, array: Array, dialect: Dialect | None) -> Found | None:
        members = array.members[:MOST_RECORDS]
        if dialect is not None:
            members = [dialect.prepare(x, array.around) for x in members]
        elif not self._may_be_posts(array):
            return None
        sample = _sample(members)
        fields = self._fields(sample, dialect)
        has_words = "body" in fields or "headline" in fields
        if dialect is None and not ("time" in fields and has_words):
            return None
        reader = EntryReader(fields, dialect, self.known, self._moments)
        alive = [
            x
            for x in members
            if not reader.is_deleted(x) and not (dialect and dialect.leaves_out(x))
        ]
        entries = [reader.read(x) for x in alive]
        once = {(*x.said, repr(x.author)[:200]): x for x in entries}
        entries = list(once.values())
        words = sum(x.words for x in entries)
        if not any(x.words or x.body or x.media for x in entries) or (
            dialect is None and not self._are_posts(entries)
        ):
            return None
        left_out = len(array.members) + array.odd - len(alive)
        return Found(
            entries,
            array.around,
            array.notation,
            dialect,
            words,
            self.known,
            left_out,
            0,
            reader.unread,
        )

    def _may_be_posts(self, array: Array) -> bool:
        if len(array.members) < FEWEST or self._left < 0:
            return False
        return not self._is_page or not any(map(_OF_READERS.search, array.path))

    def _fields(self, sample: Sequence[Object], dialect: Dialect | None) -> Fields:
        leaves = [leaves_of(x) for x in sample]
        self._left -= sum(map(len, leaves))
        given = dialect.fields.items() if dialect else ()
        paths = {role: tuple(tuple(x.split(".")) for x in names) for role, names in given}
        return fields_of(leaves, paths | self._given)

    def _are_posts(self, entries: Sequence[Entry]) -> bool:
        """Whether nearly all have times, not all the same, and words; and are no list of pages."""
        times = [x.time for x in entries if x.time is not None]
        if len(times) < SHARE * len(entries) or len(set(times)) < 2:
            return False
        if median(x.words for x in entries) < FEWEST_WORDS:
            return False
        pages = {page_of(x.url) for x in entries if x.url}
        return not self._is_page or len(pages) <= ELSEWHERE * len(entries)
