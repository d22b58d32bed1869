"""The command line that a guest types after ssh, and the colours of the guest's terminal."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import answers

from tui.hosting.guest import ColourDepth, colour_depth_of
from tui.hosting.guest.command import Command, help_text, parse_command
from tui.model.errors import OptionError
from tui.replay import ReplayOptions

ASKED: dict[str, dict[str, Any]] = answers("guests-commands")


@pytest.mark.parametrize("command", ASKED)
def test_a_command_line_is_read_as_arguments(command: str) -> None:
    asked: dict[str, Any] = {
        x: tuple(y) if isinstance(y, list) else y for x, y in ASKED[command].items()
    }
    assert parse_command(command) == Command(read := ReplayOptions(**asked))
    assert parse_command(f"{command} --projector") == Command(read, projector=True)


@pytest.mark.parametrize("command", ["help", "-h", "--help", "-- --help", "10:26 --help", "list"])
def test_a_guest_can_ask_what_may_be_typed_and_which_live_blogs_there_are(command: str) -> None:
    assert parse_command(command).answer == ("list" if command == "list" else "help")


def test_help_names_every_option() -> None:
    for names in ((), ("geese", "bell")):
        text = help_text(names, "11:05")
        for option in ("pace", "finish-in", "author", "order", "zone", "json", "projector"):
            assert f"  --{option} " in text
    assert "For example: ssh -t HOST geese 11:05 --pace 240\n" in text
    assert "max" not in text


@given(st.text(max_size=60))
def test_no_control_byte_comes_back(command: str) -> None:
    try:
        parse_command(command)
    except OptionError as error:
        answer = str(error)
    else:
        answer = ""
    assert answer == "" or answer.isprintable()


@pytest.mark.parametrize(("term", "environment", "depth"), answers("colours-of-terminals"))
def test_colour_depth_of(term: str, environment: dict[str, str], depth: str) -> None:
    assert colour_depth_of(term, environment.get("COLORTERM", "")) is ColourDepth[depth]
