"""Edits arrive at their minute with a mark, deletions are struck out, and a key looks back."""

import pytest
from readings import answers
from sample_blogs import at, blog, post
from screen_stage import Stage, on_stage, paused_at

from tui.model.blog import LiveBlog, Version
from tui.replay import ReplayOptions

FIRST = post("10:00", "Bells", "Five bells hang there.", by="Ana")
EDITED = post("10:00", "Bells", "Six bells hang there now.", by="Ana")
GONE = post("10:10", "Geese", "The geese are off.")


def changed() -> LiveBlog:
    """An edit at 10:31, and a deletion between 10:40 and 10:50; another edit after the end."""
    later = post("11:00", "Last, mended", "The end.")
    return blog(
        FIRST._replace(versions=(Version(at("10:31"), EDITED),)),
        GONE._replace(versions=(Version(at("10:50"), None, at("10:40")),)),
        "10:30 Third",
        post("11:00", "Last", "The end.", versions=(Version(at("12:00"), later),)),
    )


def is_struck(stage: Stage, words: str) -> bool:
    return any(
        bool(style.strike) for text, style in stage.styled(stage.row_of(words)) if words in text
    )


@pytest.mark.parametrize(("moment", "keys", "seen", "gone"), answers("edited-posts-on-screen"))
@pytest.mark.parametrize("size", [(100, 30), (44, 24)])
async def test_a_post_is_as_it_was_known_and_a_key_looks_back(
    size: tuple[int, int], moment: str, keys: str, seen: str, gone: str
) -> None:
    async with on_stage(changed(), size, paused_at(moment)) as stage:
        await stage.press(*keys.split())
        shown = " ".join(stage.text().split())
        assert all(words in shown for words in seen.split("|"))
        assert not gone or gone not in shown


async def test_a_key_looks_back_at_the_post_whose_words_are_on_the_screen() -> None:
    above, below = (
        changed().posts[0],
        post("10:20", "Drums", versions=(Version(at("10:31"), GONE),)),
    )
    later = post("11:00", "Later", "More. " * 400)
    posts = blog(above, "10:10 Geese", below, later)
    async with on_stage(posts, (100, 24), paused_at("end")) as stage:
        await stage.press("g", "down", "down", "down")
        assert not stage.feed_rows()[0], "only the row below the edited post is left of it"
        await stage.press("v")
        assert "Drums" in stage.text()


async def test_an_edit_arrives_at_its_minute_with_a_mark() -> None:
    options = ReplayOptions(at="10:30:30", speed="1")
    async with on_stage(changed(), options=options) as stage:
        assert "Five bells" in stage.text()
        assert "edited" not in stage.text()
        await stage.pass_seconds(29)
        assert "Five bells" in stage.text()
        await stage.pass_seconds(1)
        assert "Six bells" in stage.text()
        assert "Five bells" not in stage.text()
        assert "edited 10:31" in stage.text()


async def test_of_a_deleted_post_the_struck_headline_is_left_and_a_key_shows_the_rest() -> None:
    async with on_stage(changed(), (130, 30), paused_at("10:49")) as stage:
        assert "The geese are off." in stage.text()
        await stage.press("right")
        assert "deleted between 10:40 and 10:50" in stage.text()
        assert "The geese are off." not in stage.text()
        assert not is_struck(stage, "deleted between")
        assert sum(bool(style.strike) for text, style in stage.pieces() if "Geese" in text) == 2
        await stage.press("v", "v", "v")  # first the other post's edit, and back
        assert "The geese are off." in stage.text()
        assert "as published, then deleted" in stage.text()


@pytest.mark.parametrize("label", ["Analysis", ""])
async def test_a_change_of_a_post_without_a_headline_is_told_in_a_small_window(label: str) -> None:
    first = post("10:00", "", "Five bells.", kicker=label)
    edit = Version(at("10:31"), first._replace(body=EDITED.body))
    late = post("10:05", "", "Seen late.", modified=at("10:25"))
    edited = blog(first._replace(versions=(edit,)), late, "11:00 Last")
    async with on_stage(edited, (80, 20), paused_at("10:30")) as stage:
        assert stage.feed_rows()[0].endswith("Five bells.") or label, "no row before the edit"
        await stage.press("right")
        assert "edited 10:31" in stage.text()
        assert "edited 10:25" in stage.text()
        await stage.press("v")
        row = " ".join(stage.rows()[stage.row_of("as published")].split())
        assert row.startswith(" ".join(["10:00", *label.upper().split(), "──"]))
        assert row.endswith(" as published, then edited 10:31")


async def test_once_watching_is_over_all_is_as_it_is_known_at_last() -> None:
    async with on_stage(changed(), options=ReplayOptions(at="10:59", speed="60")) as stage:
        await stage.pass_seconds(0.9)
        assert "mended" not in stage.text()
        await stage.pass_seconds(5)
        assert stage.player.view().ended
        assert "edited 12:00" in stage.text()


async def test_what_is_copied_is_what_is_shown() -> None:
    async with on_stage(changed(), options=paused_at("10:05")) as stage:
        await stage.press("y")
        assert stage.app.copied == "10:00 BST\n\nBells\n\nAna\n\nFive bells hang there."
    async with on_stage(changed(), options=paused_at("10:35", authors=("Ana",))) as stage:
        await stage.press("y")
        assert stage.app.copied.startswith("10:00 BST · edited 10:31\n\nBells")
        assert "Six bells" in stage.app.copied


async def test_a_reader_who_scrolled_keeps_their_words_on_top() -> None:
    longer = post("10:00", "Bells", "Five bells hang there now. " * 9 + "\n\nThe second words.")
    entry = blog(
        post(
            "10:00", "Bells", "Five.\n\nThe second words.", versions=(Version(at("10:31"), longer),)
        ),
        *(post(f"10:0{n}", f"Post {n}", "Words of it. " * 30) for n in range(1, 9)),
        "11:00 Last",
    )
    options = ReplayOptions(at="10:30:50", speed="1")
    async with on_stage(entry, (80, 24), options) as stage:
        await stage.press("g")
        for _ in range(9):
            if "The second words." not in stage.feed_rows()[0]:
                await stage.press("j")
        before = stage.feed_rows()
        assert "The second words." in before[0]
        await stage.pass_seconds(11)
        assert stage.app.player.view().changes == 1
        assert stage.feed_rows()[0] == before[0]
