"""The sidebar's rows fit every width, and each leads to its post or author."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from sample_blogs import at, blog, blogs, bundled_like, post, two_sources
from strip_cells import text_of

from tui.model.blog import Embed, Image, ListItem, LiveBlog, Post
from tui.model.clock_face import ClockFace, clock_faces
from tui.model.summary import KnownSummary, known_summary, summary_points
from tui.playback.selection import Facet
from tui.screen.drawing.post_marks import PostState
from tui.screen.sidebar.rows import (
    SidebarState,
    author_rows,
    folded_row,
    in_card,
    posts_text,
    so_far_rows,
    summary_rows,
    title_row,
)

widths = st.integers(12, 70)
names = st.text(st.sampled_from("ab c漢é"), min_size=1, max_size=50)
facets = st.lists(
    st.builds(Facet, names, names, st.integers(0, 12_345)),
    max_size=9,
    unique_by=lambda facet: facet.key,
)


def face_of(entry: LiveBlog) -> ClockFace:
    return clock_faces(entry, (), None)[0]


@given(blogs(), widths)
def test_every_headline_so_far_is_one_row_that_leads_to_its_post(
    entry: LiveBlog, width: int
) -> None:
    face = face_of(entry)
    for index, item in enumerate(entry.posts):
        (row,) = so_far_rows(item, index, face, width)
        assert row.post == index
        assert cell_len(text_of(row.pieces)) <= width
        assert text_of(row.pieces)[2:].startswith(face.clock(item.published))


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
    assert text_of(rows[-1].pieces).endswith(" more") == (len(authors) > 6)


@given(st.text("ab 漢", max_size=60), st.text("ab 漢", max_size=20), widths)
def test_a_title_has_what_it_tells_at_the_edge(title: str, told: str, width: int) -> None:
    row = text_of(title_row(title, told, width).pieces)
    assert cell_len(row) == width
    assert row.endswith(told) or cell_len(title) + cell_len(told) + 2 > width


def test_the_summary_has_the_points_known_under_their_count() -> None:
    summary = known_summary(bundled_like(), at("09:45"))
    rows = [text_of(row.pieces) for row in summary_rows(summary, "11:18", 34, "s")]
    assert rows[0].startswith("Summary ")
    assert rows[0].endswith(" 1 of 2 so far")
    assert rows[1:] == ['• "Partners, not rivals", says Xi', "s whole summary"]


def test_the_whole_summary_has_its_moment_in_its_title_and_its_bullets() -> None:
    summary = known_summary(bundled_like(), at("09:45"), at_end=True)
    rows = [text_of(row.pieces) for row in summary_rows(summary, "11:18", 26, "s")]
    assert rows[0].startswith("Summary ")
    assert rows[0].endswith(" as of 11:18")
    assert rows[1:] == [
        "• Blinken says he raised",
        "  concerns",
        '• "Partners, not rivals",',
        "  says Xi",
    ]


def test_a_summary_of_which_nothing_is_known_names_the_key_that_shows_it() -> None:
    entry = bundled_like()._replace(summary=summary_points([ListItem("Blinken")]))
    rows = summary_rows(known_summary(entry, at("11:17")), "11:18", 60, "s")
    assert [text_of(row.pieces) for row in rows[1:]] == ["s whole summary"]
    assert text_of(rows[0].pieces).endswith(" shown at the end")


def test_a_blog_without_a_summary_has_none() -> None:
    assert summary_rows(KnownSummary(), "11:18", 40, "s") == []


@given(st.integers(20, 120), st.integers(0, 99), st.booleans())
def test_the_folded_row_fits_and_names_the_key(width: int, total: int, whole: bool) -> None:
    state = SidebarState(range(3), 3, summary=KnownSummary((), 1, total, True, whole))
    row = text_of(folded_row(state, bundled_like().posts[2], width, "s"))
    assert row.endswith(" s open ") or width < 32
    assert cell_len(row) <= width
    assert row.startswith(" Summary" if total else " So far 3 posts")


def test_the_folded_row_tells_what_is_newest() -> None:
    known = known_summary(bundled_like(), at("09:45"))
    row = text_of(folded_row(SidebarState(range(4), 4, summary=known), None, 80, "s"))
    assert row.startswith(' Summary 1 of 2  "Partners, not rivals", says Xi   ')
    ended = known_summary(bundled_like(), at("11:18"), at_end=True)
    row = text_of(folded_row(SidebarState(range(9), 9, summary=ended), None, 80, "s"))
    assert row.startswith(" Summary 2 of 2  Blinken says he raised concerns   ")
    newest = bundled_like().posts[0]
    row = text_of(folded_row(SidebarState(range(1), 1), newest, 80, "s"))
    assert row.startswith(" So far 1 post  Hello and welcome   ")


@pytest.mark.parametrize(
    ("state", "row"),
    [
        (PostState.READ, "  10:26   A visit"),
        (PostState.READING, "▌ 10:26   A visit"),
        (PostState.NEW, "● 10:26   A visit"),
        (PostState.UNREAD, "○ 10:26   A visit"),
    ],
)
def test_what_is_read_now_new_or_unread_has_its_mark(state: PostState, row: str) -> None:
    entry = blog(post("10:26", "A visit"))
    (shown,) = so_far_rows(entry.posts[0], 0, face_of(entry), 40, state=state)
    assert text_of(shown.pieces) == row


def test_of_two_sources_each_has_its_sign() -> None:
    entry = two_sources()
    sources = {name: number for number, name in enumerate(entry.sources)}
    rows = [so_far_rows(item, 0, face_of(entry), 40, sources=sources) for item in entry.posts]
    assert [text_of(row.pieces) for (row,) in rows] == [
        "  09:26 ■ From London",
        "  09:26 □ From Beijing",
        "  09:30 ■ Both again",
    ]


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
    (row,) = so_far_rows(entry.posts[0], 0, face_of(entry), 60)
    assert text_of(row.pieces) == f"  10:26   {words}"


def test_a_long_headline_has_two_rows_where_there_is_room() -> None:
    entry = blog(post("10:26", "A visit stripped of fanfare and of much else besides"))
    rows = so_far_rows(entry.posts[0], 0, face_of(entry), 30, most_rows=2)
    assert [text_of(row.pieces) for row in rows] == [
        "  10:26   A visit stripped of",
        "          fanfare and of much…",
    ]
    assert [(row.post, row.of_post) for row in rows] == [(0, None), (None, 0)]


def test_a_card_has_its_ground_on_all_its_rows() -> None:
    rows = in_card([title_row("Summary", "", 20)], 20)
    assert [text_of(row.pieces) for row in rows] == ["▄" * 22, "Summary".ljust(20), "▀" * 22]
    assert all(row.card for row in rows)


def test_the_singular_of_one_post() -> None:
    assert [posts_text(shown) for shown in (0, 1, 2)] == ["0 posts", "1 post", "2 posts"]
