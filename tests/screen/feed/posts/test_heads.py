"""The rules of heads: as wide as their room, with labels at the right end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from sample_blogs import post

from tui.screen.drawing.post_marks import PostState
from tui.screen.feed.posts.heads import gutter, label_segments, rule


def style_of(name: str) -> Style:
    """A style that keeps its name, as the target of a link."""
    return Style(link=name)


def text_of(segments: list[Segment]) -> str:
    return "".join(segment.text for segment in segments)


@given(st.integers(0, 60), st.sampled_from(PostState), st.sampled_from(["", "10:26"]))
def test_a_rule_fills_its_room_or_is_left_out(room: int, state: PostState, time: str) -> None:
    labels = list(label_segments(post(kicker="Analysis"), None, (), style_of))
    drawn = text_of(rule(room, labels, state, style_of, time))
    assert cell_len(drawn) == room or drawn == (f"{drawn[:1]} {time} " if time else "")


@pytest.mark.parametrize(
    ("state", "drawn"),
    [
        (PostState.READ, "────── Analysis ─ Key event ─ ■ Ours ─"),
        (PostState.READING, "━━━━━━ Analysis ━ Key event ━ ■ Ours ━"),
        (PostState.READING_NEW, "━ Analysis ━ Key event ━ ■ Ours ━ new ━"),
        (PostState.NEW, "─ Analysis ─ Key event ─ ■ Ours ─ new ─"),
        (PostState.UNREAD, "─ Analysis ─ Key event ─ ■ Ours ─ unread ─"),
    ],
)
def test_the_labels_stand_at_the_right_end(state: PostState, drawn: str) -> None:
    entry = post(kicker="Analysis", key_event=True, source="Ours")
    labels = list(label_segments(entry, 0, (), style_of))
    shown = text_of(rule(60, labels, state, style_of))
    assert shown.lstrip("─━") == drawn.lstrip("─━")
    assert cell_len(shown) == 60


def test_the_word_of_a_state_goes_before_a_label_does() -> None:
    labels = list(label_segments(post(kicker="Analysis"), None, (), style_of))
    assert text_of(rule(14, labels, PostState.NEW, style_of)) == "── Analysis ─"[:14].rjust(14, "─")


def test_a_match_in_a_label_is_marked() -> None:
    entry = post(kicker="Analysis", key_event=True)
    kicker, key_event = label_segments(entry, None, [(11, 14)], style_of)
    assert [segment.text for segment in key_event] == ["Key", " event"]
    assert [segment.text for segment in kicker] == ["Analysis"]


@given(st.sampled_from([1, 2, 11]), st.text("0123456789:+d ", max_size=9), st.booleans())
def test_the_gutter_has_its_width(width: int, moment: str, reading: bool) -> None:
    cells = gutter(width, moment, PostState.NEW, style_of, reading=reading)
    assert cell_len(text_of(cells)) == width
