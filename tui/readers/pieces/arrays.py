"""Arrays of objects in data, with the path to them and the objects around them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from tui.readers.json_text import Object, Value, held, objects
from tui.readers.notations.tables import named
from tui.readers.pieces.references import remember

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
    for notation, each, path, around in _walked(values):
        if isinstance(each, dict):
            remember(each, known, path)
        if members := _members(each, path, around):
            holds_objects = any(isinstance(x, dict) for x in each)
            odd = len(each) - len(members) if holds_objects else 0
            array = Array(path, members, around, notation, odd)
            before = found.setdefault(_key(array), array)
            if before is not array:
                before.members.extend(members)
    return list(found.values()), known


def _walked(
    values: Sequence[Value],
) -> Iterator[tuple[str, Any, tuple[str, ...], tuple[Object, ...]]]:
    """Lists and objects with notation, path, and the objects around them; outer ones first."""
    left = MOST_WALKED
    for value in values:
        waiting: list[Waiting] = [(value.data, (), ())]
        while waiting and left > 0:
            each, path, around = waiting.pop()
            left -= 1
            yield value.notation, each, path, around
            if len(path) <= DEEPEST:
                waiting += _inside(each, path, around)


def _key(array: Array) -> tuple[str, ...]:
    """Notation and path; for updates also the live blog that holds them."""
    blog = array.around[0] if any(map(_is_updates, array.path[-2:])) else {}
    names = (str(blog.get(key) or "") for key in ("headline", "url", "@id"))
    return (array.notation, next(filter(None, names), ""), *array.path)


def _inside(each: Any, path: tuple[str, ...], around: tuple[Object, ...]) -> Iterator[Waiting]:
    """Lists and objects in a list or an object, also as JSON in a string, the last first."""
    if isinstance(each, list):
        inner = [((*path, "*"), x) for x in each[:MOST_SEARCHED]]
    else:
        around = (each, *around[: MOST_AROUND - 1])
        inner = [(_place(path, name, x, around), x) for name, x in each.items()]
    return ((x, where, around) for where, y in reversed(inner) if (x := held(y)) is not None)


def _place(
    path: tuple[str, ...], name: str, value: Any, around: Sequence[Object]
) -> tuple[str, ...]:
    """Path of a value; replies to replies are in the list of the first."""
    first = value[0] if name in path and isinstance(value, list) and value else None
    is_again = isinstance(first, dict) and any(first.keys() == x.keys() for x in around)
    return path[: path.index(name) + 1] if is_again else (*path, name)


def _is_updates(name: str) -> bool:
    return name.lower() in UPDATES


def _members(value: Any, path: tuple[str, ...], around: tuple[Object, ...]) -> list[Object]:
    """Members of a list, rows of a table, objects keyed by id, or the only one of a property of
    posts."""
    if isinstance(value, list):
        if value and all(isinstance(x, list) for x in value):
            return named([*_names_beside(value[0], around), *value])
        found = objects(value)
        return found if len(found) >= SHARE * len(value) else []
    if len(value) >= FEWEST and set(map(type, value.values())) == {dict}:
        return list(value.values())
    return [value] if path and _is_updates(path[-1]) else []


def _names_beside(row: Sequence[Any], around: Sequence[Object]) -> list[Any]:
    """The row of names beside the rows of a table: {"columns": [...], "rows": [...]}."""
    lists = (x for x in around[0].values() if isinstance(x, list)) if around else ()
    names = (x for x in lists if len(x) == len(row) and all(isinstance(y, str) for y in x))
    return list(islice(names, 1))
