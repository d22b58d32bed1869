from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tui.hosting.monitoring import EventLog, traceback_summary

NOON = datetime(2024, 4, 26, 12, tzinfo=UTC)


def told(as_json: bool, **fields: str | int | float | None) -> str:
    lines: list[str] = []
    EventLog(lines.append, as_json=as_json, clock=lambda: NOON).record("left", **fields)
    (line,) = lines
    return line


def test_plain_lines_are_read_by_people() -> None:
    line = told(False, address="192.0.2.1", user='a "b"', duration=1.5)
    assert (
        line
        == '2024-04-26T12:00:00.000+00:00 left address=192.0.2.1 user="a \\"b\\"" duration=1.500'
    )


@given(st.text(min_size=1))
def test_no_value_breaks_a_plain_line_or_a_terminal(value: str) -> None:
    assert told(False, reason=value).isprintable()


def test_where_it_broke_names_the_place_and_never_the_words() -> None:
    try:
        raise ValueError("what a guest typed")
    except ValueError as error:
        where = traceback_summary(error)
    assert where.startswith("ValueError in ")
    assert Path(__file__).name in where
    assert "typed" not in where
