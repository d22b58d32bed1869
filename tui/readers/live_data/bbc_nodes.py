"""The nodes of which BBC bodies are made, into blocks.

There are two generations: `{"name", "children", "text"}` of the Morph pages, and `{"type",
"model": {"blocks", "text"}}` since. They share most kinds, so one reader walks both.
"""

import html
from typing import Any

from tui.model.blog import Block, Embed, Image
from tui.model.safe_text import one_line
from tui.readers.html.blocks import Bodies
from tui.readers.html.links import address, provider_of, site_of
from tui.readers.live_data.fields import Object, at, list_at, objects_at, objects_in, text_at

DEEPEST = 40
"""Nodes inside each other that are read."""
MOST_NODES = 10_000
"""Nodes of one caption or the like."""
MOST_TEXT = 100_000
"""Characters of one caption or the like."""
_TAGS = {
    "paragraph": "p", "list": "ul", "unorderedList": "ul", "orderedList": "ol", "listItem": "li",
    "heading": "h3", "subheading": "h3", "subheadline": "h3", "headline": "h3", "crosshead": "h3",
    "quote": "blockquote", "blockquote": "blockquote", "pullQuote": "blockquote", "bold": "b",
    "italic": "i",
}  # fmt: skip
_MEDIA = {"video": "Video", "clip": "Video", "media": "Video", "audio": "Audio"}
_EMBEDS = frozenset(("embed", "social", "include", "oEmbed", "tweet"))
_LINKS = frozenset(("link", "urlLink"))
_IMAGE_WIDTH = "640"
_IMAGES = f"https://ichef.bbci.co.uk/ace/standard/{_IMAGE_WIDTH}"


class NodeReader:
    """Reads the nodes of one blog's bodies."""

    def __init__(self, bodies: Bodies, base: str) -> None:
        self._bodies, self._base = bodies, base

    def blocks(self, nodes: list[Any]) -> tuple[tuple[Block, ...], list[str]]:
        """The blocks of a body, and the kinds of nodes that said nothing that can be shown."""
        body = _Body(self._bodies, self._base)
        for node in nodes:
            body.add(node)
        body.flush()
        return tuple(body.blocks), body.unread


class _Body:
    """One body while it is read: its blocks, and markup that waits to become blocks."""

    def __init__(self, bodies: Bodies, base: str) -> None:
        self._bodies, self._base = bodies, base
        self.blocks: list[Block] = []
        self.unread: list[str] = []
        self._markup: list[str] = []

    def flush(self) -> None:
        """Turn the waiting markup into blocks."""
        markup = "".join(self._markup)
        self._markup = []
        if markup.strip():
            self.blocks += self._bodies.blocks(f"<div>{markup}</div>")

    def add(self, node: Any, depth: int = 0) -> None:
        """Add a node: text and its markup, or a picture, a video, an embed."""
        kind = kind_of(node)
        if depth > DEEPEST or not isinstance(node, dict):
            self._leave_out(kind)
        elif kind == "image":
            self._add_block(image_of(node), kind)
        elif kind in _MEDIA:
            self._add_block(_video_of(node, _MEDIA[kind], self._base), kind)
        elif kind in _EMBEDS:
            self._add_embed(node, kind)
        else:
            self._add_markup(node, kind, depth)

    def _add_markup(self, node: Object, kind: str, depth: int) -> None:
        tag = "ol" if kind == "list" and _attribute(node, "type") == "ordered" else _TAGS.get(kind)
        begin, end = (f"<{tag}>", f"</{tag}>") if tag else ("", "")
        inner = _inner(node)
        if kind in _LINKS:
            href = html.escape(_href(node))
            begin, end = (f'<a href="{href}">', "</a>") if href else ("", "")
            inner = _caption_of_link(node) or inner
        self._markup.append(begin)
        for child in inner:
            self.add(child, depth + 1)
        text = "" if inner else _own_text(node)
        self._markup += [html.escape(text), end]
        if not inner and not text and kind not in _TAGS and not _has_text_field(node):
            self._leave_out(kind)

    def _add_block(self, block: Block | None, kind: str) -> None:
        self.flush()
        if block is None:
            self._leave_out(kind)
        else:
            self.blocks.append(block)

    def _add_embed(self, node: Object, kind: str) -> None:
        self.flush()
        inside = list(objects_in([node]))[:200]
        markup = next(filter(None, (text_at(each, "html") for each in inside)), "")
        blocks = self._bodies.blocks(markup) if markup else ()
        if not blocks:
            block = _embed_of(node, inside, self._base)
            blocks = (block,) if block is not None else ()
        if not blocks:
            self._leave_out(kind)
        self.blocks += blocks

    def _leave_out(self, kind: str) -> None:
        self.unread.append(kind)


