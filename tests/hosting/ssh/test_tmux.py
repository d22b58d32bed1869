"""Real OpenSSH clients in tmux, with the real app: a guest's screen, and the shell afterwards."""

import asyncio
import shlex
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from hosting_stage import Stage, stage
from patience import patience
from programs import need

from tui.hosting.options import ServeOptions
from tui.hosting.views import ReplayViews
from tui.sources import load
from tui.sources.bundled import BUNDLED

QUIET = [
    "-F",
    "none",
    "-o",
    "UserKnownHostsFile=/dev/null",
    "-o",
    "StrictHostKeyChecking=no",
    "-o",
    "LogLevel=ERROR",
]


class Tmux:
    """One shell in a terminal of its own."""

    def __init__(self, socket: Path, host: Stage) -> None:
        self._socket = socket
        self.host = host

    async def call(self, *arguments: str) -> str:
        process = await asyncio.create_subprocess_exec(
            "tmux",
            "-S",
            str(self._socket),
            "-f",
            "/dev/null",
            *arguments,
            stdout=asyncio.subprocess.PIPE,
        )
        out, _ = await process.communicate()
        return out.decode()

    async def keys(self, *keys: str) -> None:
        await self.call("send-keys", *keys)

    async def ssh(self, *arguments: str, env: str = "") -> None:
        command = shlex.join(["ssh", *QUIET, "-p", str(self.host.port), "-t", *arguments])
        await self.keys(f'{env} {command}; echo "status $?"', "Enter")

    async def screen(self, *options: str) -> str:
        return await self.call("capture-pane", "-p", *options)

    async def until(self, true: Callable[[str], object], *options: str) -> str:
        screen = ""
        async with patience(lambda: screen):
            while not true(screen := await self.screen(*options)):
                await asyncio.sleep(0.05)
        return screen

    async def modes(self) -> str:
        """Alternate screen, mouse, cursor, bracketed paste is not told by all versions."""
        return await self.call(
            "display-message", "-p", "#{alternate_on} #{mouse_any_flag} #{cursor_flag}"
        )


@asynccontextmanager
async def terminal(tmp_path: Path, columns: int = 120, rows: int = 40) -> AsyncIterator[Tmux]:
    need("ssh", "tmux")
    replays = ReplayViews(load(BUNDLED[0].name), ServeOptions(), time.monotonic)
    async with stage(views=replays) as host:
        tmux = Tmux(tmp_path / "tmux", host)
        await tmux.call(
            "new-session", "-d", "-x", str(columns), "-y", str(rows), "env PS1='$ ' HOME=/ sh"
        )
        try:
            await tmux.until(lambda screen: "$" in screen)
            yield tmux
        finally:
            await tmux.call("kill-server")


def fits(columns: int, rows: int, screen: str) -> bool:
    lines = screen.removesuffix("\n").split("\n")
    return (
        len(lines) == rows
        and max(map(len, lines)) <= columns
        and any("|| PAUSED" in line for line in lines[-2:])
    )


async def test_a_guest_joins_reads_resizes_and_quits(tmp_path: Path) -> None:
    async with terminal(tmp_path) as tmux:
        before = await tmux.modes()
        await tmux.ssh("127.0.0.1", "10:26", "--author", "Tom Bateman")
        screen = await tmux.until(lambda screen: "A visit stripped of fanfare" in screen)
        assert "Blinken in Beijing" in screen
        assert await tmux.modes() == "1 1 0\n"
        await tmux.keys("Space")
        await tmux.until(lambda screen: "|| PAUSED" in screen)
        await tmux.keys("t")
        await tmux.until(lambda screen: "Go to a time" in screen)
        await tmux.keys("Escape")
        await tmux.until(lambda screen: "Go to a time" not in screen)
        for columns, rows in ((70, 20), (40, 10)):
            await tmux.call("resize-window", "-x", str(columns), "-y", str(rows))
            await tmux.until(partial(fits, columns, rows))
        await tmux.keys("q")
        screen = await tmux.until(lambda screen: "status 0" in screen)
        assert "Blinken" not in screen
        assert await tmux.modes() == before == "0 0 1\n"
