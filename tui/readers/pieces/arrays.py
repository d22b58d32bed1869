"""Arrays of objects in data, with their place and what stands around them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

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
_PARTS = ("blogPost", "blogPosts", "hasPart")
"""Properties in which some pages have the posts instead."""
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
    found = [array for value in values for array in walk.arrays(value)]
    return [_with_members(x, walk.known) for x in _joined(found)], walk.known


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
            if members and _depth(path) < 2:
                odd = len(each) - len(members) if isinstance(each, list) else 0
                yield Array(path, members, around, value.notation, odd)
            if len(path) > DEEPEST:
                continue
            if isinstance(each, dict):
                self._remember(each)
                inside = (each, *around[: MOST_AROUND - 1])
                is_blog = _is_blog(each)
                waiting += [
                    (inner, (*path, UPDATES[0] if is_blog and name in _PARTS else name), inside)
                    for name, x in reversed(each.items())
                    if isinstance(inner := _opened(x), dict | list)
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
    if not isinstance(value, dict):
        return isinstance(value, list)
    return "@id" in value or any(
        isinstance(x, dict | list) or (isinstance(x, str) and len(x) >= SHORTEST_JSON)
        for x in value.values()
    )


def _depth(path: Sequence[str]) -> int:
    """How many live blogs stand inside each other."""
    return sum(x.lower() in UPDATES for x in path)


def _is_blog(value: Object) -> bool:
    """Whether schema.org calls an object a live blog or a blog, and it names no posts."""
    kind = value.get("@type")
    if kind is None:
        return False
    kinds = kind if isinstance(kind, list) else [kind]
    is_blog = any(
        isinstance(x, str) and x.endswith(("LiveBlogPosting", "Blog")) for x in kinds[:20]
    )
    return is_blog and not any(x.lower() in UPDATES and value[x] for x in value)


def _opened(value: Any) -> Any:
    """A value, or the JSON that a text is."""
    is_json = isinstance(value, str) and len(value) > SHORTEST_JSON and value[:1] in ("{", "[")
    return parse(value).value if is_json else value


def _members(value: Any, path: tuple[str, ...]) -> list[Object]:
    """The members of a list, of objects by their ids, or of a property of posts that is one."""
    is_updates = bool(path) and path[-1].lower() in UPDATES
    if isinstance(value, list):
        if is_updates:
            value = [{"@id": x} if isinstance(x, str) else x for x in value]
        objects = [x for x in value if isinstance(x, dict)]
        return objects if len(objects) >= SHARE * len(value) else []
    if not isinstance(value, dict):
        return []
    are_objects = len(value) >= (1 if is_updates else FEWEST)
    if are_objects and all(isinstance(x, dict) for x in value.values()):
        return list(value.values())
    return [value] if is_updates and "itemListElement" not in value else []


def _joined(arrays: Sequence[Array]) -> list[Array]:
    """The arrays; those of one path and live blog, as the posts of several sections, are one."""
    found: dict[tuple[str, ...], Array] = {}
    for number, array in enumerate(arrays):
        key: tuple[str, ...] = (str(number),)
        if array.around:
            blog = _name_of(array.around[0]) if array.is_updates else ""
            key = (array.notation, blog, *array.path)
        if key in found:
            found[key].members.extend(array.members)
        else:
            found[key] = replace(array, members=list(array.members))
    return list(found.values())


def _name_of(blog: Object) -> str:
    return next((x for key in ("headline", "url", "@id") if (x := str(blog.get(key) or ""))), "")


def _with_members(array: Array, known: dict[str, Object]) -> Array:
    """The array with the objects that its members refer to, or that lists of items hold."""
    if not any(len(x) <= 3 and ("@id" in x or "item" in x) for x in array.members):
        return array
    members = []
    for member in array.members:
        item = member.get("item")
        member = item if isinstance(item, dict) else member
        key = member.get("@id")
        is_reference = isinstance(key, str) and len(member) - ("@type" in member) == 1
        members.append(known.get(key, member) if is_reference and key else member)
    return replace(array, members=members)