def kind_of(node: Any) -> str:
    """The kind of a node of either generation, or ""."""
    return text_at(node, "name") or text_at(node, "type")


def _inner(node: Any) -> list[Any]:
    return list_at(node, "children") or list_at(node, "model", "blocks")


def _own_text(node: Any) -> str:
    return text_at(node, "text") or text_at(node, "model", "text")


def _has_text_field(node: Object) -> bool:
    """Whether a node is a text, if an empty one."""
    return isinstance(node.get("text"), str) or isinstance(at(node, "model", "text"), str)


def _attribute(node: Object, name: str) -> str:
    values = [text_at(x, "value") for x in objects_at(node, "attributes") if x.get("name") == name]
    return next(filter(None, values), "")


def text_of(node: Any) -> str:
    """All text in a node, on one line."""
    if isinstance(node, str):
        return one_line(node[:MOST_TEXT])
    texts: list[str] = []
    waiting, walked = [node], 0
    while waiting and walked < MOST_NODES:
        each = waiting.pop()
        walked += 1
        inner = _inner(each)
        waiting += reversed(inner)
        if not inner:
            texts.append(_own_text(each))
    return one_line("".join(texts)[:MOST_TEXT])


def _child(node: Any, kind: str) -> Any:
    return next((child for child in _inner(node) if kind_of(child) == kind), None)


def _href(node: Object) -> str:
    """Where a link leads: its locator, or the address among the attributes of its part `url`."""
    if locator := text_at(node, "model", "locator"):
        return locator
    url = _child(node, "url")
    return _attribute(url, "href") if isinstance(url, dict) else ""


def _caption_of_link(node: Object) -> list[Any]:
    """The words of a link of the first generation, whose alternative text repeats them."""
    caption = _child(node, "caption")
    return [caption] if caption is not None else []


def image_of(node: Object) -> Image | None:
    """The picture of a node, if it has an address or a word."""
    raw = _child(node, "rawImage")
    image = Image(
        alt=text_of(node.get("altText") or _child(node, "altText")),
        credit=one_line(
            text_at(node, "copyrightHolder") or text_at(raw, "model", "copyrightHolder")
        ),
        caption=text_of(node.get("caption") or _child(node, "caption")),
        url=_image_url(node, raw),
    )
    return image if any((image.alt, image.caption, image.url)) else None


def _image_url(node: Object, raw: Any) -> str:
    for url in (
        text_at(node, "imageChefHref"),
        text_at(raw, "model", "urlTemplate"),
        text_at(node, "href"),
        text_at(raw, "model", "locator"),
    ):
        if url.startswith(("http://", "https://")):
            return address(url.replace("{width}", _IMAGE_WIDTH))
    origin, locator = text_at(raw, "model", "originCode"), text_at(raw, "model", "locator")
    return address(f"{_IMAGES}/{origin}/{locator}") if origin and locator else ""


def _video_of(node: Object, provider: str, base: str) -> Embed | None:
    """The box of a video or a sound: its title, its caption, its page where it has one."""
    title = path = ""
    for each in list(objects_in([node]))[:200]:
        title = title or (
            text_at(each, "headlines", "primaryHeadline")
            or text_at(each, "title")
            or text_at(each, "model", "title")
        )
        path = path or text_at(each, "link", "path")
    caption = text_of(node.get("caption") or _child(node, "caption"))
    title = one_line(title)
    said = title if caption in ("", title) else f"{title}\n{caption}".strip()
    url = address(path, base) if path else ""
    return Embed(provider, said, url) if said or url else None


def _embed_of(node: Object, inside: list[Object], base: str) -> Embed | None:
    hrefs = [
        text_at(each, key) for each in inside for key in ("href", "url", "locator", "source_url")
    ]
    url = next(filter(None, (address(href, base) for href in hrefs)), "")
    url = url or address(text_of(_child(node, "href")), base)
    return Embed(provider_of(url) or site_of(url), "", url) if url else None
