"""ctrl+z, fg and bg in a real terminal: the shell gets it back, and the page returns by itself.

A replay as text that ctrl+c ended goes on there in the next run.
"""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from real_terminal import Terminal, terminal

GIVEN_BACK = "0 0 1"
"""No alternate screen, no mouse, a cursor."""
TAKEN = "1 1 0"


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Terminal]:
    with terminal(tmp_path, 100, 30) as opened:
        opened.run("set -m; clear")
        yield opened


def back_at_the_shell(there: Terminal) -> None:
    there.until(
        lambda screen: "Stopped" in screen and screen.rstrip().endswith("$"),
        "the shell's word that the job is stopped",
    )
    assert there.modes() == GIVEN_BACK
    there.run("echo still $((1 + 1)) here")
    there.see("still 2 here")


def test_ctrl_z_gives_the_terminal_back_and_fg_goes_on_where_it_was(there: Terminal) -> None:
    there.run("liveblog-tui replay --paused --at 10:26")
    page = there.see("|| PAUSED  10:26 BST")
    for _ in range(2):
        there.press("C-z")
        back_at_the_shell(there)
        there.run("clear; fg")
        there.until(lambda screen: screen == page, "the page as it was")
        there.until(lambda _: there.modes() == TAKEN)
    there.press("?")
    there.see("quit; ? this help")
    there.press("q", "]")
    there.see("|| PAUSED  10:43 BST")
    there.press("q")
    there.until(lambda screen: "BST" not in screen)
    assert there.modes() == GIVEN_BACK


def test_ctrl_z_stops_what_has_started_it_too(there: Terminal) -> None:
    there.run("sh -c 'liveblog-tui replay --paused --at 10:26; echo ended' ")
    there.see("|| PAUSED  10:26 BST")
    there.press("C-z")
    back_at_the_shell(there)
    there.run("clear; fg")
    there.see("|| PAUSED  10:26 BST")
    there.press("q")
    there.see("ended")


def test_the_clock_stands_still_while_it_is_stopped(there: Terminal) -> None:
    there.run("liveblog-tui replay --speed 10 --at 10:26")  # six seconds are a minute
    there.see("PLAYING  10:26")
    there.press("C-z")
    back_at_the_shell(there)
    there.run("clear; sleep 7; fg")
    there.see("PLAYING  10:26")


def test_a_stop_and_a_start_from_outside_paint_the_page_again(there: Terminal) -> None:
    there.run("sh -c 'echo $$ > ~/pid; exec liveblog-tui replay --paused --at 10:26'")
    page = there.see("|| PAUSED  10:26 BST")
    process = int((there.home / "pid").read_text())
    os.kill(process, signal.SIGTSTP)
    back_at_the_shell(there)
    there.run("clear; fg")
    there.until(lambda screen: screen == page, "the page as it was")
    there.until(lambda _: there.modes() == TAKEN)


def test_in_the_background_it_leaves_the_terminal_alone(there: Terminal) -> None:
    there.run("liveblog-tui replay --paused --at 10:26")
    page = there.see("|| PAUSED  10:26 BST")
    there.press("C-z")
    back_at_the_shell(there)
    there.run("clear; bg; echo in the background")
    there.see("in the background")
    assert there.modes() == GIVEN_BACK
    there.run("clear; fg")
    there.until(lambda screen: screen == page, "the page as it was")
    there.until(lambda _: there.modes() == TAKEN)


def test_without_a_shell_ctrl_z_says_so(tmp_path: Path) -> None:
    with terminal(tmp_path, 100, 30) as there:
        there.run("exec liveblog-tui replay --paused --at 10:26")
        there.see("|| PAUSED  10:26 BST")
        there.press("C-z")
        there.see("No shell to suspend to here. q quits.")
        there.press("?")
        assert "ctrl+z" not in there.see("quit; ? this help")


def test_a_replay_as_text_goes_on_where_it_was_ended(there: Terminal) -> None:
    there.run("liveblog-tui replay --plain --at 10:26")
    there.see("Like the rest of the visit")
    there.press("C-c")
    there.run("clear; echo clear $((1 + 1))")
    there.see("clear 2")
    there.run("liveblog-tui replay --plain --resume")
    there.see("A visit stripped of fanfare")
    there.press("C-c")
