"""Microdata and RDFa of a page in the form of JSON-LD."""

from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from selectolax.lexbor import LexborNode

from tui.readers.html.nodes import each_of
from tui.readers.html.tree import following, text_of
from tui.readers.json_text import Object, Value
from tui.readers.page import Page

SCOPE = "tui:scope"  # key of an object's element
DEEPEST = 6  # nested items
MOST_ITEMS = 300  # outermost items of a page
MOST_PROPERTIES = 10_000  # per item: a live blog has a property for each update
LONGEST = 4  # times that the page's text may be read, in nested properties
_TEXTS = frozenset(("articlebody", "text", "description"))
"""Texts; elements inside them are no properties."""
_ITEMS = frozenset(("liveblogupdate", "liveblogupdates"))  # items, even without a type
_UPDATES = ("liveBlogUpdate", "liveBlogUpdates", "liveblogupdate", '"schema:liveBlogUpdate"')
_CLOSED = _TEXTS | _ITEMS
_LINKS = {"a": "href", "area": "href", "link": "href", "img": "src", "source": "src"}
_SAID = frozenset(("headline", "name", "author"))
"""The value is the element's text, even in a link."""


class _Syntax(NamedTuple):
    name: str
    scope: str
    kind: str
    prop: str
    key: str


_SYNTAXES = (
    _Syntax("microdata", "itemscope", "itemtype", "itemprop", "itemid"),
    _Syntax("RDFa", "typeof", "typeof", "property", "resource"),
)


def items_of(page: Page) -> Iterator[Value]:
    """Outermost items of a page, for each syntax that it uses."""
    for syntax in _SYNTAXES:
        if page.has(syntax.scope) or page.has("liveBlogUpdate"):
            reader = _ItemReader(syntax, LONGEST * len(page.text))
            if items := list(_outermost(page, syntax, reader)):
                yield Value(syntax.name, items)


def _outermost(page: Page, syntax: _Syntax, reader: "_ItemReader") -> Iterator[Object]:
    scopes = page.tree.css(f"[{syntax.scope}]")
    tops = [x for x in scopes if syntax.prop not in x.attributes]
    items = [reader.item(x, 0) for x in (tops or scopes)[:MOST_ITEMS]]
    yield from items
    if any(name.lower() in _ITEMS for item in items for name in item):
        return
    posts = [x for name in _UPDATES for x in page.tree.css(f"[{syntax.prop}~={name}]")]
    if posts:
        yield {"liveBlogUpdate": [reader.item(x, 0) for x in posts[:MOST_PROPERTIES]]}


class _ItemReader:
    def __init__(self, syntax: _Syntax, characters: int) -> None:
        self._syntax, self._left = syntax, characters

    def item(self, node: LexborNode, depth: int) -> Object:
        syntax, attributes = self._syntax, node.attributes
        kind = (attributes.get(syntax.kind) or "").split()[:1]
        found: Object = {"@type": kind[0].replace(":", "/").rpartition("/")[2] if kind else ""}
        found[SCOPE] = node
        for name, key in (("@id", attributes.get(syntax.key)), ("identifier", node.id)):
            if key:
                found[name] = key
        for inner, names in islice(self._properties(node), MOST_PROPERTIES):
            if self._left < 0:
                break
            is_item = syntax.scope in inner.attributes or names[0].lower() in _ITEMS
            value = self._inner(inner, depth) if is_item else self._value(inner, names)
            for name in names if value else ():
                _put(found, name, value, is_item=is_item)
        return found

    def _properties(self, node: LexborNode) -> Iterator[tuple[LexborNode, list[str]]]:
        """Elements of an item's own properties with their names, in page order."""
        inner = node.child
        while inner is not None:
            attributes = inner.attributes if inner.is_element_node else {}
            said = (attributes.get(self._syntax.prop) or "").split()
            names = [x.rpartition(":")[2] for x in said]
            if names:
                yield inner, names
            is_closed = self._syntax.scope in attributes or any(x.lower() in _CLOSED for x in names)
            inner = (None if is_closed else inner.child) or following(inner, node)

    def _inner(self, node: LexborNode, depth: int) -> Object | None:
        if depth >= DEEPEST:
            return None
        item = self.item(node, depth + 1)
        if item.keys() <= {"@type", "@id", "identifier", SCOPE, "url"}:
            item["name"] = self._counted(text_of(node))
        return item

    def _value(self, node: LexborNode, names: list[str]) -> str:
        """An attribute's value, the words, or the markup of a text."""
        attributes, tag = node.attributes, node.tag or ""
        content = attributes.get("content") or attributes.get("datetime") or ""
        if not _TEXTS.isdisjoint(map(str.lower, names)) and not (content and tag == "meta"):
            return self._counted(node.inner_html or content)
        if content:
            return content
        if tag in _LINKS and _SAID.isdisjoint(names):
            return attributes.get(_LINKS[tag]) or ""
        return self._counted(text_of(node))

    def _counted(self, text: str) -> str:
        self._left -= len(text)
        return text


def _put(item: Object, name: str, value: Any, *, is_item: bool) -> None:
    """Several updates, authors and pictures become a list; pieces of a text are joined."""
    before = item.get(name)
    if is_item or (before is not None and name in ("author", "creator", "image")):
        item[name] = [*each_of(before), value]
    elif before is None:
        item[name] = value
    elif name.lower() in _TEXTS and isinstance(before, str):
        item[name] = f"{before}\n\n{value}"
