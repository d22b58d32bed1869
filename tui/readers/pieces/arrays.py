"""Arrays of objects in data, with the path to them and the objects around them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tui.readers.html.nodes import resolved
from tui.readers.json_text import Object, Value, objects

FEWEST = 3  # objects keyed by id that count as an array
SHARE = 0.8  # share of an array's members that must be objects
MOST_WALKED = 2_000_000  # values searched for arrays
MOST_SEARCHED = 20_000  # members of one array that are searched, more than are read as posts
DEEPEST = 14  # objects around an array
MOST_AROUND = 6  # objects around an array that may describe the live blog
UPDATES = ("liveblogupdate", "liveblogupdates")
""""liveBlogUpdate" of schema.org, and its misspelling."""

type Waiting = tuple[Any, tuple[str, ...], tuple[Object, ...]]


@dataclass(frozen=True, slots=True)
class Array:
    """Objects of a list; `path` has its keys, "*" for lists; `around` starts with the innermost."""

    path: tuple[str, ...]
    members: list[Object]
    around: tuple[Object, ...]
    notation: str
    odd: int = 0  # members that are no objects


def arrays_in(values: Sequence[Value]) -> tuple[list[Array], dict[str, Object]]:
    """Arrays of all values, outer arrays first, and the objects by `@id`. Sections of one live blog
    are one array."""
    known: dict[str, Object] = {}
    found: dict[tuple[str, ...], Array] = {}
    left = MOST_WALKED
    for value in values:
        waiting: list[Waiting] = [(value.data, (), ())]
        while waiting and left > 0:
            each, path, around = waiting.pop()
            left -= 1
            members = _members(each, path)
            if members and sum(map(_is_updates, path)) < 2:
                odd = len(each) - len(members) if isinstance(each, list) else 0
                array = Array(path, members, around, value.notation, odd)
                before = found.setdefault(_key(array) if around else (str(len(found)),), array)
                if before is not array:
                    before.members.extend(members)
            if len(path) <= DEEPEST:
                waiting += _inside(each, path, around, known)
    for array in found.values():
        _resolve(array.members, known)
    return list(found.values()), known


def _key(array: Array) -> tuple[str, ...]:
    blog = array.around[0] if any(map(_is_updates, array.path[-2:])) else {}
    names = (str(blog.get(key) or "") for key in ("headline", "url", "@id"))
    return (array.notation, next(filter(None, names), ""), *array.path)


def _inside(
    each: Any, path: tuple[str, ...], around: tuple[Object, ...], known: dict[str, Object]
) -> Iterator[Waiting]:
    """Holders of values in a list or an object, the last first."""
    if not isinstance(each, dict):
        within, members = (*path, "*"), reversed(each[:MOST_SEARCHED])
        yield from ((x, within, around) for x in members if type(x) in (dict, list))
        return
    key = each.get("@id")
    if isinstance(key, str) and len(each) > max(len(known.get(key, ())), 1):
        known[key] = each
    around = (each, *around[: MOST_AROUND - 1])
    for name, value in reversed(each.items()):
        if type(value) in (dict, list) and _holds(value):
            yield value, (*path, name), around


def _holds(value: Any) -> bool:
    """True for an object, or a list with an object."""
    return type(value) is dict or any(type(x) in (dict, list) for x in value)


def _is_updates(name: str) -> bool:
    return name.lower() in UPDATES


def _members(value: Any, path: tuple[str, ...]) -> list[Object]:
    """Members of a list, of objects keyed by id, or of a property of posts."""
    if isinstance(value, list):
        found = objects(value)
        return found if len(found) >= SHARE * len(value) else []
    holds_updates = bool(path) and _is_updates(path[-1])
    if len(value) >= (1 if holds_updates else FEWEST) and set(map(type, value.values())) == {dict}:
        return list(value.values())
    return [value] if holds_updates and "itemListElement" not in value else []


def _resolve(members: list[Object], known: Mapping[str, Object]) -> None:
    """Replace references, and items of lists, by their objects."""
    if any(len(x) <= 3 and ("@id" in x or "item" in x) for x in members):
        items = (y if isinstance(y := x.get("item"), dict) else x for x in members)
        members[:] = [resolved(x, known) for x in items]
