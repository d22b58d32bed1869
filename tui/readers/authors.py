"""The authors of posts, in all the forms in which pages write them."""

import html
import re
from collections.abc import Callable, Iterator
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
_BY = re.compile(
    r"(?:(?:written|reported|reporting|posted|compiled|curated|story|analysis)\s+by:?|by:?"
    r"|(?:text|words)(?::|(?=\s\S+\s))"
    r"|(?:von|par|por|di|door)(?::|(?=\s\S+\s)))\s+(?=\S)|by:(?=\S)",
    re.IGNORECASE,
)
_EDITED = re.compile(
    r"(?P<before>(?:.*?[^\s,;|.])??)[\s,;|.]*+\bedit(?:ed|ing)\s+by:?\s+(?P<editors>.+)",
    re.I | re.DOTALL,
)
_SEVERAL = re.compile(
    r"(?<!\s)\s*(?:;|\||/|\s(?:and|und|et|&|y|e|و)\s|,\s*(?:and|&)\s)\s*|(?<!\s)\s*[,،]\s*",
    re.IGNORECASE,
)
_NAMES = (
    "real_name", "nickname", "name", "display_name", "displayName", "fullName", "global_name",
    "byline", "username", "title",
)  # fmt: skip
_ROLES = ("jobTitle", "role", "subtitle")
_SHIFTS = frozenset(("now", "earlier"))
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
    r"(.+?)(?<!\s)\s+((?:in|at|from)\s+[^\W\d_][\w'’. \-]{0,80})|(.+?)(?<!\s)\s*\(([^()]+)\)"
)


def read_authors(
    value: object, resolve: Resolve = lambda reference: reference
) -> tuple[Author, ...]:
    """Authors of a schema.org `author`: a text, an object, references or a list."""
    if value is None or value == "":
        return ()
    found: list[Author] = []
    for entry in _entries(value):
        found.extend(named(entry) if isinstance(entry, str) else _described(resolve(entry)))
    return tuple(dict.fromkeys(found[:MOST_AUTHORS]))


def _described(person: Object) -> list[Author]:
    is_person = (person.get("@type") or "Person") == "Person"
    roles = (y for x in _ROLES if isinstance(y := person.get(x), str) and y)
    role = next((x for x in roles if not any(map(str.isdecimal, x))), "")
    authors: list[Author] = []
    for text in _names_of(person):
        several = named(text, is_person=is_person, is_name=True)
        if len(several) == 1 and role and not several[0].role:
            several = (Author(several[0].name, _line(role)),)
        authors.extend(several)
    return authors


def _names_of(person: Object) -> list[str]:
    """The first of the person's names, which may be a list, else given and family name."""
    said = next((y for x in _NAMES if isinstance(y := person.get(x), str | list) and y), None)
    if said is None:
        both = [y for x in ("givenName", "familyName") if isinstance(y := person.get(x), str)]
        return [" ".join(both)] if both else []
    several = said if isinstance(said, list) else [said]
    return [text for text in several[:MOST_AUTHORS] if isinstance(text, str)]


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
        editors = (
            Author(editor.name, f"editor, {editor.role}" if editor.role else "editor")
            for editor in named(edited["editors"], is_person=True)
        )
        return (*named(edited["before"], is_person=is_person), *editors)
    if not is_name and _BY.match(line):
        line = _BY.sub("", line, count=1)
    return _people(line, is_person=is_person)


def _is_byline(line: str) -> bool:
    is_address = line.startswith(("http://", "https://", "//", "www."))
    is_nobody = not line or line.casefold() in _NOBODY
    return not is_nobody and not is_address and len(line) <= LONGEST_BYLINE


def _people(line: str, *, is_person: bool) -> tuple[Author, ...]:
    parts = [part for part in _SEVERAL.split(line) if part]
    if len(parts) > 1 and all(map(is_name, parts)):
        return _with_shifts(list(map(_with_place, parts)))
    if len(parts) == 2 and "|" in line and is_name(parts[0]):  # "Ana Lee | The News"
        return (Author(parts[0], parts[1]),)
    alone = _with_role(line, is_person=is_person) if len(parts) > 1 else None
    return (alone or _with_place(line),) if line else ()


def _with_shifts(authors: list[Author]) -> tuple[Author, ...]:
    """Make "(now)" the role of all names before it: "Ana Lee and Bo Chen (now)"."""
    shift = ""
    for place, author in reversed(list(enumerate(authors))):
        if author.role in _SHIFTS:
            shift = author.role
        elif not author.role:
            authors[place] = Author(author.name, shift)
    return tuple(authors)


def _with_role(line: str, *, is_person: bool) -> Author | None:
    name, _, role = line.partition(",")
    is_role = bool(role) and (is_person or bool(ROLE.search(role)))
    if not is_role or not is_name(name) or _SEVERAL.search(name):
        return None
    return Author(name.strip(), role.strip())


def _with_place(text: str) -> Author:
    found = _placed(text)
    name = (found[1] or found[3]) if found else ""
    if found and is_name(name) and not ROLE.search(name):
        return Author(name, found[2] or found[4])
    return Author(text)


def _placed(text: str) -> re.Match[str] | None:
    may_be = "(" in text or any(word in text for word in (" in", " at", " from"))
    return _PLACE.fullmatch(text) if may_be else None


def is_name(text: str) -> bool:
    """Two to five words that can be a person's name, with or without a place."""
    if len(text) > LONGEST_NAME:
        return False
    found = _placed(text)
    words = ((found[1] or found[3]) if found else text).split()
    name = " ".join(words)
    if not 2 <= len(words) <= 5 or ROLE.search(name) or not _NAME.fullmatch(name):
        return False
    cased = [word for word in words if word.lower() not in _PARTICLES]
    return all(word[0].isupper() or word[0].lower() == word[0].upper() for word in cased)


def is_person(text: str) -> bool:
    """A person's name and nothing else: no label, no place."""
    is_alone = is_name(text) and not text.isupper() and _placed(text) is None
    return is_alone and NO_NAMES.isdisjoint(map(folded, text.split()))


def _entries(value: object, depth: int = 0) -> Iterator[str | Object]:
    if isinstance(value, list) and depth < DEEPEST:
        for entry in value[:MOST_AUTHORS]:
            yield from _entries(entry, depth + 1)
    elif isinstance(value, dict) and isinstance(value.get("@list"), list):
        yield from _entries(value["@list"], depth + 1)
    elif isinstance(value, str | dict):
        yield value


def _line(text: str) -> str:
    text = text[: 4 * LONGEST_BYLINE]
    if "&" in text:
        text = html.unescape(text)
    return one_line(_TAG.sub(" ", text) if "<" in text else text)
