"""A laid-out post: all words in order at every width, and from words back to lines."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from sample_blogs import at, bundled_like, post, posts

from tui.model.blog import (
    EMPTY_POST,
    Author,
    Embed,
    Heading,
    Image,
    Link,
    ListItem,
    Paragraph,
    Post,
    Quote,
    ReadMore,
    Version,
)
from tui.screen.feed.posts.post_lines import Heads, PostLines, Role, lay_out

widths = st.integers(1, 90)
shapes = st.sampled_from(Heads)
FULL = post(
    "10:26",
    "A headline",
    kicker="Analysis",
    key_event=True,
    by=Author("Tom Bateman", "in Beijing"),
    body=(
        Paragraph("See the report of today", (Link(8, 14, "https://example.org/r"),)),
        Heading("What comes next"),
        ListItem("The first", marker="1."),
        ListItem("The second", marker="2."),
        Quote("Words said"),
        Image("Two men", "Reuters", "They met", "https://example.org/i.jpg"),
        Embed("X", "A tweet", "https://example.org/t"),
        ReadMore("Read more here"),
    ),
)


def texts_of(layout: PostLines) -> list[str]:
    return [f"{line.tail and f'[{line.tail}] '}{line.indent}{line.text}" for line in layout.lines]


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


@given(posts(), widths)
def test_the_parts_are_the_words_of_the_post(entry: Post, width: int) -> None:
    assert lay_out(entry, width).parts == (entry.words or (EMPTY_POST,))


@given(posts(), st.integers(12, 90), shapes)
@example(post(body=(ListItem("x" * 99, marker="十二."),)), 12, Heads.RULED)
def test_no_line_is_wider_than_its_room(entry: Post, width: int, heads: Heads) -> None:
    for line in lay_out(entry, width, heads).lines:
        assert cell_len(line.indent) + cell_len(line.text) + line.chips <= width


@given(posts(), widths)
def test_every_line_has_its_place_in_the_text(entry: Post, width: int) -> None:
    layout = lay_out(entry, width)
    for line in layout.lines:
        if line.text:
            assert layout.parts[line.part][line.start :].startswith(line.text)


@given(posts(), widths, widths, shapes)
def test_words_are_found_again_at_every_other_width(
    entry: Post, width: int, other: int, heads: Heads
) -> None:
    before, after = lay_out(entry, width), lay_out(entry, other, heads)
    for line in before.lines:
        if words := line.text.lstrip():
            # Spaces before a part's first word fall away where it does not fit beside them.
            start = line.start + len(line.text) - len(words)
            found = after.lines[after.line_at(line.part, start)]
            assert found.part == line.part
            assert found.start <= start <= found.start + len(found.text)


@given(posts(), widths, shapes)
def test_a_post_ends_with_a_blank_line_and_has_something_on_the_first(
    entry: Post, width: int, heads: Heads
) -> None:
    lines = lay_out(entry, width, heads).lines
    assert lines[-1].role is Role.BLANK
    assert lines[0].role is not Role.BLANK


@given(posts(), widths, shapes)
def test_a_head_tells_its_time_and_has_its_chips(entry: Post, width: int, heads: Heads) -> None:
    layout = lay_out(entry, width, heads)
    assert layout.time == (heads is Heads.RULED)
    assert (layout.lines[0].role is Role.RULE) or heads is Heads.COMPACT
    assert [line for line in layout.lines if line.chips] == [layout.lines[0]] * bool(layout.chips)
    assert layout.rule < len(layout.lines) - 1
    assert layout.time < len(layout.lines) - 1


@given(posts(), widths)
def test_a_soft_line_goes_on_from_the_one_above(entry: Post, width: int) -> None:
    layout = lay_out(entry, width)
    for above, line in zip(layout.lines, layout.lines[1:], strict=False):
        if line.soft:
            assert (above.part, above.role) == (line.part, line.role)
            assert "\n" not in layout.parts[line.part][above.start : line.start]


BODY = [
    "See the report of today",
    "",
    "What comes next",
    "",
    "1. The first",
    "2. The second",
    "",
    " │ Words said",
    "",
    "┌ Two men",
    "│ They met",
    "└ Image: Reuters",
    "",
    "┌ X",
    "│ A tweet",
    "└ https://example.org/t",
    "",
    "Read more here",
    "",
]


@pytest.mark.parametrize(
    ("heads", "head"),
    [
        (Heads.RULED, ["[Analysis · Key event] ", "A headline", "Tom Bateman, in Beijing", ""]),
        (Heads.COMPACT, ["[Analysis · Key event] A headline", "Tom Bateman, in Beijing"]),
        (Heads.NARROW, ["[Analysis · Key event] ", "A headline", "Tom Bateman, in Beijing"]),
    ],
)
def test_the_lines_of_a_full_post(heads: Heads, head: list[str]) -> None:
    assert texts_of(lay_out(FULL, 40, heads)) == [*head, *BODY]


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


def test_a_post_of_labels_only_has_a_row_for_its_time() -> None:
    layout = lay_out(post(kicker="Analysis"), 40)
    assert texts_of(layout) == ["[Analysis] ", "", ""]
    assert layout.time == 1


def test_read_more_points_on_only_with_an_address() -> None:
    more = ReadMore("Read more here", (Link(0, 14, "https://example.org"),))
    assert texts_of(lay_out(post(body=(more,)), 40))[1] == "→ Read more here"


def test_the_alt_text_is_not_repeated() -> None:
    image = Image("Two men shake hands.", "", "two men shake hands")
    assert texts_of(lay_out(post(body=(image,)), 40))[1] == "─ two men shake hands"
    assert len(lay_out(post(body=(image,)), 40).parts) == 1


def test_links_go_with_their_part() -> None:
    layout = lay_out(FULL, 40)
    part = layout.parts.index("See the report of today")
    assert layout.links[part] == (Link(8, 14, "https://example.org/r"),)


def test_an_empty_post_says_so() -> None:
    assert texts_of(lay_out(post(), 40))[1] == EMPTY_POST


@pytest.mark.parametrize("width", [1, 2, 3, 5])
def test_the_narrowest_window_is_laid_out(width: int) -> None:
    for entry in (*bundled_like().posts, FULL):
        assert lay_out(entry, width).lines


@given(posts(), widths, shapes)
def test_every_line_is_found_by_its_place_in_the_words(
    entry: Post, width: int, heads: Heads
) -> None:
    layout = lay_out(entry, width, heads)
    assert [layout.line_at(line.part, line.start) for line in layout.lines] == list(
        range(len(layout.lines))
    )


def test_a_place_before_all_words_is_the_first_line() -> None:
    assert lay_out(FULL, 40).line_at(0, -1) == 0
