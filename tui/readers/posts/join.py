"""Joins record and element of each post, each for the facts that it knows best."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from itertools import islice

from selectolax.lexbor import LexborNode

from tui.model.blog import Block, Embed, Image, Paragraph
from tui.model.reading import ReadingCounts, counted
from tui.model.safe_text import letters_of
from tui.readers.html.links import address
from tui.readers.html.seen import path_of
from tui.readers.html.words import words_in
from tui.readers.page import Page
from tui.readers.pieces.binding import bind
from tui.readers.pieces.elements import Family
from tui.readers.pieces.marks import Mark
from tui.readers.pieces.record import Record
from tui.readers.posts.anatomy import (
    draft_of,
    is_empty,
    mark_repeated,
    shown_words,
    sign_by_habit,
    take_text,
)
from tui.readers.posts.dating import Dating, PageContext, without_clock
from tui.readers.posts.lines import Draft, Known
from tui.readers.posts.witness import Witness
from tui.readers.warnings import Remarks

SHARE_OF_WORDS = 0.9  # share of the data's words that the page's text must hold
SHARE_OF_FAMILY = 3  # one in so many elements must be a record's, for the others to be posts
LONGEST_COPY = 200  # characters that identify a copy of another post
LONG_HEADLINE = 60  # characters; a longer one, repeated by the text, was cut by software
_HIDDEN = ("clock", "foreign", "repeated", "label of a picture", "other")
_NAMES = {"foreign": "teasers and advertisements"}


class Joined:
    """Records and elements of one live blog, joined into records."""

    def __init__(
        self,
        page: Page | None,
        witnesses: Sequence[Witness],
        family: Family | None,
        marks: Sequence[Mark],
        place: PageContext,
        remarks: Remarks,
    ) -> None:
        self._place, self._witnesses = place, list(witnesses)
        self._records = len(witnesses)
        self._nodes: list[LexborNode | None] = [None] * len(witnesses)
        if page is not None and witnesses:
            self._nodes = bind(page, [x.clue for x in witnesses], family, place.base)
        self.unread = 0
        self._take_further(family)
        self._drafts = self._read_drafts()
        self._ids = Counter(x.node.id or "" for x in self._drafts if x is not None)
        self._dating = Dating(page, self._nodes, self._witnesses, marks, place, remarks)

    def _take_further(self, family: Family | None) -> None:
        """Take elements of the family without a record, if most of it has records."""
        if family is None:
            return
        taken = {x.mem_id for x in self._nodes if x is not None}
        near = {y for x in self._nodes if x is not None for y in _around(x)}
        further = [
            x
            for x in family.nodes
            if x.mem_id not in taken and (not near or not near.isdisjoint(_around(x)))
        ]
        held = len(taken.intersection(x.mem_id for x in family.nodes))
        self.unread = len(family.nodes) - held - len(further)
        if self._records and held * SHARE_OF_FAMILY < len(family.nodes):
            self.unread = len(family.nodes) - held if held else 0
            return
        self._nodes += further
        self._witnesses += [Witness() for _ in further]

    def _read_drafts(self) -> list[Draft | None]:
        place = self._place
        found: list[Draft | None] = []
        pairs: list[tuple[Draft, Known]] = []
        for node, witness in zip(self._nodes, self._witnesses, strict=True):
            headline, authors = witness.clue.headline, witness.record.authors
            known = Known(witness.says, headline, authors, place.nobody, place.base)
            found.append(draft_of(node, known) if node is not None else None)
            pairs += [(x, known) for x in found[-1:] if x is not None]
        sign_by_habit(pairs)
        mark_repeated(pairs)
        for draft, _ in pairs:
            take_text(draft, place.base)
        return found

    def records(self) -> list[Record]:
        """Records in the order of the data, then of elements alone."""
        moments, edited = self._dating.published(), self._dating.edited()
        found: list[Record] = []
        told: set[str] = set()
        has_more = len(self._witnesses) > self._records  # elements without a record
        for number, witness in enumerate(self._witnesses):
            record = self._record(number, witness, moments[number], edited[number])
            if is_empty(record.body) and not record.headline:
                if number < self._records:
                    found.append(record)
                continue
            if has_more:
                said = " ".join((record.headline, *shown_words(record.body)))[:LONGEST_COPY]
                if number >= self._records and said in told:  # pages show a pinned post twice
                    self._nodes[number] = None
                    continue
                told.add(said)
            found.append(record)
        ids = Counter(x.id for x in found)
        return [x._replace(id="") if ids[x.id] > 1 else x for x in found]

    def _record(
        self, number: int, witness: Witness, moment: datetime | None, edited: datetime | None
    ) -> Record:
        """Use the page's text if it holds the data's."""
        record, draft = witness.record, self._drafts[number]
        record = record._replace(
            time=moment,
            edited=edited,
            headline=without_clock(record.headline),
            authors=record.authors if witness.signs else (),
        )
        if draft is not None:
            shown = shown_words(draft.body) + words_in(draft.headline)
            is_whole = not is_empty(draft.body) and _hold(shown, witness.clue.body)
            key, url = self._key(record, draft)
            record = record._replace(
                headline=draft.headline or record.headline,
                authors=draft.authors or record.authors,
                body=_richer(draft.body, record.body) if is_whole else record.body,
                id=key,
                url=url,
                kicker=record.kicker or draft.kicker,
                pinned=record.pinned or draft.pinned,
                key_event=record.key_event or draft.key_event,
            )
        return _said_once(record)

    def _key(self, record: Record, draft: Draft) -> tuple[str, str]:
        """Id and address: an element's id must hold the data's id."""
        key, own = record.id, draft.node.id or ""
        if not own.isascii() or not own.isprintable() or self._ids[own] > 1 or key not in own:
            return key, record.url
        base = self._place.base
        page, _, fragment = record.url.partition("#")
        is_known = bool(record.url) and fragment != own and page != base
        here = address(f"{base}#{own}") if own and base else ""
        return own or key, record.url if is_known or not here else here

    @property
    def elements(self) -> set[int]:
        """Ids of the posts' elements."""
        return {x.mem_id for x in self._nodes if x is not None}

    def reading(self, *, has_times: bool) -> ReadingCounts:
        """Way in which the posts were found, and a count of their words."""
        account: Counter[str] = Counter()
        for draft in self._drafts:
            if draft is not None:
                account.update(draft.account)
        elements = sum(x is not None for x in self._nodes)
        found = [f"{elements} elements of the page"] if elements else []
        if found and has_times:
            found = [f"{elements} elements with a time"]
        if self._records:
            found.append(f"{'joined with ' if found else ''}{self._records} records")
        if self._dating.why and elements:
            found.append(f"times of the data, as {self._dating.why}")
        hidden = counted((_NAMES.get(x, x), account[x]) for x in _HIDDEN)
        return ReadingCounts(", ".join(found), account.total(), hidden, self.unread)


