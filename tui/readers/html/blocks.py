"""A post's body, as markup or plain text, into blocks."""

import html
import re

from selectolax.lexbor import LexborNode

from tui.model.blog import Block, Heading, Image, ListItem, Paragraph, Quote
from tui.model.errors import UnreadableError
from tui.model.safe_text import clean
from tui.readers.html.figures import (
    EMBEDS,
    PICTURES,
    around_image,
    embed_of,
    figure_blocks,
    image_of,
    is_hidden,
)
from tui.readers.html.links import address
from tui.readers.html.text_blocks import BlockText, Kind, is_one_line, plain_blocks, text_block
from tui.readers.html.tree import classes_of, parsed, text_of

_TAG_NAMES = (
    r"p|br|div|span|a|b|i|em|strong|u|s|ul|ol|li|h[1-6]|blockquote|figure|figcaption|img|iframe|script|style|table|thead"
    r"|tbody|tfoot|tr|td|th|section|article|aside|header|footer|video|audio|source|picture|sup|sub|small|big|code|pre|hr|font"
    r"|center|del|ins|mark|cite|q|abbr|time|dl|dt|dd|svg|noscript|button|form|input|label|object|embed|main|nav"
    r"|amp-[a-z-]+|meta|link|strike|tt|wbr|address|details|summary|html|head|body|title"
)
_MARKUP = re.compile(
    rf"<!--|</?(?:{_TAG_NAMES})(?:\s[^<>]*)?/?>|<(?:a|img|iframe|script)\s", re.IGNORECASE
)
_CMS_MARKER = re.compile(r"\[\[[a-zA-Z][\w-]{0,30}:[^\[\]\n]{0,300}\]\]")
_SHORTCODE = re.compile(
    r"\[/?(?:embed|caption|gallery|video|audio|playlist|youtube|tweet|twitter|instagram|facebook|soundcloud|vimeo)\b"
    r"[^\[\]\n]{0,500}\]"
)

MOST_TINY, TINY = 20_000, 200
"""Bodies with markup that are parsed whatever their length, and the mean characters that more of them must have."""
MOST_ENTITIES = 20_000

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = _HEADINGS | frozenset((
    "p", "div", "section", "article", "li", "blockquote", "ul", "ol", "dl", "dt", "dd", "table", "thead",
    "tbody", "tfoot", "tr", "caption", "pre", "address", "center", "main", "details", "summary", "header",
    "footer", "aside", "figcaption", "fieldset", "hr", "br", "html", "body",
))  # fmt: skip
_DROPPED = frozenset((
    "script", "style", "noscript", "template", "head", "nav", "button", "form", "input", "select", "textarea",
    "svg", "math", "object", "canvas",
))  # fmt: skip
_PICTURE_BOXES = frozenset(
    ("lx-media-asset", "wp-caption", "media-asset", "image-block", "article-image")
)
_CELLS = frozenset(("td", "th"))


class Bodies:
    """The bodies of one blog. Tens of thousands of tiny bits of markup are built to take long: they lose their tags."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._parsed = self._characters = 0

    def blocks(self, text: str) -> tuple[Block, ...]:
        """The blocks of a body as it stands in a JSON string."""
        if "<" in text or "&" in text:
            self._parsed += 1
            self._characters += len(text)
            if self._parsed > MOST_TINY and self._characters < TINY * self._parsed:
                return plain_blocks(_untagged(text))
        return body_blocks(text, self._base)


def body_blocks(text: str, base: str = "") -> tuple[Block, ...]:
    """The blocks of a body as it stands in a JSON string: markup or plain, its entities decoded once."""
    if "[" in text:
        text = _without_markers(text)
    if "<" in text and _MARKUP.search(text):
        return _bare_paragraphs(text) or _markup_blocks(text, base)
    if "&" in text:
        if text.count("&") > MOST_ENTITIES:  # the parser decodes so many a hundred times faster
            return _markup_blocks(text.replace("<", "&lt;"), base)
        text = html.unescape(text)
        if "<" in text and _MARKUP.search(text):  # markup that was escaped as a whole
            return _markup_blocks(text, base)
    return plain_blocks(text)


def line_of(text: str) -> str:
    """A headline or another short text on one line, without tags, its entities decoded once."""
    if "&" not in text and "<" not in text:
        if text.isascii() and text.isprintable() and text.strip() == text:
            return text
        text = clean(text)
        return text if is_one_line(text) else " ".join(text.split())
    blocks = body_blocks(text)
    return (
        " ".join(block.text for block in blocks if not isinstance(block, Image)) if blocks else ""
    )


def _bare_paragraphs(text: str) -> tuple[Block, ...]:
    """The commonest markup there is, paragraphs and nothing inside them: read without a parser, or ()."""
    if not (text.startswith("<p>") and text.endswith("</p>")) or "\n" in text or "  " in text:
        return ()
    count = text.count("</p><p>") + 1
    if text.count("<") != 2 * count:
        return ()
    text = text[3:-4].replace("</p><p>", "\n\n")
    blocks = plain_blocks(html.unescape(text) if "&" in text else text)
    return blocks if len(blocks) == count else ()


def _markup_blocks(text: str, base: str) -> tuple[Block, ...]:
    try:
        root = parsed(text.encode("utf-8", "replace")).body
    except UnreadableError:  # built to exhaust the parser: its words at least
        return plain_blocks(_untagged(text))
    return tree_blocks(root, base) if root is not None else ()


def _without_markers(text: str) -> str:
    """The text without what a content management system left in it for itself."""
    return _SHORTCODE.sub(" ", _CMS_MARKER.sub(" ", text))


def _untagged(text: str) -> str:
    return re.sub(r"<[^<>]*>", " ", text)


def tree_blocks(
    root: LexborNode, base: str = "", *, skip: frozenset[int] = frozenset()
) -> tuple[Block, ...]:
    """The blocks of a node's content; nodes whose `mem_id` is in `skip` are left out."""
    walk = _Walk(base)
    node = root.child
    while node is not None:
        into = None if node.mem_id in skip else walk.enter(node)
        if into is not None:
            node = into
            continue
        while node is not None and node.next is None:
            node = node.parent
            if node is None or node.mem_id == root.mem_id:
                node = None
                break
            walk.leave(node)
        if node is not None:
            node = node.next
    return walk.finish()


