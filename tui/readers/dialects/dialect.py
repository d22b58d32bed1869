"""How one producer of live blogs names what a post has: a table of field names."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

type Object = dict[str, Any]


def _unchanged(record: Object, _around: Sequence[Object]) -> Object:
    return record


def _never(_record: Object) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one producer names what a post has.

    It is recognised by fields that more than half of the records of an array `has`, or by a `key`
    under which the array stands (in small letters). `fields` gives the paths of a role, the best
    first ("author.name"); roles that are not named are found by the general table. Roles: time,
    edited, headline, body, lead (a text before the body), author, id, url, kicker, pinned, key,
    deleted, image.
    """

    name: str
    has: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    prepare: Callable[[Object, Sequence[Object]], Object] = _unchanged
    """Gives a record fields that can be named, from the record and the objects around it."""
    body: Callable[[Any], str] | None = None
    """The HTML of one part of a body."""
    leaves_out: Callable[[Object], bool] = _never
    """Whether a record is no post: a draft, a deletion."""
    about: Callable[[Sequence[Object], Sequence[Any]], Object] | None = None
    """The live blog's own fields in schema.org's names, from the objects around the records and
    from all data."""
    known: str = ""
    """The field that says since when a version is known, where an id may stand several times."""
    is_gone: Callable[[Object], bool] = _never
    """Whether a version says that the post was deleted."""

    def recognises(self, path: Sequence[str], members: Sequence[Object]) -> bool:
        """Whether an array is written so."""
        if self.key:
            last = (x.rpartition("/")[2].rpartition(":")[2].lower() for x in path[-2:])
            return not set(self.key).isdisjoint(last)
        return sum(all(name in x for name in self.has) for x in members) * 2 > len(members)
