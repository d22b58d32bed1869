"""Who is in a room, as numbers and as JSON."""

import json
from dataclasses import asdict
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.hosting.room.presence import (
    MOST_NAMES,
    Presence,
    Seat,
    Seats,
    read_presence,
)
from tui.model.safe_text import printable

PRESENCES = st.builds(
    Presence,
    *[st.integers(0, 500)] * 3,
    st.lists(st.text(max_size=20).map(printable), max_size=5).map(
        lambda names: tuple(sorted(names))
    ),
)


def test_a_presenter_gets_the_first_name_that_nobody_has() -> None:
    seats = Seats()
    for name in ("Ada", "Ada (2)", "Ada (3)"):
        seats.here.add(Seat("Ada", presenter=seats.free_name("Ada")))
        seats.revision += 1
        assert name in seats.presence.presenters


def test_guests_are_counted_apart_from_presenters() -> None:
    seats = [
        Seat(presenter="Bob"),
        Seat(presenter="Ada"),
        Seat(hand=True),
        Seat(following=False),
        Seat(),
    ]
    presence = Presence.of(seats)
    assert presence == Presence(2, 1, 1, ("Ada", "Bob"))
    assert presence.here == 5


@given(st.lists(PRESENCES, max_size=4))
def test_workers_are_counted_together(every: list[Presence]) -> None:
    seats = Seats()
    seats.here, seats.elsewhere = {Seat()}, {str(number): each for number, each in enumerate(every)}
    assert seats.presence.here == 1 + sum(each.here for each in every)


@given(PRESENCES)
def test_a_presence_is_read_back_equal(presence: Presence) -> None:
    assert read_presence(json.loads(json.dumps(asdict(presence)))) == presence


@pytest.mark.parametrize(
    "changes", [{"following": -1}, {"hands": 1e18}, {"hands": "many"}, {"presenters": 7}]
)
def test_guests_without_sense_are_refused(changes: dict[str, Any]) -> None:
    with pytest.raises((ValueError, TypeError)):
        read_presence(asdict(Presence()) | changes)


def test_a_name_from_elsewhere_has_no_control_characters() -> None:
    message = asdict(Presence()) | {"presenters": ["\x1b[2JEve\n"]}
    (name,) = read_presence(message).presenters
    assert name.isprintable()
    assert "Eve" in name


def test_few_names_are_told() -> None:
    assert len(Presence.of([Seat(presenter="Ada")] * 100).presenters) == MOST_NAMES
