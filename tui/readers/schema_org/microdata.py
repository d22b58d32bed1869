"""A LiveBlogPosting in a page's microdata (itemscope) or RDFa (typeof), in the form of JSON-LD."""

from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from selectolax.lexbor import LexborNode

from tui.model.blog import LiveBlog
from tui.readers.html.tree import outermost, text_of
from tui.readers.page import Page
from tui.readers.schema_org.graph import UPDATES, Graph, are_one, graph_of
from tui.readers.warnings import Remarks

type Object = dict[str, Any]


class _Syntax(NamedTuple):
    """The attributes of a way to mark up data."""

    name: str
    prop: str
    scope: str
    kind: str
    key: str

    @property
    def updates(self) -> str:
        """The selector of the updates."""
        names = ("liveBlogUpdate", "liveBlogUpdates", "liveblogupdate", '"schema:liveBlogUpdate"')
        return ", ".join(f"[{self.prop}~={name}]" for name in names)

    @property
    def items(self) -> str:
        """The selector of live blogs."""
        return f'[{self.kind}*="LiveBlogPosting"]'


_MICRODATA = _Syntax("microdata", "itemprop", "itemscope", "itemtype", "itemid")
_RDFA = _Syntax("RDFa", "property", "typeof", "typeof", "resource")
_MARKUP = frozenset(("articleBody", "text", "description"))
_LINKS = {
    **dict.fromkeys(("a", "area", "link"), "href"),
    **dict.fromkeys(("img", "audio", "embed", "iframe", "source", "track", "video"), "src"),
    "object": "data", "data": "value", "meter": "value",
}  # fmt: skip
_NEVER_LINKS = ("headline", "name", "author")
"""Properties whose value is their text, even if it stands in a link."""
_STAMPS = (
    "data-timestamp",
    "data-time",
    "data-date",
    "data-published",
    "data-posted-date-timestamp",
)
_MARKS = {"tui:keyEvent": ("key-event", "keyevent"), "tui:pinned": ("pinned", "sticky")}
"""This program's own properties of an update, and parts of class names that mean them."""
_DATES = ("datePublished", "dateModified", "dateCreated")
DEEPEST = 5
"""Items inside each other that are read: an update, its author, their employer, its logo."""
MOST_ITEMS = 100
"""Live blogs of one page that are read."""
MOST_UPDATES = 8000
"""Updates of one page that are read."""
MOST_PROPERTIES = 200
"""Properties of one item that are read."""
MOST_NAMES = 5
"""Names of one property that are read."""


def fits(page: Page) -> bool:
    """Whether there are updates in the microdata."""
    return count(page) > 0


def count(page: Page) -> int:
    """How many updates the microdata have."""
    way = _syntax(page)
    return len(_updates(page, way)) if way is not None else 0


def _updates(page: Page, way: "_Syntax") -> list[LexborNode]:
    return outermost(page.tree.css(way.updates))


def _syntax(page: Page) -> _Syntax | None:
    """The way in which the page marks up updates, or None if it has none."""
    if not page.is_markup:
        return None
    return next(
        (way for way in (_MICRODATA, _RDFA) if page.tree.css_first(way.updates) is not None), None
    )


def missing(page: Page) -> str:
    """What the page lacks for this reader, as part of a sentence; "" if it is no HTML."""
    if not page.is_markup:
        return ""
    if page.tree.css_first(_MICRODATA.items) is not None:
        return 'its LiveBlogPosting (microdata) has no updates (itemprop="liveBlogUpdate")'
    return 'no microdata with itemprop="liveBlogUpdate"'


def read(page: Page) -> LiveBlog:
    """The live blog whose markup has the most updates.

    Raises UnreadableError if none of the updates has a time or a word.
    """
    from tui.readers.schema_org.live_blog import read_live_blog

    way = _syntax(page) or _MICRODATA
    updates = _updates(page, way)
    items = outermost(page.tree.css(way.items))[:MOST_ITEMS]
    node = max(items, key=lambda item: len(item.css(way.updates)), default=None)
    blog = _item(node, {update.mem_id for update in updates}, way) if node is not None else {}
    if "headline" not in blog and "name" not in blog:
        blog["headline"] = page.title
    remarks = Remarks()
    if len(updates) > MOST_UPDATES:
        remarks.add(f"The page has more than {MOST_UPDATES:,} updates; the rest is left out.")
    scopes = updates[:MOST_UPDATES]
    beside = graph_of(page)
    if beside.best is not None and are_one(blog, beside.best):
        blog = {key: x for key, x in beside.best.items() if key not in UPDATES} | blog
    blog["liveBlogUpdate"] = [_update(update, way) for update in scopes]
    graph = Graph([blog, *beside.values], best=blog)
    return read_live_blog(blog, graph, page, remarks, markup=way.name, scopes=scopes)


