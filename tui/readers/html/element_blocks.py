"""Elements of a body as blocks, in document order."""

from selectolax.lexbor import LexborNode

from tui.model.blog import Block, Heading, ListItem, Paragraph, Quote, ReadMore
from tui.readers.html.element import CONTROLS, EMBEDS, HEADINGS, PICTURES, Element, elements_of
from tui.readers.html.figures import around_image, embed_of, figure_blocks, image_of
from tui.readers.html.links import address, is_sharing
from tui.readers.html.text_blocks import BlockText, Kind, text_block
from tui.readers.html.tree import classes_of

_BLOCKS = HEADINGS | frozenset((
    "p", "div", "section", "article", "li", "blockquote", "ul", "ol", "dl", "dt", "dd", "table",
    "thead", "tbody", "tfoot", "tr", "caption", "pre", "address", "center", "main", "details",
    "summary", "header", "footer", "aside", "figcaption", "fieldset", "hr", "br", "html", "body",
))  # fmt: skip
_PICTURE_BOXES = frozenset(
    ("lx-media-asset", "wp-caption", "media-asset", "image-block", "article-image")
)
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(HEADINGS, Heading), "blockquote": Quote, "li": ListItem,
}  # fmt: skip
_CELLS = frozenset(("td", "th"))
MOST_NESTED = 4  # figures around each other that are searched for pictures
LONGEST_SHARE = 40  # characters of a sharing link's words; a longer link is text


def tree_blocks(root: LexborNode, base: str = "") -> tuple[Block, ...]:
    return blocks_of(elements_of(root)[0], base)


def blocks_of(root: Element, base: str) -> tuple[Block, ...]:
    walk = _Walk(base)
    inner, around = iter(root.inner), []
    while True:
        for each in inner:
            if isinstance(each, str):
                walk.say(each)
            elif walk.enter(each):
                around.append((each, inner))
                inner = iter(each.inner)
                break
        else:
            if not around:
                return walk.finish()
            element, inner = around.pop()
            walk.leave(element)


class _Walk:
    def __init__(self, base: str) -> None:
        self._base = base
        self._blocks: list[Block] = []
        self._text = BlockText()
        self._kinds: list[Kind] = [Paragraph]
        self._marker = ""
        self._numbers: list[int] = []  # of the lists around, 0 for bullets
        self._preformatted = 0

    def say(self, text: str) -> None:
        first, *lines = text.split("\n") if self._preformatted else [text]
        self._text.add(first)
        for line in lines:
            self._break()
            self._text.add(line)

    def enter(self, element: Element) -> bool:
        """Open an element, or take it whole; true if its content is to be read."""
        tag = element.tag
        whole = element.instead if element.instead is not None else self._whole(element)
        if whole is not None:
            if whole:  # without blocks the text around stays whole
                self._break()
                self._blocks += whole
            return False
        if tag == "a":
            href = element.attributes.get("href")
            if is_sharing(href or "") and len(element.text) <= LONGEST_SHARE:
                return False
            self._text.open_link(address(href, self._base))
        elif tag in _CELLS:
            self._text.add(" | " if self._text.ends_in_words else "")
        elif tag in _BLOCKS:
            self._break()
            self._open(tag, element)
        return True

    def _whole(self, element: Element) -> tuple[Block, ...] | None:
        """Blocks of an element that is read as one, such as a picture."""
        tag, node = element.tag, element.node
        if tag in CONTROLS:
            return ()
        if tag in PICTURES:
            return self._picture(element)
        if tag == "a":
            return None
        if _is_picture_box(element) and sum(map(_is_picture_box, element.path)) <= MOST_NESTED:
            return figure_blocks(node, self._base)
        may_be = element.attributes or tag in EMBEDS
        embed = embed_of(node, element.attributes, self._base) if may_be else None
        return (embed,) if embed is not None else () if tag in EMBEDS else None

    def _picture(self, element: Element) -> tuple[Block, ...]:
        attributes = element.node.attributes
        if "emoji" in (attributes.get("class") or ""):
            self._text.add(attributes.get("alt") or "")
            return ()
        image = image_of(element.node, self._base)
        return (image, *around_image(element.node, self._base)) if image is not None else ()

    def _open(self, tag: str, element: Element) -> None:
        if tag in ("ul", "ol"):
            first = element.attributes.get("start")
            self._numbers.append(_number(first, 1) if tag == "ol" else 0)
        elif tag == "pre":
            self._preformatted += 1
        elif tag == "li":
            self._marker = self._next_marker(element.attributes.get("value"))
        if tag == "aside":
            is_link = "rich-link" in classes_of(element.attributes.get("class"))
            self._kinds.append(ReadMore if is_link else self._kinds[-1])
        elif tag in _KINDS:
            self._kinds.append(_KINDS[tag])

    def leave(self, element: Element) -> None:
        tag = element.tag
        if tag == "a":
            self._text.close_link()
        elif tag in _BLOCKS:
            self._break()
            if tag in _KINDS or tag == "aside":
                self._kinds.pop()
            elif tag in ("ul", "ol"):
                self._numbers.pop()
            elif tag == "pre":
                self._preformatted -= 1

    def finish(self) -> tuple[Block, ...]:
        self._break()
        return tuple(self._blocks)

    def _next_marker(self, value: str | None) -> str:
        if not self._numbers or not self._numbers[-1]:
            return "•"
        number = _number(value, self._numbers[-1])
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


def _is_picture_box(element: Element) -> bool:
    names = element.attributes.get("class")
    is_named = bool(names) and not _PICTURE_BOXES.isdisjoint(classes_of(names))
    return element.tag == "figure" or is_named


def _number(value: str | None, default: int) -> int:
    is_number = value and value.isascii() and value.isdigit() and len(value) < 7 and int(value)
    return int(value) if value and is_number else default
