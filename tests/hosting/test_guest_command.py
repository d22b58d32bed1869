"""What a guest types after ssh, and the colours of the guest's terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.hosting.guest import ColourDepth, Guest, colour_depth_of
from tui.hosting.guest.command import Command, TextReply, help_text, parse_command
from tui.model.errors import OptionError
from tui.replay import ReplayOptions


@pytest.mark.parametrize(
    ("command", "requested"),
    [
        ("", ReplayOptions()),
        ("16:30 Beijing", ReplayOptions(at="16:30 Beijing")),
        (
            '10:26 --author "Tom Bateman" --speed 10',
            ReplayOptions(at="10:26", authors=("Tom Bateman",), speed="10"),
        ),
        ("--author Bateman --author unsigned", ReplayOptions(authors=("Bateman", "unsigned"))),
        (
            "10:26 --author Tom Bateman --speed 10",
            ReplayOptions(at="10:26", authors=("Tom Bateman",), speed="10"),
        ),
        ("--speed 10 10:26", ReplayOptions(at="10:26", speed="10")),
        (
            "--author Tom Bateman --speed 10 10:26",
            ReplayOptions(at="10:26", authors=("Tom Bateman",), speed="10"),
        ),
        ("--author Tom Bateman 10:26", ReplayOptions(at="10:26", authors=("Tom Bateman",))),
        (
            "--author 'Tom Bateman' 16:30 Beijing",
            ReplayOptions(at="16:30 Beijing", authors=("Tom Bateman",)),
        ),
        (
            "--author unsigned --author Tom Bateman 50%",
            ReplayOptions(at="50%", authors=("unsigned", "Tom Bateman")),
        ),
        (
            "--author France 24 --speed 10 #7",
            ReplayOptions(at="#7", authors=("France 24",), speed="10"),
        ),
        ("--speed 10 --at -5m", ReplayOptions(at="-5m", speed="10")),
        (
            "--kind with image 10:26 --source BBC --finish-in 5m",
            ReplayOptions(at="10:26", kinds=("with image",), only_sources=("BBC",), finish_in="5m"),
        ),
        (
            "--zone Europe/Paris --order newest --json",
            ReplayOptions(zones=("Europe/Paris",), newest_first=True, as_json=True),
        ),
        ("--loop 10:26 --skip-gaps", ReplayOptions(at="10:26", loop=True, skip_gaps=True)),
        ("--at=-90s", ReplayOptions(at="-90s")),
        ("$(reboot) `reboot`", ReplayOptions(at="$(reboot) `reboot`")),
    ],
)
def test_a_command_line_is_read_as_arguments(command: str, requested: ReplayOptions) -> None:
    assert parse_command(command) == Command(requested)


@pytest.mark.parametrize("command", ["help", "-h", "--help", "-- --help", "10:26 --help"])
def test_a_guest_can_ask_what_may_be_typed(command: str) -> None:
    assert parse_command(command).answer is TextReply.HELP


def test_a_guest_can_ask_for_the_live_blogs() -> None:
    assert parse_command("list").answer is TextReply.LIST


def test_help_names_every_option() -> None:
    for names in ((), ("geese", "bell")):
        text = help_text(names)
        for option in ("pace", "finish-in", "author", "order", "zone", "json", "projector"):
            assert f"  --{option} " in text
    assert "For example: ssh -t HOST geese 10:26" in text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("--finish-in", "Option '--finish-in' requires an argument. ssh HOST help prints"),
        ("10:26 --author", "Option '--author' requires an argument. "),
        ("--loop=3", "Option '--loop' does not take a value. "),
        ("--skip-gapz 10:26", "No such option"),
        ("--order up", "Invalid value for '--order': 'up' is not one of 'oldest', 'newest'. "),
        ("--no-such", "No such option '--no-such'. "),
        ("scp -f -- secrets --x", ""),
        ("10:26 'open", ""),
        ("--aut x", ""),
        ("x" * 1001, ""),
        ("--at 10:26 10:27", ""),
        ("10:26 --author Tom Bateman 10:27", ""),
    ],
)
def test_an_error_is_one_line_and_names_the_option_as_typed(typed: str, said: str) -> None:
    with pytest.raises(OptionError) as error:
        parse_command(typed)
    assert str(error.value).startswith(said)
    assert "\n" not in str(error.value)


@given(st.text(max_size=60))
def test_no_control_byte_comes_back(command: str) -> None:
    try:
        parse_command(command)
    except OptionError as error:
        answer = str(error)
    else:
        answer = ""
    assert answer == "" or answer.isprintable()


@pytest.mark.parametrize(("value", "no_color"), [("1", True), ("", False), (None, False)])
def test_no_color(value: str | None, no_color: bool) -> None:
    environment = {} if value is None else {"NO_COLOR": value}
    assert Guest(address="", environment=environment).no_color is no_color


def test_a_projector_may_name_a_moment_too() -> None:
    assert parse_command("--projector 10:26") == Command(ReplayOptions(at="10:26"), projector=True)


@pytest.mark.parametrize(
    ("term", "environment", "depth"),
    [
        ("xterm-256color", {}, ColourDepth.PALETTE),
        ("screen-256color", {}, ColourDepth.PALETTE),
        ("xterm-256color", {"COLORTERM": "truecolor"}, ColourDepth.TRUE),
        ("xterm-256color", {"COLORTERM": "24bit"}, ColourDepth.TRUE),
        ("xterm-256color", {"COLORTERM": "no"}, ColourDepth.PALETTE),
        ("xterm-kitty", {}, ColourDepth.TRUE),
        ("alacritty", {}, ColourDepth.TRUE),
        ("tmux-direct", {}, ColourDepth.TRUE),
        ("linux", {}, ColourDepth.SIXTEEN),
        ("xterm", {}, ColourDepth.SIXTEEN),
        ("dumb", {"COLORTERM": "truecolor"}, ColourDepth.NONE),
        ("", {}, ColourDepth.NONE),
    ],
)
def test_colour_depth_of(term: str, environment: dict[str, str], depth: ColourDepth) -> None:
    assert colour_depth_of(term, environment) is depth
