"""The command that leads back to a moment: the program reads it as it was meant."""

import shlex
from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sample_blogs import at, blog, bundled_like, post

from tui.hosting.guest.command import parse_command
from tui.hosting.options import ServeOptions
from tui.playback.selection import Selection
from tui.playback.timeline import Timeline
from tui.replay import Replay, ReplayOptions
from tui.screen.actions.posts import moment_command
from tui.screen.page import ViewOptions

TEN = bundled_like()
LOCAL = ("liveblog-tui", "replay", "blinken-beijing")
FOUR = blog(post("09:26:30", "a"), post("09:27:10", "b"), post("09:27:50", "c"), "10:01 d")


def made(selection: Selection, host: bool = False) -> str:
    command, option = (("ssh", "-t", "host"), ()) if host else (LOCAL, ("--at",))
    options = ViewOptions(Replay(TEN).faces, command=command, moment_option=option)
    return moment_command(options, TEN, at("10:43"), selection)


@pytest.mark.parametrize("name", ["Tom Bateman", "Ann O'Hara", 'A "B" C', "$HOME `x` !", "漢 字"])
def test_a_name_arrives_as_it_is(name: str) -> None:
    chosen = Selection(frozenset({name}))
    assert shlex.split(made(chosen))[-1] == name
    sent = " ".join(shlex.split(made(chosen, host=True))[3:])
    assert parse_command(sent).replay == ReplayOptions(at="10:43", authors=(name,))


@given(st.integers(0, 2 * 86400))
@example(40 * 80)
def test_the_command_leads_to_the_same_posts_by_the_minute_where_that_is_enough(
    seconds: int,
) -> None:
    moment = min(FOUR.start + timedelta(seconds=seconds / 40), FOUR.end)
    options = ViewOptions(Replay(FOUR).faces, command=("x",))
    words = shlex.split(moment_command(options, FOUR, moment, Selection()))
    count = Timeline.of(FOUR).count_at
    assert count(Replay(FOUR).moment(words[2])) == count(moment)
    by_minute = count(Replay(FOUR).moment(words[2][:5])) == count(moment)
    assert (len(words[2]) == len("09:27")) == by_minute


@pytest.mark.parametrize(
    ("options", "command"),
    [
        (ServeOptions(listen="127.0.0.1:22"), "ssh -t 127.0.0.1"),
        (ServeOptions(listen="0.0.0.0:2222", public_name="demo"), "ssh -t -p 2222 demo"),
        (ServeOptions(listen="", web="127.0.0.1:80"), ""),
    ],
)
def test_a_host_knows_its_own_command(options: ServeOptions, command: str) -> None:
    assert " ".join(options.command) == command
