"""Arrays of objects in data, with their place and what stands around them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tui.readers.html.nodes import resolved
from tui.readers.json_text import parse
from tui.readers.pieces.values import Object, Value

FEWEST = 3
"""Objects by their ids that are an array too."""
SHARE = 0.8
"""The share of an array's members that must be objects."""
MOST_WALKED = 2_000_000
"""Values looked at in search of arrays."""
DEEPEST = 14
"""Objects around an array."""
MOST_AROUND = 6
"""Objects around an array that may describe the live blog."""
_HOLDERS = (dict, list, str)
SHORTEST_JSON = 500
"""Characters of a text that can be JSON with posts."""
UPDATES = ("liveblogupdate", "liveblogupdates")
"""schema.org's property of a live blog's posts in small letters, and its misspelling."""


@dataclass(frozen=True, slots=True)
class Array:
    """Objects of one list; `around` are the objects that hold it, the innermost first.

    `path` has the keys that lead to it, and "*" for a list on the way.
    """

    path: tuple[str, ...]
    members: list[Object]
    around: tuple[Object, ...]
    notation: str
    odd: int = 0
    """Members that are no objects."""

    @property
    def is_updates(self) -> bool:
        """Whether schema.org calls its members a live blog's posts."""
        return any(x.lower() in UPDATES for x in self.path[-2:])


def arrays_in(values: Sequence[Value]) -> tuple[list[Array], dict[str, Object]]:
    """The arrays of all values, those of one path as one, and the objects by their `@id`."""
    walk = _ArrayWalk()
    found: dict[tuple[str, ...], Array] = {}
    for value in values:
        for array in walk.arrays(value):
            key: tuple[str, ...] = (str(len(found)),)
            if array.around:  # the posts of several sections are one live blog's
                blog = _name_of(array.around[0]) if array.is_updates else ""
                key = (array.notation, blog, *array.path)
            if key in found:
                found[key].members.extend(array.members)
            else:
                found[key] = array
    return [_with_members(x, walk.known) for x in found.values()], walk.known


class _ArrayWalk:
    """Looks at every value once, and remembers objects that have an `@id`."""

    def __init__(self) -> None:
        self.known: dict[str, Object] = {}
        self._left = MOST_WALKED

    def arrays(self, value: Value) -> Iterator[Array]:
        """The arrays in a value, those that hold others first."""
        waiting: list[tuple[Any, tuple[str, ...], tuple[Object, ...]]] = [(value.data, (), ())]
        while waiting and self._left > 0:
            each, path, around = waiting.pop()
            self._left -= 1
            members = _members(each, path)
            if members and sum(x.lower() in UPDATES for x in path) < 2:
                odd = len(each) - len(members) if isinstance(each, list) else 0
                yield Array(path, members, around, value.notation, odd)
            if len(path) > DEEPEST:
                continue
            if isinstance(each, dict):
                self._remember(each)
                inside = (each, *around[: MOST_AROUND - 1])
                waiting += [
                    (inner, (*path, name), inside)
                    for name, x in reversed(each.items())
                    if type(x) in _HOLDERS and (inner := _opened(x))
                ]
            else:
                within = (*path, "*")
                waiting += [(x, within, around) for x in reversed(each) if _may_hold(x)]

    def _remember(self, value: Object) -> None:
        key = value.get("@id")
        if isinstance(key, str) and len(value) > max(len(self.known.get(key, ())), 1):
            self.known[key] = value


def _may_hold(value: Any) -> bool:
    """Whether a list's member can hold arrays, or has an `@id` to remember."""
    if type(value) is list:
        return True
    return type(value) is dict and (
        "@id" in value or any(type(x) in _HOLDERS and _opened(x) for x in value.values())
    )


def _opened(value: Any) -> Any:
    """An object, a list with one, or the JSON that a text is; None for another value."""
    if type(value) is str:
        is_json = len(value) > SHORTEST_JSON and value[0] in "{["
        return parse(value).value if is_json else None
    is_holder = type(value) is dict or any(type(x) in (dict, list) for x in value)
    return value if is_holder else None


def _members(value: Any, path: tuple[str, ...]) -> list[Object]:
    """The members of a list, of objects by their ids, or of a property of posts that is one."""
    is_updates = bool(path) and path[-1].lower() in UPDATES
    if isinstance(value, list):
        objects = [x for x in value if isinstance(x, dict)]
        return objects if len(objects) >= SHARE * len(value) else []
    if not isinstance(value, dict):
        return []
    fewest = 1 if is_updates else FEWEST
    if len(value) >= fewest and all(isinstance(x, dict) for x in value.values()):
        return list(value.values())
    return [value] if is_updates and "itemListElement" not in value else []


def _name_of(blog: Object) -> str:
    return next((x for key in ("headline", "url", "@id") if (x := str(blog.get(key) or ""))), "")


def _with_members(array: Array, known: dict[str, Object]) -> Array:
    """The array with the objects that its members refer to, or that lists of items hold."""
    if not any(len(x) <= 3 and ("@id" in x or "item" in x) for x in array.members):
        return array
    items = (y if isinstance(y := x.get("item"), dict) else x for x in array.members)
    return replace(array, members=[resolved(x, known) for x in items])
