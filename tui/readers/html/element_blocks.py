"""Elements of a body as blocks, in document order."""

from collections.abc import Mapping
from types import MappingProxyType

from selectolax.lexbor import LexborNode

from tui.model.blog import Block, Heading, ListItem, Paragraph, Quote, ReadMore
from tui.readers.html.figures import (
    EMBEDS,
    PICTURES,
    Attributes,
    around_image,
    embed_of,
    figure_blocks,
    image_of,
)
from tui.readers.html.links import address, is_sharing
from tui.readers.html.text_blocks import BlockText, Kind, text_block
from tui.readers.html.tree import classes_of, is_hidden, text_of

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = HEADINGS | frozenset((
    "p", "div", "section", "article", "li", "blockquote", "ul", "ol", "dl", "dt", "dd", "table",
    "thead", "tbody", "tfoot", "tr", "caption", "pre", "address", "center", "main", "details",
    "summary", "header", "footer", "aside", "figcaption", "fieldset", "hr", "br", "html", "body",
))  # fmt: skip
_DROPPED = frozenset((
    "script", "style", "noscript", "template", "head", "nav", "button", "form", "input", "select",
    "textarea", "svg", "math", "object", "canvas",
))  # fmt: skip
_PICTURE_BOXES = frozenset(
    ("lx-media-asset", "wp-caption", "media-asset", "image-block", "article-image")
)
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(HEADINGS, Heading), "blockquote": Quote, "li": ListItem,
}  # fmt: skip
_CELLS = frozenset(("td", "th"))
LONGEST_SHARE = 40  # characters of a sharing link's words; a longer link is text


def tree_blocks(
    root: LexborNode,
    base: str = "",
    *,
    instead: Mapping[int, tuple[Block, ...]] = MappingProxyType({}),
) -> tuple[Block, ...]:
    """`instead` maps the `mem_id` of a node to blocks that replace it."""
    walk = _Walk(base)
    node = root.child
    while node is not None:
        if node.mem_id in instead:
            walk.take(instead[node.mem_id])
            inner = None
        else:
            inner = walk.enter(node)
        while inner is None and node.next is None:
            above = node.parent
            if above is None or above.mem_id == root.mem_id:
                return walk.finish()
            walk.leave(above)
            node = above
        node = inner or node.next
    return walk.finish()


class _Walk:
    def __init__(self, base: str) -> None:
        self._base = base
        self._blocks: list[Block] = []
        self._text = BlockText()
        self._kinds: list[Kind] = [Paragraph]
        self._marker = ""
        self._numbers: list[int] = []
        self._preformatted = 0

    def enter(self, node: LexborNode) -> LexborNode | None:
        """Read a node; returns its first child if its content is to be read too."""
        if node.is_text_node:
            self._words(node.text_content or "")
            return None
        tag = node.tag or ""
        if not node.is_element_node or tag in _DROPPED:
            return None
        attributes = node.attributes
        if attributes and is_hidden(attributes):
            return None
        whole = self._whole(node, tag, attributes)
        if whole is not None:
            self.take(whole)
            return None
        if tag == "a" and _shares(node, attributes):
            return None
        self._open(tag, attributes)
        child = node.child
        if child is None:
            self.leave(node)
        return child

    def take(self, blocks: tuple[Block, ...]) -> None:
        """Take blocks in place of a node; () leaves the text around it whole."""
        if blocks:
            self._break()
            self._blocks += blocks

    def _whole(
        self, node: LexborNode, tag: str, attributes: Attributes
    ) -> tuple[Block, ...] | None:
        if tag in PICTURES:
            return self._picture(node, attributes)
        if tag == "a" or not (attributes or tag == "figure" or tag in EMBEDS):
            return None
        if tag == "figure" or not _PICTURE_BOXES.isdisjoint(classes_of(attributes.get("class"))):
            return figure_blocks(node, self._base)
        embed = embed_of(node, attributes, self._base)
        if embed is not None:
            return (embed,)
        return () if tag in EMBEDS else None

    def _picture(self, node: LexborNode, attributes: Attributes) -> tuple[Block, ...]:
        if "emoji" in (attributes.get("class") or ""):
            self._text.add(attributes.get("alt") or "")
            return ()
        image = image_of(node, self._base)
        return (image, *around_image(node, self._base)) if image is not None else ()

    def _open(self, tag: str, attributes: Attributes) -> None:
        if tag == "a":
            self._text.open_link(address(attributes.get("href"), self._base))
        elif tag in _CELLS:
            self._text.add(" | " if self._text.ends_in_words else "")
        elif tag in _BLOCKS:
            self._break()
            if tag in _KINDS:
                self._kinds.append(_KINDS[tag])
            elif tag == "aside":
                is_link = "rich-link" in classes_of(attributes.get("class"))
                self._kinds.append(ReadMore if is_link else self._kinds[-1])
            elif tag in ("ul", "ol"):
                self._numbers.append(_number(attributes.get("start"), 1) if tag == "ol" else 0)
            elif tag == "pre":
                self._preformatted += 1
            if tag == "li":
                self._marker = self._next_marker(attributes)

    def leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag == "a":
            self._text.close_link()
        elif tag in _BLOCKS:
            self._break()
            if (tag in _KINDS or tag == "aside") and len(self._kinds) > 1:
                self._kinds.pop()
            elif tag in ("ul", "ol") and self._numbers:
                self._numbers.pop()
            elif tag == "pre":
                self._preformatted -= 1

    def finish(self) -> tuple[Block, ...]:
        self._break()
        return tuple(self._blocks)

    def _words(self, text: str) -> None:
        lines = text.split("\n") if self._preformatted else [text]
        for number, line in enumerate(lines):
            if number:
                self._break()
            self._text.add(line)

    def _next_marker(self, attributes: Attributes) -> str:
        if not self._numbers or not self._numbers[-1]:
            return "•"
        number = _number(attributes.get("value"), self._numbers[-1])
        self._numbers[-1] = number + 1
        return f"{number}."

    def _break(self) -> None:
        text, links = self._text.take()
        if not text:
            return
        kind = self._kinds[-1]
        if kind is ListItem and not self._marker:  # another paragraph of the same item
            kind = Paragraph
        self._blocks.append(text_block(kind, text, links, self._marker))
        self._marker = ""


def _shares(link: LexborNode, attributes: Attributes) -> bool:
    return is_sharing(attributes.get("href") or "") and len(text_of(link)) <= LONGEST_SHARE


def _number(value: str | None, default: int) -> int:
    is_number = value and value.isascii() and value.isdigit() and len(value) < 7 and int(value)
    return int(value) if value and is_number else default
