"""The authors of posts, in all the forms in which data have them."""

from collections.abc import Callable, Iterator
from typing import Any

from tui.model.blog import Author
from tui.readers.html.blocks import line_of
from tui.readers.names import named

type Object = dict[str, Any]
type Resolve = Callable[[Object], Object]

MOST_AUTHORS = 50  # per post
DEEPEST = 3  # nested lists

# In small letters and without underscores, as "displayName" and "display_name" are the same.
_NAMES = (
    "realname", "nickname", "name", "displayname", "fullname", "globalname", "byline",
    "nombre", "nome", "nom", "naam", "navn", "namn", "imię", "jméno", "isim", "имя",
)  # fmt: skip
_ACCOUNTS = ("username", "login", "title", "label", "text", "full", "summary")
_PARTS = ("givenname", "firstname", "familyname", "lastname")
_ROLES = ("jobTitle", "role", "subtitle")


def read_authors(
    value: object, resolve: Resolve = lambda reference: reference
) -> tuple[Author, ...]:
    """Authors of a schema.org `author`: a text, an object, references or a list."""
    found: list[Author] = []
    for entry in _entries(value):
        found.extend(named(entry) if isinstance(entry, str) else _described(resolve(entry)))
    return tuple(dict.fromkeys(found[:MOST_AUTHORS]))


def _described(person: Object) -> list[Author]:
    """Authors in the names of a person, who may have a role."""
    is_person = person.get("@type", "Person") == "Person"
    roles = (y for x in _ROLES if isinstance(y := person.get(x), str))
    role = next((x for x in roles if not any(map(str.isdecimal, x))), "")
    authors = [x for y in _names_of(person) for x in named(y, is_person=is_person, is_name=True)]
    if len(authors) == 1:
        authors = [Author(x.name, x.role or line_of(role)) for x in authors]
    return authors


def _names_of(person: Object, depth: int = 0) -> list[str]:
    """The first of the person's names, which may be a list, else given and family name, else that
    of the account, else one in an object of the person."""
    plain = {key.replace("_", "").lower(): x for key, x in person.items()}
    parts = " ".join(x for x in map(plain.get, _PARTS) if isinstance(x, str))
    said = (*map(plain.get, _NAMES), parts, *map(plain.get, _ACCOUNTS))
    inner = [x for x in person.values() if isinstance(x, dict)] if depth < DEEPEST else []
    names = map(_texts_in, said)
    return next(filter(None, (*names, *(_names_of(x, depth + 1) for x in inner))), [])


def _texts_in(value: Any) -> list[str]:
    return [x for x in _entries(value) if isinstance(x, str) and x]


def _entries(value: object, depth: int = 0) -> Iterator[str | Object]:
    if isinstance(value, list) and depth < DEEPEST:
        for entry in value[:MOST_AUTHORS]:
            yield from _entries(entry, depth + 1)
    elif isinstance(value, str | dict):
        yield value
