"""RSS, Atom and other XML as objects: an element is its text, or a dict of its children."""

from collections.abc import Mapping
from html import escape
from typing import Any
from xml.parsers import expat

from tui.model.errors import UnreadableError

MOST_ELEMENTS = 300_000  # per feed; a live blog has some thousands
_FEEDS = {"rss": "RSS", "rdf": "RSS", "feed": "Atom"}
_PLAIN = ("content", "dc", "dcterms", "atom", "rdf")
"""Prefixes to drop: dc:creator, content:encoded."""
_NAMES = {"encoded": "content", "item": "items", "entry": "items"}


def read(text: str, root: str) -> tuple[str, Any]:
    """Raises UnreadableError for broken XML, declared entities, and too many elements."""
    reader = _FeedReader()
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.EntityDeclHandler = _refuse_entity
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise UnreadableError(f"Line {error.lineno}: the XML is broken ({reason}).") from None
    return _FEEDS.get(root, "XML"), reader.value


def _refuse_entity(*_: object) -> None:
    raise UnreadableError("The XML declares entities, which no feed needs; it was not read.")


class _FeedReader:
    def __init__(self) -> None:
        self.value: Any = None
        self._open: list[tuple[str, dict[str, Any], list[str], dict[str, str]]] = []
        self._count = 0
        self._depth = 0  # of markup, inside an element that holds XHTML

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST_ELEMENTS:
            raise UnreadableError(f"The feed has more than {MOST_ELEMENTS:,} elements.")
        is_inner = self._depth > 0
        if is_inner or attributes.get("type") == "xhtml":
            self._depth += 1
        if is_inner:
            said = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
            self._open[-1][2].append(f"<{name.rpartition(':')[2]}{said}>")
        else:
            self._open.append((name, {}, [], attributes))

    def text(self, text: str) -> None:
        if self._open:
            self._open[-1][2].append(escape(text, quote=False) if self._depth else text)

    def end(self, name: str) -> None:
        self._depth = max(self._depth - 1, 0)
        if self._depth:
            self._open[-1][2].append(f"</{name.rpartition(':')[2]}>")
            return
        name, children, texts, attributes = self._open.pop()
        self.value = _value(children, "".join(texts).strip(), attributes)
        if self._open:
            _add(self._open[-1][1], _name(name, attributes), self.value)


def _name(name: str, attributes: Mapping[str, str]) -> str:
    prefix, _, local = name.rpartition(":")
    if local == "link" and attributes.get("rel", "alternate") != "alternate":
        return "other_links"
    if prefix in ("media", "itunes") and "url" in attributes:
        return "image"
    return _NAMES.get(local, local) if not prefix or prefix in _PLAIN else f"{prefix}_{local}"


def _value(children: dict[str, Any], text: str, attributes: dict[str, str]) -> Any:
    if children:
        return {**attributes, **children}
    return text or attributes.get("href") or attributes.get("url") or attributes or ""


def _add(parent: dict[str, Any], name: str, value: Any) -> None:
    """Repeated names hold a list, "items" always."""
    before = parent.get(name)
    if before is None:
        parent[name] = [value] if name == "items" else value
    elif isinstance(before, list):
        before.append(value)
    elif name == "content":  # content:encoded beside a summary of the same name
        parent[name] = max(before, value, key=lambda x: len(str(x)))
    else:
        parent[name] = [before, value]