def _around(node: LexborNode) -> list[int]:
    return [x.mem_id for x in islice(path_of(node), 1, 3)]


def _hold(there: list[str], words: list[str]) -> bool:
    wanted = set(words)
    return len(wanted.intersection(there)) >= SHARE_OF_WORDS * len(wanted)


def _richer(page: tuple[Block, ...], data: tuple[Block, ...]) -> tuple[Block, ...]:
    """The page's body, with embeds and pictures of the data."""
    embeds = [sum(isinstance(x, Embed) for x in body) for body in (page, data)]
    if embeds[1] > embeds[0] and _hold(shown_words(data), shown_words(page)):
        return data
    if any(isinstance(x, Image | Embed) for x in page):
        return page
    return (*page, *(x for x in data if isinstance(x, Image)))


def _said_once(record: Record) -> Record:
    """Headline and body without repetition."""
    headline, body = record.headline, record.body
    first = body[0] if headline and body else None
    text = " ".join(first.words) if first is not None else ""
    is_as_long = len(text) <= 2 * len(headline) + 20
    if is_as_long and first is not None and letters_of(text) == letters_of(headline):
        return record if getattr(first, "links", ()) else record._replace(body=body[1:])
    is_cut = isinstance(first, Paragraph) and _is_cut_from(headline, text)
    return record._replace(headline="") if is_cut else record


def _is_cut_from(headline: str, text: str) -> bool:
    """Software cut the headline from the text's beginning."""
    ends_in_dots = headline.endswith(("…", "..."))
    beginning = headline.rstrip(" .…") if ends_in_dots else headline
    looks_cut = ends_in_dots or len(headline) >= LONG_HEADLINE
    return looks_cut and bool(beginning) and text.startswith(beginning)
