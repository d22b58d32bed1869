"""The installed command in a real terminal, from its keys to the terminal it leaves behind."""

import os
import signal
import subprocess
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from pseudo_terminal import COMMAND, on_terminal
from real_terminal import Terminal, terminal

PROJECT = Path(__file__).parents[1]
BLOG = PROJECT / "assets" / "blinken-beijing-2024-04-26.txt"
GIVEN_BACK, TAKEN = "0 0 1", "1 1 0"
"""Alternate screen, mouse, cursor: on or off."""
HEADLINE = "A visit stripped of fanfare"


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Terminal]:
    with terminal(tmp_path) as opened:
        yield opened


def replay(there: Terminal, options: str = "", before: str = "") -> str:
    """Starts a replay; its exit status is shown when it ends."""
    there.run(f'clear; {before}liveblog-tui replay {options}; echo "status $?"')
    return there.see(" BST ")


def jump(there: Terminal, moment: str) -> None:
    there.press("t")
    there.see("Go to a time")
    there.press(moment, "Enter")


def test_an_hour_with_the_replay(there: Terminal) -> None:
    replay(there)
    there.see("► PLAYING  09:2")
    there.press("Space")
    there.see("|| PAUSED  09:2")
    jump(there, "10:26")
    assert HEADLINE in there.see("|| PAUSED  10:26 BST")
    there.press("a")
    there.see("type to find")
    there.press("bateman", "Enter")
    filtered = there.until(lambda screen: "1 of 7" in screen and "Show only" not in screen)
    assert "● Tom Bateman" in filtered, filtered
    there.press("Escape")
    there.see("7/10")
    there.press("/")
    there.see("Search the posts so far")
    there.press("fanfare", "Enter")
    there.see("“fanfare” 1 of 2")
    before = there.until(lambda screen: "Search what" not in screen)
    for columns, rows in ((70, 20), (40, 10)):
        there.resize(columns, rows)
        screen = there.until(partial(shows_headline, columns=columns))
        assert len(screen.splitlines()) <= rows
    there.resize(120, 40)
    there.until(lambda screen: screen == before, "the screen before the window was resized")
    there.press("q")
    there.prompt("0")
    assert there.modes() == GIVEN_BACK
    there.run("echo still $((1 + 1)) here")
    there.see("still 2 here")


def shows_headline(screen: str, columns: int) -> bool:
    """True if the headline is there and the scrubber ends a cell before the edge."""
    rows = screen.rstrip("\n").splitlines()
    scrubber = next((row for row in rows if "┿━" in row), "")
    return len(scrubber) == columns - 1 and HEADLINE in screen


def test_the_page_is_drawn_once_at_the_start_and_as_a_box_opens_and_closes(tmp_path: Path) -> None:
    with on_terminal(COMMAND, "replay", "--paused", home=tmp_path) as there:
        for key in (b"", b"?", b"\x1b"):
            there.send(key)
            seen = there.see("PAUSED")
            while more := there.read(1):
                seen += more
            assert seen.count(b"PAUSED") == 1


@pytest.mark.parametrize("option", ["", "--plain"])
def test_ctrl_c_ends_it_without_a_traceback(there: Terminal, option: str) -> None:
    there.run(f'clear; liveblog-tui replay {option}; echo "status $?"')
    there.see("Hello and welcome")
    there.press("C-c")
    screen = there.until(lambda screen: "status " in screen.replace("status $", ""))
    assert "Traceback" not in screen
    assert there.modes() == GIVEN_BACK


def test_a_blog_from_a_pipe_has_keys_from_the_terminal_where_it_can_be_pasted(
    there: Terminal,
) -> None:
    replay(there, "- --paused", before=f"cat {BLOG} | ")
    jump(there, "10:26")
    assert HEADLINE in there.see("|| PAUSED  10:26 BST")
    there.press("q")
    there.prompt("0")
    assert there.modes() == GIVEN_BACK
    there.run("clear; liveblog-tui convert - --date 2024-04-26 --to md | grep -o 'the last word'")
    there.see("Paste the text, then press ctrl+d")
    there.call("set-buffer", f"10:26 It{' goes on' * 600} to the last word.\n10:31 A{'.' * 80}b.\n")
    there.call("paste-buffer")  # a terminal's own line would end after 4,095 bytes
    there.press("C-d")
    there.see("\nthe last word\n")


