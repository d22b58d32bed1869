"""The heads of posts: chips for the publisher's words, a rule as wide as its room with ours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from sample_blogs import post
from strip_cells import text_of

from tui.screen.drawing.post_marks import PostState
from tui.screen.feed.posts.chips import chips_cells, chips_of
from tui.screen.feed.posts.heads import gutter, our_words, rule

POST = post(kicker="Analysis", key_event=True, source="Ours")


@given(
    st.integers(0, 60),
    st.sampled_from(PostState),
    st.sampled_from(["", "edited 10:31"]),
    st.sampled_from([None, 0, 1]),
)
def test_a_rule_fills_its_room_or_is_left_out(
    room: int, state: PostState, mark: str, source: int | None
) -> None:
    words = our_words(POST, source, mark, state)
    drawn, all_told = rule(room, words, state)
    assert cell_len(text_of(tuple(drawn))) == (room if drawn else 0)
    if all_told and drawn:
        assert all(word in drawn for word in words)


@pytest.mark.parametrize(
    ("state", "mark", "drawn"),
    [
        (PostState.READ, "", "─" * 40),
        (PostState.READING, "", "━" * 40),
        (PostState.READING_NEW, "", "━" * 33 + "  ● new"),
        (PostState.NEW, "edited 10:31", "─" * 19 + "  edited 10:31  ● new"),
        (PostState.UNREAD, "", "─" * 30 + "  ○ unread"),
    ],
)
def test_our_words_stand_at_the_right_end(state: PostState, mark: str, drawn: str) -> None:
    pieces, all_told = rule(40, our_words(POST, None, mark, state), state)
    assert text_of(tuple(pieces)) == drawn
    assert all_told


def test_the_word_of_a_state_goes_before_others_do() -> None:
    words = our_words(POST, 0, "edited 10:31", PostState.NEW)
    pieces, all_told = rule(26, words, PostState.NEW)
    assert text_of(tuple(pieces)) == "──  ■ Ours  edited 10:31"[:26].ljust(26, "─") or not all_told
    assert "● new" not in text_of(tuple(pieces))
    assert not all_told


@pytest.mark.parametrize(
    ("entry", "chips"),
    [
        (post(kicker="Analysis"), [(" ANALYSIS ", "chip-kicker")]),
        (post(kicker="Breaking"), [(" BREAKING ", "chip-live")]),
        (post(kicker="Breaking news"), [(" BREAKING NEWS ", "chip-live")]),
        (
            post(kicker="Analysis", key_event=True, pinned=True),
            [(" ANALYSIS ", "chip-kicker"), (" ◆ KEY EVENT ", "chip-key")],
        ),
        (post(pinned=True), [(" PINNED ", "chip-key")]),
        (post(), []),
    ],
)
def test_the_publishers_labels_are_chips(entry: object, chips: list[tuple[str, str]]) -> None:
    assert list(chips_of(entry, 60)) == chips  # type: ignore[arg-type]


@given(st.text("ab 漢", max_size=90), st.integers(1, 80))
def test_chips_fit_into_the_text(kicker: str, width: int) -> None:
    entry = post(kicker=kicker, key_event=True)
    assert chips_cells(chips_of(entry, width)) <= width


@given(st.sampled_from([1, 2, 11]), st.text("0123456789:+d ", max_size=9), st.booleans())
def test_the_gutter_has_its_width(width: int, moment: str, reading: bool) -> None:
    cells = gutter(width, moment, PostState.NEW, reading=reading)
    assert cell_len(text_of(tuple(cells))) == width
