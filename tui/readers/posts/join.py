"""Joins record and element of each post, each for the facts that it knows best."""

from collections import Counter
from collections.abc import Sequence, Set
from datetime import datetime
from itertools import islice

from selectolax.lexbor import LexborNode

from tui.model.blog import Block, Embed, Image, Paragraph, Post
from tui.model.reading import ReadingCounts, counted
from tui.model.safe_text import letters_of
from tui.readers.html.blocks import is_empty, shown_words
from tui.readers.html.links import address
from tui.readers.html.seen import path_of
from tui.readers.page import Page
from tui.readers.pieces.elements import Family
from tui.readers.pieces.marks import Mark
from tui.readers.posts.anatomy import draft_of, take_text
from tui.readers.posts.binding import bind
from tui.readers.posts.dating import Dating, PageContext, without_clock
from tui.readers.posts.draft import Draft
from tui.readers.posts.habits import mark_repeated, sign_by_habit
from tui.readers.posts.witness import Witness
from tui.readers.warnings import Remarks

SHARE_OF_WORDS = 0.9  # share of the data's words that the page's text must hold
SHARE_OF_FAMILY = 3  # one in so many elements must be a record's, for the others to be posts
LONGEST_COPY = 200  # characters that identify a copy of another post
LONG_HEADLINE = 60  # characters; a longer one, repeated by the text, was cut by software
_HIDDEN = ("clock", "foreign", "repeated", "label of a picture", "other")
_NAMES = {"foreign": "teasers and advertisements"}


class Joined:
    """Records and elements of one live blog, joined into posts."""

    def __init__(
        self,
        page: Page | None,
        records: Sequence[Witness],
        family: Family | None,
        marks: Sequence[Mark],
        place: PageContext,
        remarks: Remarks,
    ) -> None:
        self._place, self._records, self.marks = place, len(records), marks
        self._nodes: list[LexborNode | None] = [None] * len(records)
        if page is not None and records:
            self._nodes = bind(page, records, family, place.base)
        further, self._unread = self._further(family) if family is not None else ([], 0)
        self._nodes += further
        self._witnesses = [*records, *(Witness() for _ in further)]
        self._drafts = [
            None if node is None else draft_of(node, known, place.nobody, place.base)
            for node, known in zip(self._nodes, self._witnesses, strict=True)
        ]
        drafts = [x for x in self._drafts if x is not None]
        sign_by_habit(drafts)
        mark_repeated(drafts)
        for draft in drafts:
            take_text(draft)
        self._ids = Counter(x.element.node.id or "" for x in drafts)
        dating = Dating(page, self._nodes, self._witnesses, marks, place, remarks)
        self.moments, self._edited, self._why = dating.published(), dating.edited(), dating.why

    def _further(self, family: Family) -> tuple[list[LexborNode], int]:
        """Elements without a record, if most of the family has records; unread ones are counted."""
        taken = list(filter(None, self._nodes))
        ids = {x.mem_id for x in taken}
        left = [x for x in family.nodes if x.mem_id not in ids]
        held = len(family.nodes) - len(left)
        if self._records and held * SHARE_OF_FAMILY < len(family.nodes):
            return [], len(left) if held else 0
        near = {y for x in taken for y in _around(x)}
        further = [x for x in left if not near or not near.isdisjoint(_around(x))]
        return further, len(left) - len(further)

    def posts(self) -> list[Post | None]:
        """Posts in the order of the data, then of elements alone; None without a time."""
        posts = list(map(self._joined, range(len(self.moments))))
        left_out = self._left_out(posts) if len(posts) > self._records else set()
        every = enumerate(zip(posts, self.moments, self._edited, strict=True))
        shown = [x for n, x in every if n not in left_out]
        found = [_dated(post, moment, edited) if moment else None for post, moment, edited in shown]
        ids = Counter(x.id for x in filter(None, found))
        return [x._replace(id="") if x and ids[x.id] > 1 else x for x in found]

    def _left_out(self, posts: Sequence[Post]) -> set[int]:
        """Elements without a record that say nothing, or the same as another post."""
        told: set[str] = set()
        left_out: set[int] = set()
        for number, post in enumerate(posts):
            said = " ".join((post.headline, *shown_words(post.body)))[:LONGEST_COPY]
            has_words = bool(post.headline) or not is_empty(post.body)
            if number < self._records or (has_words and said not in told):
                told.add(said)
                continue
            left_out.add(number)
            if has_words:  # pages show a pinned post twice
                self._nodes[number] = None
        return left_out

    def _joined(self, number: int) -> Post:
        """Use the page's text if it holds the data's."""
        record, draft = self._witnesses[number], self._drafts[number]
        post = record.post._replace(headline=without_clock(record.post.headline))
        if draft is None:
            return _said_once(post)
        is_whole = not is_empty(draft.body) and _hold(draft.words, record.known)
        key, url = self._key(post, draft)
        joined = post._replace(
            headline=draft.headline or post.headline,
            authors=draft.authors or post.authors,
            body=_richer(draft.body, post.body) if is_whole else post.body,
            id=key,
            url=url,
            kicker=post.kicker or draft.kicker,
            pinned=post.pinned or draft.pinned,
            key_event=post.key_event or draft.key_event,
        )
        return _said_once(joined)

    def _key(self, record: Post, draft: Draft) -> tuple[str, str]:
        """Id and address: an element's id must hold the data's id."""
        own, base = draft.element.node.id or "", self._place.base
        is_id = own.isascii() and own.isprintable() and self._ids[own] < 2
        if not own or not is_id or record.id not in own:
            return record.id, record.url
        page, _, fragment = record.url.partition("#")
        if record.url and fragment != own and page != base:
            return own, record.url
        return own, (address(f"{base}#{own}") if base else "") or record.url

    @property
    def elements(self) -> set[int]:
        """Ids of the posts' elements."""
        return {x.mem_id for x in self._nodes if x is not None}

    def reading(self) -> ReadingCounts:
        """Way in which the posts were found, and a count of their words."""
        account: Counter[str] = Counter()
        for draft in filter(None, self._drafts):
            account.update(draft.account)
        count = len(self.elements)
        kind = "elements with a time" if self.marks else "elements of the page"
        found = [f"{count} {kind}"] if count else []
        if self._records:
            found.append(f"{'joined with ' if found else ''}{self._records} records")
        if self._why and count:
            found.append(f"times of the data, as {self._why}")
        hidden = counted((_NAMES.get(x, x), account[x]) for x in _HIDDEN)
        return ReadingCounts(", ".join(found), account.total(), hidden, self._unread)