class _Walk:
    """One walk through a body's nodes, in their order, without recursion."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._blocks: list[Block] = []
        self._text = BlockText()
        self._kind: list[Kind] = [Paragraph]
        self._marker = ""
        self._numbers: list[int] = []
        self._preformatted = 0

    def enter(self, node: LexborNode) -> LexborNode | None:
        """Take what the node itself says; its first child if the walk goes inside."""
        tag = node.tag
        if node.is_text_node:
            self._words(node.text_content or "")
            return None
        if not node.is_element_node or tag in _DROPPED:
            return None
        attributes = node.attributes
        if attributes and is_hidden(attributes):
            return None
        if tag in PICTURES:
            self._image(node)
            return None
        if tag == "figure" or tag in EMBEDS or (attributes and tag != "a"):
            whole = self._whole(node, tag, attributes)
            if whole is not None:
                self._break()
                self._blocks.extend(whole)
                return None
        self._open(node, tag or "", attributes)
        child = node.child
        if child is None:
            self.leave(node)
        return child

    def _whole(
        self, node: LexborNode, tag: str | None, attributes: dict[str, str | None]
    ) -> tuple[Block, ...] | None:
        """The blocks of a node that is read as a whole; None if it is an ordinary one."""
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
            self._text.add(" | " if node.prev is not None and self._has_cell_before(node) else "")
        elif tag in _BLOCKS:
            self._break()
            if tag in _HEADINGS:
                self._kind.append(Heading)
            elif tag == "blockquote":
                self._kind.append(Quote)
            elif tag == "li":
                self._kind.append(ListItem)
                self._marker = self._next_marker(attributes)
            elif tag in ("ul", "ol"):
                self._numbers.append(_number(attributes.get("start"), 1) if tag == "ol" else 0)
            elif tag == "pre":
                self._preformatted += 1

    def leave(self, node: LexborNode) -> None:
        """The node's content has all been taken."""
        tag = node.tag
        if tag == "a":
            self._text.close_link()
        elif tag in _BLOCKS:
            self._break()
            if (tag in _HEADINGS or tag in ("blockquote", "li")) and len(self._kind) > 1:
                self._kind.pop()
            elif tag in ("ul", "ol") and self._numbers:
                self._numbers.pop()
            elif tag == "pre":
                self._preformatted -= 1

    def finish(self) -> tuple[Block, ...]:
        self._break()
        return tuple(self._blocks)

    def _words(self, text: str) -> None:
        if "[" in text:
            text = _without_markers(text)
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
        """The end of a block of text."""
        text, links = self._text.take()
        if not text:
            return
        kind = self._kind[-1]
        if kind is ListItem and not self._marker:  # a further paragraph of the same item
            kind = Paragraph
        self._blocks.append(text_block(kind, text, links, self._marker))
        self._marker = ""


def _number(value: str | None, default: int) -> int:
    return (
        int(value)
        if value and value.isascii() and value.isdigit() and 0 < len(value) < 7
        else default
    )
