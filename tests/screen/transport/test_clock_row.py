"""The row with chip, clock and numbers at every width: never wider, and chip and clock stay."""

from datetime import timedelta

import pytest
from drawn_screen import text_of
from hypothesis import given
from hypothesis import strategies as st
from readings import answers
from rich.cells import cell_len

from tui.screen.transport.state import (
    HELD,
    LIVE,
    ON_YOUR_OWN,
    PAUSES,
    PLAYS,
    THE_END,
    BarState,
    Chip,
    elapsed_text,
    room_chip,
)
from tui.screen.transport.widget import clock_row

STATE = BarState(
    clock="10:31",
    zone="BST",
    beside="12x",
    next="next post in 60 s",
    posts="7/10",
    span="1:05 / 1:52",
    left="4 min left",
)
PAUSED = STATE._replace(chip=PAUSES, beside="", next="")
words = st.text("ab “”漢", min_size=1, max_size=60).map(lambda text: ((text, "name"),))
states = st.builds(
    BarState,
    chip=st.sampled_from([PLAYS, PAUSES, HELD, THE_END, LIVE, room_chip("Ada"), ON_YOUR_OWN]),
    clock=st.sampled_from(["10:26", "10:26:30", "Fri 26 Apr 10:26:30", "+01:00"]),
    zone=st.sampled_from(["BST", "Beijing", "since start", "北京"]),
    beside=st.sampled_from(["", "12x", "100000x"]),
    words=st.lists(words, max_size=3).map(tuple),
    next=st.sampled_from(["", "next post in 60 s"]),
    posts=st.sampled_from(["", "7/10", "1234/5678"]),
    span=st.sampled_from(["", "1:05 / 1:52"]),
    left=st.sampled_from(["", "4 min left"]),
    note=st.sampled_from(["", "Copied: a visit", "漢" * 50]),
)


@given(states, st.integers(20, 250))
def test_the_row_fits_and_chip_and_clock_are_always_there(state: BarState, width: int) -> None:
    row = text_of(clock_row(state, width) or clock_row(state._replace(note=""), width))
    assert cell_len(row) <= width
    clock = state.clock.rsplit(" ", 1)[-1]
    if width >= 40:
        assert row.startswith(f"  {state.chip.text}  ")
        assert clock in row


STATES = {
    "plays": STATE,
    "pauses": PAUSED,
    "behind": PAUSED._replace(chip=Chip("59 MIN BEHIND", "chip-now")),
    "room": STATE._replace(chip=room_chip("Ada"), words=(((("28 here", "muted"),)),)),
}


@pytest.mark.parametrize(("state", "width", "row"), answers("rows-of-the-clock"))
def test_what_has_no_room_goes_in_order(state: str, width: int, row: str) -> None:
    shown = text_of(clock_row(STATES[state], width)).rstrip()
    assert shown.split() == row.split()
    assert len(shown) == width - 1


@pytest.mark.parametrize(
    ("minutes", "total", "told"),
    [(65, 112, "1:05 / 1:52"), (1, 4, "1:00 / 4:00"), (200 * 60, 300 * 60, "8 d 8 h / 12 d 12 h")],
)
def test_elapsed_time(minutes: int, total: int, told: str) -> None:
    assert elapsed_text(timedelta(minutes=minutes), timedelta(minutes=total)) == told
