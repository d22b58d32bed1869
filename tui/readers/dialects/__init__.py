"""Producers of live blogs, a table of field names each, where general names do not suffice.

A new producer is a module here with its `DIALECTS`, named in `_OWN`; other packages add dialects by
the entry-point group `liveblog_tui.dialects`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any

from tui.model.errors import LiveBlogError
from tui.readers.json_text import Object

GROUP = "liveblog_tui.dialects"  # each gives a `Dialect` or a list
_OWN = ("own_lines", "bbc", "guardian", "sourcefabric", "wordpress", "slack", "schema_org")


@dataclass(frozen=True, slots=True)
class Dialect:
    """Field names of one producer. Recognised by fields that more than half of an array's records
    `has`, or by a `key` of the array (in small letters). `fields` gives the paths of a role, best
    first ("author.name"); the general table finds other roles. Roles: time, edited, headline, body,
    lead (a text before the body), author, id, url, kicker, pinned, key, deleted, image."""

    name: str
    has: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    prepare: Callable[[Object, Sequence[Object]], Object] = lambda record, _: record
    """Adds fields under known names, from the record, the objects around it and, last, a table of
    people ("person U1") and others by their ids."""
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


@cache
def dialects() -> tuple[Dialect, ...]:
    """Dialects of other packages come first. Raises LiveBlogError for any other object."""
    own = (import_module(f"tui.readers.dialects.{name}").DIALECTS for name in _OWN)
    return (*_from_elsewhere(), *(dialect for several in own for dialect in several))


def _from_elsewhere() -> list[Dialect]:
    from importlib.metadata import entry_points  # texts need not pay for it

    found: list[Dialect] = []
    for point in entry_points(group=GROUP):
        try:
            made = point.load()
        except Exception as error:  # code of another package
            message = f"The entry point {point.name} of {GROUP} cannot be loaded: {error}."
            raise LiveBlogError(message) from error
        several = list(made) if isinstance(made, list | tuple) else [made]
        if not all(isinstance(x, Dialect) for x in several):
            raise LiveBlogError(f"The entry point {point.name} of {GROUP} is no Dialect.")
        found += several
    return found
