"""Who a post is by: authors as pages write them, in all their forms."""

import html
import re
from collections.abc import Callable, Iterator
from typing import Any

from tui.model.blog import Author
from tui.model.safe_text import one_line

type Resolve = Callable[[dict[str, Any]], dict[str, Any]]

LONGEST = 200
"""Characters of one byline; what is longer is a text and no name."""
MOST = 50
"""Authors of one post that are read."""

DEEPEST = 3
"""Lists inside each other."""

_NOBODY = frozenset(("null", "undefined", "none", "n/a", "-"))
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_BY = re.compile(
    r"(?:(?:written|reported|posted|compiled|curated|story)\s+by|by|von|par|por|di|door|text|words)[:\s]+(?=\S)",
    re.IGNORECASE,
)
_EDITED = re.compile(r"(?P<before>.*?)[\s,;|.]*\bedited\s+by:?\s+(?P<editors>.+)", re.IGNORECASE)
_SEVERAL = re.compile(
    r"\s*(?:;|\||/|\s(?:and|und|et|&|y|e|و)\s|,\s*(?:and|&)\s)\s*|\s*[,،]\s*", re.IGNORECASE
)
_NAME = re.compile(r"(?:[^\W\d_][\w.'’\-]*)(?:\s+[^\W\d_][\w.'’\-]*){1,4}")
_PARTICLES = frozenset((
    "de", "da", "di", "do", "dos", "du", "del", "della", "der", "den", "van", "von", "zu", "la", "le", "el",
    "al", "bin", "ibn", "ben", "abu", "y", "e", "ter", "ten",
))  # fmt: skip
_ROLE = re.compile(
    r"\b(?:editors?|correspondents?|reporters?|journalists?|writers?|analysts?|columnists?|producers?|presenters?|host"
    r"|chief|staff|team|desk|agency|agencies|bureau|news|sports?|bbc|cnn|media|press|online|digital|senior|political|"
    r"business|world|health|science|editorial|redaktion|rédaction|redacción)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"(.+?)\s+((?:in|at|from)\s+[^\W\d_][\w'’. \-]*)|(.+?)\s*\(([^()]+)\)")


def read_authors(
    value: object, resolve: Resolve = lambda reference: reference
) -> tuple[Author, ...]:
    """The authors that a schema.org `author` names: a text, an object, a list of such, or references to them."""
    if value is None or value == "":
        return ()
    found: list[Author] = []
    for entry in _entries(value):
        if isinstance(entry, str):
            found.extend(named(entry))
            continue
        person = resolve(entry)
        name = person.get("name") or " ".join(
            part
            for part in (person.get("givenName"), person.get("familyName"))
            if isinstance(part, str)
        )
        role = person.get("jobTitle")
        for text in _texts(name):
            several = named(text, is_person=_is_person(person))
            if len(several) == 1 and isinstance(role, str) and role and not several[0].role:
                several = (Author(several[0].name, _line(role)),)
            found.extend(several)
    return tuple(dict.fromkeys(found[:MOST]))


def named(text: str, *, is_person: bool = False) -> tuple[Author, ...]:
    """The authors in one byline: "By Ana Lee and Bo Chen in Delhi", "Tom Bateman, State Department correspondent"."""
    line = _line(text)
    if (
        not line
        or line.casefold() in _NOBODY
        or len(line) > LONGEST
        or line.startswith(("http://", "https://", "//", "www."))
    ):
        return ()
    edited = _EDITED.fullmatch(line)
    if edited:
        editors = (
            Author(who.name, f"editor, {who.role}" if who.role else "editor")
            for who in named(edited["editors"], is_person=True)
        )
        return (*named(edited["before"], is_person=is_person), *editors)
    line = _BY.sub("", line, count=1) if _BY.match(line) else line
    parts = [part for part in _SEVERAL.split(line) if part]
    if len(parts) < 2:
        return (_with_place(line),) if line else ()
    if all(_is_name(part) for part in parts):
        return tuple(_with_place(part) for part in parts)
    if len(parts) == 2 and "|" in line and _is_name(parts[0]):  # "Ana Lee | The News"
        return (Author(parts[0], parts[1]),)
    first, _, rest = line.partition(",")
    if (
        rest
        and _is_name(first)
        and (_ROLE.search(rest) or is_person)
        and not _SEVERAL.search(first)
    ):
        return (Author(first.strip(), rest.strip()),)
    return (_with_place(line),)


def _with_place(text: str) -> Author:
    """The byline's "in Delhi" or "(now)" told from the name before it."""
    found = _PLACE.fullmatch(text)
    name = (found[1] or found[3]) if found else ""
    if found and _is_name(name) and not _ROLE.search(name):
        return Author(name, found[2] or found[4])
    return Author(text)


def _is_name(text: str) -> bool:
    found = _PLACE.fullmatch(text)
    words = ((found[1] or found[3]) if found else text).split()
    if (
        not 2 <= len(words) <= 5
        or _ROLE.search(" ".join(words))
        or not _NAME.fullmatch(" ".join(words))
    ):
        return False
    cased = [word for word in words if word.lower() not in _PARTICLES]
    return all(word[0].isupper() or word[0].lower() == word[0].upper() for word in cased)


def _entries(value: object, depth: int = 0) -> Iterator[str | dict[str, Any]]:
    if isinstance(value, list) and depth < DEEPEST:
        for entry in value[:MOST]:
            yield from _entries(entry, depth + 1)
    elif isinstance(value, dict) and isinstance(value.get("@list"), list):
        yield from _entries(value["@list"], depth + 1)
    elif isinstance(value, str | dict):
        yield value


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for text in values[:MOST] if isinstance(text, str)]


def _is_person(person: dict[str, Any]) -> bool:
    return person.get("@type") == "Person"


def _line(text: str) -> str:
    text = text[: 4 * LONGEST]
    if "&" in text:
        text = html.unescape(text)
    return one_line(_TAG.sub(" ", text) if "<" in text else text)
