"""Spans of time, in all their units and forms."""

from datetime import UTC, datetime, timedelta

import pytest

from tui.model.errors import MomentError
from tui.playback.parse.span import looks_like_span, read_span

UNITS = {
    timedelta(seconds=1): "s sec secs second seconds",
    timedelta(minutes=1): "m min mins minute minutes",
    timedelta(hours=1): "h hr hrs hour hours",
    timedelta(days=1): "d day days",
    timedelta(weeks=1): "w week weeks",
}
EVE = datetime(2024, 4, 26, tzinfo=UTC)


def span_of(text: str) -> timedelta:
    return EVE + read_span(text) - EVE


@pytest.mark.parametrize(
    ("unit", "length"),
    [(unit, length) for length, units in UNITS.items() for unit in units.split()],
)
def test_units_in_all_forms(unit: str, length: timedelta) -> None:
    for text in (f"3{unit}", f"3 {unit.upper()}", f" 3{unit}. "):
        assert span_of(text) == 3 * length
    assert looks_like_span(f"3{unit}")


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("10", timedelta(minutes=10)),
        ("1h30", timedelta(hours=1, minutes=30)),
        ("5m30", timedelta(minutes=5, seconds=30)),
        ("1d12", timedelta(days=1, hours=12)),
        ("1h30m15", timedelta(hours=1, minutes=30, seconds=15)),
        ("1:30", timedelta(hours=1, minutes=30)),
        ("0:01:30", timedelta(minutes=1, seconds=30)),
        ("1 day, 2 hours and 3 min", timedelta(days=1, hours=2, minutes=3)),
        ("1.5h", timedelta(hours=1, minutes=30)),
    ],
)
def test_a_number_without_a_unit_has_the_next_smaller_one(text: str, length: timedelta) -> None:
    assert span_of(text) == length


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("10 parsecs", (3, 10)),
        ("1h x", (3, 4)),
        ("10s30", (3, 5)),
        ("1w2", (2, 3)),
        ("x", (0, 1)),
        ("1234567890123h", (0, 14)),
    ],
)
def test_an_error_has_the_place_of_the_part_that_is_wrong(
    text: str, place: tuple[int, int]
) -> None:
    for offset in (0, 7):
        with pytest.raises(MomentError, match=r"\+10m, -90s or \+1h30m\.$") as error:
            read_span(text, offset)
        assert (error.value.start - offset, error.value.end - offset) == place
    with pytest.raises(MomentError) as error:
        read_span(text)
    assert (error.value.start, error.value.end) == place
    assert not looks_like_span(text)
