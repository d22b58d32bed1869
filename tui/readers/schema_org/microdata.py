"""A LiveBlogPosting in a page's microdata (itemscope, itemprop) or RDFa (typeof, property), in the form of JSON-LD."""

from typing import Any, NamedTuple

from selectolax.lexbor import LexborNode

from tui.model.blog import LiveBlog
from tui.readers.html.tree import outermost, text_of
from tui.readers.page import Page
from tui.readers.schema_org.graph import Found
from tui.readers.warnings import Remarks

type Object = dict[str, Any]


class _Syntax(NamedTuple):
    """The attributes by which a way of marking up says what it says."""

    name: str
    prop: str
    scope: str
    kind: str
    key: str

    @property
    def updates(self) -> str:
        """The selector of the updates."""
        return (
            f"[{self.prop}~=liveBlogUpdate], [{self.prop}~=liveBlogUpdates], [{self.prop}~=liveblogupdate]"
            + (f', [{self.prop}~="schema:liveBlogUpdate"]')
        )

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
_STAMPS = (
    "data-timestamp",
    "data-time",
    "data-date",
    "data-published",
    "data-posted-date-timestamp",
)
_MARKS = {"tui:keyEvent": ("key-event", "keyevent"), "tui:pinned": ("pinned", "sticky")}
"""What the names of classes say of an update, under this program's own words."""
DEEPEST = 5
"""Items inside each other that are read: an update, its author, their employer, its logo."""
MOST_ITEMS, MOST_UPDATES = 100, 8000
"""Live blogs and updates of one page that are read."""
MOST_PROPERTIES = 200
"""Properties of one item that are read."""


def fits(page: Page) -> bool:
    """Whether there are updates in the microdata."""
    return _syntax(page) is not None


def _syntax(page: Page) -> _Syntax | None:
    """The way in which the page marks up updates, or None if it does in none."""
    if not page.is_markup or "liveblogupdate" not in page.text.lower():
        return None
    return next(
        (way for way in (_MICRODATA, _RDFA) if page.tree.css_first(way.updates) is not None), None
    )


def missing(page: Page) -> str:
    """What this reader looked for in vain."""
    if not page.is_markup:
        return ""
    if page.tree.css_first(_MICRODATA.items) is not None:
        return 'its LiveBlogPosting (microdata) has no updates (itemprop="liveBlogUpdate")'
    return 'no microdata with itemprop="liveBlogUpdate"'


def read(page: Page) -> LiveBlog:
    """The live blog whose markup has the most updates."""
    from tui.readers.schema_org.live_blog import read_live_blog

    way = _syntax(page) or _MICRODATA
    scopes = [
        (node, node.css(way.updates)) for node in outermost(page.tree.css(way.items))[:MOST_ITEMS]
    ]
    node, updates = max(scopes, key=lambda scope: len(scope[1]), default=(None, []))
    every = outermost(page.tree.css(way.updates))
    updates = every if len(updates) >= len(every) else outermost(updates)
    if len(updates) < len(every):  # updates outside of any declared live blog
        updates = every
    blog = _item(node, {update.mem_id for update in every}, way) if node is not None else {}
    if "headline" not in blog and "name" not in blog:
        blog["headline"] = page.title
    remarks = Remarks()
    if len(updates) > MOST_UPDATES:
        remarks.add(f"The page has more than {MOST_UPDATES:,} updates; the rest is left out.")
    blog["liveBlogUpdate"] = [_update(update, way) for update in updates[:MOST_UPDATES]]
    return read_live_blog(blog, Found([blog], best=blog), page, remarks, markup=way.name)


def _update(node: LexborNode, way: _Syntax) -> Object:
    update = _item(node, set(), way)
    if node.id:
        update.setdefault("identifier", node.id)
    if not any(key in update for key in _MARKUP):
        update["articleBody"] = _rest(node, way)
    if not any(key in update for key in ("datePublished", "dateModified", "dateCreated")):
        time = node.css_first("time[datetime]")
        found = time.attributes.get("datetime") if time is not None else None
        update["datePublished"] = found or next(
            (x for key in _STAMPS if (x := node.attributes.get(key))), None
        )
    names = (node.attributes.get("class") or "").lower()
    update |= {mark: True for mark, words in _MARKS.items() if any(word in names for word in words)}
    return update


def _rest(node: LexborNode, way: _Syntax) -> str:
    """The markup of an update that names no part of it as its text: all that is no property."""
    pieces = []
    for child in node.iter(include_text=True):
        named = child.is_element_node and way.prop in child.attributes
        pieces.append(
            ""
            if named or (way.scope in node.attributes and child.tag == "time")
            else child.html or ""
        )
    return "".join(pieces)


def _item(node: LexborNode, other: set[int], way: _Syntax, depth: int = 0) -> Object:
    """The properties of an item that are its own, not those of the items inside it; `other` nodes are passed by."""
    item: Object = {}
    kind = node.attributes.get(way.kind)
    if kind:
        item["@type"] = kind.rsplit("/", 1)[-1].rsplit(":", 1)[-1]
    if node.attributes.get(way.key):
        item["@id"] = node.attributes[way.key]
    count = 0
    inner = node.child
    while inner is not None:
        attributes = inner.attributes if inner.is_element_node and inner.mem_id not in other else {}
        names = [name.removeprefix("schema:") for name in (attributes.get(way.prop) or "").split()]
        count += bool(names)
        if count > MOST_PROPERTIES:
            break
        for name in names[:5]:
            _put(item, name, _value(inner, attributes, name, way, depth))
        goes_in = (
            inner.mem_id not in other
            and way.scope not in attributes
            and not _MARKUP.intersection(names)
        )
        step = inner.child if goes_in else None
        while step is None and inner is not None:
            step = inner.next
            if step is None:
                inner = inner.parent
                if inner is None or inner.mem_id == node.mem_id:
                    return item
        inner = step
    return item


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


def _value(
    node: LexborNode, attributes: dict[str, str | None], name: str, way: _Syntax, depth: int
) -> Any:
    if way.scope in attributes:
        item = _item(node, set(), way, depth + 1) if depth < DEEPEST else {}
        if not any(key in item for key in ("name", "url", "headline")) and name in (
            "author",
            "publisher",
        ):
            item["name"] = text_of(node)
        return item
    content = attributes.get("content")
    tag = node.tag or ""
    if tag == "meta" or (content and name not in _MARKUP):
        return content
    if tag == "time":
        return attributes.get("datetime") or text_of(node)
    if tag in _LINKS and name not in _MARKUP | {"headline", "name", "author"}:
        return attributes.get(_LINKS[tag]) or ""
    if name in _MARKUP:
        return node.inner_html or content or ""
    return text_of(node) or content
