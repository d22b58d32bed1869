"""The rule over a post: as wide as its room, with our words at its right end."""

import pytest
from drawn_screen import text_of
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from sample_blogs import post

from tui.screen.drawing.post_marks import PostState
from tui.screen.feed.heads import our_words, rule

POST = post(source="Ours")


@given(st.integers(0, 60), st.sampled_from(PostState), st.sampled_from([None, 0, 1]))
def test_a_rule_fills_its_room_or_is_left_out(
    room: int, state: PostState, source: int | None
) -> None:
    drawn = rule(room, our_words(POST, source, "edited 10:31", state, picture=True), state)
    assert cell_len(text_of(tuple(drawn))) == (room if drawn else 0)


@pytest.mark.parametrize(
    ("state", "mark", "room", "drawn"),
    [
        (PostState.READ, "", 20, "─" * 11 + "  picture"),
        (PostState.READING_NEW, "", 20, "━━━━  picture  ● new"),
        (PostState.NEW, "edited 10:31", 33, "───  picture  edited 10:31  ● new"),
        (PostState.NEW, "edited 10:31", 24, "───  edited 10:31  ● new"),
        (PostState.UNREAD, "edited 10:31", 14, "────  ○ unread"),
    ],
)
def test_the_word_picture_goes_first_and_the_state_last(
    state: PostState, mark: str, room: int, drawn: str
) -> None:
    shown = text_of(tuple(rule(room, our_words(POST, None, mark, state, picture=True), state)))
    assert shown == drawn
