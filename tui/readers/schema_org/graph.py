"""The JSON-LD of a source: its live blogs, and the objects that references point to."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from tui.model.addresses import same_blog
from tui.readers.html.links import address
from tui.readers.json_repair import has_other_forms, parse, text_in
from tui.readers.live_data.fields import objects_in
from tui.readers.page import Page

type Object = dict[str, Any]

MOST_BLOCKS = 500
"""Script blocks of a page that are looked at."""
UPDATES = ("liveBlogUpdate", "liveBlogUpdates", "liveblogUpdate", "liveblogupdate")
"""The property, and its misspellings."""
PARTS = ("blogPost", "blogPosts", "hasPart")
"""Properties in which some pages have the posts instead."""
POST_TYPES = ("Posting", "Article")
"""How the types of such posts end: BlogPosting, NewsArticle."""
POST_TIMES = ("datePublished", "dateCreated")
MOST_NAMED = 10_000
"""Updates among which bare identifiers are looked up."""


class Graph:
    """All JSON-LD of one source: values, errors and guesses of its blocks, the best live blog."""

    def __init__(self, values: Iterable[Any] = (), best: Object | None = None) -> None:
        self.values = list(values)
        self.broken: list[str] = []
        self.guessed: list[str] = []
        self.best = best
        self.empty = False
        self.siblings: list[Object] = []
        """Further objects of the best live blog, with updates of it."""
        self.others = 0
        """Further live blogs that have updates."""
        self._index: dict[str, Object] = {}
        self._indexed_updates = False

    def choose(self, here: str) -> None:
        """Take the page's own live blog, else the one with the most updates, the first of equals.

        `here` is the page's address.
        """
        found: list[tuple[int, Object]] = []
        for value in objects_in(self.values, except_under=UPDATES):
            if is_a(value, "LiveBlogPosting") or any(key in value for key in UPDATES):
                count = len(self.updates_of(value))
                self.empty = self.empty or not count
                if count:
                    found.append((count, value))
        if not found:
            found = self._with_parts()
        self.empty = self.empty and not found
        if not found:
            return
        own = [each for each in found if here and same_blog(url_of(each[1]), here)]
        self.best = max(own or found, key=lambda each: each[0])[1]
        rest = [value for _, value in found if value is not self.best]
        self.siblings = [value for value in rest if are_one(value, self.best)]
        others = (value for value in rest if not are_one(value, self.best))
        self.others = len({text_in(x.get("headline"))[:1000] + url_of(x) for x in others})
        self._complete()

    def _with_parts(self) -> list[tuple[int, Object]]:
        """The blogs whose posts stand under another property, with their number; the posts are
        given the usual one."""
        found = []
        for value in objects_in(self.values, except_under=UPDATES):
            if is_a(value, "LiveBlogPosting") or is_a(value, "Blog"):
                several = (_entries(value.get(key, [])) for key in PARTS)
                posts = max((self._dated(entries) for entries in several), key=len)
                if posts:
                    found.append((len(posts), {**value, UPDATES[0]: posts}))
        return found

    def _dated(self, entries: list[Any]) -> list[Object]:
        """Those entries that are posts with a time; others are a page's parts, or live blogs."""
        entries = [self._named(x) if isinstance(x, str) else x for x in entries]
        posts = [self._update(entry) for entry in entries if isinstance(entry, dict)]
        return [
            post
            for post in posts
            if any(name.endswith(POST_TYPES) for name in types_of(post))
            and not is_a(post, "LiveBlogPosting")
            and any(key in post for key in POST_TIMES)
        ]

    def _complete(self) -> None:
        """Add the properties that other blocks give to the live blog of the same @id."""
        best = self.best
        key = best.get("@id") if best is not None else None
        if best is None or not isinstance(key, str):
            return
        for value in objects_in(self.values, except_under=UPDATES):
            if value is not best and value.get("@id") == key and is_a(value, "LiveBlogPosting"):
                # A new object: the old one, added to, could come to hold itself.
                self.best = {**value, **(self.best or {})}

    def updates_of(self, blog: Object) -> list[Any]:
        """The blog's updates, whatever form the property has; references are not resolved yet."""
        updates = _entries(next((value for key in UPDATES if (value := blog.get(key))), []))
        if len(updates) <= MOST_NAMED:
            updates = [self._named(x) if isinstance(x, str) else x for x in updates]
        return [] if all(isinstance(x, str) for x in updates) else updates

    def _named(self, name: str) -> Any:
        """A reference to the object of that @id, or the name itself if there is none."""
        return {"@id": name} if name in self.index else name

    @property
    def index(self) -> dict[str, Object]:
        """Objects by their @id, the fullest of each; those in updates only if `resolve` looked."""
        if not self._index:
            self._fill(into_updates=False)
        return self._index

    def resolved_updates(self) -> list[Object]:
        """The updates of the chosen live blog, references resolved."""
        return self._resolved(self.best or {})

    def further_updates(self) -> list[Object]:
        """The updates of its siblings, which may repeat its own."""
        return [update for blog in self.siblings for update in self._resolved(blog)]

    def _resolved(self, blog: Object) -> list[Object]:
        updates = self.updates_of(blog)
        return [self._update(x) if isinstance(x, dict) else {} for x in updates]

    def _update(self, value: Object) -> Object:
        if "item" in value and isinstance(value["item"], dict):  # an ItemList's element
            value = value["item"]
        return self.resolve(value)

    def _fill(self, *, into_updates: bool) -> None:
        for value in objects_in(self.values, except_under=() if into_updates else UPDATES):
            key = value.get("@id")
            if isinstance(key, str) and len(value) > len(self._index.get(key, ())):
                self._index[key] = value

    def resolve(self, value: Object) -> Object:
        """The object that a reference ({"@id": ...} and no more) points to, or the value itself."""
        key = value.get("@id")
        properties = len(value) - ("@context" in value) - ("@type" in value)
        if not isinstance(key, str) or properties > 1:
            return value
        known = self.index.get(key, value)
        if len(known) <= len(value) and not self._indexed_updates:
            self._indexed_updates = True
            self._fill(into_updates=True)
            known = self.index.get(key, value)
        return known


