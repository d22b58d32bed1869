"""Joins record and element of each post, each for the facts that it knows best; and links to it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from datetime import datetime
from itertools import islice

from selectolax.lexbor import LexborNode

from tui.model.blog import Block, Embed, Image, Paragraph, Post
from tui.model.safe_text import letters_of
from tui.readers.html.blocks import is_empty, shown_words
from tui.readers.html.links import address
from tui.readers.html.seen import path_of
from tui.readers.page import Page
from tui.readers.posts.dating import without_clock
from tui.readers.posts.draft import Draft

SHARE_OF_WORDS = 0.9  # share of the data's words that the page's text must hold
MOST_COMPARED, LONGEST_COPY = 20, 200  # blocks, and characters, that identify a copy of a post
LONG_HEADLINE = 60  # characters; a longer one, repeated by the text, was cut by software
MOST_LINKS = 5000
MOST_AROUND = 8  # elements around a link, searched for names
_NAMES = ("id", "class", "data-link-name", "data-component")
_KEY = re.compile(r"key.?(?:event|moment|point)|timeline__link", re.IGNORECASE)
_PINNED = re.compile(r"pinned|sticky-post", re.IGNORECASE)


def join(drafts: Sequence[Draft], base: str) -> list[Post | None]:
    """Posts in the order of the data, then of elements alone; None without a time.

    Elements without a record that say nothing, or the same as another post, are left out. `base` is
    the live blog's address.
    """
    said: set[str] = set()
    found: list[Post | None] = []
    times = Counter(x.node.id for x in drafts if x.node is not None)
    for draft in drafts:
        post = _said_once(_joined(draft, base, is_own_id=times[draft.own_id] < 2))
        words, has_words = _beginning(post), bool(post.headline) or not is_empty(post.body)
        if draft.is_of_data or (has_words and words not in said):
            found.append(_dated(post, draft.published, draft.edited))
            said.add(words)
        elif has_words:  # pages show a pinned post twice
            draft.node = None
    return _with_own_ids(found)


def _with_own_ids(posts: Sequence[Post | None]) -> list[Post | None]:
    ids = Counter(x.id for x in filter(None, posts))
    return [x._replace(id="") if x and ids[x.id] > 1 else x for x in posts]


def _beginning(post: Post) -> str:
    words = shown_words(post.body[:MOST_COMPARED])
    return " ".join((post.headline, *words))[:LONGEST_COPY]


def _joined(draft: Draft, base: str, *, is_own_id: bool) -> Post:
    """Use the page's text if it holds the data's."""
    record = draft.record
    post = record._replace(headline=without_clock(record.headline))
    if draft.node is None:
        return post
    is_whole = not is_empty(draft.body) and _hold(draft.page_words, set(draft.said))
    key, url = _key(record, draft.own_id, base) if is_own_id else (record.id, record.url)
    return post._replace(
        headline=draft.headline or post.headline,
        authors=draft.authors or post.authors,
        body=_richer(draft.body, post.body) if is_whole else post.body,
        id=key,
        url=url,
        kicker=post.kicker or draft.kicker,
        pinned=post.pinned or draft.pinned,
        key_event=post.key_event or draft.key_event,
    )


def _key(record: Post, own: str, base: str) -> tuple[str, str]:
    """Id and address by the element's `own` id, if it holds the data's id."""
    if not own or not own.isascii() or record.id not in own:
        return record.id, record.url
    page = record.url.partition("#")[0]
    if record.url and page != base:
        return own, record.url
    return own, (address(f"{base}#{own}") if base else "") or record.url


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
    if not post.headline or not post.body:
        return post
    first, *rest = post.body
    text = " ".join(first.words)
    if letters_of(text) == letters_of(post.headline):
        return post if getattr(first, "links", ()) else post._replace(body=tuple(rest))
    is_cut = isinstance(first, Paragraph) and _is_cut_from(post.headline, text)
    return post._replace(headline="") if is_cut else post


def _is_cut_from(headline: str, text: str) -> bool:
    """Software cut the headline from the text's beginning."""
    beginning = headline.rstrip(" .…")
    looks_cut = headline.endswith(("…", "...")) or len(headline) >= LONG_HEADLINE
    return looks_cut and bool(beginning) and text.startswith(beginning)


# Marks by links of the page: a list of key events, a pinned copy


def with_links(
    page: Page, posts: Sequence[Post | None], elements: Set[int]
) -> Sequence[Post | None]:
    """Mark posts by links outside their `elements`."""
    if not page.is_markup:
        return posts
    ids = {x.id for x in posts if x is not None} - {""}
    links = list(_links(page, ids, elements))
    key_events = {target for target, names in links if _KEY.search(names)}
    pinned = {target for target, names in links if _PINNED.search(names)}
    return [x and _marked(x, x.id in key_events, x.id in pinned) for x in posts]


def _links(page: Page, ids: Set[str], elements: Set[int]) -> Iterator[tuple[str, str]]:
    """The id of a post, and the names of elements around the link."""
    for link in page.tree.css("a[href*='#']")[:MOST_LINKS]:
        target = (link.attributes["href"] or "").rpartition("#")[2]
        path = list(islice(path_of(link), MOST_AROUND)) if target in ids else []
        if path and elements.isdisjoint(x.mem_id for x in path):
            yield target, " ".join(map(_names, path))


def _marked(post: Post, is_key: bool, is_pinned: bool) -> Post:
    if not (is_key or is_pinned):
        return post
    return post._replace(key_event=post.key_event or is_key, pinned=post.pinned or is_pinned)


def _names(node: LexborNode) -> str:
    return " ".join(filter(None, map(node.attributes.get, _NAMES)))