def _around(node: LexborNode) -> list[int]:
    return [x.mem_id for x in islice(path_of(node), 1, 3)]


def _dated(post: Post, published: datetime, edited: datetime | None) -> Post:
    """The post and its versions at the post's own time."""
    versions = (
        x._replace(post=x.post and _dated(x.post, published, x.known)) for x in post.versions
    )
    modified = edited if edited is not None and edited > published else None
    return post._replace(published=published, modified=modified, versions=tuple(versions))


def _hold(there: Set[str], wanted: Set[str]) -> bool:
    return len(wanted & there) >= SHARE_OF_WORDS * len(wanted)


def _richer(page: tuple[Block, ...], data: tuple[Block, ...]) -> tuple[Block, ...]:
    """The page's body, with embeds and pictures of the data."""
    embeds = [sum(isinstance(x, Embed) for x in body) for body in (page, data)]
    if embeds[1] > embeds[0] and _hold(set(shown_words(data)), set(shown_words(page))):
        return data
    if any(isinstance(x, Image | Embed) for x in page):
        return page
    return (*page, *(x for x in data if isinstance(x, Image)))


def _said_once(post: Post) -> Post:
    """Headline and body without repetition."""
    headline = post.headline
    first = post.body[0] if headline and post.body else None
    text = " ".join(first.words) if first is not None else ""
    is_as_long = len(text) <= 2 * len(headline) + 20
    if is_as_long and first is not None and letters_of(text) == letters_of(headline):
        return post if getattr(first, "links", ()) else post._replace(body=post.body[1:])
    is_cut = isinstance(first, Paragraph) and _is_cut_from(headline, text)
    return post._replace(headline="") if is_cut else post


def _is_cut_from(headline: str, text: str) -> bool:
    """Software cut the headline from the text's beginning."""
    ends_in_dots = headline.endswith(("…", "..."))
    beginning = headline.rstrip(" .…") if ends_in_dots else headline
    looks_cut = ends_in_dots or len(headline) >= LONG_HEADLINE
    return looks_cut and bool(beginning) and text.startswith(beginning)
