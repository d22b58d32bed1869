"""Help and tables on a terminal, and their plain text on a pipe."""

from pathlib import Path

from real_terminal import Terminal, terminal


def shown(there: Terminal, line: str, words: str) -> str:
    there.run(f"clear; {line}")
    return there.see(words)


def test_on_a_terminal_help_has_panels_and_lists_are_tables(tmp_path: Path) -> None:
    with terminal(tmp_path, 100, 60) as there:
        screen = shown(there, "liveblog-tui --help", "fish_source")
        assert "╭─ Commands ─" in screen
        assert "│ replay   Replay a live blog" in screen
        assert "publisher" in shown(there, "liveblog-tui list", "blinken-beijing")
        screen = shown(there, "liveblog-tui config", "ctrl+z")
        assert "play, pause" in screen
        assert "question_mark,f1" in screen
        screen = shown(there, "liveblog-tui check nothing.html", "Error:")
        assert "nothing.html" in screen


def test_on_a_pipe_they_are_plain(tmp_path: Path) -> None:
    with terminal(tmp_path, 100, 60) as there:
        screen = shown(there, "liveblog-tui --help | cat", "fish_source")
        assert "╭" not in screen
        assert "Commands:" in screen
        screen = shown(there, "liveblog-tui list | cat", "blinken-beijing")
        assert "Blinken in Beijing (BBC News)" in screen
