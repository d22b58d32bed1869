"""RSS, Atom and other XML as objects: an element is its text, or a dict of its children."""

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
        self._markup: list[str] | None = None
        """Markup and depth inside an element that holds XHTML."""
        self._depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST_ELEMENTS:
            raise UnreadableError(f"The feed has more than {MOST_ELEMENTS:,} elements.")
        if self._markup is not None:
            self._depth += 1
            self._markup.append(_tag(name, attributes))
            return
        self._open.append((name, {}, [], attributes))
        if attributes.get("type") == "xhtml":
            self._markup, self._depth = [], 0

    def text(self, text: str) -> None:
        if self._markup is not None:
            self._markup.append(text.replace("&", "&amp;").replace("<", "&lt;"))
        elif self._open:
            self._open[-1][2].append(text)

    def end(self, name: str) -> None:
        if self._markup is not None and self._depth:
            self._depth -= 1
            self._markup.append(f"</{name.rpartition(':')[2]}>")
            return
        name, children, texts, attributes = self._open.pop()
        text = "".join(self._markup if self._markup is not None else texts).strip()
        self._markup = None
        value = _value(children, text, attributes)
        if not self._open:
            self.value = value
            return
        _add(self._open[-1][1], _name(name, attributes), value)


def _tag(name: str, attributes: dict[str, str]) -> str:
    words = [name.rpartition(":")[2]]
    for key, value in attributes.items():
        escaped = value.replace("&", "&amp;").replace('"', "&quot;")
        words.append(f'{key}="{escaped}"')
    return f"<{' '.join(words)}>"


def _name(name: str, attributes: dict[str, str]) -> str:
    prefix, _, local = name.rpartition(":")
    if local == "link" and attributes.get("rel", "alternate") != "alternate":
        return "other_links"
    if prefix in ("media", "itunes") and "url" in attributes:
        return "image"
    if prefix and prefix not in _PLAIN:
        return f"{prefix}_{local}"
    return _NAMES.get(local, local)


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
