"""A laid-out post: all words in order at every width, and from words back to lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from sample_blogs import bundled_like, post, posts

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
)
from tui.screen.feed.post_lines import PostLines, Role, lay_out

widths = st.integers(1, 90)
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
    return [line.indent + line.text for line in layout.lines]


@given(posts(), widths, st.booleans())
def test_every_word_of_every_part_stands_on_the_lines_in_order(
    entry: Post, width: int, time_line: bool
) -> None:
    layout = lay_out(entry, width, time_line=time_line)
    on_lines: list[str] = ["" for _ in layout.parts]
    for line in layout.lines:
        on_lines[line.part] += line.text
    assert ["".join(text.split()) for text in on_lines] == [
        "".join(text.split()) for text in layout.parts
    ]


@given(posts(), widths)
def test_the_parts_are_the_words_of_the_post(entry: Post, width: int) -> None:
    assert lay_out(entry, width).parts == (entry.words or (EMPTY_POST,))


@given(posts(), st.integers(12, 90))
def test_no_line_is_wider_than_its_room(entry: Post, width: int) -> None:
    for line in lay_out(entry, width).lines:
        assert cell_len(line.indent) + cell_len(line.text) <= width


@given(posts(), widths)
def test_every_line_has_its_place_in_the_text(entry: Post, width: int) -> None:
    layout = lay_out(entry, width)
    for line in layout.lines:
        if line.text:
            assert layout.parts[line.part][line.start :].startswith(line.text)


@given(posts(), widths, widths, st.booleans())
def test_words_are_found_again_at_every_other_width(
    entry: Post, width: int, other: int, time_line: bool
) -> None:
    before, after = lay_out(entry, width), lay_out(entry, other, time_line=time_line)
    for line in before.lines:
        if words := line.text.lstrip():
            # Spaces before a part's first word fall away where it does not fit beside them.
            start = line.start + len(line.text) - len(words)
            found = after.lines[after.line_at(line.part, start)]
            assert found.part == line.part
            assert found.start <= start <= found.start + len(found.text)


@given(posts(), widths, st.booleans())
def test_a_post_ends_with_a_blank_line_and_has_something_on_the_first(
    entry: Post, width: int, time_line: bool
) -> None:
    lines = lay_out(entry, width, time_line=time_line).lines
    assert lines[-1].role is Role.BLANK
    assert lines[0].role is not Role.BLANK
    assert (lines[0].role is Role.TIME) == time_line


@given(posts(), widths)
def test_a_soft_line_goes_on_from_the_one_above(entry: Post, width: int) -> None:
    layout = lay_out(entry, width)
    for above, line in zip(layout.lines, layout.lines[1:], strict=False):
        if line.soft:
            assert (above.part, above.role) == (line.part, line.role)
            assert "\n" not in layout.parts[line.part][above.start : line.start]


def test_the_lines_of_a_full_post() -> None:
    assert texts_of(lay_out(FULL, 40)) == [
        "Analysis · Key event",
        "A headline",
        "Tom Bateman, in Beijing",
        "",
        "See the report of today",
        "",
        "What comes next",
        "",
        "1. The first",
        "2. The second",
        "",
        "┃ Words said",
        "",
        "│ ▣ Two men",
        "│   They met",
        "│   Image: Reuters",
        "",
        "│ X",
        "│ A tweet",
        "│ https://example.org/t",
        "",
        "→ Read more here",
        "",
        "",
    ]


def test_the_alt_text_is_not_repeated() -> None:
    image = Image("Two men shake hands.", "", "two men shake hands")
    assert texts_of(lay_out(post(body=(image,)), 40))[0] == "│ ▣ two men shake hands"
    assert len(lay_out(post(body=(image,)), 40).parts) == 1


def test_links_go_with_their_part() -> None:
    layout = lay_out(FULL, 40)
    part = layout.parts.index("See the report of today")
    assert layout.links[part] == (Link(8, 14, "https://example.org/r"),)


def test_an_empty_post_says_so() -> None:
    assert texts_of(lay_out(post(), 40))[0] == EMPTY_POST


@pytest.mark.parametrize("width", [1, 2, 3, 5])
def test_the_narrowest_window_is_laid_out(width: int) -> None:
    for entry in (*bundled_like().posts, FULL):
        assert lay_out(entry, width).lines


@given(posts(), widths, st.booleans())
def test_every_line_is_found_by_its_place_in_the_words(
    entry: Post, width: int, time_line: bool
) -> None:
    layout = lay_out(entry, width, time_line=time_line)
    assert [layout.line_at(line.part, line.start) for line in layout.lines] == list(
        range(len(layout.lines))
    )


def test_a_place_before_all_words_is_the_first_line() -> None:
    assert lay_out(FULL, 40).line_at(0, -1) == 0
