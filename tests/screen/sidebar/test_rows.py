"""The sidebar's rows fit every width, and each leads to its post or author."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from sample_blogs import blog, blogs, bundled_like, post, three_days

from tui.model.blog import Embed, Image, LiveBlog, Post
from tui.model.clock_face import ClockFace, clock_faces
from tui.playback.selection import Facet
from tui.screen.drawing.line_widget import TextRow
from tui.screen.sidebar.rows import (
    SummaryState,
    author_rows,
    folded_rows,
    so_far_row,
    so_far_title,
    summary_rows,
    summary_title,
    title_row,
)

widths = st.integers(10, 70)
names = st.text(st.sampled_from("ab c漢é"), min_size=1, max_size=50)
facets = st.lists(
    st.builds(Facet, names, names, st.integers(0, 12_345)),
    max_size=9,
    unique_by=lambda facet: facet.key,
)


def text_of(row: TextRow) -> str:
    return "".join(text for text, _ in row)


def face_of(entry: LiveBlog) -> ClockFace:
    return clock_faces(entry, (), None)[0]


@given(blogs(), widths)
def test_every_headline_so_far_is_one_row_that_leads_to_its_post(
    entry: LiveBlog, width: int
) -> None:
    face = face_of(entry)
    for index, item in enumerate(entry.posts):
        row = so_far_row(item, index, face, width)
        assert row.post == index
        assert cell_len(text_of(row.pieces)) <= width
        assert text_of(row.pieces).startswith(face.clock(item.published))


@given(facets, widths, st.data())
def test_authors_have_a_row_each_with_the_count_at_the_edge(
    authors: list[Facet], width: int, data: st.DataObject
) -> None:
    chosen = (
        data.draw(st.sets(st.sampled_from([facet.key for facet in authors]))) if authors else set()
    )
    rows = author_rows(authors, frozenset(chosen), width, "a")
    assert [row.author for row in rows if row.author is not None] == [
        facet.key for facet in authors[:6]
    ]
    for row, facet in zip(rows[1:], authors[:6], strict=False):
        assert cell_len(text_of(row.pieces)) == width
        assert text_of(row.pieces).endswith(f" {facet.posts}")
        assert text_of(row.pieces).startswith("● ") == (facet.key in chosen)
    assert ("more: a" in text_of(rows[-1].pieces)) == (len(authors) > 6)


@given(st.text("ab 漢", max_size=60), widths)
def test_a_title_has_its_rule_to_the_edge(title: str, width: int) -> None:
    row = text_of(title_row(title, width).pieces)
    assert cell_len(row) <= width + 1
    assert cell_len(row) >= width or title


def test_the_summary_has_its_moment_in_its_title_and_its_bullets() -> None:
    entry = bundled_like()
    face = face_of(entry)
    assert summary_title(entry, face) == "Summary · as of 11:18"
    rows = [text_of(row.pieces) for row in summary_rows(entry, face, 26, hidden=False)]
    assert rows[0].startswith("Summary · as of 11:18 ──")
    assert rows[1:] == [
        "• Blinken says he raised",
        "  concerns",
        '• "Partners, not rivals",',
        "  says Xi",
    ]


def test_the_summary_of_several_days_has_its_day_in_the_title() -> None:
    entry = three_days()._replace(summary=bundled_like().summary)
    face = face_of(entry)
    assert summary_title(entry, face) == "Summary · as of Mon 29 Apr 23:05"
    hidden = summary_rows(entry, face, 60, hidden=True)
    assert (
        "".join(text for text, _ in hidden[1].pieces) == "Hidden until the end, Mon 29 Apr 23:05."
    )


def test_a_hidden_summary_only_says_until_when() -> None:
    entry = bundled_like()
    rows = summary_rows(entry, face_of(entry), 60, hidden=True)
    assert [text_of(row.pieces) for row in rows[1:]] == ["Hidden until the end, 11:18."]
    assert "Blinken" not in "".join(text_of(row.pieces) for row in rows)


def test_a_blog_without_a_summary_has_none() -> None:
    entry = blog("09:26 One")
    assert summary_rows(entry, face_of(entry), 40, hidden=False) == []


@given(blogs(), st.integers(20, 120), st.booleans())
def test_the_folded_lines_fit_and_name_the_key(entry: LiveBlog, width: int, hidden: bool) -> None:
    rows = folded_rows(entry, face_of(entry), SummaryState(range(3), 3, hidden=hidden), width, "s")
    assert len(rows) <= 3
    assert text_of(rows[0]).endswith(" s opens ")
    assert all(cell_len(text_of(row)) <= width for row in rows)


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (post("10:26", "A headline"), "A headline"),
        (post("10:26", text="The first words.\n\nThe rest."), "The first words."),
        (post("10:26", body=(Image("Two men", "Reuters", "They met"),)), "They met"),
        (post("10:26", body=(Embed("X", "", "https://example.org/t"),)), "https://example.org/t"),
        (post("10:26"), "(an empty post)"),
        (post("10:26", text="Broken\nover lines"), "Broken over lines"),
    ],
)
def test_a_post_without_a_headline_shows_its_first_words(item: Post, words: str) -> None:
    entry = blog(item)
    assert text_of(so_far_row(entry.posts[0], 0, face_of(entry), 60).pieces) == f"10:26 {words}"


def test_the_singular_of_one_post() -> None:
    assert [so_far_title(shown) for shown in (0, 1, 2)] == [
        "So far · 0 posts",
        "So far · 1 post",
        "So far · 2 posts",
    ]
