"""Arrays of objects in data, with the path to them, the objects around them, and those named."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from tui.readers.json_text import Object, Value, held, objects, resolved
from tui.readers.notations.tables import named
from tui.readers.pieces.fields import ROLES, words_of

FEWEST = 3  # objects keyed by id that count as an array
SHARE = 0.8  # share of an array's members that must be objects
MOST_WALKED = 2_000_000  # values searched for arrays
MOST_SEARCHED = 20_000  # members of one array that are searched, more than are read as posts
DEEPEST = 14  # objects around an array
MOST_AROUND = 6  # objects around an array that may describe the live blog
MOST_PEOPLE = 50  # per post
DEEPEST_PERSON = 3  # objects and lists around a person
UPDATES = ("liveblogupdate", "liveblogupdates")  # of schema.org, and misspelt
_OF_REFERENCE = frozenset(("id", "type", "href"))  # fields of an object that only names a person
_PEOPLE = {x for line in ROLES["author"] for x in line.split()} - {"name"} | {
    "users", "people", "person", "persons", "members", "member", "staff", "writers", "reporters",
    "creators", "profiles", "editors",
}  # fmt: skip
"""Names of lists and kinds of persons."""

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


def arrays_in(values: Sequence[Value]) -> tuple[list[Array], dict[str, Object]]:
    """Arrays of all values, outer arrays first, and the objects that others may name. Sections of
    one live blog are one array."""
    known: dict[str, Object] = {}
    found: dict[Path, Array] = {}
    for notation, each, path, around in _walked(values):
        if isinstance(each, dict):
            _remember(each, known, path)
        if members := _members(each, path, around):
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


def _members(value: Any, path: Path, around: Around) -> list[Object]:
    """Members of a list, rows of a table, objects keyed by id, or the only post of a property."""
    if isinstance(value, list):
        if value and all(isinstance(x, list) for x in value):
            return named([*_names_beside(value[0], around), *value])
        found = objects(value)
        return found if len(found) >= SHARE * len(value) else []
    if len(value) >= FEWEST and set(map(type, value.values())) == {dict}:
        return list(value.values())
    return [value] if path and path[-1].lower() in UPDATES else []


def _names_beside(row: Sequence[Any], around: Around) -> list[Any]:
    """The row of names beside the rows of a table: {"columns": [...], "rows": [...]}."""
    lists = (x for x in around[0].values() if isinstance(x, list)) if around else ()
    names = (x for x in lists if len(x) == len(row) and all(isinstance(y, str) for y in x))
    return list(islice(names, 1))


# Objects that data name by an id and keep elsewhere: in a graph, a cache, a list of people


def _remember(value: Object, known: dict[str, Object], path: Path) -> None:
    """Keep the fullest of the objects with one `@id`, objects of GraphQL by their keys, and people
    by their ids: in "users", of the type "person", or kept under the id in "people"."""
    if path and "__typename" in value:
        known[path[-1]] = value
    key = value.get("@id")
    if isinstance(key, str) and len(value) > max(len(known.get(key, ())), 1):
        known[key] = value
    are_named = [*map(_means_people, path[-2:]), _means_people(value.get("type"))]
    if any(are_named):
        person = _key(value.get("id", value.get("_id", path[-1] if are_named[0] else None)))
        before = known.get(person, {}).keys()
        if person and len(value.keys() - _OF_REFERENCE) > len(before - _OF_REFERENCE):
            known[person] = value


def _means_people(name: Any) -> bool:
    return isinstance(name, str) and not _PEOPLE.isdisjoint(words_of(name))


def _key(value: Any) -> str:
    """Key of the person with an id; "" for a value that is none."""
    return f"person {value}" if type(value) in (int, str) and value else ""


def person_in(value: Any, known: Mapping[str, Object], depth: int = 0) -> Any:
    """Fields of a person, out of wrappers: {"data": {"attributes": {"name": "Ana Lee"}}}."""
    if isinstance(value, int | str):
        return known.get(_key(value), value if isinstance(value, str) else None)
    if isinstance(value, dict):
        key = _key(value.get("id")) if value.keys() <= _OF_REFERENCE else ""
        whole = known.get(key, resolved(value, known))
        inner = whole.get("attributes")
        person = whole | inner if isinstance(inner, dict) else whole
        if any(isinstance(x, str) for x in person.values()):
            return {key[:1].lower() + key[1:]: x for key, x in person.items()} | person
        value = list(person.values())
    if isinstance(value, list) and depth < DEEPEST_PERSON:
        return [person_in(x, known, depth + 1) for x in value[:MOST_PEOPLE]]
    return None
