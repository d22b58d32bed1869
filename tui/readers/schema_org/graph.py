"""What the JSON-LD of a source holds: the live blogs in it, and what their references point to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tui.readers.page import Page
from tui.readers.schema_org.json_repair import parse, text_in

type Object = dict[str, Any]

MOST_BLOCKS = 500
"""Script blocks of a page that are looked at."""
UPDATES = ("liveBlogUpdate", "liveBlogUpdates", "liveblogUpdate", "liveblogupdate")
"""The property, and how it is misspelt."""
MOST_NAMED = 10_000
"""Updates among which bare identifiers are looked up."""
MOST_WALKED = 2_000_000
"""Values looked at in search of live blogs and references."""


@dataclass
class Found:
    """All JSON-LD of one source: the values, the live blogs among them, and what their references point to."""

    values: list[Any] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    guessed: list[str] = field(default_factory=list)
    best: Object | None = None
    empty: bool = False
    others: int = 0
    """Further live blogs that have updates and are not the same again."""
    taken: list[Any] = field(default_factory=list)
    """The updates that are being read, let go one by one."""
    _index: dict[str, Object] = field(default_factory=dict)
    _indexed_updates: bool = False

    def choose(self) -> None:
        """Take the live blog with the most updates, the first of equals."""
        most, told = 0, set()
        for value in _objects(self.values, into_updates=False):
            if is_a(value, "LiveBlogPosting") or any(key in value for key in UPDATES):
                count = len(self.updates_of(value))
                self.empty = self.empty or not count
                if count:
                    told.add((text_in(value.get("headline"))[:1000], count))
                if count > most:
                    self.best, most = value, count
        self.empty = self.empty and self.best is None
        self._complete()
        self.others = max(len(told) - 1, 0)

    def _complete(self) -> None:
        """What another block says of the same live blog, as its @id shows, is true of it too."""
        best = self.best
        key = best.get("@id") if best is not None else None
        if best is None or not isinstance(key, str):
            return
        for value in _objects(self.values, into_updates=False):
            if value is not best and value.get("@id") == key and is_a(value, "LiveBlogPosting"):
                self.best = {
                    **value,
                    **(self.best or {}),
                }  # a new object: added to, it could come to hold itself

    def updates_of(self, blog: Object) -> list[Any]:
        """The blog's updates, whatever form the property has; references are not resolved yet."""
        updates: Any = next((found for key in UPDATES if (found := blog.get(key))), [])
        if isinstance(updates, dict) and isinstance(updates.get("itemListElement"), list):
            updates = updates["itemListElement"]
        elif (
            isinstance(updates, dict) and updates and all(key.isdigit() for key in updates)
        ):  # a list of PHP's
            updates = list(updates.values())
        if not isinstance(updates, list):
            updates = [updates] if isinstance(updates, dict | str) else []
        if len(updates) <= MOST_NAMED and any(x.__class__ is str for x in updates):
            updates = [{"@id": x} if isinstance(x, str) and x in self.index else x for x in updates]
        return updates if any(x.__class__ is not str for x in updates) else []

    @property
    def index(self) -> dict[str, Object]:
        """Objects by their @id, the fullest of each; those inside the updates only once they are asked for."""
        if not self._index:
            self._fill(into_updates=False)
        return self._index

    def take_updates(self) -> list[Object]:
        """The updates of the chosen live blog, resolved; they leave the blog, so that each is freed once it is read."""
        blog = self.best or {}
        updates = self.updates_of(blog)
        self.taken = [
            {}
            if not isinstance(x, dict)
            else x
            if "@id" not in x and "item" not in x
            else self._update(x)
            for x in updates
        ]
        for key in UPDATES:
            blog.pop(key, None)
        return self.taken

    def _update(self, value: Object) -> Object:
        if "item" in value and isinstance(value["item"], dict):  # an ItemList's element
            value = value["item"]
        return self.resolve(value)

    def _fill(self, *, into_updates: bool) -> None:
        values = [self.values, self.taken] if into_updates else self.values
        for value in _objects(values, into_updates=into_updates):
            key = value.get("@id")
            if isinstance(key, str) and len(value) > len(self._index.get(key, ())):
                self._index[key] = value

    def resolve(self, value: Object) -> Object:
        """The object a reference ({"@id": ...} and no more) points to; anything else is itself."""
        key = value.get("@id")
        if not isinstance(key, str) or len(value) - ("@context" in value) - ("@type" in value) > 1:
            return value
        known = self.index.get(key, value)
        if len(known) <= len(value) and not self._indexed_updates:
            self._indexed_updates = True
            self._fill(into_updates=True)
            known = self.index.get(key, value)
        return known


def found_in(page: Page) -> Found:
    """The JSON-LD of a page, looked for once."""
    return page.once(_look_for_json_ld)


def _look_for_json_ld(page: Page) -> Found:
    found = Found()
    for text in _texts(page):
        parsed = parse(text)
        if parsed.trouble:
            found.broken.append(parsed.trouble)
            continue
        found.values.append(parsed.value)
        if parsed.guessed:
            found.guessed.append(parsed.guessed)
    found.choose()
    return found


def is_a(value: Object, name: str) -> bool:
    """Whether an object's @type, one or several, is the schema.org type of that name."""
    kind = value.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return any(
        isinstance(x, str) and x.endswith(name) and re.split(r"[/:#]", x)[-1] == name
        for x in kinds[:20]
    )


def _texts(page: Page) -> Iterator[str]:
    if page.is_json:
        yield page.text
    elif page.is_markup:
        for node in page.tree.css("script[type]")[:MOST_BLOCKS]:
            kind = (node.attributes.get("type") or "").lower()
            if "ld+json" in kind or ("json" in kind and "liveBlogUpdate" in node.text()):
                yield node.text()


def _objects(values: list[Any], *, into_updates: bool) -> Iterator[Object]:
    """All objects in the values, those that hold others first, without recursion."""
    waiting: list[Any] = [values]
    walked = 0
    while waiting and walked < MOST_WALKED:
        value = waiting.pop()
        walked += 1
        if isinstance(value, list):
            waiting.extend(x for x in reversed(value) if isinstance(x, dict | list))
        elif isinstance(value, dict):
            yield value
            for key, inner in reversed(value.items()):
                if isinstance(inner, dict | list) and (into_updates or key not in UPDATES):
                    waiting.append(inner)
