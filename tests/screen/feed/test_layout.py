"""A laid-out post: all words in order at every width, and the rule over it."""

import pytest
from drawn_screen import text_of
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from sample_blogs import RICH, at, post, posts

from tui.model.blog import ListItem, Post, Version
from tui.screen.drawing.signs import PostState
from tui.screen.feed.layout import Heads, PostLine, PostLines, lay_out
from tui.screen.feed.rows import rule

widths = st.integers(1, 90)
shapes = st.sampled_from(Heads)
FULL = RICH._replace(authors=RICH.authors[:1])


def texts_of(layout: PostLines) -> list[str]:
    def before(line: PostLine) -> str:
        is_labelled = any(role.startswith("chip") for _, role in line.before)
        return f"[{layout.parts[0]}] " if is_labelled else text_of(line.before)

    return [before(line) + line.text for line in layout.lines]


@given(posts(), widths, shapes)
def test_every_word_of_every_part_stands_on_the_lines_in_order(
    entry: Post, width: int, heads: Heads
) -> None:
    layout = lay_out(entry, width, heads)
    on_lines: list[str] = ["" for _ in layout.parts]
    for line in layout.lines:
        on_lines[line.part] += line.text
    # The labels stand as chips, at most two.
    on_lines[0] = layout.parts[0] if entry.labels else on_lines[0]
    assert ["".join(text.split()) for text in on_lines] == [
        "".join(text.split()) for text in layout.parts
    ]


@given(posts(), st.integers(12, 90), shapes)
@example(post(body=(ListItem("x" * 99, marker="十二."),)), 12, Heads.RULED)
def test_no_line_is_wider_than_its_room(entry: Post, width: int, heads: Heads) -> None:
    for line in lay_out(entry, width, heads).lines:
        assert cell_len(text_of(line.before) + line.text) <= width


BODY = [
    "All of it is explained.", "", "The details", "",
    "1. First this, in words enough for a second line", "2. Then that", "• And a bullet", "",
    " │ We have choices to make", "", "┌ Two men shake hands", "│ They met in Beijing",
    "└ Image: Reuters", "", "─ Only described", "", "─ Only captioned.", "", "─ Image", "",
    "┌ Chirper", "│ A short chirp", "└ https://example.org/t", "", "┌ Embed", "└ Of nobody", "",
    "Read more about it here", "",
]  # fmt: skip
CHIPS = "[Analysis · Key event · Pinned · Beijing desk] "
HEAD = ["A visit stripped of fanfare", "Tom Bateman, in Beijing"]


@pytest.mark.parametrize(
    ("heads", "head"),
    [
        (Heads.RULED, [CHIPS, *HEAD, ""]),
        (Heads.COMPACT, [f"{CHIPS}A visit stripped of", "fanfare", HEAD[1]]),
        (Heads.NARROW, [CHIPS, *HEAD]),
    ],
)
def test_the_lines_of_a_full_post(heads: Heads, head: list[str]) -> None:
    assert texts_of(lay_out(FULL, 48, heads)) == [*head, *BODY]


LONG = "A headline that leaves no room at its end"
VERSION = Version(at("10:40"), post("10:26", LONG, "Words"))


@pytest.mark.parametrize(
    ("entry", "lines", "rule"),
    [
        (post("10:26", "A headline", "Words"), ["A headline", "Words", ""], 0),
        (post("10:26", "", "Words"), ["Words", ""], -1),
        (post("10:26", "", "Words", by="Ann"), ["Ann", "Words", ""], 0),
        (post("10:26", kicker="Analysis"), ["[Analysis] ", ""], 0),
        (
            post("10:26", "A headline of more words", kicker="Analysis"),
            ["[Analysis] A headline of more words", ""],
            0,
        ),
        (post("10:26", LONG, "Words"), [LONG, "Words", ""], -1),
        (post("10:26", LONG, "Words", versions=(VERSION,)), [LONG, "", "Words", ""], 1),
        (post("10:26", "", "Words", source="Ours"), ["", "Words", ""], 0),
    ],
)
def test_where_the_rule_of_a_small_window_stands(entry: Post, lines: list[str], rule: int) -> None:
    layout = lay_out(entry, len(LONG), Heads.COMPACT)
    assert texts_of(layout) == lines
    assert layout.rule == rule


def drawn_rule(room: int, state: PostState, *words: str) -> str:
    pieces = [(text, "muted") for text in (state.words, *words, "picture") if text]
    return text_of(tuple(rule(room, pieces, state)))


@given(st.integers(0, 60), st.sampled_from(PostState))
def test_a_rule_fills_its_room_or_is_left_out(room: int, state: PostState) -> None:
    drawn = drawn_rule(room, state, "■ Ours", "edited 10:31")
    assert cell_len(drawn) == (room if drawn else 0)


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
    assert drawn_rule(room, state, mark) == drawn
