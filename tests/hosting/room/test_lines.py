"""A room's lines as JSON: read back equal, and as if absent without sense."""

import json
from dataclasses import asdict
from typing import Any

import pytest
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
from tui.playback.glide import Clock

STATE = RoomState(
    *(3, Clock(1000.5, at("09:30"), constant(60), True, 2.5), 10, "Ada", True),
    *(SharedPlace(7, 1, 30), "Look here.", "lobby", True, 5),
)
PRESENCE = Presence(5, 3, 1, ("Ada", "Bob"), ("Ben", "Gus"), ("Ben",))


def test_what_is_shared_is_read_back_equal() -> None:
    assert read_state(json.loads(json.dumps(state_value(STATE)))) == STATE
    assert read_presence(json.loads(json.dumps(asdict(PRESENCE)))) == PRESENCE


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
        state(posts="many"),
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
