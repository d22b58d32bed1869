"""Arrays of objects in data, with the path to them, the objects around them, and those named."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tui.readers.json_text import Object, Value, held, objects
from tui.readers.notations.tables import named
from tui.readers.page import Page
from tui.readers.pieces.data import data_of
from tui.readers.pieces.people import remember_person

FEWEST = 3  # objects keyed by id that count as an array
SHARE = 0.8  # share of an array's members that must be objects
MOST_WALKED = 2_000_000  # values searched for arrays
MOST_SEARCHED = 20_000  # members of one array that are searched, more than are read as posts
DEEPEST = 14  # objects around an array
MOST_AROUND = 6  # objects around an array that may describe the live blog
UPDATES = ("liveblogupdate", "liveblogupdates")  # of schema.org, and misspelt

type Path = tuple[str, ...]
type Around = tuple[Object, ...]
type Waiting = tuple[Any, Path, Around]


@dataclass(frozen=True, slots=True)
class Array:
    """Objects of a list; `path` has its keys, "*" for lists; `around` starts with the innermost."""

    path: Path
    members: list[Object]
    around: Around
    notation: str
    odd: int = 0  # members that are no objects


def arrays_in(page: Page) -> tuple[list[Array], dict[str, Object]]:
    """Arrays of all values of a page's data, outer arrays first, and the objects that others may
    name. Sections of one live blog are one array."""
    known: dict[str, Object] = {}
    found: dict[Path, Array] = {}
    for notation, each, path, around in _walked(data_of(page).values):
        if isinstance(each, dict):
            _remember(each, known, path)
        if members := _members(each, path):
            holds_objects = any(isinstance(x, dict) for x in each)
            odd = len(each) - len(members) if holds_objects else 0
            key = (notation, _blog_around(path, around), *path)
            first = found.get(key, Array(path, [], around, notation))
            first.members.extend(members)
            found[key] = replace(first, odd=first.odd + odd)
    return list(found.values()), known


def _walked(values: Sequence[Value]) -> Iterator[tuple[str, Any, Path, Around]]:
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


def _inside(each: Any, path: Path, around: Around) -> Iterator[Waiting]:
    """Lists and objects in a list or an object, also as JSON in a string, the last first."""
    if isinstance(each, list):
        inner = (("*", x) for x in reversed(each[:MOST_SEARCHED]))
    else:
        around, inner = (each, *around[: MOST_AROUND - 1]), reversed(each.items())
    for name, value in inner:
        if (x := held(value)) is not None:
            yield x, _place(path, name, value, around), around


def _place(path: Path, name: str, value: Any, around: Around) -> Path:
    """Path of a value; replies to replies are in the list of the first."""
    first = value[0] if name in path and isinstance(value, list) and value else None
    is_again = isinstance(first, dict) and any(first.keys() == x.keys() for x in around)
    return path[: path.index(name) + 1] if is_again else (*path, name)


def _blog_around(path: Path, around: Around) -> str:
    """The live blog that holds updates; "" for other arrays."""
    blog = around[0] if any(x.lower() in UPDATES for x in path[-2:]) else {}
    names = (str(blog.get(key) or "") for key in ("headline", "url", "@id"))
    return next(filter(None, names), "")


def _members(value: Any, path: Path) -> list[Object]:
    """Members of a list, rows of a table, objects keyed by id, or the only post of a property."""
    if isinstance(value, list):
        if value and all(isinstance(x, list) for x in value):
            return named(value)
        found = objects(value)
        return found if len(found) >= SHARE * len(value) else []
    if len(value) >= FEWEST and set(map(type, value.values())) == {dict}:
        return list(value.values())
    return [value] if path and path[-1].lower() in UPDATES else []


# Objects that data name by an id and keep elsewhere: in a graph, a cache, a list of people


def _remember(value: Object, known: dict[str, Object], path: Path) -> None:
    """Keep the fullest of the objects with one `@id`, objects of GraphQL by their keys, people."""
    if path and "__typename" in value:
        known[path[-1]] = value
    key = value.get("@id")
    if isinstance(key, str) and len(value) > max(len(known.get(key, ())), 1):
        known[key] = value
    remember_person(value, known, path)
