"""The authors of posts, in all the forms in which pages write them."""

import html
import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tui.model.blog import Author
from tui.model.safe_text import one_line
from tui.readers.times.languages import NO_NAMES, folded

type Object = dict[str, Any]
type Resolve = Callable[[Object], Object]

LONGEST_BYLINE = 200  # characters; anything longer is text
LONGEST_NAME = 120  # characters, with a place
MOST_AUTHORS = 50  # per post
DEEPEST = 3  # nested lists

_NOBODY = frozenset(("null", "undefined", "none", "n/a", "-"))
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
# "Di Evans" and "Von Miller" are names: short words need two more behind them.
BY = re.compile(
    r"[–—-]{1,3}\s*(?=\S)|by:(?=\S)"
    r"|(?:(?:written|reported|reporting|posted|compiled|curated|story|analysis)\s+(?:by:?|from)"
    r"|by:?|(?:text|words)(?::|(?=\s\S+\s))|from(?:\s+\S.{0,40}['’]s(?=\s))?"
    r"|(?:von|par|por|di|door|av|af|przez)(?::|(?=\s\S+\s)))\s+(?=\S)",
    re.IGNORECASE,
)
"""Words before a name, and a dash: "From The Bell's Ann Lee", "— Ann Lee"."""
_LABEL = re.compile(r"(?!foto|photo|bild|image)[^\W\d_]{2,15}:\s+(?=\S)", re.IGNORECASE)
_HANDLE = re.compile(r"(?<=\w)\s+@\S+$")
"""A word before names and an account behind: "Penulis: Ann Lee", "Ann Lee @ann@example.org"."""
_ACCOUNT = r"@[\w.-]+(?:@[\w.-]+)?"
_EDITED = re.compile(
    r"(?P<before>(?:.*?[^\s,;|.])??)[\s,;|.]*+\bedit(?:ed|ing)\s+by:?\s+(?P<editors>.+)",
    re.I | re.DOTALL,
)
_SEVERAL = re.compile(
    r"(?<!\s)\s*(?:;|\||/|\s(?:and|und|et|&|y|e|و)\s|,\s*(?:and|&)\s)\s*|(?<!\s)\s*[,،]\s*",
    re.IGNORECASE,
)
_NAMES = (
    "real_name", "nickname", "name", "display_name", "displayName", "fullName", "full_name",
    "global_name", "byline",
)  # fmt: skip
_ACCOUNTS = ("username", "login", "title", "label", "text", "full")
_PARTS = ("givenName", "firstName", "first_name", "familyName", "lastName", "last_name")
_ROLES = ("jobTitle", "role", "subtitle")
_SHIFTS = ("now", "earlier")
_NAME = re.compile(r"(?:[^\W\d_][\w.'’\-]*)(?:\s+[^\W\d_][\w.'’\-]*){1,4}")
_PARTICLES = frozenset((
    "de", "da", "di", "do", "dos", "du", "del", "della", "der", "den", "van", "von", "zu", "la",
    "le", "el", "al", "bin", "ibn", "ben", "abu", "y", "e", "ter", "ten",
))  # fmt: skip
ROLE = re.compile(
    r"\b(?:editors?|correspondents?|reporters?|journalists?|writers?|analysts?|columnists?"
    r"|producers?|presenters?|commentators?|statistician|broadcaster|anchor|pundit|summariser"
    r"|expert|specialist|professor|lecturer|historian|economist|coach|captain|former|verify"
    r"|newsreader|reporting|host|chief|staff|team|desk|agency|agencies|bureau|news|sports?|bbc"
    r"|cnn|media|press|online|digital|senior|political|business|world|health|science|editorial"
    r"|redaktion|rédaction|redacción)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(.+?)(?<!\s)\s*(?:(?<=\s)((?:in|at|from)\s+[^\W\d_][\w'’. \-]{0,80})|\(([^()]+)\))"
)
"""A name with a place or a shift: "Ana Lee in Delhi", "Ana Lee (now)"."""
_ROLE_BEHIND = re.compile(r"\s*[,|]\s*")


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
        authors = [Author(x.name, x.role or _line(role)) for x in authors]
    return authors


