"""Objects that data name by an id and keep elsewhere: in a graph, a cache, a list of people."""

from collections.abc import Mapping, Sequence
from typing import Any

from tui.readers.json_text import Object, resolved
from tui.readers.pieces.fields import ROLES, words_of

MOST_PEOPLE = 50  # per post
DEEPEST = 3  # objects and lists around a person
_OF_REFERENCE = frozenset(("id", "type", "href"))
"""Fields of an object that only names a person."""
_PEOPLE = {x for line in ROLES["author"] for x in line.split()} - {"name"} | {
    "users", "people", "person", "persons", "members", "member", "staff", "writers", "reporters",
    "creators", "profiles", "editors",
}  # fmt: skip
"""Names of lists and kinds of persons."""


def remember(value: Object, known: dict[str, Object], path: Sequence[str]) -> None:
    """Keep the fullest of the objects with one `@id`, objects of GraphQL by their keys, and people
    by their ids; a reference has no other field."""
    known |= {x: y for x, y in value.items() if isinstance(y, dict) and "__typename" in y}
    key = value.get("@id")
    if isinstance(key, str) and len(value) > max(len(known.get(key, ())), 1):
        known[key] = value
    person = _key_by_place(value, path)
    if person and _says(value) > _says(known.get(person, {})):
        known[person] = value


def _says(person: Object) -> int:
    return len(person.keys() - _OF_REFERENCE)


def _key_by_place(value: Object, path: Sequence[str]) -> str:
    """Key of an object in "users", of the type "person", or kept under its id in "people"."""
    are_named = [*map(_means_people, path[-2:]), _means_people(value.get("type"))]
    if not any(are_named):
        return ""
    return _key(value.get("id", value.get("_id", path[-1] if are_named[0] else None)))


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
        value = _whole(value, known)
        if any(isinstance(x, str) for x in value.values()):
            return {key[:1].lower() + key[1:]: x for key, x in value.items()} | value
        value = list(value.values())
    if isinstance(value, list):
        return [person_in(x, known, depth + 1) for x in value[:MOST_PEOPLE] if depth < DEEPEST]
    return None


def _whole(person: Object, known: Mapping[str, Object]) -> Object:
    """The person whom a reference names, with the fields in its `attributes`."""
    key = _key(person.get("id")) if person.keys() <= _OF_REFERENCE else ""
    whole = known.get(key, resolved(person, known))
    inner = whole.get("attributes")
    return whole | inner if isinstance(inner, dict) else whole
