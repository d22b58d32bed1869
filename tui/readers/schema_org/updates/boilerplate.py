"""Properties that a live blog repeats on its updates, so that they are not the updates' own."""

import re
from collections import Counter
from collections.abc import Callable, Set
from dataclasses import dataclass
from typing import Any

from tui.model.blog import Author
from tui.model.safe_text import letters_of
from tui.readers.authors import read_authors
from tui.readers.html.blocks import line_of
from tui.readers.schema_org.updates.media import pictures_of, without_query
from tui.readers.warnings import Remarks

type Object = dict[str, Any]

SAMPLE = 60
"""Updates that show how bodies are written."""
MOST_COMPARED = 2000
"""Updates, spread over the blog, whose headlines are compared."""
MOST_BYLINES = 20_000
"""Different bylines that are read; data with more is built to take long."""
FEWEST_SHOWN = 4
"""Updates that must show a picture before it can be the blog's."""
RUN_TOGETHER = re.compile(
    r"""(?:(?<=[a-z)%]{2}[.?!])|(?<=[.?!]["”’]))(?=["“‘]?[A-Z])"""
    r"""|(?<=\d\d[.?!])(?=["“‘]?[A-Z][a-z]+[ ,])"""  # a digit before it: no version or list
)

REPEATED_HEADLINE = "The updates repeat the blog's headline; they are left without one."
REPEATED_DESCRIPTION = "The updates repeat one description; it is not taken for theirs."
REPEATED_AUTHORS = (
    "The blog's own authors stand on every update; they are not taken for the updates' authors."
)
REPEATED_IMAGE = "The blog's own picture stands on updates; it is not taken for theirs."
PARAGRAPHS_GLUED = (
    "Paragraphs run together in the source; they are parted where a sentence ends without a space."
)


class Bylines:
    """The authors of updates; the same few stand on thousands, so each form is read once."""

    def __init__(self, resolve: Callable[[Object], Object]) -> None:
        self._resolve_elsewhere = resolve
        self._known: dict[Any, tuple[Author, ...]] = {}
        self._read = 0
        self._people: dict[str, Object] = {}

    def of(self, value: object) -> tuple[Author, ...]:
        """The authors that a property `author` names."""
        key = _key(value)
        known = self._known.get(key) if key is not None else None
        if known is not None:
            return known
        self._read += 1
        if self._read > MOST_BYLINES:
            return ()
        for person in value if isinstance(value, list) else [value]:
            self._remember(person)
        authors = read_authors(value, self._resolve)
        if key is not None:
            self._known[key] = authors
        return authors

    def _remember(self, person: object) -> None:
        key = person.get("@id") if isinstance(person, dict) and "name" in person else None
        if isinstance(person, dict) and isinstance(key, str):
            self._people.setdefault(key, person)

    def _resolve(self, value: Object) -> Object:
        """The person that a reference means: described on an earlier update, or elsewhere."""
        key = value.get("@id")
        person = self._people.get(key) if isinstance(key, str) and "name" not in value else None
        return person or self._resolve_elsewhere(value)


def _key(value: Any) -> Any:
    """A key for one form of authors, or None if it is an unusual form."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, str):
        return value
    if not isinstance(value, dict):
        return None
    fields = (value.get("name"), value.get("jobTitle"), value.get("@type"))
    usual = isinstance(fields[0], str) and all(x is None or isinstance(x, str) for x in fields)
    return fields if usual else None


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """The properties that (nearly) all updates share."""

    headline: str = ""
    description: str = ""
    authors: tuple[Author, ...] = ()
    images: frozenset[str] = frozenset()
    glued: bool = False
    """Whether paragraphs were joined without a space between them."""


def find_boilerplate(
    updates: list[Object],
    bylines: Bylines,
    remarks: Remarks,
    *,
    title: str,
    authors: frozenset[str],
    images: frozenset[str],
    nobody: Set[str],
    resolve: Callable[[Object], Object],
) -> Boilerplate:
    """The properties that a blog's updates repeat; a remark for each kind.

    `title`, `authors` (their names) and `images` (their addresses) are the blog's own, `nobody` are
    the letters of names that sign no post: the publisher's.
    """
    pictures = _times_shown(updates, resolve)
    often = {
        url
        for url, times in pictures.items()
        if times >= FEWEST_SHOWN and times * 2 > min(len(updates), MOST_COMPARED)
    }
    found = Boilerplate(
        headline=_repeated_headline(updates, title),
        description=_repeated_description(updates),
        authors=_repeated_authors(updates, authors, bylines, nobody),
        images=images | often,
        glued=_is_glued(updates[:SAMPLE]),
    )
    for message, is_so in (
        (REPEATED_HEADLINE, found.headline),
        (REPEATED_DESCRIPTION, found.description),
        (REPEATED_AUTHORS, found.authors),
        (REPEATED_IMAGE, not found.images.isdisjoint(pictures)),
    ):
        if is_so:
            remarks.add(message)
    return found


def _spread(updates: list[Object]) -> list[Object]:
    """At most about twice MOST_COMPARED of the updates, spread over the blog."""
    return updates[:: max(len(updates) // MOST_COMPARED, 1)]


def _times_shown(updates: list[Object], resolve: Callable[[Object], Object]) -> Counter[str]:
    """The pictures of the updates by their address, and how many updates have each."""
    pictures: Counter[str] = Counter()
    for update in _spread(updates):
        pictures.update({without_query(picture.url) for picture in pictures_of(update, resolve)})
    return pictures


def _texts(updates: list[Object], key: str) -> Counter[str]:
    """The texts of a property, and how many of the updates have each."""
    return Counter(x for update in updates if isinstance(x := update.get(key), str) and x)


def _repeated_headline(updates: list[Object], title: str) -> str:
    """The headline of all updates, or the blog's own if several have it for want of another."""
    updates = _spread(updates)
    headlines = _texts(updates, "headline")
    headline, times = headlines.most_common(1)[0] if headlines else ("", 0)
    if times == len(updates) and times >= 3:
        return line_of(headline)
    blogs_own = sum(times for headline, times in headlines.items() if line_of(headline) == title)
    return title if blogs_own >= 2 else ""


def _repeated_description(updates: list[Object]) -> str:
    """The description of more than half of the updates, which is the blog's."""
    updates = _spread(updates)
    descriptions = _texts(updates, "description")
    description, times = descriptions.most_common(1)[0] if descriptions else ("", 0)
    return description if times > 1 and times * 2 > len(updates) else ""


def _repeated_authors(
    updates: list[Object], blogs_own: frozenset[str], bylines: Bylines, nobody: Set[str]
) -> tuple[Author, ...]:
    """The authors of all updates, if they are the blog's own or several people."""
    signed = (authors for x in updates if (authors := bylines.of(x.get("author"))))
    first = next(signed, ())
    if any(authors != first for authors in signed):
        return ()
    if len(updates) < 2 or not first:
        return ()
    are_blogs_own = frozenset(author.name for author in first) == blogs_own
    people = [author for author in first if letters_of(author.name) not in nobody]
    are_several_on_all = len(people) > 1 and len(updates) >= 3
    return first if are_blogs_own or are_several_on_all else ()


def _is_glued(updates: list[Object]) -> bool:
    """Whether sentences touch all through the blog, as paragraphs were joined without a space."""
    bodies = [
        body for update in updates if isinstance(body := update.get("articleBody"), str) and body
    ]
    if any("\n" in body or "<" in body for body in bodies):
        return False
    joints = sum(1 for body in bodies if RUN_TOGETHER.search(body))
    return joints >= 3 and joints * 2 > len(bodies)
