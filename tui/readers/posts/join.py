"""Joins record and element of each post, each for the facts that it knows best."""

from collections import Counter
from collections.abc import Sequence, Set
from datetime import datetime
from itertools import islice, zip_longest

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
from tui.readers.posts.anatomy import mark_repeated, read_lines, take_text
from tui.readers.posts.binding import bind
from tui.readers.posts.dating import PageContext, set_times, without_clock
from tui.readers.posts.draft import Draft
from tui.readers.posts.names import sign_by_habit
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
        self._place, self._records, self._marks = place, len(records), marks
        nodes = bind(page, records, family, place.base) if page is not None else []
        further, self._unread = _further(family, nodes) if family is not None else ([], 0)
        pairs = [*zip_longest(records, nodes), *((Witness(), x) for x in further)]
        self._drafts = [Draft(known, node, place.nobody) for known, node in pairs]
        self._on_page = [x for x in self._drafts if x.node is not None]
        for draft in self._drafts:
            if draft.node is not None:
                read_lines(draft, draft.node, place.base)
        sign_by_habit(self._on_page)
        mark_repeated(self._on_page)
        for draft in self._on_page:
            take_text(draft)
        self._ids = Counter(x.node.id or "" for x in self._on_page if x.node is not None)
        self._why = set_times(self._drafts, marks, place, remarks)

    def posts(self) -> list[Post | None]:
        """Posts in the order of the data, then of elements alone; None without a time.

        Elements without a record that say nothing, or the same as another post, are left out.
        """
        told: set[str] = set()
        found: list[Post | None] = []
        for draft in self._drafts:
            post = self._joined(draft)
            said = " ".join((post.headline, *shown_words(post.body)))[:LONGEST_COPY]
            has_words = bool(post.headline) or not is_empty(post.body)
            if draft.known.is_of_data or (has_words and said not in told):
                found.append(_dated(post, draft.published, draft.edited))
                told.add(said)
            elif has_words:  # pages show a pinned post twice
                draft.node = None
        ids = Counter(x.id for x in filter(None, found))
        return [x._replace(id="") if x and ids[x.id] > 1 else x for x in found]

    def _joined(self, draft: Draft) -> Post:
        """Use the page's text if it holds the data's."""
        known = draft.known
        post = known.post._replace(headline=without_clock(known.post.headline))
        if draft.node is None:
            return _said_once(post)
        is_whole = not is_empty(draft.body) and _hold(draft.words, known.known)
        key, url = self._key(post, draft.node.id or "")
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

    def _key(self, record: Post, own: str) -> tuple[str, str]:
        """Id and address by the element's `own` id, if it holds the data's id."""
        base = self._place.base
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
        return {x.node.mem_id for x in self._drafts if x.node is not None}

    def reading(self) -> ReadingCounts:
        """Way in which the posts were found, and a count of their words."""
        account: Counter[str] = Counter()
        for draft in self._on_page:
            account.update(draft.account)
        count = len(self.elements)
        kind = "elements with a time" if self._marks else "elements of the page"
        found = [f"{count} {kind}"] if count else []
        if self._records:
            found.append(f"{'joined with ' if found else ''}{self._records} records")
        if self._why and count:
            found.append(f"times of the data, as {self._why}")
        hidden = counted((_NAMES.get(x, x), account[x]) for x in _HIDDEN)
        return ReadingCounts(", ".join(found), account.total(), hidden, self._unread)


def _further(family: Family, nodes: Sequence[LexborNode | None]) -> tuple[list[LexborNode], int]:
    """Elements without a record, if most of the family has records; unread ones are counted."""
    taken = list(filter(None, nodes))
    ids = {x.mem_id for x in taken}
    left = [x for x in family.nodes if x.mem_id not in ids]
    held = len(family.nodes) - len(left)
    if nodes and held * SHARE_OF_FAMILY < len(family.nodes):
        return [], len(left) if held else 0
    near = {y for x in taken for y in _around(x)}
    further = [x for x in left if not near or not near.isdisjoint(_around(x))]
    return further, len(left) - len(further)


def _around(node: LexborNode) -> list[int]:
    return [x.mem_id for x in islice(path_of(node), 1, 3)]


def _dated(post: Post, published: datetime | None, edited: datetime | None) -> Post | None:
    """The post and its versions at the post's own time; None without a time."""
    if published is None:
        return None
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
