"""The format: a header and then events, a JSON value a line."""

import json

from tui.film.asciicast import MARKER, OUTPUT, Event, asciicast

EVENTS = (
    Event(0.0, OUTPUT, "\x1b[2JTea\r\n“Kaffee”"),
    Event(0.0, MARKER, "09:26 Tea"),
    Event(1.00049, OUTPUT, "a"),
    Event(2.00098, OUTPUT, "b"),
    Event(3.00147, OUTPUT, "c"),
)


def lines(version: int) -> list[object]:
    text = asciicast(EVENTS, (100, 30), title="A day", version=version)
    return [json.loads(line) for line in text.split("\n")]


def test_version_3_counts_from_the_event_before_and_rounding_does_not_add_up() -> None:
    header, *events = lines(3)
    assert header == {"version": 3, "term": {"cols": 100, "rows": 30}, "title": "A day"}
    assert [event[0] for event in events if isinstance(event, list)] == [0.0, 0.0, 1.0, 1.001, 1.0]
    assert lines(2)[-1] == [3.001, "o", "c"]
