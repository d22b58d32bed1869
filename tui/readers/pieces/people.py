"""People that data name: by a name, an id, or fields, in lists and wrappers."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from tui.model.blog import Author
from tui.readers.json_text import Object, each_of, resolved
from tui.readers.names import named, without_markup
from tui.readers.pieces.fields import ROLES, words_of

MOST = 50  # per post
DEEPEST = 3  # objects and lists around a person
_OF_REFERENCE = frozenset(("id", "type", "href"))  # fields of an object that only names a person
_KINDS = {x for line in ROLES["author"] for x in line.split()} - {"name"} | {
    "users", "people", "person", "persons", "members", "member", "staff", "writers", "reporters",
    "creators", "profiles", "editors",
}  # fmt: skip
"""Names of lists and kinds of persons."""
# In small letters and without underscores, as "displayName" and "display_name" are the same.
_NAME_KEYS = (
    "realname", "nickname", "displayname", "fullname", "globalname", "name", "byline", "simpletext",
    "nombre", "nome", "nom", "naam", "navn", "namn", "imię", "jméno", "isim", "имя",
)  # fmt: skip
_ACCOUNT_KEYS = (
    "username", "uname", "screenname", "friendlyname", "login", "title", "label", "text", "full",
    "summary",
)  # fmt: skip
_PART_KEYS = ("givenname", "firstname", "familyname", "lastname")

type Person = str | Object


def remember_person(value: Object, known: dict[str, Object], path: tuple[str, ...]) -> None:
    """Keep a person's fullest fields by the id: in "users" or "people", or of type "person"."""
    is_kept = any(map(_means_people, path[-2:-1]))
    person = _key(value.get("id", value.get("_id", path[-1] if is_kept else None)))
    if person and (is_kept or any(map(_means_people, (*path[-1:], value.get("type"))))):
        before = known.get(person, {}).keys()
        if len(value.keys() - _OF_REFERENCE) > len(before - _OF_REFERENCE):
            known[person] = value


def _means_people(name: Any) -> bool:
    return isinstance(name, str) and not _KINDS.isdisjoint(words_of(name))


def _key(value: Any) -> str:
    """Key of the person with an id; "" for a value that is none."""
    return f"person {value}" if type(value) in (int, str) and value else ""


def people_in(value: Any, known: Mapping[str, Object], depth: int = 0) -> Iterator[Person]:
    """Names, and fields of people, out of lists and wrappers: {"data": {"name": "Ana Lee"}}."""
    if isinstance(value, int | str):
        value = known.get(_key(value), value)
    elif isinstance(value, dict):
        value = _fields_of(value, known)
    if isinstance(value, str | dict):
        yield value
    elif isinstance(value, list) and depth < DEEPEST:
        yield from chain.from_iterable(people_in(x, known, depth + 1) for x in value[:MOST])


def _fields_of(value: Object, known: Mapping[str, Object]) -> Object | list[Any]:
    """The fields of a person, in or outside a wrapper."""
    key = _key(value.get("id")) if value.keys() <= _OF_REFERENCE else ""
    whole = known.get(key, resolved(value, known))
    inner = whole.get("attributes")
    person = whole | inner if isinstance(inner, dict) else whole
    if not any(isinstance(x, str) for x in person.values()):
        return list(person.values())
    return {key[:1].lower() + key[1:]: x for key, x in person.items()} | person


def read_authors(people: Iterable[Person]) -> tuple[Author, ...]:
    found = (named(x) if isinstance(x, str) else _described(x) for x in people)
    return tuple(dict.fromkeys(chain.from_iterable(found)))[:MOST]


def _described(person: Object) -> list[Author]:
    """Authors in the names of a person, each with the person's role."""
    is_person = person.get("@type", "Person") == "Person"
    roles = (y for x in ("jobTitle", "role", "subtitle") if isinstance(y := person.get(x), str))
    role = without_markup(next((x for x in roles if not any(map(str.isdecimal, x))), ""))
    found = (named(x, is_person=is_person, is_name=True) for x in _names_of(person))
    return [Author(x.name, x.role or role) for x in chain.from_iterable(found)]


def _names_of(person: Object, depth: int = 0) -> list[str]:
    """The first of the person's names, which may be a list, else given and family name, else that
    of the account, else one in an object of the person; "__typename" of GraphQL is none."""
    plain = {x.replace("_", "").lower(): y for x, y in person.items() if x[:2] != "__"}
    parts = " ".join(x for x in map(plain.get, _PART_KEYS) if isinstance(x, str))
    said = (*map(plain.get, _NAME_KEYS), parts, *map(plain.get, _ACCOUNT_KEYS))
    inner = (x for x in person.values() if isinstance(x, dict) and depth < DEEPEST)
    names = chain(map(_texts_in, said), (_names_of(x, depth + 1) for x in inner))
    return next(filter(None, names), [])


def _texts_in(value: Any) -> list[str]:
    return [x for x in each_of(value)[:MOST] if isinstance(x, str) and x]
