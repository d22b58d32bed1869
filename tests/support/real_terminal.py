"""A real terminal: a shell in tmux with the installed command on its path."""

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from patience import PATIENCE, looks
from programs import need
from pseudo_terminal import COMMAND


class Terminal:
    """One shell, its prompt "$ ", in a terminal of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._socket = home / "tmux"

    def call(self, *arguments: str) -> str:
        """A command of tmux."""
        command = ("tmux", "-u", "-S", str(self._socket), "-f", "/dev/null", *arguments)
        environment = {
            "PATH": f"{Path(COMMAND).parent}:{os.environ['PATH']}",
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
        }
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
        assert not done.returncode, done.stderr
        return done.stdout

    def run(self, line: str) -> None:
        """Types a line into the shell."""
        self.call("send-keys", "-l", line)
        self.press("Enter")

    def press(self, *keys: str) -> None:
        """Presses keys as tmux names them."""
        self.call("send-keys", *keys)

    def screen(self, *options: str) -> str:
        return self.call("capture-pane", "-p", *options)

    def until(self, true: Callable[[str], object], what: str = "") -> str:
        """The first screen for which that is true."""
        screen = ""
        looking = looks(lambda: f"{what}\n{screen}")
        while not true(screen := self.screen()):
            next(looking)
            time.sleep(0.02)
        return screen

    def see(self, words: str) -> str:
        """The first screen with the words."""
        return self.until(lambda screen: words in screen, words)

    def resize(self, columns: int, rows: int) -> None:
        self.call("resize-window", "-x", str(columns), "-y", str(rows))

    def prompt(self, status: str) -> str:
        """Wait for the command's exit status; return the screen as it is then."""
        return self.until(
            lambda screen: f"status {status}" in screen.splitlines(), f"status {status}"
        )

    def modes(self) -> str:
        """Alternate screen, mouse and cursor: "1" for each that is on."""
        return self.call(
            "display-message", "-p", "#{alternate_on} #{mouse_any_flag} #{cursor_flag}"
        ).strip()


@contextmanager
def terminal(home: Path, columns: int = 120, rows: int = 40) -> Iterator[Terminal]:
    """A terminal whose user has an empty home; it is gone afterwards, with all that runs in it."""
    need("tmux")
    there = Terminal(home)
    size = ("-x", str(columns), "-y", str(rows))
    there.call("new-session", "-d", "-c", str(home), *size, "env", "PS1=$ ", "sh")
    try:
        there.until(lambda screen: "$" in screen, "a prompt")
        yield there
    finally:
        there.call("kill-server")
