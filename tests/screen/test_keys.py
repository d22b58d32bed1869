"""The table of keys: every key once, none of a multiplexer, the same list in the README.

Every key has an effect that can be seen, if only a sentence in the bar.
"""

import re
from pathlib import Path

import pytest
from screen_stage import on_stage, paused_at

from tui.model.errors import OptionError
from tui.screen.keys import HELP, KEYS, bindings, check_keymap, help_groups

README = Path(__file__).parents[2] / "README.md"


def readme_keys() -> str:
    """The ten keys of the README, as lines: the first group of the help."""
    return "\n".join(f"{keys:<11}{does}" for keys, does in help_groups()[0][1])


def every_key() -> list[str]:
    return [key for entry in KEYS for key in entry.keys.split(",")]


def test_no_key_does_two_things() -> None:
    ids = [key.id for key in KEYS]
    for each in (every_key(), ids):
        assert len(each) == len(set(each))


def test_tmux_screen_and_flow_control_take_none_of_the_keys() -> None:
    taken = {"ctrl+a", "ctrl+b", "ctrl+s", "ctrl+q"}
    assert not taken & set(every_key())
    assert not taken & {key for binding in bindings() for key in binding.key.split(",")}


def test_the_help_names_keys_of_the_table_and_the_palette_the_rest() -> None:
    rows = [row for group in HELP.values() for row in group.items()]
    helped = {id for ids, _ in rows for id in ids.split()}
    named = {id for _, does in rows for id in re.findall(r"{([a-z-]+)", does)}
    assert helped | named < {key.id for key in KEYS}
    assert len(HELP[""]) == 10


def test_the_readme_lists_the_same_keys() -> None:
    text = README.read_text(encoding="utf-8")
    shown = text.partition("<!-- keys -->")[2].partition("<!-- /keys -->")[0]
    assert shown.strip().strip("`").strip("\n") == readme_keys(), (
        "put readme_keys() between the marks in README.md"
    )


@pytest.mark.parametrize(
    "name", ["w", "ctrl+t", "f5", "shift+f2", "P", "é", "*", "ctrl++", "asterisk", "w, f5"]
)
def test_any_key_of_a_terminal_can_be_chosen(name: str) -> None:
    check_keymap({"play": name})


@pytest.mark.parametrize("name", ["", " ", "zzz", "Ctrl+P", "p q", "ctrl+", "ctrl+zzz", "w,zzz"])
def test_an_unknown_key_is_refused_by_name(name: str) -> None:
    with pytest.raises(OptionError, match=r"the key '.*', which no terminal sends"):
        check_keymap({"play": name})


@pytest.mark.parametrize("name", ["q", "/", "slash", "+", "w,q"])
def test_a_key_of_another_action_is_refused_in_every_spelling(name: str) -> None:
    with pytest.raises(OptionError, match=r"play and \w+ both have the key .*\. Change one"):
        check_keymap({"play": name})


def test_an_unknown_id_is_refused_with_all_ids() -> None:
    with pytest.raises(OptionError, match=r"No key 'plya'\. Ids: .*, play, .*, zone\."):
        check_keymap({"plya": "p"})


TIMES = 2
"""Presses of each key; the second often has nothing left to do."""
NOT_HERE = ("quit", "suspend")


@pytest.mark.parametrize(("size", "moment"), [((40, 10), "start"), ((120, 40), "end")])
async def test_every_key_shows(size: tuple[int, int], moment: str) -> None:
    async with on_stage(size=size, options=paused_at(moment, speed="60")) as stage:
        await stage.press("slash", *"welcome", "enter")
        for entry in KEYS:
            for key in entry.keys.split(",") * TIMES:
                if entry.id in NOT_HERE:
                    continue
                await stage.pass_seconds(60)
                before = stage.pieces()
                await stage.press(key)
                assert stage.pieces() != before, f"{key} ({entry.does})"
                while len(stage.app.screen_stack) > 1:
                    await stage.press("escape")
                if stage.player.view().playing:
                    await stage.press("space")


async def test_every_command_without_a_key_shows() -> None:
    async with on_stage(size=(40, 10), options=paused_at("10:44")) as stage:
        zones = [f"times: {face.label}" for face in stage.app.options.faces]
        for command in [*zones[1:], *zones[:1], "themes"]:
            before = stage.pieces()
            await stage.press("colon")
            await stage.paste(command)
            await stage.press("enter")
            await stage.pass_seconds(60)
            assert stage.pieces() != before, command
