"""Reads the elements of a body into blocks, in document order."""

from collections.abc import Mapping
from types import MappingProxyType

from selectolax.lexbor import LexborNode

from tui.model.blog import Block, Heading, ListItem, Paragraph, Quote, ReadMore
from tui.readers.html.embeds import EMBEDS, embed_of
from tui.readers.html.figures import PICTURES, around_image, figure_blocks, image_of, is_hidden
from tui.readers.html.links import address, is_sharing
from tui.readers.html.text_blocks import BlockText, Kind, text_block, without_markers
from tui.readers.html.tree import classes_of, text_of

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = _HEADINGS | frozenset((
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
_CELLS = frozenset(("td", "th"))
LONGEST_SHARE = 40
"""Characters of the words of a link that shares the page; a longer one is a text."""


def tree_blocks(
    root: LexborNode,
    base: str = "",
    *,
    skip: frozenset[int] = frozenset(),
    instead: Mapping[int, tuple[Block, ...]] = MappingProxyType({}),
) -> tuple[Block, ...]:
    """The blocks of a node's content; nodes whose `mem_id` is in `skip` are left out.

    Nodes whose `mem_id` is in `instead` give those blocks.
    """
    walk = _Walk(base)
    node = root.child
    while node is not None:
        if node.mem_id in instead:
            walk.take(instead[node.mem_id])
            inner = None
        else:
            inner = None if node.mem_id in skip else walk.enter(node)
        node = inner if inner is not None else _following(node, root, walk)
    return walk.finish()


def _following(node: LexborNode, root: LexborNode, walk: "_Walk") -> LexborNode | None:
    """The node after this one and its content; leaves the elements that end before it."""
    while node.next is None:
        above = node.parent
        if above is None or above.mem_id == root.mem_id:
            return None
        walk.leave(above)
        node = above
    return node.next


class _Walk:
    """Collects the blocks of a body; nodes come in document order, without recursion."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._blocks: list[Block] = []
        self._text = BlockText()
        self._kind: list[Kind] = [Paragraph]
        self._marker = ""
        self._numbers: list[int] = []
        self._preformatted = 0

    def enter(self, node: LexborNode) -> LexborNode | None:
        """Reads a node; returns its first child if its content is to be read as well."""
        tag = node.tag
        if node.is_text_node:
            self._words(node.text_content or "")
            return None
        if not node.is_element_node or tag in _DROPPED:
            return None
        attributes = node.attributes
        if (attributes and is_hidden(attributes)) or self._take_whole(node, tag, attributes):
            return None
        if tag == "a" and is_sharing(attributes.get("href") or "") and _is_button(node):
            return None
        self._open(node, tag or "", attributes)
        child = node.child
        if child is None:
            self.leave(node)
        return child

    def take(self, blocks: tuple[Block, ...]) -> None:
        """Takes blocks in place of a node; none of them leaves the text around it whole."""
        if blocks:
            self._break()
            self._blocks += blocks

    def _take_whole(
        self, node: LexborNode, tag: str | None, attributes: dict[str, str | None]
    ) -> bool:
        """Takes a picture, a figure or an embed; False if the node is an ordinary one."""
        if tag in PICTURES:
            self._image(node)
            return True
        may_be_whole = tag == "figure" or tag in EMBEDS or (attributes and tag != "a")
        blocks = self._whole(node, tag, attributes) if may_be_whole else None
        if blocks is None:
            return False
        self._break()
        self._blocks.extend(blocks)
        return True

    def _whole(
        self, node: LexborNode, tag: str | None, attributes: dict[str, str | None]
    ) -> tuple[Block, ...] | None:
        """The blocks of a figure or an embed; None if the node is an ordinary one."""
        if tag == "figure" or not _PICTURE_BOXES.isdisjoint(classes_of(attributes.get("class"))):
            return figure_blocks(node, self._base)
        embed = embed_of(node, attributes, self._base)
        if embed is not None:
            return (embed,)
        return () if tag in EMBEDS else None

    def _open(self, node: LexborNode, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "a":
            self._text.open_link(address(attributes.get("href"), self._base))
        elif tag in _CELLS:
            self._text.add(" | " if self._has_cell_before(node) else "")
        elif tag in _BLOCKS:
            self._break()
            self._open_block(tag, attributes)

    def _open_block(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag in _HEADINGS:
            self._kind.append(Heading)
        elif tag == "blockquote":
            self._kind.append(Quote)
        elif tag == "aside":
            is_link = "rich-link" in classes_of(attributes.get("class"))
            self._kind.append(ReadMore if is_link else self._kind[-1])
        elif tag == "li":
            self._kind.append(ListItem)
            self._marker = self._next_marker(attributes)
        elif tag in ("ul", "ol"):
            self._numbers.append(_number(attributes.get("start"), 1) if tag == "ol" else 0)
        elif tag == "pre":
            self._preformatted += 1

    def leave(self, node: LexborNode) -> None:
        """Ends an element whose content has been read."""
        tag = node.tag
        if tag == "a":
            self._text.close_link()
        elif tag in _BLOCKS:
            self._break()
            if (tag in _HEADINGS or tag in ("blockquote", "li", "aside")) and len(self._kind) > 1:
                self._kind.pop()
            elif tag in ("ul", "ol") and self._numbers:
                self._numbers.pop()
            elif tag == "pre":
                self._preformatted -= 1

    def finish(self) -> tuple[Block, ...]:
        """Ends the last block and returns all of them."""
        self._break()
        return tuple(self._blocks)

    def _words(self, text: str) -> None:
        if "[" in text:
            text = without_markers(text)
        if self._preformatted:
            for number, line in enumerate(text.split("\n")):
                if number:
                    self._break()
                self._text.add(line)
        else:
            self._text.add(text)

    def _image(self, node: LexborNode) -> None:
        attributes = node.attributes
        if any("emoji" in name for name in classes_of(attributes.get("class"))):
            self._text.add(attributes.get("alt") or "")
            return
        image = image_of(node, self._base)
        if image is not None:
            self._break()
            self._blocks += (image, *around_image(node, self._base))

    def _next_marker(self, attributes: dict[str, str | None]) -> str:
        if not self._numbers or not self._numbers[-1]:
            return "•"
        number = _number(attributes.get("value"), self._numbers[-1])
        self._numbers[-1] = number + 1
        return f"{number}."

    @staticmethod
    def _has_cell_before(node: LexborNode) -> bool:
        before = node.prev
        while before is not None and before.tag not in _CELLS:
            before = before.prev
        return before is not None and bool(text_of(before))

    def _break(self) -> None:
        """Ends a block of text."""
        text, links = self._text.take()
        if not text:
            return
        kind = self._kind[-1]
        if kind is ListItem and not self._marker:  # a further paragraph of the same item
            kind = Paragraph
        self._blocks.append(text_block(kind, text, links, self._marker))
        self._marker = ""


def _is_button(link: LexborNode) -> bool:
    """Whether a link has but a few words, or only a picture."""
    return len(text_of(link)) <= LONGEST_SHARE


def _number(value: str | None, default: int) -> int:
    return (
        int(value)
        if value and value.isascii() and value.isdigit() and 0 < len(value) < 7
        else default
    )
