"""The shared state of a room as JSON: read back, and of other versions."""

import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_blogs import at, constant

from tui.hosting.room.state import (
    MOST_SAID_CHARACTERS,
    VERSION,
    RoomState,
    SharedPlace,
    StateVersionError,
    read_state,
    said_line,
    state_value,
)
from tui.model.safe_text import printable
from tui.playback.glide import Clock

STATE = RoomState(3, Clock(1000.0, at("09:30"), constant(60), True), 10, 2, "Ada", begun=True)


@given(
    revision=st.integers(0, 10**9),
    anchor=st.floats(0, 4e9, allow_nan=False),
    seconds=st.integers(0, 10**7),
    speed=st.floats(0.1, 1e5),
    playing=st.booleans(),
    driver=st.text(max_size=20).map(printable),
    point=st.none() | st.builds(SharedPlace, *[st.integers(0, 10**6)] * 3),
    said=st.text(max_size=300),
    counts=st.tuples(st.integers(0, 9), st.integers(0, 9)),
)
def test_a_state_is_read_back_equal(
    revision: int,
    anchor: float,
    seconds: int,
    speed: float,
    playing: bool,
    driver: str,
    point: SharedPlace | None,
    said: str,
    counts: tuple[int, int],
) -> None:
    moment = at("09:26") + timedelta(microseconds=seconds)
    state = RoomState(
        revision,
        Clock(anchor, moment, constant(speed), playing),
        revision // 3,
        revision // 2,
        driver,
        begun=playing,
        point=point,
        points=counts[0],
        said=said_line(said),
        hands_seen=counts[1],
    )
    assert read_state(json.loads(json.dumps(state_value(state)))) == state
    assert len(state.said) <= MOST_SAID_CHARACTERS


def written(**changes: Any) -> dict[str, Any]:
    message: dict[str, Any] = json.loads(json.dumps(state_value(STATE))) | changes
    return message


def test_a_driver_from_elsewhere_has_no_control_characters() -> None:
    assert read_state(written(driver="\x1b[2JEve")).driver.isprintable()


def test_what_is_said_elsewhere_is_one_clean_line_of_limited_length_here() -> None:
    said = f"two\nlines\x1b[2J\u202e{'x' * MOST_SAID_CHARACTERS}"
    assert read_state(written(said=said)).said == said_line(said)


@pytest.mark.parametrize("other", [VERSION - 1, VERSION + 1])
def test_a_state_of_another_version_is_refused_in_a_sentence(other: int) -> None:
    with pytest.raises(StateVersionError, match=f"has version {other}.* reads version {VERSION}:"):
        read_state(written(version=other))


@pytest.mark.parametrize(
    "changes",
    [
        {"point": [1, 2]},
        {"point": [-1, 0, 0]},
        {"point": 7},
        {"clock": 7},
        {"clock": {}},
        {"revision": 10**18},
        {"revision": -1},
        {"points": "many"},
    ],
)
def test_a_state_without_sense_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        read_state(written(**changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"speed": 0},
        {"pace": 0},
        {"read": -1},
        {"anchor": "nan"},
        {"anchor": 1e300},
        {"anchor": -1e18},
        {"speed": 1e300, "read": 1e30},
        {"moment": "2024-04-26T09:30:00"},
    ],
)
def test_a_clock_without_sense_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"that no clock has|without a zone"):
        read_state(written(clock=state_value(STATE)["clock"] | changes))


@pytest.mark.parametrize("message", [[], {}, "state", 7, None])
def test_what_is_no_state_is_refused(message: Any) -> None:
    with pytest.raises((TypeError, KeyError)):
        read_state(message)


def test_a_state_is_some_hundred_bytes() -> None:
    assert len(json.dumps(state_value(STATE)).encode()) < 420
