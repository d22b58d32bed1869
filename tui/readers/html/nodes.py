"""Trees of nodes, as editors' software keeps texts, into HTML; pictures and embeds among them."""

import html
import re
from collections import deque
from collections.abc import Mapping
from typing import Any

type Object = dict[str, Any]

MOST_NODES = 2000
"""Nodes in which one text is looked for."""
MOST_READ = 20_000
"""Nodes of one tree that are read."""
DEEPEST = 40
"""Nodes inside each other."""
_TAG = re.compile(r"<[^<>]{1,2000}>")
_LETTERS = re.compile(r"[^a-z]")
_TAGS = {
    "paragraph": "p", "list": "ul", "unorderedlist": "ul", "bulletlist": "ul",
    "bulletedlist": "ul", "orderedlist": "ol", "numberedlist": "ol", "listitem": "li",
    "heading": "h3", "subheading": "h3", "crosshead": "h3", "headline": "h3",
    "quote": "blockquote", "blockquote": "blockquote", "pullquote": "blockquote", "bold": "b",
    "italic": "i",
}  # fmt: skip
"""Kinds of nodes and the elements of HTML that they are."""
_CREDITS = ("creditText", "credit", "copyrightHolder", "copyrightNotice", "copyright")
_MEDIA = ("embed", "social", "video", "clip", "audio", "tweet", "youtube")
_INNER = ("children", "blocks", "content", "elements", "items", "model", "data", "nodes")
_TEXTS = ("html", "text", "value", "raw", "content", "plaintext", "message", "rendered")
ADDRESSES = (
    "url", "contentUrl", "src", "href", "imageChefHref", "urlTemplate", "locator", "originalUrl",
    "original_url", "embedUrl", "thumbnailUrl", "thumbnail",
)  # fmt: skip


def to_html(value: Any) -> str:
    """A text as HTML or as it is: a string, or a tree of nodes with a kind each."""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(x, str) for x in value):
        return "\n\n".join(value)
    return _Tree().read(value, 0)


class _Tree:
    """Reads one tree of nodes, up to a number of them."""

    def __init__(self) -> None:
        self._left = MOST_READ

    def read(self, value: Any, depth: int) -> str:
        """The HTML of a value of the tree."""
        self._left -= 1
        if isinstance(value, str):
            return value
        if depth > DEEPEST or self._left < 0:
            return ""
        if isinstance(value, list):
            return "".join(self.read(x, depth + 1) for x in value)
        return self._node(value, depth) if isinstance(value, dict) else ""

    def _node(self, value: Object, depth: int) -> str:
        kind = kind_of(value)
        if "image" in kind or "photo" in kind:
            return _picture(value)
        if any(word in kind for word in _MEDIA):
            return embed(value)
        text = self._text(value, depth)
        href = value.get("href") or value.get("url") if "link" in kind else None
        if isinstance(href, str) and text:
            text = f'<a href="{html.escape(href)}">{text}</a>'
        tag = _TAGS.get(kind)
        return f"<{tag}>{text}</{tag}>" if tag and text else text

    def _text(self, value: Object, depth: int) -> str:
        for name in _TEXTS:
            text = value.get(name)
            if isinstance(text, str) and text.strip():
                is_html = "<" in text or name in ("html", "rendered")
                return text if is_html else html.escape(text, quote=False)
        inner = (value[x] for x in _INNER if isinstance(value.get(x), dict | list))
        return "".join(self.read(x, depth + 1) for x in inner)


def kind_of(value: Object) -> str:
    """The kind of a node in small letters: "unordered-list" is "unorderedlist"."""
    names = (value.get(key) for key in ("type", "@type", "_type", "nodeType", "name"))
    return _LETTERS.sub("", next((x for x in names if isinstance(x, str)), "").lower())


def _picture(value: Object) -> str:
    """A picture of a tree, with its words wherever they stand in it."""
    url, alt = said_in(value, *ADDRESSES), said_in(value, "altText", "alt", "alternateName")
    caption, credit = said_in(value, "caption", "description"), said_in(value, *_CREDITS)
    is_there = caption or credit or url.startswith(("http", "/"))
    return figure(url, alt, caption, credit) if is_there else ""


def figure(url: str, alt: str = "", caption: str = "", credit: str = "") -> str:
    """A picture as HTML."""
    said = f'{caption} <span class="credit">{credit}</span>' if caption or credit else ""
    said = said and f"<figcaption>{said}</figcaption>"
    return f'<figure><img src="{html.escape(url)}" alt="{html.escape(alt)}">{said}</figure>'


def frame(url: str, title: str = "") -> str:
    """A piece of another site as HTML."""
    return f'<div data-embed-url="{html.escape(url)}" data-title="{html.escape(title)}"></div>'


def video(kind: str, url: str, title: str) -> str:
    """A video or a sound as HTML; `kind` says which."""
    address = f' data-src="{html.escape(url)}"' if url else ""
    caption = f"<figcaption>{html.escape(title)}</figcaption>"
    return f'<figure class="{kind}"{address}>{caption}</figure>'


def embed(value: Object) -> str:
    """A piece of another site: its own code, or a frame with its address and title."""
    code, url = said_in(value, "html"), said_in(value, *ADDRESSES)
    own = ("name", "headline", "description") if "@type" in value else ()
    names = ("title", "primaryHeadline", "caption", *own)
    title = said_in(value, *names)
    if "<" in code:
        return code
    kind = next((x for x in ("video", "audio") if x in kind_of(value)), "")
    if kind and (url or title):
        return video(kind, url, title)
    if url.startswith("http"):
        return frame(url, title)
    return f"<p>{html.escape(title)}</p>" if title else ""


def said_in(value: Any, *names: str) -> str:
    """The first text in a value with one of these names, as a field or as the kind of a node."""
    for name in names:
        waiting = deque([value])
        for _ in range(MOST_NODES):
            if not waiting:
                break
            each = waiting.popleft()
            if isinstance(each, dict):
                if text := _said(each, name):
                    return text
                waiting += [x for x in each.values() if isinstance(x, dict | list)]
            elif isinstance(each, list):
                waiting += each[:MOST_NODES]
    return ""


def _said(node: Object, name: str) -> str:
    own = node.get(name)
    if own is None and name in (node.get("type"), node.get("name")):
        own = node.get("model") or node.get("children")
    if not isinstance(own, str | list | dict):
        return ""
    text = to_html(own)
    return text if name == "html" else " ".join(_TAG.sub(" ", text).split())


def resolved(value: Object, known: Mapping[str, Object]) -> Object:
    """The object that a reference names, else the value."""
    key = value.get("@id")
    is_reference = isinstance(key, str) and len(value) - ("@type" in value) < 2
    return known.get(key, value) if is_reference and isinstance(key, str) else value


def each_of(value: Any) -> list[Any]:
    """The values of a field that may have one, several or none."""
    return value if isinstance(value, list) else [] if value is None else [value]
