"""Marking posts, the sign beside those that are marked; the place of an earlier run."""

import pytest
from sample_blogs import at, blog, post
from screen_stage import Stage, each_key_of, on_stage, paused_at

from tui.model.blog import LiveBlog
from tui.playback.selection import Selection
from tui.playback.view import FeedPlace, PostRead, SavedPlace
from tui.screen.drawing.signs import BOOKMARK

TIME = "10:26"


def cells(stage: Stage) -> list[str]:
    """All cells above the bar, which has a note after each press."""
    height = stage.app.transport.region.y
    return [cell for row in stage.rows()[:height] for cell in row]


@pytest.mark.parametrize("newest_first", [False, True])
@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_a_marked_post_has_one_sign_and_nothing_else_moves(
    size: tuple[int, int], newest_first: bool
) -> None:
    async with on_stage(None, size, paused_at(TIME), newest_first=newest_first) as stage:
        before = cells(stage)
        await stage.press("m")
        changed = [(a, b) for a, b in zip(before, cells(stage), strict=True) if a != b]
        assert [sign for _, sign in changed] == [BOOKMARK]
        row = next(row for row in stage.rows() if BOOKMARK in row)
        assert TIME in row.partition(BOOKMARK)[2].split()[:2]
        await stage.press("apostrophe", "d", "d", "escape")
        assert cells(stage) == before


async def test_marks_of_earlier_have_their_sign_from_the_first_frame() -> None:
    async with on_stage(options=paused_at(TIME), marks={6: "", 9: "Later"}) as stage:
        assert sum(BOOKMARK in row for row in stage.feed_rows()) == 1


async def test_marks_that_cannot_be_kept_are_told() -> None:
    trouble = "Nothing is kept (Permission denied): state.json cannot be written."
    async with on_stage(options=paused_at("10:26"), keep_mark=lambda *_: trouble) as stage:
        await stage.press("m")
        assert "Nothing is kept" in stage.last_row()


@each_key_of("mark")
async def test_mark(key: str) -> None:
    kept: list[tuple[int, str | None]] = []

    def keep(_blog: LiveBlog, post: int, note: str | None) -> str:
        kept.append((post, note))
        return ""

    async with on_stage(options=paused_at("10:26"), keep_mark=keep) as stage:
        await stage.press(key)
        assert "Marked (' lists marks): A visit stripped of fanfare" in stage.last_row()
        await stage.press(key)
        assert "Marked posts" in stage.text(), "the second press within a moment"
        await stage.press("n")
        await stage.type_in("Cite this")
        await stage.press("enter")
        assert kept == [(6, ""), (6, "Cite this")]
        assert stage.box_rows()[1].strip() == "Cite this", "the list again"
        await stage.press("escape")
        stage.clock.advance(1)
        await stage.press(key)
        assert "Marked already" in stage.last_row()
        assert stage.app.post_actions.marks == {6: "Cite this"}


async def test_keys_act_on_the_post_that_a_search_found_until_the_reader_scrolls() -> None:
    posts = [post(f"10:0{n}", f"Post {n}", f"Word {n} of {n}.") for n in range(4)]
    async with on_stage(blog(*posts), options=paused_at("10:03")) as stage:
        await stage.press("slash", *"word 2", "enter", "m")
        assert "Post 2" in stage.last_row()
        await stage.press("escape", "y")
        assert "Copied: Post 2" in stage.last_row()
        stage.clock.advance(1)
        await stage.press("j", "y")
        assert "Copied: Post 0" in stage.last_row()


async def test_marks_wrap_with_the_window_and_a_press_on_a_long_note_moves_no_clock() -> None:
    async with on_stage(options=paused_at(TIME), size=(80, 24), marks={6: "word " * 30}) as stage:
        await stage.press("apostrophe")
        rows = len(stage.box_rows())
        await stage.resize(45, 24)
        assert len(stage.box_rows()) > rows
        await stage.press("escape")
        stage.app.tell("A long note. " * 9)
        await stage.settle()
        await stage.click(30, stage.row_of(" A long note."))
        assert f"{stage.player.position:%M}" == "26"


async def test_a_note_stands_below_its_title() -> None:
    marks = {7: "", 2: "Cite this in chapter 3", 4: "long " * 20}
    async with on_stage(options=paused_at("10:44"), marks=marks, size=(80, 24)) as stage:
        await stage.press("apostrophe")
        rows = [row.strip() for row in stage.box_rows()]
        words = [word for row in rows[:6] for word in row.split()]
        assert " ".join(words).startswith("09:38 China and US should 'seek common ground while")
        assert rows[2] == "Cite this in chapter 3"
        assert words[-20:] == ["long"] * 20
        assert rows[6] == "10:43  China-US relations takes another hit over TikTok"


