"""A post as the page shows it: full text, byline, labels.

Data made for search engines is often poorer than the page: it lacks a list, a tweet or a second
author. An element of the page with an update's id is read, and taken if it holds nearly all words
of the update's data.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tui.model.blog import Author, Block, ListItem
from tui.model.safe_text import clean
from tui.readers.html.element_blocks import tree_blocks
from tui.readers.html.tree import text_of

_BODIES = (
    ".lx-stream-post-body, .qa-post-body, .entry-content, [itemprop~=articleBody], "
    ".liveblog-entry-text, .liveblog-entry-content, .live-blog-entry-content, .post-body, "
    ".post-content, .live-post-content, .card-body, .article-body, .timeline-item-content, "
    ".live-blog-post__body, .live-update-content, .elementor-widget-text-editor, "
    ".elb-liveblog-post-content"
)
_NAMES = (
    ".qa-contributor-name, .lx-stream-post__contributor-name, .entry-info mark, "
    ".liveblog-author-name, .liveblog-meta-author-name"
)
_ROLES = ".qa-contributor-role, .lx-stream-post__contributor-description"
_LABELS = ".qa-stream-tag, .lx-stream-post__header-tag"
_SUMMARIES = ".qa-summary-points li, .lx-c-summary-points__item"
_PREFIXES = ("", "post_", "post-", "block-", "entry-", "liveblog-entry-", "update-", "asset:")
_IDS = ("data-post-id", "data-entry-id", "data-elb-post-id")
"""Attributes with a post's id, of elements that have no id; the last is Easy Liveblogs'."""
_ENTRIES = ".liveblog-entry"
"""Entries of WordPress's Liveblog plug-in; its data has their links and times, not their ids."""
_IN_QUERY = re.compile(r"[?&](?:post|postid|entry|id|update)=([^&#]+)", re.IGNORECASE)
_WORD = re.compile(r"\w+")
SHARE_OF_WORDS = 0.9
"""The least share of the data's words that the page's text must hold to be the same post."""


@dataclass(frozen=True, slots=True)
class PagePost:
    """One post as the page shows it."""

    headline: str = ""
    body: tuple[Block, ...] = ()
    authors: tuple[Author, ...] = ()
    kicker: str = ""
    key_event: bool = False
    pinned: bool = False


class PagePosts:
    """The elements of a page by their id, and the posts in them."""

    def __init__(self, tree: LexborHTMLParser, base: str) -> None:
        self._base = base
        self._left = 3 * len(tree.raw_html)
        self._nodes: dict[str, LexborNode] = {}
        for node in tree.css("article[id], div[id], li[id], section[id]"):
            self._nodes.setdefault(node.id or "", node)
        for name in _IDS:
            for node in tree.css(f"[{name}]"):
                self._nodes.setdefault(node.attributes.get(name) or "", node)
        for node in tree.css(_ENTRIES):
            link = node.css_first("a.liveblog-meta-time[href^=http]")
            url = link.attributes.get("href") if link is not None else ""
            key = url or node.attributes.get("data-sort-time")
            if key:
                self._nodes.setdefault(key, node)

    def of(
        self, key: str, url: str, headline: str, body: tuple[Block, ...], moment: datetime
    ) -> PagePost | None:
        """The post as shown, without a body that says less; None if the page does not have it."""
        node = self._node(key, url, moment) if self._left > 0 else None
        if node is None:
            return None
        # Elements inside each other would be read again and again.
        self._left -= len(node.html or "")
        blocks = self._body(node, headline)
        attributes = node.attributes
        kind = f"{attributes.get('data-type') or ''} {attributes.get('class') or ''}".lower()
        return PagePost(
            body=blocks if holds(blocks, body) else (),
            authors=_authors(node),
            kicker=_line(node.css_first(_LABELS)),
            key_event="key-event" in kind or "keyevent" in kind,
            pinned="pinned" in kind or "sticky-post" in kind,
        )

    def _body(self, node: LexborNode, headline: str) -> tuple[Block, ...]:
        container = node.css_first(_BODIES)
        if container is None:
            return ()
        return tree_blocks(container, self._base, skip=_headings_saying(container, headline))

    def _node(self, key: str, url: str, moment: datetime) -> LexborNode | None:
        names = [key.rsplit("#", 1)[-1], url.rsplit("#", 1)[1] if "#" in url else ""]
        queried = _IN_QUERY.search(url)
        if queried:
            names.append(queried[1].replace("%3A", ":").replace("%3a", ":"))
        for name in filter(None, names):
            for prefix in _PREFIXES:
                node = self._nodes.pop(prefix + name, None)  # one update's only
                if node is not None:
                    return node
        return self._nodes.pop(url, None) or self._nodes.pop(str(int(moment.timestamp())), None)


def summary_of(tree: LexborHTMLParser) -> tuple[Block, ...]:
    """The bullets of the page's own summary."""
    items = tree.css(_SUMMARIES)[:100]
    return tuple(ListItem(text) for text in dict.fromkeys(_line(item) for item in items) if text)


def _authors(node: LexborNode) -> tuple[Author, ...]:
    names = [_line(x) for x in node.css(_NAMES)]
    roles = [_line(x) for x in node.css(_ROLES)]
    if len(roles) != len(names):
        roles = [""] * len(names)
    signed = [
        Author(name, role)
        for name, role in zip(names, roles, strict=True)
        if name and name.upper() != "KEY EVENT"
    ]
    return tuple(dict.fromkeys(signed))


def _headings_saying(container: LexborNode, headline: str) -> frozenset[int]:
    """The headings that repeat the post's headline."""
    words = _WORD.findall(headline)
    return frozenset(
        x.mem_id
        for x in container.css("h1, h2, h3, h4")
        if words and _WORD.findall(x.text()) == words
    )


def holds(shown: tuple[Block, ...], data: tuple[Block, ...]) -> bool:
    """Whether the page's blocks hold nearly all the words of the data's."""
    words = {word for block in data for word in _WORD.findall(" ".join(block.words))}
    if not words:
        return True
    there = {word for block in shown for word in _WORD.findall(" ".join(block.words))}
    return len(words & there) >= SHARE_OF_WORDS * len(words)


def _line(node: LexborNode | None) -> str:
    return clean(text_of(node))
