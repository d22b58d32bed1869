"""Microdata and RDFa of a page in the form of JSON-LD."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from selectolax.lexbor import LexborNode

from tui.readers.html.nodes import each_of
from tui.readers.html.seen import path_of
from tui.readers.html.tree import text_of
from tui.readers.json_text import Object, Value
from tui.readers.page import Page

SCOPE = "tui:scope"  # key of an object's element
MOST_PROPERTIES = 100_000  # per page: a live blog has some for each update
MOST_CLIMBED = 2_000_000  # elements around properties
LONGEST = 4  # times that the page's text may be read, in nested properties
_TEXTS = frozenset(("articlebody", "text", "description"))
"""Texts; elements inside them are no properties."""
_UPDATES = frozenset(("liveblogupdate", "liveblogupdates"))  # items, even without a type
_SEVERAL = frozenset(("author", "creator", "image"))
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
            if items := reader.outermost(page.tree.css(f"[{syntax.prop}], [{syntax.scope}]")):
                yield Value(syntax.name, items)


class _ItemReader:
    def __init__(self, syntax: _Syntax, characters: int) -> None:
        self._syntax, self._left, self._climbs = syntax, characters, MOST_CLIMBED
        self._items: dict[int, Object] = {}  # by element; an empty one for a text

    def outermost(self, nodes: Sequence[LexborNode]) -> list[Object]:
        """Items that are no property; updates in no item are one live blog's."""
        tops: Object = {}
        for node in nodes[:MOST_PROPERTIES]:
            said = (node.attributes.get(self._syntax.prop) or "").split()
            names = [x.rpartition(":")[2] for x in said]
            if node.mem_id not in self._items and min(self._left, self._climbs) >= 0:
                self._take(node, names, tops)
        for item in self._items.values():
            if item and item.keys() <= {"@type", "@id", "identifier", SCOPE, "url"}:
                item["name"] = self._counted(text_of(item[SCOPE]))
        items = tops.pop("", [])
        return [*items, tops] if tops else items

    def _take(self, node: LexborNode, names: list[str], tops: Object) -> None:
        around = self._around(node)
        is_update = any(x.lower() in _UPDATES for x in names)
        if self._syntax.scope in node.attributes or is_update:
            self._items[node.mem_id] = self._item(node)
            is_top = not names or (around is None and not is_update)
            owner = tops if is_top or around is None else around
            _put(owner, [""] if is_top else names, self._items[node.mem_id])
        elif around is not None:
            _put(around, names, self._value(node, names))

    def _around(self, node: LexborNode) -> Object | None:
        """The nearest item, or a text."""
        for above in islice(path_of(node), 1, None):
            self._climbs -= 1
            if above.mem_id in self._items:
                return self._items[above.mem_id]
        return None

    def _item(self, node: LexborNode) -> Object:
        said = node.attributes.get
        kind = (said(self._syntax.kind) or "").split(maxsplit=1)[:1]
        found = {"@type": "".join(kind).replace(":", "/").rpartition("/")[2], SCOPE: node}
        names = (("@id", said(self._syntax.key)), ("identifier", node.id))
        return found | {name: key for name, key in names if key}

    def _value(self, node: LexborNode, names: Sequence[str]) -> str:
        """An attribute's value, the words, or the markup of a text."""
        attributes, tag = node.attributes, node.tag or ""
        content = next(filter(None, map(attributes.get, ("content", "datetime"))), "")
        is_text = not _TEXTS.isdisjoint(map(str.lower, names))
        if is_text and not (content and tag == "meta"):
            self._items[node.mem_id] = {}
            content = node.inner_html or content
        elif not content and tag in _LINKS and _SAID.isdisjoint(names):
            return attributes.get(_LINKS[tag]) or ""
        return self._counted(content or text_of(node))

    def _counted(self, text: str) -> str:
        self._left -= len(text)
        return text


def _put(item: Object, names: Sequence[str], value: Any) -> None:
    """Several updates, authors and pictures become a list; pieces of a text are joined."""
    for name in names if value else ():
        before = item.get(name)
        if isinstance(value, dict) or (before is not None and name in _SEVERAL):
            item[name] = [*each_of(before), value]
        elif before is None:
            item[name] = value
        elif name.lower() in _TEXTS and isinstance(before, str):
            item[name] = f"{before}\n\n{value}"