def _names_of(person: Object, depth: int = 0) -> list[str]:
    """The first of the person's names, which may be a list, else given and family name, else that
    of the account, else one in an object of the person."""
    parts = " ".join(x for x in map(person.get, _PARTS) if isinstance(x, str))
    said = (*map(person.get, _NAMES), parts, *map(person.get, _ACCOUNTS))
    inner = [x for x in person.values() if isinstance(x, dict)] if depth < DEEPEST else []
    names = map(_texts_in, said)
    return next(filter(None, (*names, *(_names_of(x, depth + 1) for x in inner))), [])


def _texts_in(value: Any) -> list[str]:
    return [x for x in _entries(value) if isinstance(x, str) and x]


def named(text: str, *, is_person: bool = False, is_name: bool = False) -> tuple[Author, ...]:
    """Authors in a byline: "By Ana Lee and Bo Chen in Delhi", "Tom Bateman, correspondent".

    `is_person`: the data says person, so a comma separates name and role. `is_name`: a name
    property, of which no word is cut ("Di Evans").
    """
    line = _line(text)
    if not _is_byline(line):
        return ()
    edited = _EDITED.fullmatch(line) if "dit" in line else None
    if edited:
        editors = named(edited["editors"], is_person=True)
        return (
            *named(edited["before"], is_person=is_person),
            *(Author(x.name, ", ".join(filter(None, ("editor", x.role)))) for x in editors),
        )
    if not is_name:
        line = _HANDLE.sub("", _LABEL.sub("", unprefixed(line)))
    return _people(line, is_person=is_person)


def unprefixed(line: str) -> str:
    """A byline without marks at its edges and words before the names."""
    line = line.strip(" |·")
    if line.startswith("(") and line.endswith(")"):
        line = line[1:-1]
    prefix = BY.match(line)
    return line[prefix.end() :] if prefix else line


def _is_byline(line: str) -> bool:
    is_address = line.startswith(("http://", "https://", "//", "www."))
    is_nobody = not line or line.casefold() in _NOBODY or line.endswith(":")
    return not is_nobody and not is_address and len(line) <= LONGEST_BYLINE


def _people(line: str, *, is_person: bool) -> tuple[Author, ...]:
    parts = list(filter(None, _SEVERAL.split(line)))
    if len(parts) < 2 or all(map(is_name, parts)):
        return _with_shifts(list(map(_with_place, parts)))
    return (_with_role(line, is_person=is_person) or _with_place(line),)


def _with_shifts(authors: Sequence[Author]) -> tuple[Author, ...]:
    """Make a shift the role of all names before it: "Ana Lee and Bo Chen (now)"."""
    shift, found = "", deque[Author]()
    for name, role in reversed(authors):
        shift = role if role in _SHIFTS else shift
        found.appendleft(Author(name, role or shift))
    return tuple(found)


def _with_role(line: str, *, is_person: bool) -> Author | None:
    """Name and role: "Ana Lee, correspondent", "Ana Lee | The News"."""
    name, *role = _ROLE_BEHIND.split(line, maxsplit=1)
    is_role = any(role) and (is_person or bool(ROLE.search(role[0])))
    return (
        Author(name, role[0]) if is_role and is_name(name) and not _SEVERAL.search(name) else None
    )


def _with_place(text: str) -> Author:
    place = _PLACE.fullmatch(text)
    return Author(place[1], place[2] or place[3]) if place and is_name(place[1]) else Author(text)


def is_handle(text: str) -> bool:
    """The name of an account: "@ann", "@ann@example.org"."""
    return text.startswith("@") and re.fullmatch(_ACCOUNT, text) is not None


def is_name(text: str) -> bool:
    """Two to five words that can be a person's name, with or without a place."""
    if len(text) > LONGEST_NAME:
        return False
    place = _PLACE.fullmatch(text)
    name = place[1] if place else text
    if ROLE.search(name) or not _NAME.fullmatch(name):
        return False
    return not any(x[0].islower() for x in name.split() if x.lower() not in _PARTICLES)


def is_person(text: str) -> bool:
    """A person's name and nothing else: no label, no place."""
    is_alone = is_name(text) and not text.isupper() and not _PLACE.fullmatch(text)
    return is_alone and NO_NAMES.isdisjoint(map(folded, text.split()))


def _entries(value: object, depth: int = 0) -> Iterator[str | Object]:
    if isinstance(value, list) and depth < DEEPEST:
        for entry in value[:MOST_AUTHORS]:
            yield from _entries(entry, depth + 1)
    elif isinstance(value, str | dict):
        yield value


def _line(text: str) -> str:
    return one_line(_TAG.sub(" ", html.unescape(text[: 4 * LONGEST_BYLINE])))
