"""The keys of time, each tried on the app."""

import pytest
from sample_blogs import at
from screen_stage import at_the_end, each_key_of, now, on_stage, paused_at

from tui.replay import ReplayOptions


@each_key_of("play")
async def test_play_and_pause(key: str) -> None:
    async with on_stage() as stage:
        await stage.press(key)
        assert stage.bar().startswith("  ► PLAYING  09:26")
        await stage.pass_seconds(0.01 + (stage.player.view().next_in or 0.0))
        assert "09:32   Tricky" in stage.text()
        await stage.press(key)
        assert stage.bar().startswith("  || PAUSED  09:32")
        await stage.pass_seconds(600)
        assert now(stage) == "09:32:00"


@each_key_of("play")
async def test_play_at_the_end_watches_again(key: str) -> None:
    async with on_stage(options=at_the_end()) as stage:
        assert stage.bar().startswith("  ■ THE END  11:18")
        await stage.press(key)
        assert stage.bar().startswith("  ► PLAYING  09:26")
        assert "1/10" in stage.bar()


@each_key_of("forward")
async def test_forward(key: str) -> None:
    async with on_stage(options=paused_at("10:26")) as stage:
        await stage.press(key)
        assert now(stage) == "10:27:00"


@each_key_of("back")
async def test_back(key: str) -> None:
    async with on_stage(options=paused_at("10:26")) as stage:
        await stage.press(key)
        assert now(stage) == "10:25:00"


@each_key_of("forward-10")
async def test_forward_10(key: str) -> None:
    async with on_stage(options=paused_at("10:26")) as stage:
        await stage.press(key)
        assert now(stage) == "10:36:00"


@each_key_of("back-10")
async def test_back_10(key: str) -> None:
    async with on_stage(options=paused_at("10:26")) as stage:
        await stage.press(key)
        assert now(stage) == "10:16:00"


async def test_minutes_stop_at_the_ends() -> None:
    async with on_stage() as stage:
        await stage.press("left")
        assert now(stage) == "09:26:00"
        await stage.press("9", *["shift+right"] * 3)
        assert now(stage) == "11:18:00"


@each_key_of("next-post")
async def test_to_the_next_post(key: str) -> None:
    async with on_stage(options=paused_at("10:20")) as stage:
        await stage.press(key)
        assert now(stage) == "10:26:00"
        assert "A visit stripped of fanfare" in stage.text()
        await stage.press(key, key, key)
        assert now(stage) == "11:18:00"
        await stage.press(key)
        assert stage.last_row() == " No more posts to come."


@pytest.mark.parametrize("key", ["right_square_bracket", "enter"])
async def test_at_the_end_of_a_filter_its_choices_are_named(key: str) -> None:
    async with on_stage(options=at_the_end(authors=("Bateman",))) as stage:
        await stage.press(key)
        assert stage.last_row() == " No more posts by Tom Bateman."
        await stage.press("left_square_bracket", "left_square_bracket", "left_square_bracket")
        assert stage.last_row() == " No earlier posts by Tom Bateman."


@pytest.mark.parametrize(
    ("columns", "more", "earlier"),
    [
        (
            60,
            " No more posts by Tom Bateman or Yvette Tan.",
            " No earlier posts by Tom Bateman or Yvette Tan.",
        ),
        (44, " No more posts in the filter.", " No earlier posts in the filter."),
    ],
)
async def test_choices_without_room_are_called_the_filter(
    columns: int, more: str, earlier: str
) -> None:
    options = at_the_end(authors=("Bateman", "Tan"))
    async with on_stage(options=options, size=(columns, 24)) as stage:
        await stage.press("right_square_bracket")
        assert stage.last_row() == more
        await stage.press("home", *["left_square_bracket"] * 4)
        assert stage.last_row() == earlier


@each_key_of("previous-post")
async def test_to_the_previous_post(key: str) -> None:
    async with on_stage(options=paused_at("10:30")) as stage:
        await stage.press(key)
        assert now(stage) == "10:26:00"
        await stage.press(key)
        assert now(stage) == "10:11:00"


@each_key_of("previous-post")
async def test_previous_within_a_second_of_a_post_goes_one_further_back(key: str) -> None:
    async with on_stage(options=ReplayOptions(at="10:26", speed="60")) as stage:
        await stage.pass_seconds(0.9)
        await stage.press(key)
        assert now(stage) == "10:11:00"
        await stage.pass_seconds(1.1)
        await stage.press(key)
        assert now(stage) == "10:11:00"


@each_key_of("next-post-paused")
async def test_next_post_paused(key: str) -> None:
    async with on_stage(options=ReplayOptions(at="10:20")) as stage:
        await stage.press(key)
        assert stage.bar().startswith("  || PAUSED  10:26")


