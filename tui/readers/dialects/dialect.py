"""Table of the field names of one producer of live blogs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tui.readers.json_text import Object


@dataclass(frozen=True, slots=True)
class Dialect:
    """Field names of one producer.

    Recognised by fields that more than half of an array's records `has`, or by a `key` of the array
    (in small letters). `fields` gives the paths of a role, best first ("author.name"); the general
    table finds other roles. Roles: time, edited, headline, body, lead (a text before the body),
    author, id, url, kicker, pinned, key, deleted, image.
    """

    name: str
    has: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    prepare: Callable[[Object, Sequence[Object]], Object] = lambda record, _: record
    """Adds fields under known names, from the record and the objects around it."""
    body: Callable[[Any], str] | None = None  # HTML of one part of a body
    leaves_out: Callable[[Object], bool] = lambda _: False  # drafts, deletions
    about: Callable[[Sequence[Object], Sequence[Any]], Object] = lambda _around, _values: {}
    """Live blog's fields in schema.org's names, from objects around the records and all data."""
    known: str = ""  # field with the time of a version, where an id may repeat
    is_gone: Callable[[Object], bool] = lambda _: False  # a version of a deleted post

    def recognises(self, path: Sequence[str], members: Sequence[Object]) -> bool:
        if self.key:
            last = (x.rpartition("/")[2].rpartition(":")[2].lower() for x in path[-2:])
            return not set(self.key).isdisjoint(last)
        return sum(all(name in x for name in self.has) for x in members) * 2 > len(members)