@each_key_of("marks")
async def test_marks(key: str) -> None:
    marks = {0: "", 6: "Cite this", 9: "Later"}
    async with on_stage(options=paused_at("10:26"), marks=marks) as stage:
        before = stage.feed_rows()
        await stage.press(key)
        rows = [" ".join(row.split()) for row in stage.box_rows()]
        assert rows[1:3] == ["10:26 A visit stripped of fanfare", "Cite this"]
        assert len(rows) == 3, "a later post is not told"
        await stage.press("y")
        assert stage.app.copied.startswith("09:26 BST\n\nHello and welcome")
        assert stage.app.copied.endswith("\n\nNote: Cite this")
        assert stage.last_row() == " Copied: 2 marked posts"
        await stage.press("up", "enter")
        assert stage.app.feed.reading.place[0] == 0
        await stage.press("backspace")
        assert stage.feed_rows() == before
        await stage.press(key, "d")
        assert stage.last_row() == " Unmarked, with its note: Cite this"
        await stage.press("d")
        title = stage.player.blog.posts[0].title
        assert stage.last_row() == f" Unmarked: {title}"
        assert stage.app.post_actions.marks == {9: "Later"}
        assert "Marked posts" not in stage.text()
        await stage.press(key)
        assert "No marks so far" in stage.last_row()


@pytest.mark.parametrize(
    ("key", "marks", "first"),
    [("f", (0, 7), 7), ("f", (0, 4), 4), ("g", (0, 4), 0), ("g", (4,), 4)],
)
async def test_the_list_starts_at_the_mark_at_or_before_the_post_in_view(
    key: str, marks: tuple[int, ...], first: int
) -> None:
    options = paused_at("10:44")
    async with on_stage(options=options, marks=dict.fromkeys(marks, "")) as stage:
        await stage.press(key, "apostrophe", "d")
        assert set(marks) - stage.app.post_actions.marks.keys() == {first}


async def test_a_marked_post_that_the_filter_hides_is_not_gone_to() -> None:
    options = paused_at("11:00", authors=("Bateman",))
    async with on_stage(options=options, marks={0: ""}) as stage:
        before = stage.feed_rows()
        await stage.press("apostrophe", "enter")
        assert stage.last_row() == " The filter hides this post, or it is still to come."
        assert stage.feed_rows() == before
        assert stage.app.feed.reading.following


# What was kept of an earlier run: the offer to go on there


OFFER = "r resume at 10:27"
LEFT = SavedPlace(
    at("10:27"), FeedPlace(6, 1, 0, True), Selection(authors=frozenset({"Tom Bateman"}))
)


def leave(stage: Stage, left: SavedPlace = LEFT) -> None:
    """As if the blog had been left so in an earlier run."""
    stage.app.resume_actions.point = left
    stage.app.show_moment()


async def test_the_place_is_offered_until_something_was_read() -> None:
    async with on_stage(options=paused_at("09:26")) as stage:
        assert OFFER not in stage.text()
        leave(stage)
        await stage.settle()
        assert OFFER in stage.text()
        assert not stage.app.resume_actions.has_read
        await stage.press("right_square_bracket", "backspace")
        assert OFFER not in stage.text()
        assert stage.app.resume_actions.has_read


@pytest.mark.parametrize(("size", "offer"), [((45, 40), OFFER), ((45, 12), "r resume at…")])
async def test_a_small_window_names_the_key_of_the_place(size: tuple[int, int], offer: str) -> None:
    async with on_stage(None, size, paused_at("09:26")) as stage:
        leave(stage)
        await stage.settle()
        assert offer in stage.bar()


@each_key_of("go-on")
async def test_the_key_goes_on_there_with_the_filter(key: str) -> None:
    async with on_stage(options=paused_at("09:26")) as stage:
        leave(stage)
        await stage.press(key)
        assert stage.player.position == at("10:27")
        assert stage.player.selection == LEFT.filter
        assert stage.app.feed.reading.place.post == 6
        assert "Resumed at 10:27 BST." in stage.text()
        await stage.press("backspace")
        assert (stage.player.position, stage.player.selection.active) == (at("09:26"), False)


async def test_it_goes_on_at_the_word_that_was_being_read() -> None:
    async with on_stage(options=paused_at("09:26")) as stage:
        leave(stage, LEFT._replace(read=PostRead(6, 0.5)))
        await stage.press("r")
        assert stage.app.feed.reading.spot == pytest.approx((6, 0.5))
