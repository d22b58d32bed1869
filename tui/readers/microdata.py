"""A LiveBlogPosting in a page's microdata (itemscope, itemprop), brought into the form that JSON-LD has."""

from typing import Any

from selectolax.lexbor import LexborNode

from tui.blog import LiveBlog
from tui.readers.json_ld import Found
from tui.readers.markup import outermost, text_of
from tui.readers.page import Page
from tui.readers.remarks import Remarks

type Object = dict[str, Any]

_UPDATES = "[itemprop~=liveBlogUpdate], [itemprop~=liveBlogUpdates], [itemprop~=liveblogupdate]"
_ITEM = '[itemtype*="LiveBlogPosting"]'
_MARKUP = frozenset(("articleBody", "text", "description"))
_LINKS = {
    **dict.fromkeys(("a", "area", "link"), "href"),
    **dict.fromkeys(("img", "audio", "embed", "iframe", "source", "track", "video"), "src"),
    "object": "data", "data": "value", "meter": "value",
}  # fmt: skip
DEEPEST = 5
"""Items inside each other that are read: an update, its author, their employer, its logo."""
MOST_ITEMS, MOST_UPDATES = 100, 8000
"""Live blogs and updates of one page that are read."""
MOST_PROPERTIES = 200
"""Properties of one item that are read."""


def fits(page: Page) -> bool:
    """Whether there are updates in the microdata."""
    return page.is_markup and "itemprop" in page.text.lower() and bool(page.tree.css(_UPDATES))


def missing(page: Page) -> str:
    """What this reader looked for in vain."""
    if not page.is_markup:
        return ""
    if page.tree.css_first(_ITEM) is not None:
        return 'its LiveBlogPosting (microdata) has no updates (itemprop="liveBlogUpdate")'
    return 'no microdata with itemprop="liveBlogUpdate"'


def read(page: Page) -> LiveBlog:
    """The live blog whose microdata has the most updates."""
    from tui.readers.schema_org import read_live_blog

    scopes = [(node, node.css(_UPDATES)) for node in outermost(page.tree.css(_ITEM))[:MOST_ITEMS]]
    node, updates = max(scopes, key=lambda scope: len(scope[1]), default=(None, []))
    every = outermost(page.tree.css(_UPDATES))
    updates = every if len(updates) >= len(every) else outermost(updates)
    if len(updates) < len(every):  # updates outside of any declared live blog
        updates = every
    blog = _item(node, {update.mem_id for update in every}) if node is not None else {}
    if "headline" not in blog and "name" not in blog:
        blog["headline"] = page.title
    remarks = Remarks()
    if len(updates) > MOST_UPDATES:
        remarks.add(f"The page has more than {MOST_UPDATES:,} updates; the rest is left out.")
    blog["liveBlogUpdate"] = [_update(update) for update in updates[:MOST_UPDATES]]
    return read_live_blog(blog, Found([blog], best=blog), page, remarks, markup="microdata")


def _update(node: LexborNode) -> Object:
    update = _item(node, set())
    if node.id:
        update.setdefault("identifier", node.id)
    if not any(key in update for key in _MARKUP) and "itemscope" not in node.attributes:
        update["articleBody"] = node.inner_html or ""
    if not any(key in update for key in ("datePublished", "dateModified", "dateCreated")):
        time = node.css_first("time[datetime]")
        if time is not None:
            update["datePublished"] = time.attributes.get("datetime")
    return update


def _item(node: LexborNode, other: set[int], depth: int = 0) -> Object:
    """The properties of an item that are its own, not those of the items inside it; `other` nodes are passed by."""
    item: Object = {}
    kind = node.attributes.get("itemtype")
    if kind:
        item["@type"] = kind.rsplit("/", 1)[-1]
    if node.attributes.get("itemid"):
        item["@id"] = node.attributes["itemid"]
    count = 0
    inner = node.child
    while inner is not None:
        attributes = inner.attributes if inner.is_element_node and inner.mem_id not in other else {}
        names = (attributes.get("itemprop") or "").split()
        count += bool(names)
        if count > MOST_PROPERTIES:
            break
        for name in names[:5]:
            _put(item, name, _value(inner, attributes, name, depth))
        goes_in = inner.mem_id not in other and "itemscope" not in attributes and not _MARKUP.intersection(names)
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


def _value(node: LexborNode, attributes: dict[str, str | None], name: str, depth: int) -> Any:
    if "itemscope" in attributes:
        item = _item(node, set(), depth + 1) if depth < DEEPEST else {}
        if not any(key in item for key in ("name", "url", "headline")) and name in ("author", "publisher"):
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
