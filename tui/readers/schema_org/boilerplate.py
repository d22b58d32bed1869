"""What a live blog's data repeats on its updates: the blog's own headline, authors and picture are not the updates'."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tui.model.blog import Author
from tui.readers.authors import read_authors
from tui.readers.html.blocks import line_of
from tui.readers.schema_org.media import pictures_of
from tui.readers.warnings import Remarks

type Object = dict[str, Any]

SAMPLE = 60
"""Updates looked at to learn how bodies are written."""
MOST_COMPARED = 2000
"""Updates, spread over the blog, whose headlines are compared."""
MOST_BYLINES = 20_000
"""Different bylines that are read; data with more is built to take long."""
RUN_TOGETHER = re.compile(r"""(?:(?<=[a-z)%]{2}[.?!])|(?<=[.?!]["”’]))(?=["“‘]?[A-Z])""")

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
        self._by_name: dict[Any, tuple[Author, ...]] = {}

    def of(self, value: object) -> tuple[Author, ...]:
        """The authors that a property `author` names."""
        if not value:
            return ()
        if (
            value.__class__ is dict and len(value) == 2
        ):  # {"@type": ..., "name": ...}, as nearly always
            name = value.get("name")
            known = self._by_name.get(name) if name.__class__ is str else None
            if known is not None and value.get("@type") == "Person":
                return known
        key = _key(value)
        known = self._known.get(key) if key is not None else None
        if known is None:
            self._read += 1
            if self._read > MOST_BYLINES:
                return ()
            for person in value if isinstance(value, list) else [value]:
                if (
                    isinstance(person, dict)
                    and "name" in person
                    and isinstance(person.get("@id"), str)
                ):
                    self._people.setdefault(person["@id"], person)
            known = read_authors(value, self._resolve)
            if key is not None:
                self._known[key] = known
                if key[1:] == (None, "Person"):
                    self._by_name[key[0]] = known
        return known

    def _resolve(self, value: Object) -> Object:
        """Somebody described on an update that has been read is known on the later ones."""
        key = value.get("@id")
        person = self._people.get(key) if isinstance(key, str) and "name" not in value else None
        return person or self._resolve_elsewhere(value)


def _key(value: Any) -> Any:
    """What tells one form of authors from another, or None if it is too odd to say."""
    if value.__class__ is list and len(value) == 1:
        value = value[0]
    if value.__class__ is dict:
        name, job, kind = value.get("name"), value.get("jobTitle"), value.get("@type")
        plain = name.__class__ is str and all(x is None or x.__class__ is str for x in (job, kind))
        return (name, job, kind) if plain else None
    return value if value.__class__ is str else None


@dataclass(slots=True)
class Habits:
    """What is the same on (nearly) all updates."""

    headline: str = ""
    description: str = ""
    authors: tuple[Author, ...] = ()
    images: frozenset[str] = frozenset()
    glued: bool = False


def learn(
    updates: list[Object],
    bylines: Bylines,
    remarks: Remarks,
    *,
    title: str,
    authors: frozenset[str],
    images: frozenset[str],
    resolve: Callable[[Object], Object],
) -> Habits:
    """What the updates of a blog with that title, those authors and images repeat; said once."""
    habits = Habits(
        _repeated_headline(updates, title),
        _repeated_description(updates),
        _repeated_authors(updates, authors, bylines),
        images,
    )
    pictures: Counter[str] = Counter()
    for update in updates[:: max(len(updates) // MOST_COMPARED, 1)]:
        if "image" in update:
            pictures.update(
                {picture.url.split("?", 1)[0] for picture in pictures_of(update, resolve)}
            )
    habits.images |= {
        url
        for url, times in pictures.items()
        if times >= 4 and times * 2 > min(len(updates), MOST_COMPARED)
    }
    habits.glued = _is_glued(updates[:SAMPLE])
    for message, is_so in (
        (REPEATED_HEADLINE, habits.headline),
        (REPEATED_DESCRIPTION, habits.description),
        (REPEATED_AUTHORS, habits.authors),
        (REPEATED_IMAGE, not habits.images.isdisjoint(pictures)),
        (PARAGRAPHS_GLUED, habits.glued),
    ):
        if is_so:
            remarks.add(message)
    return habits


def _repeated_headline(updates: list[Object], title: str) -> str:
    """The headline of all updates, or the blog's own where several have it, as those do that were given none."""
    updates = updates[:: max(len(updates) // MOST_COMPARED, 1)]
    count = len(updates)
    headlines = Counter(
        h for update in updates if (h := update.get("headline")).__class__ is str and h
    )
    headline, times = headlines.most_common(1)[0] if headlines else ("", 0)
    if times == count and count >= 3:
        return line_of(headline)
    blogs_own = sum(times for headline, times in headlines.items() if line_of(headline) == title)
    return title if blogs_own >= 2 else ""


def _repeated_description(updates: list[Object]) -> str:
    """The description of more than half of the updates, which is the blog's."""
    updates = updates[:: max(len(updates) // MOST_COMPARED, 1)]
    told = Counter(
        x for update in updates if (x := update.get("description")).__class__ is str and x
    )
    description, times = told.most_common(1)[0] if told else ("", 0)
    return description if times > 1 and times * 2 > len(updates) else ""


def _repeated_authors(
    updates: list[Object], blogs_own: frozenset[str], bylines: Bylines
) -> tuple[Author, ...]:
    """The authors of all updates, where they are the blog's own or a byline of several people on each."""
    first: tuple[Author, ...] = ()
    for update in updates:
        authors = bylines.of(update.get("author"))
        if not authors:
            continue
        first = first or authors
        if authors != first:
            return ()
    if len(updates) < 2 or not first:
        return ()
    names = frozenset(author.name for author in first)
    return first if names == blogs_own or (len(first) > 1 and len(updates) >= 3) else ()


def _is_glued(updates: list[Object]) -> bool:
    """Whether paragraphs were joined without a space all through the blog, so that sentences touch."""
    bodies = [
        body for update in updates if isinstance(body := update.get("articleBody"), str) and body
    ]
    if any("\n" in body or "<" in body for body in bodies):
        return False
    joints = sum(1 for body in bodies if RUN_TOGETHER.search(body))
    return joints >= 3 and joints * 2 > len(bodies)
