"""The sidebar's rows fit every width, and show the states of posts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from sample_blogs import at, blog, blogs, bundled_like, post, two_sources
from strip_cells import text_of

from tui.model.blog import Embed, Image, LiveBlog, Post
from tui.model.clock_face import ClockFace, clock_faces
from tui.model.summary import KnownSummary, known_summary
from tui.playback.selection import Facet
from tui.screen.drawing.post_marks import PostState
from tui.screen.sidebar.rows import (
    SidebarState,
    author_rows,
    folded_row,
    so_far_rows,
    summary_rows,
)

widths = st.integers(12, 70)
names = st.text(st.sampled_from("ab c漢é"), min_size=1, max_size=50)
facets = st.lists(
    st.builds(Facet, names, names, st.integers(0, 12_345)), max_size=9, unique_by=lambda f: f.key
)


def face_of(entry: LiveBlog) -> ClockFace:
    return clock_faces(entry, (), None)[0]


@given(blogs(), facets, widths)
def test_every_row_fits_and_leads_to_its_post_or_author(
    entry: LiveBlog, authors: list[Facet], width: int
) -> None:
    face = face_of(entry)
    for index, item in enumerate(entry.posts):
        (row,) = so_far_rows(item, index, face, width)
        assert row.post == index
        assert text_of(row.pieces)[2:].startswith(face.clock(item.published))
        assert cell_len(text_of(row.pieces)) <= width
        two = so_far_rows(item, index, face, width, most_rows=2)
        assert all(cell_len(text_of(row.pieces)) <= width for row in two)
    rows = author_rows(authors, frozenset(), width, "a")
    assert [row.author for row in rows if row.author is not None] == [f.key for f in authors[:6]]
    for row, facet in zip(rows[1:], authors[:6], strict=False):
        assert cell_len(text_of(row.pieces)) == width
        assert text_of(row.pieces).endswith(f" {facet.posts}")
    assert text_of(rows[-1].pieces).endswith(" more") == (len(authors) > 6)


def test_the_summary_wraps_under_its_bullets_and_names_the_key_for_more() -> None:
    known = known_summary(bundled_like(), at("09:45"))
    rows = [text_of(row.pieces) for row in summary_rows(known, "11:18", 34, "s")]
    assert rows[0].endswith(" 1 of 2 so far")
    assert rows[1:] == ['• "Partners, not rivals", says Xi', "s whole summary"]
    whole = known_summary(bundled_like(), at("09:45"), at_end=True)
    rows = [text_of(row.pieces) for row in summary_rows(whole, "11:18", 26, "s")]
    assert rows[0].endswith(" as of 11:18")
    assert rows[1:3] == ["• Blinken says he raised", "  concerns"]
    assert summary_rows(KnownSummary(), "11:18", 40, "s") == []


@given(st.integers(20, 120), st.integers(0, 99), st.booleans())
def test_the_folded_row_fits_and_names_the_key(width: int, total: int, whole: bool) -> None:
    state = SidebarState(range(3), 3, summary=KnownSummary((), 1, total, True, whole))
    row = text_of(folded_row(state, bundled_like().posts[2], width, "s"))
    assert row.endswith(" s open ") or width < 32
    assert cell_len(row) <= width
    assert row.startswith(" Summary" if total else " So far 3 posts")


def test_the_folded_row_tells_the_newest() -> None:
    known = known_summary(bundled_like(), at("09:45"))
    row = text_of(folded_row(SidebarState(range(4), 4, summary=known), None, 80, "s"))
    assert row.startswith(' Summary 1 of 2  "Partners, not rivals", says Xi   ')
    newest = bundled_like().posts[0]
    row = text_of(folded_row(SidebarState(range(1), 1), newest, 80, "s"))
    assert row.startswith(" So far 1 post  Hello and welcome   ")


@pytest.mark.parametrize(
    ("item", "state", "row"),
    [
        (post("10:26", "A visit"), PostState.READ, "  10:26   A visit"),
        (post("10:26", "A visit"), PostState.READING, "▌ 10:26   A visit"),
        (post("10:26", "A visit"), PostState.NEW, "● 10:26   A visit"),
        (post("10:26", "A visit"), PostState.UNREAD, "○ 10:26   A visit"),
        (post("10:26", text="First.\n\nRest."), PostState.READ, "  10:26   First."),
        (post("10:26", body=(Image("Two", "R", "Met"),)), PostState.READ, "  10:26   Met"),
        (post("10:26", body=(Embed("X", "", "https://x.y/t"),)), PostState.READ, "  10:26   https"),
        (post("10:26"), PostState.READ, "  10:26   (an empty post)"),
        (post("10:26", text="Broken\nover"), PostState.READ, "  10:26   Broken over"),
    ],
)
def test_a_headline_has_its_mark_or_the_first_words(item: Post, state: PostState, row: str) -> None:
    entry = blog(item)
    (shown,) = so_far_rows(entry.posts[0], 0, face_of(entry), 60, state=state)
    assert text_of(shown.pieces).startswith(row)


def test_a_long_headline_has_two_rows_and_each_source_its_sign() -> None:
    entry = blog(post("10:26", "A visit stripped of fanfare and of much else besides"))
    rows = so_far_rows(entry.posts[0], 0, face_of(entry), 30, most_rows=2)
    assert [text_of(row.pieces) for row in rows] == [
        "  10:26   A visit stripped of",
        "          fanfare and of much…",
    ]
    assert [(row.post, row.of_post) for row in rows] == [(0, None), (None, 0)]
    two = two_sources()
    sources = {name: number for number, name in enumerate(two.sources)}
    (row,) = so_far_rows(two.posts[1], 0, face_of(two), 40, sources=sources)
    assert text_of(row.pieces) == "  09:26 □ From Beijing"
