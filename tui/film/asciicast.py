"""asciicast, the format of asciinema: a header, then events, a JSON value a line."""

import json
from collections.abc import Iterable
from typing import NamedTuple

OUTPUT = "o"
MARKER = "m"
_DIGITS = 3  # decimals of a second


class Event(NamedTuple):
    """Text to print, or a marker with a label, `at` seconds from the start."""

    at: float
    kind: str
    text: str


def asciicast(
    events: Iterable[Event], size: tuple[int, int], *, title: str, version: int = 2
) -> str:
    """Events in order; times since the start, or in version 3 since the last event."""
    columns, rows = size
    header: dict[str, object] = {"version": version}
    if version == 2:
        header |= {"width": columns, "height": rows}
    else:
        header["term"] = {"cols": columns, "rows": rows}
    lines = [_json(header | {"title": title})]
    before = 0.0
    for event in events:
        at = round(event.at, _DIGITS)
        lines.append(_json([round(at - before, _DIGITS), event.kind, event.text]))
        if version != 2:
            before = at
    return "\n".join(lines)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
