"""Rich text in data, trees of nodes as editors' software stores them, as HTML."""

import html
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from typing import Any

from tui.readers.json_text import Object, objects_in

MOST_NODES = 2000  # searched for one text
MOST_READ = 20_000  # per tree
DEEPEST = 40  # nested nodes
_TAG = re.compile(r"<[^<>]{1,2000}>")
_LETTERS = re.compile(r"[^a-z]")
_TAGS = {
    "paragraph": "p", "list": "ul", "unorderedlist": "ul", "bulletlist": "ul",
    "bulletedlist": "ul", "orderedlist": "ol", "numberedlist": "ol", "listitem": "li",
    "heading": "h3", "subheading": "h3", "crosshead": "h3", "headline": "h3", "subheadline": "h3",
    "title": "h3", "quote": "blockquote", "blockquote": "blockquote", "pullquote": "blockquote",
    "bold": "b", "italic": "i",
}  # fmt: skip
ALTS, CAPTIONS = ("altText", "alt", "alternateName"), ("caption", "description")
CREDITS = (
    "creditText", "credit", "creator", "author", "copyrightHolder", "copyrightNotice", "copyright",
)  # fmt: skip
_MEDIA = ("embed", "social", "video", "clip", "media", "audio", "tweet", "youtube", "include")
_INNER = (
    "children", "blocks", "content", "elements", "items", "model", "data", "nodes", "text", "runs",
    "ops",
)  # fmt: skip
_STOPS = (".", "!", "?", "…", "。")
_TEXTS = ("text", "value", "raw", "content", "plaintext", "message", "insert")
_ADDRESSES = (
    "imageChefHref", "urlTemplate", "url", "contentUrl", "src", "href", "locator", "originalUrl",
    "original_url", "embedUrl", "thumbnailUrl", "thumbnail", "path",
)  # fmt: skip


def to_html(value: Any) -> str:
    """HTML of a tree of nodes; a string stays as it is."""
    if isinstance(value, list) and all(isinstance(x, str) for x in value):
        return "\n\n".join(value)
    return _read(value, iter(range(MOST_READ)))


def _read(value: Any, left: Iterator[int], depth: int = 0) -> str:
    is_left = next(left, None) is not None
    if isinstance(value, str):
        return value
    if depth > DEEPEST or not is_left:
        return ""
    read = partial(_read, left=left, depth=depth + 1)
    if isinstance(value, list):
        return _joined(map(read, value))
    return _node(value, read) if isinstance(value, dict) else ""


def _node(value: Object, read: Callable[[Any], str]) -> str:
    kind = kind_of(value)
    if kind == "alttext":
        return ""
    if "image" in kind:
        return _picture(value)
    if any(word in kind for word in _MEDIA):
        return embed(value)
    text = _text(value, read)
    if "link" in kind and (href := said_in(value, "href", "url", "locator")):
        text = f'<a href="{html.escape(href)}">{text}</a>'
        text = f'<aside class="rich-link">{text}</aside>' if "richlink" in kind else text
    tag = _TAGS.get(kind)
    return f"<{tag}>{text}</{tag}>" if tag and text else text


def _text(value: Object, read: Callable[[Any], str]) -> str:
    for name in ("html", "rendered"):
        if isinstance(text := value.get(name), str):
            return text
    inner = (value[x] for x in _INNER if isinstance(value.get(x), dict | list))
    if found := "".join(map(read, inner)):
        return found
    text = next((y for x in _TEXTS if isinstance(y := value.get(x), str)), "")
    return text if "<" in text else html.escape(text, quote=False)


def _joined(parts: Iterable[str]) -> str:
    """Parts in a row, apart where a sentence ends and a word would touch it."""
    text = ""
    for part in parts:
        touches = text[-1:] in _STOPS and (part[:1].isalpha() or part[:1] in ("«", "„"))
        text += "\n\n" * touches + part
    return text


def kind_of(value: Object) -> str:
    """Kind in small letters: "unordered-list" is "unorderedlist"."""
    names = (value.get(key) for key in ("type", "@type", "_type", "nodeType", "name"))
    return _LETTERS.sub("", next((x for x in names if isinstance(x, str)), "").lower())


def _picture(value: Object) -> str:
    url, alt = address_in(value), said_in(value, *ALTS)
    caption, credit = said_in(value, *CAPTIONS), said_in(value, *CREDITS)
    return figure(url, alt, caption, credit) if caption or credit or url else ""


def figure(url: str, alt: str = "", caption: str = "", credit: str = "") -> str:
    said = f'{caption} <span class="credit">{credit}</span>' if caption or credit else ""
    said = said and f"<figcaption>{said}</figcaption>"
    return f'<figure><img src="{html.escape(url)}" alt="{_quoted(alt)}">{said}</figure>'


def frame(url: str, title: str = "") -> str:
    return f'<div data-embed-url="{html.escape(url)}" data-title="{_quoted(title)}"></div>'


def _quoted(text: str) -> str:
    """Decode entities once, then escape for an attribute."""
    return html.escape(html.unescape(text))


def embed(value: Object) -> str:
    code, url = said_in(value, "html"), address_in(value)
    if "<" in code:
        return code
    title, caption = said_in(value, "title", "primaryHeadline"), said_in(value, "caption")
    title = caption if title in caption else f"{title} {caption}".strip()
    kind = kind_of(value)
    if url and any(x in kind for x in ("video", "audio", "media")):
        sort = "audio" if "audio" in kind else "video"
        said = f"<figcaption>{_quoted(title)}</figcaption>"
        return f'<figure class="{sort}" data-src="{html.escape(url)}">{said}</figure>'
    if url.startswith("http"):
        return frame(url, title)
    return f"<p>{_quoted(title)}</p>" if title else ""


def address_in(value: Object) -> str:
    """Address of the object itself, else of an object inside."""
    own = (x for name in _ADDRESSES if isinstance(x := value.get(name), str))
    found = (said_in(value, name) for name in _ADDRESSES)
    return next((x for x in chain(own, found) if x.startswith(("http", "/"))), "")


def said_in(value: Any, *names: str) -> str:
    """First text under a name, which is a field or the kind of a node."""
    said = (_said(x, name) for name in names for x in objects_in(value, MOST_NODES))
    return next(filter(None, said), "")


def _said(node: Object, name: str) -> str:
    own = node.get(name)
    if own is None and name in (node.get("type"), node.get("name")):
        own = node.get("model") or node.get("children") or node.get("value")
    if not isinstance(own, str | list | dict):
        return ""
    text = to_html(own)
    return text if name == "html" else " ".join(_TAG.sub(" ", text).split())
