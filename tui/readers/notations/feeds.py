"""RSS, Atom and other XML as objects: an element is its text, or a dict of its children."""

from html import escape
from typing import Any
from xml.etree import ElementTree
from xml.parsers.expat import ErrorString

from tui.model.errors import UnreadableError
from tui.readers.times.moments import moment_of

MOST_ELEMENTS = 300_000  # per feed; a live blog has some thousands
MOST_INSIDE = 20_000  # elements directly inside another, more than are read as posts
DEEPEST = 50  # elements around another; deeper ones are left out
_FEEDS = {"rss": "RSS", "rdf": "RSS", "feed": "Atom"}
_MEDIA = ("search.yahoo.com/mrss", "itunes")  # in the namespaces of pictures and sounds
_NAMES = {"encoded": "content", "item": "items", "entry": "items"}


def read(text: str, root: str) -> tuple[str, Any]:
    """Raises UnreadableError for broken XML, declared entities, and too many elements."""
    if "<!ENTITY" in text:
        raise UnreadableError("The XML declares entities, which no feed needs; it was not read.")
    if text.count("<") - text.count("</") > MOST_ELEMENTS:
        raise UnreadableError(f"The feed has more than {MOST_ELEMENTS:,} elements.")
    parser = ElementTree.XMLParser(encoding="utf-8")
    try:
        tree = ElementTree.fromstring(text.encode("utf-8", "replace"), parser)
    except ElementTree.ParseError as error:
        line, reason = error.position[0], ErrorString(error.code)
        raise UnreadableError(f"Line {line}: the XML is broken ({reason}).") from None
    value = _value(tree, 0)
    return _FEEDS.get(root, "XML"), value if isinstance(value, dict) else {}


def _name(element: ElementTree.Element) -> str:
    """Local name; that of a text, of a post, or of its picture in all feeds."""
    namespace, _, local = element.tag.rpartition("}")
    if local == "link" and element.get("rel", "alternate") != "alternate":
        return "other_links"
    if namespace and any(x in namespace for x in _MEDIA):
        return "image" if "url" in element.attrib else f"media_{local}"
    return _NAMES.get(local, local)


def _value(element: ElementTree.Element, depth: int) -> Any:
    if element.get("type") == "xhtml":
        return _markup(element)
    children: dict[str, Any] = {}
    for child in element[: MOST_INSIDE * (depth < DEEPEST)]:
        _add(children, _name(child), _value(child, depth + 1))
    return element.attrib | children if children else _leaf(element)


def _leaf(element: ElementTree.Element) -> Any:
    """Text, with attributes if one is a time, else an address or attributes: <User Name="Ann"/>."""
    own = {x: y for x, y in element.items() if x != "type" and "}" not in x}
    if text := (element.text or "").strip():
        return own | {"text": text} if any(map(moment_of, own.values())) else text
    return own.get("href") or own.get("url") or own or ""


def _markup(element: ElementTree.Element) -> str:
    """Markup inside an element; only its words where it is nested too deeply."""
    for each in element.iter():
        each.tag = _name(each)
    try:
        inner = "".join(ElementTree.tostring(x, "unicode", "html") for x in element)
    except RecursionError:
        return escape("".join(element.itertext()))
    return escape(element.text or "") + inner


def _add(parent: dict[str, Any], name: str, value: Any) -> None:
    """Repeated names hold a list, "items" always."""
    before = parent.get(name, [] if name == "items" else None)
    if before is None:
        parent[name] = value
    elif isinstance(before, list):
        parent.setdefault(name, before).append(value)
    elif name == "content":  # content:encoded beside a summary of the same name
        parent[name] = max(before, value, key=lambda x: len(str(x)))
    else:
        parent[name] = [before, value]
