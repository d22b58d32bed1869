"""The rows of the bar: play state, clock and speed at every width, never wider than that."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from strip_cells import text_of

from tui.playback.tempo import Tempo
from tui.screen.transport.rows import (
    TransportState,
    clock_row,
    elapsed_text,
    end_text,
    left_text,
    next_text,
    posts_text,
    speed_text,
    tempo_text,
)

spans = st.timedeltas(timedelta(0), timedelta(days=40))
STATE = TransportState(
    clock="10:26",
    zone="BST",
    fraction=0.5,
    elapsed=timedelta(hours=1),
    total=timedelta(minutes=112),
    next_in=17,
    left=240,
    shown=7,
    known=7,
    posts=10,
)
states = st.builds(
    TransportState,
    playing=st.booleans(),
    ended=st.booleans(),
    clock=st.sampled_from(["10:26", "10:26:30", "Fri 26 Apr 10:26:30", "+01:00"]),
    zone=st.sampled_from(["BST", "Beijing", "since start", "北京"]),
    tempo=st.builds(
        Tempo,
        pace=st.sampled_from([1, 200, 5000]),
        speed=st.sampled_from([0.5, 1, 2.5, 60, 600, 100_000]),
        reading=st.booleans(),
    ),
    elapsed=spans,
    total=spans,
    next_in=st.none() | st.integers(0, 10**6),
    left=st.integers(0, 10**6),
    again_in=st.none() | st.integers(0, 5),
    shown=st.integers(0, 9999),
    known=st.integers(0, 9999),
    posts=st.integers(1, 9999),
    filtered=st.sampled_from(["", "Tom Bateman, unsigned · with image", "漢" * 50]),
    brief_filter=st.sampled_from(["", "2 authors · with image"]),
    search=st.sampled_from(["", "“fan” 2 of 5", "“" + "x" * 90 + "” not found"]),
    room=st.sampled_from(["", "12 watching"]),
    warnings=st.integers(0, 20),
    again=st.sampled_from(["", "space", "p"]),
)


@given(states, st.integers(64, 250))
def test_play_state_clock_and_tempo_are_always_there_and_the_row_fits(
    state: TransportState, width: int
) -> None:
    assert cell_len(text_of(clock_row(state, width))) <= width
    state = state._replace(search="", filtered="")
    row = text_of(clock_row(state, width))
    sign = "■" if state.ended else "►" if state.playing else "║"
    told = tempo_text(state.tempo) if state.playing else f"paused · {tempo_text(state.tempo)}"
    if state.ended:
        told = end_text(state)
    assert row.startswith(f" {sign} {state.clock} {state.zone} · {told}")
    assert cell_len(row) <= width


@given(states, st.integers(40, 250))
def test_a_search_and_a_filter_are_told_at_every_width(state: TransportState, width: int) -> None:
    row = clock_row(state, width)
    told = [name for _, name in row]
    assert ("search" in told, "filter" in told) == (bool(state.search), bool(state.filtered))
    assert cell_len(text_of(row)) <= width


@pytest.mark.parametrize(
    ("changes", "row"),
    [
        ({"filtered": "Tom Bateman"}, " ► 10:26 BST · 200 wpm · Tom Bateman"),
        ({"filtered": "Tom Bateman", "playing": False}, " ║ 10:26 BST · paused · Tom Bateman"),
        ({"filtered": "Tom Bateman", "ended": True}, " ■ 10:26 BST · the end · Tom Bateman"),
        ({"search": "“tiktok” 2 of 9 · post 8"}, " ► 10:26 BST · “tiktok” 2 of 9 · post 8"),
        (
            {"filtered": "Tom Bateman, Tessa Wong, Yvette Tan"},
            " ► 10:26 BST · Tom Bateman, Tessa Wong,…",
        ),
        (
            {"filtered": "Tom Bateman, Tessa Wong, Yvette Tan", "brief_filter": "3 authors"},
            " ► 10:26 BST · 200 wpm · 3 authors",
        ),
        (
            {"filtered": "Tom Bateman, Tessa Wong", "brief_filter": "2 authors"},
            " ► 10:26 BST · Tom Bateman, Tessa Wong",
        ),
        (
            {"search": "“tiktok” 2 of 9 · post 8", "filtered": "Tom Bateman, Tessa Wong"},
            " ► 10:26 · “tiktok” 2 of 9 ·… · Tom Bat…",
        ),
    ],
)
def test_a_narrow_row_tells_search_and_filter_before_the_tempo(
    changes: dict[str, Any], row: str
) -> None:
    assert text_of(clock_row(STATE._replace(**changes), 41)) == row


@pytest.mark.parametrize("width", [20, 24, 30])
@pytest.mark.parametrize(
    ("clock", "tempo", "told"),
    [
        ("10:26", Tempo(), "200 wpm"),
        ("+01:00", Tempo(pace=1000), "1000 wpm"),
        ("10:26", Tempo(speed=1e5, reading=False), "100000×"),
        ("10:26:30", Tempo(speed=22.4, reading=False), "22.4×"),
        ("+01:00:00", Tempo(speed=22.4, reading=False), "22.4×"),
        ("Fri 26 Apr 10:26", Tempo(speed=1e5, reading=False), "100000×"),
    ],
)
def test_state_clock_and_tempo_fit_on_the_smallest_window(
    width: int, clock: str, tempo: Tempo, told: str
) -> None:
    row = text_of(clock_row(STATE._replace(clock=clock, tempo=tempo), width))
    assert clock.split()[-1] in row
    assert row.endswith(f" · {told}") or f" · {told} · " in row or f" · reading {told}" in row
    assert cell_len(row) <= width


@pytest.mark.parametrize(
    ("speed", "text"),
    [(60, "60×"), (2.5, "2.5×"), (1, "1×"), (0.25, "0.25×"), (22.4, "22.4×"), (1e5, "100000×")],
)
def test_speed(speed: float, text: str) -> None:
    assert speed_text(speed) == text


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, "next post in 17 s"),
        ({"next_in": 5}, "next post in 5 s"),
        ({"next_in": 119}, "next post in 119 s"),
        ({"next_in": 1020}, "next post in 17 min"),
        ({"playing": False}, ""),
        ({"next_in": None, "ended": True}, ""),
        ({"next_in": None, "left": 20}, "the end in 20 s"),
    ],
)
def test_the_time_to_the_next_post(changes: dict[str, Any], text: str) -> None:
    assert next_text(STATE._replace(**changes)) == text


def test_the_count_of_posts() -> None:
    assert posts_text(STATE) == "post 7 of 10"
    assert posts_text(STATE._replace(filtered="Tom Bateman", shown=1)) == "showing 1 of 7"


def test_elapsed_has_seconds_only_in_a_short_blog() -> None:
    assert elapsed_text(STATE) == "1 h 00 min of 1 h 52 min"
    assert (
        elapsed_text(STATE._replace(elapsed=timedelta(seconds=4), total=timedelta(seconds=90)))
        == "0:00:04 of 0:01:30"
    )


def test_the_most_important_texts_stay_longest() -> None:
    state = STATE._replace(search="“fan” 2 of 5", filtered="Tom Bateman", warnings=3)
    wide = text_of(clock_row(state, 200))
    assert " ".join(wide.split()) == (
        "► 10:26 BST · reading 200 wpm · “fan” 2 of 5 · Tom Bateman · next post in 17 s"
        " · 4 min left · 3 reading notes: liveblog-tui check"
        " showing 7 of 7 · 1 h 00 min of 1 h 52 min"
    )
    assert text_of(clock_row(STATE, 80)) == (
        " ► 10:26 BST · reading 200 wpm · next post in 17 s · 4 min left    post 7 of 10"
    )
    assert text_of(clock_row(STATE, 40)) == " ► 10:26 BST · reading 200 wpm"
    assert " · 1 reading note: liveblog-tui check" in text_of(
        clock_row(state._replace(warnings=1), 200)
    )


def test_how_long_watching_still_takes_is_told_while_posts_are_to_come() -> None:
    assert left_text(STATE) == "4 min left"
    assert left_text(STATE._replace(left=301)) == "6 min left"
    assert left_text(STATE._replace(left=4000)) == "1 h 07 min left"
    for changes in ({"playing": False}, {"ended": True}, {"next_in": None}):
        assert left_text(STATE._replace(**changes)) == ""


def test_the_counts_stand_at_the_right_end() -> None:
    row = text_of(clock_row(STATE, 140))
    assert row.endswith("   post 7 of 10 · 1 h 00 min of 1 h 52 min")
    assert len(row) == 139


def test_the_end_says_what_can_be_done() -> None:
    end = STATE._replace(ended=True, again="space")
    assert text_of(clock_row(end, 80)).startswith(" ■ 10:26 BST · the end · space again  ")
    assert end_text(end._replace(again_in=3)) == "the end; again in 3 s"
    assert text_of(clock_row(end, 30)) == " ■ 10:26 · the end · space again"[:30] or "again" in (
        text_of(clock_row(end, 30))
    )


@pytest.mark.parametrize(
    ("width", "row"),
    [
        (60, " ║ 10:26 BST · paused · reading 200 wpm · r rejoins"),
        (48, " ║ 10:26 BST · paused · 200 wpm · r rejoins"),
        (40, " ║ 10:26 BST · paused · r rejoins"),
        (27, " ║ 10:26 BST · r rejoins"),
    ],
)
def test_a_rooms_last_text_is_told_before_all_of_the_tempo(width: int, row: str) -> None:
    state = STATE._replace(
        playing=False, room=("Ada drives · on your own · r rejoins", "r rejoins")
    )
    assert text_of(clock_row(state, width)).split("  ")[0] == row