def test_a_moment_typed_or_pasted_in_one_burst_is_jumped_to(there: Terminal) -> None:
    replay(there, "--paused")
    there.press("t", "1026", "Enter", "z")
    there.see("|| PAUSED  17:26 Beijing")
    there.call("set-buffer", "t+10m\n/TikTok\n")
    there.call("paste-buffer")
    there.see("“TikTok” 1 of 1")
    there.see("|| PAUSED  17:36 Beijing")


def quit_replay(there: Terminal) -> str:
    there.press("q")
    return there.prompt("0")


def test_place_pace_and_zone_are_kept_between_runs_and_options_are_for_one(there: Terminal) -> None:
    replay(there, "--paused --at 10:26 --author Bateman --theme nord")
    there.press("+")
    there.see("240 words a minute")
    there.press("z")
    there.see("|| PAUSED  17:26 ")
    assert "Left Blinken in Beijing at 17:26 Beijing. liveblog-tui resumes there." in quit_replay(
        there
    )
    assert "nord" not in (there.home / ".local/state/liveblog-tui/state.json").read_text()
    replay(there, "--paused --speed 60 --zone London")
    there.see("r resume at 10:26")
    quit_replay(there)
    replay(there, "--paused --zone London")
    there.press("+")
    there.see("300 words a minute")
    there.press("r")
    assert "Tom Bateman" in there.see("|| PAUSED  10:26 BST")
    quit_replay(there)
    replay(there, "--paused --at 11:00 --zone London")
    there.see("r resume at 10:26")
    there.press("q")
    assert "Left" not in there.prompt("0")
    there.run('clear; liveblog-tui replay --paused --resume; echo "status $?"')
    assert HEADLINE in there.see("|| PAUSED  17:26 ")


def test_a_place_that_cannot_be_kept_is_told(there: Terminal) -> None:
    replay(there, "--paused --at 10:26", before="XDG_STATE_HOME=/dev/null ")
    said = "Nothing is kept (Not a directory): /dev/null/liveblog-tui/state.json cannot be written."
    assert said in quit_replay(there)


def test_without_a_terminal_posts_come_as_plain_text_at_their_time() -> None:
    command = [COMMAND, "replay"]
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        assert any("Hello and welcome" in line for line in running.stdout)
        assert running.poll() is None, "an hour of the blog takes a minute"
        running.terminate()
        rest = running.stdout.read()
        assert "Tricky" not in rest
        assert "\x1b" not in rest


# Jobs of a shell


@pytest.fixture
def jobs(there: Terminal) -> Terminal:
    """A shell whose jobs can be stopped."""
    there.run("set -m; clear")
    return there


def back_at_the_shell(there: Terminal) -> None:
    there.until(
        lambda screen: "Stopped" in screen and screen.rstrip().endswith("$"),
        "the shell's word that the job is stopped",
    )
    assert there.modes() == GIVEN_BACK
    there.run("echo still $((1 + 1)) here")
    there.see("still 2 here")


def goes_on(jobs: Terminal, page: str) -> None:
    jobs.run("clear; fg")
    jobs.until(lambda screen: screen == page, "the page as it was")
    jobs.until(lambda _: jobs.modes() == TAKEN)


def test_ctrl_z_gives_the_terminal_back_and_fg_goes_on_where_it_was(jobs: Terminal) -> None:
    jobs.run("liveblog-tui replay --paused --at 10:26")
    page = jobs.see("s summary\n")  # painted last
    for _ in range(2):
        jobs.press("C-z")
        back_at_the_shell(jobs)
        goes_on(jobs, page)
    jobs.press("?")
    jobs.see("quit; ? this help")
    jobs.press("q", "]")
    jobs.see("|| PAUSED  10:43 BST")
    jobs.press("q")
    jobs.see("Left Blinken in Beijing at 10:43 BST")
    assert jobs.modes() == GIVEN_BACK


