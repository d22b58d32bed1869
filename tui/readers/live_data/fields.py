"""Fields of JSON that may have any type: each look gives the type asked for, or its empty value."""

from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from typing import Any

type Object = dict[str, Any]

MOST_WALKED = 2_000_000
"""Values looked at in search of posts."""
ID_LENGTH = 300
"""Characters of an id that are kept."""


def at(value: Any, *path: str | int) -> Any:
    """The value at the end of a path of keys and places, or None."""
    for step in path:
        if isinstance(step, str):
            value = value.get(step) if isinstance(value, dict) else None
        else:
            is_there = isinstance(value, list) and step < len(value)
            value = value[step] if is_there else None
    return value


def text_at(value: Any, *path: str | int) -> str:
    """The text at the end of a path, or ""."""
    found = at(value, *path)
    return found if isinstance(found, str) else ""


def number_at(value: Any, *path: str | int) -> int:
    """The whole number at the end of a path, if it is one of 1 to 999,999, or 0."""
    found = at(value, *path)
    return found if type(found) is int and 0 < found < 1_000_000 else 0


def list_at(value: Any, *path: str | int) -> list[Any]:
    """The list at the end of a path, or an empty one."""
    found = at(value, *path)
    return found if isinstance(found, list) else []


def objects_at(value: Any, *path: str | int) -> list[Object]:
    """The objects in the list at the end of a path."""
    return [entry for entry in list_at(value, *path) if isinstance(entry, dict)]


def time_at(value: Any, *path: str | int) -> datetime | None:
    """The moment at the end of a path: aware, in UTC where it says no offset; or None."""
    from tui.readers.dates import read_time  # takes 1 ms, and JSON-LD of our own needs none of it

    moment = read_time(at(value, *path))
    if not isinstance(moment, datetime):
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def id_of(value: Any) -> str:
    """An id in printable ASCII, from a text or a number, or ""."""
    if type(value) is int and abs(value) < 10**18:
        return str(value)
    is_id = isinstance(value, str) and value.isascii() and value.isprintable()
    return value[:ID_LENGTH] if is_id else ""


def objects_in(values: list[Any], *, except_under: Collection[str] = ()) -> Iterator[Object]:
    """All objects in the values, those that hold others first, without recursion.

    What stands under the keys `except_under` is left out.
    """
    waiting: list[Any] = [values]
    walked = 0
    while waiting and walked < MOST_WALKED:
        value = waiting.pop()
        walked += 1
        inner = value
        if isinstance(value, dict):
            yield value
            inner = [x for key, x in value.items() if key not in except_under]
        waiting.extend(x for x in reversed(inner) if isinstance(x, dict | list))
