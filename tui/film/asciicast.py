"""asciicast, the format of asciinema: a header, then events, a JSON value a line."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

OUTPUT = "o"
MARKER = "m"
_DIGITS = 3  # decimals of a second


@dataclass(frozen=True, slots=True)
class Event:
    """Text to print, or a marker with a label, `at` seconds from the start."""

    at: float
    kind: str
    text: str


def asciicast(events: Iterable[Event], size: tuple[int, int], *, title: str) -> str:
    """Version 2 of the format, which every player knows; events in order."""
    columns, rows = size
    header = {"version": 2, "width": columns, "height": rows, "title": title}
    each = ([round(event.at, _DIGITS), event.kind, event.text] for event in events)
    return "\n".join(map(_json, (header, *each)))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