def test_ctrl_z_stops_what_has_started_it_too(jobs: Terminal) -> None:
    jobs.run("sh -c 'liveblog-tui; echo ended' ")
    jobs.see("Comes with it")
    jobs.press("?", "C-z")
    back_at_the_shell(jobs)
    jobs.run("clear; fg")
    jobs.see("esc close")
    jobs.press("q", "q")
    jobs.see("ended")


def test_the_clock_stands_still_while_it_is_stopped(jobs: Terminal) -> None:
    jobs.run("liveblog-tui replay --speed 10 --at 10:26")  # six seconds are a minute
    jobs.see("PLAYING  10:26")
    jobs.press("C-z")
    back_at_the_shell(jobs)
    jobs.run("clear; sleep 7; fg")
    jobs.see("PLAYING  10:26")


def test_a_stop_and_a_start_from_outside_paint_the_page_again(jobs: Terminal) -> None:
    jobs.run("sh -c 'echo $$ > ~/pid; exec liveblog-tui replay --paused --at 10:26'")
    page = jobs.see("s summary\n")  # painted last
    process = int((jobs.home / "pid").read_text())
    os.kill(process, signal.SIGTSTP)
    back_at_the_shell(jobs)
    goes_on(jobs, page)


def test_in_the_background_it_leaves_the_terminal_alone(jobs: Terminal) -> None:
    jobs.run("liveblog-tui replay --paused --at 10:26")
    page = jobs.see("s summary\n")  # painted last
    jobs.press("C-z")
    back_at_the_shell(jobs)
    jobs.run("clear; bg; echo in the background")
    jobs.see("in the background")
    assert jobs.modes() == GIVEN_BACK
    goes_on(jobs, page)


def test_without_a_shell_ctrl_z_says_so(tmp_path: Path) -> None:
    with terminal(tmp_path, 100, 30) as there:
        there.run("exec liveblog-tui replay --paused --at 10:26")
        there.see("|| PAUSED  10:26 BST")
        there.press("C-z")
        there.see("No shell to suspend to here. q quits.")
        there.press("?")
        assert "ctrl+z" not in there.see("quit; ? this help")


def test_a_replay_as_text_goes_on_where_it_was_ended(jobs: Terminal) -> None:
    jobs.run("liveblog-tui replay --plain --at 10:26")
    jobs.see("Like the rest of the visit")
    jobs.press("C-c")
    jobs.see("Left at 10:26 BST. --resume begins there.")
    jobs.run("clear; echo clear $((1 + 1))")
    jobs.see("clear 2")
    jobs.run("liveblog-tui replay --plain --resume")
    jobs.see("A visit stripped of fanfare")
    jobs.press("C-c")


# Help and tables, and their plain text on a pipe


def shown_after(there: Terminal, line: str, words: str) -> str:
    there.run(f"clear; {line}")
    return there.see(words)


def test_on_a_terminal_help_lists_and_settings_have_panels(tmp_path: Path) -> None:
    with terminal(tmp_path, 100, 60) as there:
        screen = shown_after(there, "liveblog-tui --help", "fish_source")
        assert "╭─ Commands ─" in screen
        assert "│ replay   Replay a live blog" in screen
        screen = shown_after(there, "liveblog-tui list", "blinken-beijing")
        assert "╭─ Bundled live blogs ─" in screen
        screen = shown_after(there, "liveblog-tui config", "ctrl+z")
        assert '│ play = "space" ' in screen
        assert "play, pause" in screen
        assert "question_mark,f1" in screen
        screen = shown_after(there, "liveblog-tui check", "images     4")
        assert "│ publisher  BBC News " in screen
        screen = shown_after(there, "liveblog-tui check nothing.html", "Error:")
        assert "nothing.html" in screen


def test_on_a_pipe_they_are_plain(tmp_path: Path) -> None:
    with terminal(tmp_path, 100, 60) as there:
        screen = shown_after(there, "liveblog-tui --help | cat", "fish_source")
        assert "╭" not in screen
        assert "Commands:" in screen
        screen = shown_after(there, "liveblog-tui list | cat", "blinken-beijing")
        assert "Blinken in Beijing (BBC News)" in screen