def graph_of(page: Page) -> Graph:
    """The JSON-LD of a page, looked for once."""
    return page.once(_look_for_json_ld)


def _look_for_json_ld(page: Page) -> Graph:
    graph = Graph()
    is_plain = page.is_json and not has_other_forms(page.text)
    for parsed in [page.json] if is_plain else map(parse, _texts(page)):
        if parsed.trouble:
            graph.broken.append(parsed.trouble)
            continue
        graph.values.append(parsed.value)
        if parsed.guessed:
            graph.guessed.append(parsed.guessed)
    graph.choose(page.address)
    return graph


def are_one(blog: Object, other: Object) -> bool:
    """Whether two objects are of one live blog: not under two headlines, nor of two addresses."""
    headlines = {text_in(x.get("headline")).strip() for x in (blog, other)} - {""}
    if len(headlines) > 1:
        return False
    here, there = url_of(blog), url_of(other)
    return here == there or same_blog(here, there) if here and there else bool(headlines)


def _entries(updates: Any) -> list[Any]:
    """The entries of a property: of a list, an ItemList, objects by their names, or the only one.

    PHP writes a list with gaps as objects by their numbers.
    """
    if isinstance(updates, list):
        return updates
    if isinstance(updates, str):
        return [updates]
    if not isinstance(updates, dict):
        return []
    inner = updates.get("itemListElement")
    if isinstance(inner, list):
        return inner
    are_named = bool(updates) and all(isinstance(value, dict) for value in updates.values())
    return list(updates.values()) if are_named else [updates]


def is_a(value: Object, name: str) -> bool:
    """Whether an object's @type, one or several, is the schema.org type of that name."""
    return any(x.endswith(name) and re.split(r"[/:#]", x)[-1] == name for x in types_of(value))


def types_of(value: Object) -> list[str]:
    """An object's types, as they are written."""
    kind = value.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return [x for x in kinds[:20] if isinstance(x, str)]


def url_of(blog: Object) -> str:
    """The address of a live blog, or ""."""
    for key in ("url", "mainEntityOfPage", "@id"):
        value = blog.get(key)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str) and (url := address(value)):
            return url
    return ""


def _texts(page: Page) -> Iterator[str]:
    if page.is_json:
        yield page.text
    elif page.is_markup:
        for node in page.tree.css("script[type]")[:MOST_BLOCKS]:
            kind = (node.attributes.get("type") or "").lower()
            if "ld+json" in kind or ("json" in kind and "liveBlogUpdate" in node.text()):
                yield node.text()
