"""What a post's element says of its kind: its kicker, a key event, a pinned post."""

from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tui.model.blog import Block, ListItem
from tui.model.safe_text import clean
from tui.readers.html.tree import outermost, text_of
from tui.readers.page_binding.entry import words_in
from tui.readers.page_binding.inside import PostElement

_KICKERS = ".qa-stream-tag, .lx-stream-post__header-tag"
MOST_POINTS = 100
"""Points of a page's summary that are read."""
_SUMMARIES = ".qa-summary-points li, .lx-c-summary-points__item"


class Labels(NamedTuple):
    """The labels of a post."""

    kicker: str = ""
    key_event: bool = False
    pinned: bool = False

    @property
    def words(self) -> frozenset[str]:
        """The labels as the page writes them, in small letters."""
        key_event = ("key event", "key events") if self.key_event else ()
        pinned = ("pinned", "pinned post") if self.pinned else ()
        return frozenset((" ".join(words_in(self.kicker)), *key_event, *pinned)) - {""}


def labels_of(post: PostElement) -> Labels:
    """The labels that a post's element has, or the only element in it."""
    kicker = next(iter(post.css(_KICKERS)), None)
    kinds = [_kind_of(post.node)]
    inner = post.node.child
    while inner is not None:
        if inner.is_element_node and inner.tag in ("article", "div", "section", "li"):
            kinds.append(_kind_of(inner))
            break
        inner = inner.next
    kind = " ".join(kinds).lower()
    return Labels(
        kicker=clean(text_of(kicker)),
        key_event="key-event" in kind or "keyevent" in kind,
        pinned="pinned" in kind or "sticky-post" in kind,
    )


def _kind_of(node: LexborNode) -> str:
    attributes = node.attributes
    return f"{attributes.get('data-type') or ''} {attributes.get('class') or ''}"


def summary_of(tree: LexborHTMLParser) -> tuple[Block, ...]:
    """The bullets of the page's own summary."""
    items = outermost(tree.css(_SUMMARIES))[:MOST_POINTS]
    texts = (clean(text_of(item)) for item in items)
    return tuple(ListItem(text) for text in dict.fromkeys(texts) if text)
