"""A room's lines as JSON: read back equal, and as if absent without sense."""

import json
from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_blogs import FakeClock, at, constant, many

from tui.hosting.room.clock import Room
from tui.hosting.room.copies import RoomCopy
from tui.hosting.room.presence import MOST_NAMES, Presence, read_presence
from tui.hosting.room.state import (
    MOST_SAID_CHARACTERS,
    RoomState,
    SharedPlace,
    read_state,
    said_line,
    state_value,
)
from tui.hosting.room.store import MEANINGLESS
from tui.model.safe_text import printable
from tui.playback.glide import Clock

STATE = RoomState(3, Clock(1000.0, at("09:30"), constant(60), True), 10, 2, "Ada", begun=True)
NAMES = st.lists(st.text(max_size=20).map(printable), max_size=5).map(
    lambda names: tuple(sorted(names))
)


@given(
    counts=st.lists(st.integers(0, 10**9), min_size=5, max_size=5),
    anchor=st.floats(0, 4e9, allow_nan=False),
    seconds=st.integers(0, 10**7),
    speed=st.floats(0.1, 1e5),
    flag=st.booleans(),
    driver=st.text(max_size=20).map(printable),
    point=st.none() | st.builds(SharedPlace, *[st.integers(0, 10**6)] * 3),
    said=st.text(max_size=300).map(said_line),
)
def test_a_state_is_read_back_equal(
    counts: list[int], anchor: float, seconds: int, speed: float, flag: bool, **texts: Any
) -> None:
    revision, posts, jumps, points, hands_seen = counts
    moment = at("09:26") + timedelta(microseconds=seconds)
    clock = Clock(anchor, moment, constant(speed), flag)
    begun = RoomState(revision, clock, posts, jumps, begun=flag, points=points)
    state = replace(begun, hands_seen=hands_seen, **texts)
    assert read_state(json.loads(json.dumps(state_value(state)))) == state


@given(st.builds(Presence, *[st.integers(0, 500)] * 3, NAMES))
def test_a_presence_is_read_back_equal(presence: Presence) -> None:
    assert read_presence(json.loads(json.dumps(asdict(presence)))) == presence


NO_STATES: list[Any] = [[], {}, "state", 7, None]
NO_POINTS: list[Any] = [[1, 2], [-1, 0, 0], 7]


def line(**changes: Any) -> bytes:
    return json.dumps({"room": "7", "state": state_value(STATE)} | changes).encode()


def state(**changes: Any) -> bytes:
    return line(state=state_value(STATE) | changes)


def clock(**changes: Any) -> bytes:
    return state(clock=state_value(STATE)["clock"] | changes)


def presence(**changes: Any) -> bytes:
    guests = asdict(Presence()) | changes
    return json.dumps({"room": "7", "from": "x", "presence": guests}).encode()


@pytest.mark.parametrize(
    "data",
    [
        *(line(state=each) for each in NO_STATES),
        *(state(point=each) for each in NO_POINTS),
        state(clock=7),
        state(clock={}),
        *(state(revision=each) for each in (10**18, -1)),
        state(points="many"),
        *(clock(speed=each) for each in (0, 1e300)),
        *(clock(anchor=each) for each in ("nan", 1e300, -1e18)),
        clock(pace=0),
        clock(read=-1),
        clock(moment="2024-04-26T09:30:00"),
        presence(following=-1),
        presence(hands=1e18),
        presence(hands="many"),
        presence(presenters=7),
    ],
)
async def test_a_line_without_sense_changes_nothing(data: bytes) -> None:
    room, told = Room(many(3), now=FakeClock(), tempo=constant(60)), list[Any]()
    copy, state = RoomCopy(room, "here"), room.state
    copy.add("there", told.append, leads=True)
    with pytest.raises(MEANINGLESS):
        copy.hear(json.loads(data), "there")
    assert (room.state, room.presence, told) == (state, Presence(), [])


def test_texts_from_elsewhere_are_clean_and_short() -> None:
    said = f"two\nlines\x1b[2J\u202e{'x' * MOST_SAID_CHARACTERS}"
    read = read_state(state_value(STATE) | {"said": said, "driver": "\x1b[2JEve"})
    assert read.said == said_line(said)
    assert len(read.said) == MOST_SAID_CHARACTERS
    assert (read.said + read.driver).isprintable()
    (name,) = read_presence(asdict(Presence()) | {"presenters": ["\x1b[2JEve\n"]}).presenters
    assert name.isprintable()
    assert len(read_presence(asdict(Presence(presenters=("Ada",) * 100))).presenters) == MOST_NAMES