@each_key_of("previous-post-paused")
async def test_previous_post_paused(key: str) -> None:
    async with on_stage(options=ReplayOptions(at="10:20")) as stage:
        await stage.press(key)
        assert stage.bar().startswith("  || PAUSED  10:11")


@each_key_of("faster")
async def test_faster(key: str) -> None:
    async with on_stage(options=ReplayOptions()) as stage:
        await stage.pass_seconds(3)
        before = now(stage)
        await stage.press(key)
        assert "240 words a minute" in stage.bar()
        assert now(stage) == before
        await stage.press(*[key] * 9)
        assert "1000 words a minute" in stage.bar()


@each_key_of("slower")
async def test_slower(key: str) -> None:
    async with on_stage(options=ReplayOptions()) as stage:
        await stage.press(key)
        assert "160 words a minute" in stage.bar()
        await stage.press(*[key] * 9)
        assert "120 words a minute" in stage.bar()


@each_key_of("default-speed")
async def test_default_speed(key: str) -> None:
    for options, usual in (
        (ReplayOptions(speed="7"), "60x"),
        (ReplayOptions(pace="300"), "200 words a minute"),
    ):
        async with on_stage(options=options) as stage:
            await stage.press(key)
            assert usual in stage.bar()


@each_key_of("tempo")
async def test_the_other_tempo(key: str) -> None:
    async with on_stage(options=ReplayOptions(at="10:30")) as stage:
        before = now(stage)
        await stage.press(key)
        assert "60x" in stage.bar()
        await stage.press("minus", key)
        assert "200 words a minute" in stage.bar()
        await stage.press(key)
        assert " 45x " in stage.bar()
        assert now(stage) == before


async def test_a_constant_speed_is_stepped_in_its_own_steps() -> None:
    async with on_stage(options=ReplayOptions(speed="60")) as stage:
        await stage.pass_seconds(3)
        await stage.press("plus")
        assert "120x" in stage.bar()
        assert now(stage) == "09:29:00"
        await stage.press(*["plus"] * 9)
        assert "600x" in stage.bar()
        await stage.press(*["minus"] * 19)
        assert " 1x " in stage.bar()
        assert now(stage) in stage.bar()


@pytest.mark.parametrize("digit", range(10))
async def test_tenths(digit: int) -> None:
    async with on_stage(options=paused_at("10:26")) as stage:
        await stage.press(str(digit))
        assert stage.player.position == at("09:26") + (at("11:18") - at("09:26")) * digit / 10


@each_key_of("jump")
async def test_the_time_box(key: str) -> None:
    async with on_stage() as stage:
        await stage.press(key)
        assert "Go to a time" in stage.text()
        await stage.type_in("10:26")
        await stage.press("enter")
        assert now(stage) == "10:26:00"


@each_key_of("undo")
async def test_undo_restores_the_time_and_the_place_in_the_feed(key: str) -> None:
    async with on_stage(size=(100, 16), options=paused_at("10:43")) as stage:
        await stage.press("k", "k", "k", "k", "k")
        before = stage.feed_rows()
        await stage.press("1")
        assert stage.feed_rows() != before
        await stage.press(key)
        assert now(stage) == "10:43:00"
        assert stage.feed_rows() == before
        assert stage.last_row() == " Back to 10:43 BST."


@each_key_of("undo")
async def test_undo_reverses_one_jump_after_another_and_then_says_so(key: str) -> None:
    async with on_stage(options=paused_at("10:26")) as stage:
        await stage.press("1", "5", "right")
        for moment in (at("09:26") + (at("11:18") - at("09:26")) / 2, None, at("10:26")):
            await stage.press(key)
            assert moment is None or stage.player.position == moment
        await stage.press(key)
        assert stage.last_row() == " No jump to undo."


@pytest.mark.parametrize(
    ("moment", "key", "note"),
    [
        ("start", "left", "This is the start."),
        ("start", "[", "No post before this one."),
        ("start", ",", "No post before this one."),
        ("end", "right", "This is the end."),
        ("end", "]", "No more posts to come."),
        ("end", "enter", "No more posts to come."),
        ("end", "f", "Following."),
        ("10:30", "backspace", "No jump to undo."),
        ("10:30", "escape", "Nothing to clear."),
        ("start", "0", "Already at 09:26."),
        ("start", "pageup", "This is the top."),
        ("start", "j", "That's all so far. enter: next post"),
    ],
)
async def test_a_key_without_a_destination_says_so(moment: str, key: str, note: str) -> None:
    async with on_stage(options=paused_at(moment, speed="60")) as stage:
        await stage.press(key)
        assert stage.last_row().strip() == note
