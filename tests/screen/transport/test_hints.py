"""The hints: what matters most comes first, and a click finds its key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.screen.keys import hints
from tui.screen.transport.hints import hint_at, hint_row, shown_hints
from tui.screen.transport.state import BarState, Hint

PLAYING = BarState()
SEARCHED = BarState(clearing=True, searching=True)


def shown(width: int, state: BarState = PLAYING) -> list[Hint]:
    return shown_hints(hints(), width, state)


def text_of(width: int, state: BarState = PLAYING) -> str:
    return "".join(text for text, _ in hint_row(shown(width, state)))


def test_eighty_columns_name_what_matters_most() -> None:
    ids = [hint.id for hint in shown(80)]
    assert ids == ["play", "turn", "forward", "jump", "search", "help", "quit"]
    assert text_of(80).startswith(" space pause   enter ")


def test_what_can_be_cleared_is_named_first() -> None:
    ids = [hint.id for hint in shown(80, SEARCHED)]
    assert ids[:4] == ["clear", "next-match", "previous-match", "play"]
    assert "next-match" not in [hint.id for hint in shown(200, BarState(clearing=True))]


def test_who_has_scrolled_finds_the_way_back_first() -> None:
    assert shown(80, BarState(scrolled=True))[0].id == "follow"
    assert "follow" not in [hint.id for hint in shown(250)]


@pytest.mark.parametrize("state", [PLAYING, SEARCHED, BarState(scrolled=True)])
@pytest.mark.parametrize("width", [36, 45, 60])
def test_a_narrow_bar_keeps_the_way_to_the_help_and_out(state: BarState, width: int) -> None:
    ids = {hint.id for hint in shown(width, state)}
    assert {"play", "help"} <= ids
    assert ("clear" in ids) == state.clearing


def test_space_names_what_it_does_now() -> None:
    ended = BarState(playing=False, ended=True, turns=False)
    assert text_of(80, ended).startswith(" space again   ←→")
    assert text_of(80, BarState(playing=False)).startswith(" space play ")


@given(st.integers(0, 250), st.booleans(), st.booleans(), st.booleans())
def test_the_hints_fit(width: int, ended: bool, clearing: bool, scrolled: bool) -> None:
    state = BarState(ended=ended, clearing=clearing, searching=clearing, scrolled=scrolled)
    assert cell_len(text_of(width, state)) <= max(width, 1)


@pytest.mark.parametrize(
    ("at", "found"),
    [
        ("space", ("play", False)),
        ("search", ("search", False)),
        ("←→", ("forward", True)),
        ("→ minute", ("forward", False)),
        ("[ ]", ("next-post", True)),
        ("] post", ("next-post", False)),
    ],
)
def test_a_click_finds_its_hint(at: str, found: tuple[str, bool]) -> None:
    assert hint_at(shown(200), text_of(200).index(at)) == found


def test_between_hints_there_is_none() -> None:
    assert hint_at(shown(200), 0) is None
    assert hint_at(shown(200), len(" space pause ")) is None
    assert hint_at(shown(200), 199) is None
