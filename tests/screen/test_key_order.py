"""A burst of keys has the same effect as the keys one by one."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from screen_stage import Stage, at_the_end, now, on_stage, paused_at
from textual import events
from textual.widgets import Input

KEYS = "t 1 0 colon 2 6 enter slash f a n space escape question_mark j ]"


def seen(stage: Stage) -> tuple[str, str, str, int]:
    """The screen, and the state that it may not show."""
    app = stage.app
    return stage.text(), now(stage), str(app.player.selection), len(app.screen_stack)


async def test_keys_after_the_dialog_act_on_the_page() -> None:
    async with on_stage(options=at_the_end()) as stage:
        await stage.burst("slash", *"china", "enter", "n", "t", *"1026", "enter", "z", "a", "space")
        assert "Show only" in stage.text()
        assert now(stage) == "17:26:00"
        assert "“china” " in stage.text()


async def test_a_paste_right_after_the_key_goes_into_the_dialog() -> None:
    async with on_stage() as stage:
        await stage.paste("10:26", after="t")
        assert stage.app.screen.query_one(Input).value == "10:26"


async def test_a_lost_key_delays_the_others_by_a_second_at_most() -> None:
    async with on_stage() as stage:
        lost = events.Key("x", None)
        lost.time -= 5
        stage.app._current_key = lost
        await stage.press("]")
        assert now(stage) == "09:32:00"


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(keys=st.lists(st.sampled_from(KEYS.split()), max_size=14))
async def test_a_burst_does_what_the_same_keys_do_one_by_one(keys: list[str]) -> None:
    async with on_stage(options=paused_at("10:30")) as stage:
        await stage.press(*keys)
        one_by_one = seen(stage)
    async with on_stage(options=paused_at("10:30")) as stage:
        await stage.burst(*keys)
        assert seen(stage) == one_by_one


async def test_the_next_key_removes_a_note() -> None:
    async with on_stage(options=paused_at("10:30")) as stage:
        await stage.press("f")
        assert "Following." in stage.last_row()
        await stage.press("t")
        assert "space play" in stage.last_row()
        await stage.press("escape")
        await stage.burst("f", "t")
        assert "space play" in stage.last_row()


async def test_who_waits_for_a_key_is_called_when_its_action_is_done() -> None:
    async with on_stage() as stage:
        boxes, app = list[int](), stage.app
        app.post_message(events.Key("question_mark", "?"))
        app.call_later(app.call_after_keys, lambda: boxes.append(len(app.screen_stack)))
        await stage.settle()
        assert boxes == [2]
