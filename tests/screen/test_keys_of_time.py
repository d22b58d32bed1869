"""The keys of time, each tried on the app."""

import pytest
from readings import answers
from sample_blogs import at
from screen_stage import at_the_end, each_key_of, now, on_stage, paused_at

from tui.replay import ReplayOptions


@each_key_of("play")
async def test_play_pause_and_watch_again(key: str) -> None:
    async with on_stage() as stage:
        await stage.press(key)
        assert stage.bar().startswith("  ► PLAYING  09:26")
        await stage.pass_seconds(0.01 + (stage.player.view().next_in or 0.0))
        assert "09:32   Tricky" in stage.text()
        await stage.press(key)
        assert stage.bar().startswith("  || PAUSED  09:32")
        await stage.pass_seconds(600)
        assert now(stage) == "09:32:00"
    async with on_stage(options=at_the_end()) as stage:
        assert stage.bar().startswith("  ■ THE END  11:18")
        await stage.press(key)
        assert stage.bar().startswith("  ► PLAYING  09:26")
        assert "1/10" in stage.bar()


@pytest.mark.parametrize(("key", "moments"), answers("keys-of-steps"))
async def test_steps_to_minutes_and_posts(key: str, moments: str) -> None:
    async with on_stage(options=paused_at("10:26")) as stage:
        for moment in moments.split():
            await stage.press(key)
            assert now(stage) == f"{moment}:00"


@pytest.mark.parametrize(
    ("authors", "columns", "chosen"),
    [
        (("Bateman",), 100, "fit the filter: Tom Bateman."),
        (("Bateman", "Tan"), 60, "fit the filter: Tom Bateman, Yvette Tan."),
    ],
)
async def test_at_the_end_of_a_filter_its_choices_are_named(
    authors: tuple[str, ...], columns: int, chosen: str
) -> None:
    async with on_stage(options=at_the_end(authors=authors), size=(columns, 24)) as stage:
        for key in ("]", "enter"):
            await stage.press(key)
            assert stage.last_row() == f" No more posts {chosen}"
        await stage.press("home", *"[[[[")
        assert stage.last_row() == f" No earlier posts {chosen}"


@pytest.mark.parametrize(("key", "moment"), [(".", "10:26"), (",", "10:11")])
async def test_a_post_further_and_pause(key: str, moment: str) -> None:
    async with on_stage(options=ReplayOptions(at="10:20")) as stage:
        await stage.press(key)
        assert stage.bar().startswith(f"  || PAUSED  {moment}")


@pytest.mark.parametrize(("speed", "keys", "told"), answers("keys-of-pace-and-speed"))
async def test_pace_and_speed(speed: str, keys: str, told: str) -> None:
    async with on_stage(options=ReplayOptions(speed=speed)) as stage:
        await stage.pass_seconds(3)
        before = now(stage)
        for key in keys:
            await stage.press(key)
            stage.clock.advance(0.6)  # no key is pressed twice
        assert told in stage.bar()
        assert stage.player.position >= at(before)


@pytest.mark.parametrize("digit", [0, 5, 9])
async def test_tenths(digit: int) -> None:
    async with on_stage(options=paused_at("10:26")) as stage:
        await stage.press(str(digit))
        assert stage.player.position == at("09:26") + (at("11:18") - at("09:26")) * digit / 10


async def test_undo_restores_the_time_and_the_place_in_the_feed() -> None:
    async with on_stage(size=(100, 16), options=paused_at("10:43")) as stage:
        await stage.press("k", "k", "k", "k", "k")
        before = stage.feed_rows()
        await stage.press("1", "5")
        assert stage.feed_rows() != before
        await stage.press("backspace", "backspace")
        assert now(stage) == "10:43:00"
        assert stage.feed_rows() == before
        assert stage.last_row() == " Back to 10:43 BST."
        await stage.press("backspace")
        assert stage.last_row() == " No jump to undo."


@pytest.mark.parametrize(("moment", "key", "note"), answers("keys-without-a-destination"))
async def test_a_key_without_a_destination_says_so(moment: str, key: str, note: str) -> None:
    async with on_stage(options=paused_at(moment, speed="60")) as stage:
        await stage.press(key)
        assert stage.last_row().strip() == note
