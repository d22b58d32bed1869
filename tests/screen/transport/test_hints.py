"""The hints: what matters most comes first, and a click finds its key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.screen.keys import hints
from tui.screen.transport.hints import hint_at, hint_row, shown_hints


def text_of(
    width: int,
    *,
    playing: bool = True,
    ended: bool = False,
    clearing: bool = False,
    searching: bool = True,
) -> str:
    shown = shown_hints(
        hints(),
        width,
        playing=playing,
        ended=ended,
        clearing=clearing,
        searching=clearing and searching,
        turns=not ended,
    )
    return "".join(text for text, _ in hint_row(shown))


def test_eighty_columns_name_what_matters_most() -> None:
    assert text_of(80) == (
        " space pause   enter next   : go to   a filter   / search   ? help   q quit"
    )


def test_what_can_be_cleared_is_named_with_its_key() -> None:
    assert text_of(80, clearing=True) == (
        " space pause   enter next   / search   n next   N back   esc clear   ? help"
    )


def test_a_filter_alone_has_no_next_match() -> None:
    assert text_of(80, clearing=True, searching=False) == (
        " space pause   enter next   / search   esc clear   ? help   q quit   : go to"
    )


@pytest.mark.parametrize(
    ("width", "row"),
    [
        (20, " space pause"),
        (40, " space pause   : go to   ? help   q quit"),
        (60, " space pause   enter next   : go to   ? help   q quit"),
        (72, " space pause   enter next   : go to   a filter   ? help   q quit"),
    ],
)
def test_a_narrow_bar_keeps_the_way_to_the_help_and_out(width: int, row: str) -> None:
    assert text_of(width) == row


@pytest.mark.parametrize(
    ("width", "row"),
    [
        (40, " space pause   esc clear   ? help"),
        (60, " space pause   enter next   n next   esc clear   ? help"),
    ],
)
def test_a_narrow_bar_keeps_the_way_out_of_a_search(width: int, row: str) -> None:
    assert text_of(width, clearing=True) == row


def test_at_the_end_space_plays_again() -> None:
    row = text_of(80, playing=False, ended=True)
    assert row.startswith(" space again   : go to")
    assert "enter" not in row


def test_paused_it_plays() -> None:
    assert text_of(80, playing=False).startswith(" space play ")


def test_a_wide_bar_names_more() -> None:
    assert text_of(200).endswith("[ ] post   l links   y copy   z zone   o order")


@given(st.integers(0, 250), st.booleans(), st.booleans())
def test_the_hints_fit(width: int, ended: bool, clearing: bool) -> None:
    assert cell_len(text_of(width, ended=ended, clearing=clearing)) <= max(width, 1)


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
    shown = shown_hints(hints(), 200, playing=True, ended=False, clearing=False, searching=False)
    assert hint_at(shown, text_of(200).index(at)) == found


def test_a_click_on_the_row_of_a_narrow_bar_finds_its_hint() -> None:
    shown = shown_hints(hints(), 40, playing=True, ended=False, clearing=False, searching=False)
    assert hint_at(shown, text_of(40).index("help")) == ("help", False)


def test_between_hints_there_is_none() -> None:
    shown = shown_hints(hints(), 200, playing=True, ended=False, clearing=False, searching=False)
    assert hint_at(shown, 0) is None
    assert hint_at(shown, len(" space pause ")) is None
    assert hint_at(shown, 199) is None