def _update(node: LexborNode, way: _Syntax) -> Object:
    update = _item(node, set(), way)
    if node.id:
        update.setdefault("identifier", node.id)
    if update.keys().isdisjoint(_MARKUP):
        update["articleBody"] = _rest(node, way)
    if update.keys().isdisjoint(_DATES):
        update["datePublished"] = _stamp(node)
    names = (node.attributes.get("class") or "").lower()
    update |= {mark: True for mark, words in _MARKS.items() if any(word in names for word in words)}
    return update


def _stamp(node: LexborNode) -> str | None:
    """The time of an update that has none as a property."""
    time = node.css_first("time[datetime]")
    found = time.attributes.get("datetime") if time is not None else None
    return found or next((x for key in _STAMPS if (x := node.attributes.get(key))), None)


def _rest(node: LexborNode, way: _Syntax, depth: int = 0) -> str:
    """The markup of an update that marks no part of it as its text: all that is no property."""
    pieces = []
    for child in node.iter(include_text=True):
        is_property = child.is_element_node and way.prop in child.attributes
        is_time = child.tag == "time"
        if is_property or is_time:
            continue
        has_property = depth < DEEPEST and child.css_first(f"[{way.prop}]") is not None
        pieces.append(f"<div>{_rest(child, way, depth + 1)}</div>" if has_property else child.html)
    return "".join(filter(None, pieces))


def _item(node: LexborNode, other: set[int], way: _Syntax, depth: int = 0) -> Object:
    """The properties of an item, without those of the items inside it and of the nodes `other`."""
    item: Object = {}
    kind = node.attributes.get(way.kind)
    if kind:
        item["@type"] = kind.rsplit("/", 1)[-1].rsplit(":", 1)[-1]
    if node.attributes.get(way.key):
        item["@id"] = node.attributes[way.key]
    for inner, names in islice(_properties(node, other, way), MOST_PROPERTIES):
        for name in names[:MOST_NAMES]:
            _put(item, name, _value(inner, name, way, depth))
    return item


def _properties(
    node: LexborNode, other: set[int], way: _Syntax
) -> Iterator[tuple[LexborNode, list[str]]]:
    """The elements of an item's own properties with their names, in the order of the page."""
    inner = node.child
    while inner is not None:
        enters = inner.mem_id not in other
        attributes = inner.attributes if enters and inner.is_element_node else {}
        names = [name.removeprefix("schema:") for name in (attributes.get(way.prop) or "").split()]
        if names:
            yield inner, names
        enters = enters and way.scope not in attributes and _MARKUP.isdisjoint(names)
        inner = (inner.child if enters else None) or _after(inner, node)


def _after(inner: LexborNode, node: LexborNode) -> LexborNode | None:
    """The element that follows `inner` and all inside it, or None at the end of `node`."""
    while inner.next is None:
        parent = inner.parent
        if parent is None or parent.mem_id == node.mem_id:
            return None
        inner = parent
    return inner.next


def _put(item: Object, name: str, value: Any) -> None:
    if value in ("", None, {}):
        return
    if name not in item:
        item[name] = value
    elif name in _MARKUP and isinstance(item[name], str) and isinstance(value, str):
        item[name] = f"{item[name]}\n\n{value}"
    elif name in ("author", "image", "creator"):
        before = item[name]
        item[name] = [*before, value] if isinstance(before, list) else [before, value]


def _value(node: LexborNode, name: str, way: _Syntax, depth: int) -> Any:
    attributes = node.attributes
    if way.scope in attributes:
        return _inner_item(node, name, way, depth)
    content = attributes.get("content")
    if node.tag == "meta" or (content and name not in _MARKUP):
        return content
    if node.tag == "time":
        return attributes.get("datetime") or text_of(node)
    if name in _MARKUP:
        return node.inner_html or content or ""
    if node.tag in _LINKS and name not in _NEVER_LINKS:
        return attributes.get(_LINKS[node.tag]) or ""
    return text_of(node) or content


def _inner_item(node: LexborNode, name: str, way: _Syntax, depth: int) -> Object:
    item = _item(node, set(), way, depth + 1) if depth < DEEPEST else {}
    if name in ("author", "publisher") and item.keys().isdisjoint(("name", "url", "headline")):
        item["name"] = text_of(node)
    return item
