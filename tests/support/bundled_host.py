"""The installed command as a host of the bundled live blog, a process of its own."""

import asyncio
import json
import os
import re
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncssh
from patience import patience
from pseudo_terminal import COMMAND

from tui.cli.options import GivenSources
from tui.model.clock_face import clock_faces
from tui.playback.timeline import Timeline

ANY_PORT = "127.0.0.1:0"
MANY = ("--limit-guests", 10_000, "--limit-per-address", 10_000)


class BundledHost:
    """A running host, the lines that it has said, and the events that it has logged."""

    def __init__(self, process: asyncio.subprocess.Process, said: Path, log: Path) -> None:
        self.process, self._said, self._log = process, said, log

    @property
    def said(self) -> list[str]:
        return self._said.read_text().splitlines()

    @property
    def log(self) -> list[dict[str, Any]]:
        # The last line may not be whole.
        return [json.loads(line) for line in self._log.read_text().splitlines(True) if "\n" in line]

    def events(self, name: str) -> list[dict[str, Any]]:
        return [event for event in self.log if event["event"] == name]

    async def event(self, name: str, count: int = 1) -> dict[str, Any]:
        """Wait for so many events of a name; returns the last."""
        async with patience(lambda: (self.said, self._log.read_text())):
            while len(found := self.events(name)) < count:
                await asyncio.sleep(0.02)
        return found[-1]

    def line(self, pattern: str) -> str:
        """The first group of the first line that begins so; empty without one."""
        return next((found[1] for line in self.said if (found := re.match(pattern, line))), "")

    @property
    def port(self) -> int:
        return int(self.line(r"Listening on \S+ port (\d+)"))

    @property
    def web(self) -> str:
        return self.line(r"  Everybody +(\S+)/")

    def stop(self, number: signal.Signals = signal.SIGTERM) -> None:
        self.process.send_signal(number)

    async def ended(self) -> int:
        """Wait for its end; returns its status."""
        async with patience():
            return await self.process.wait()


@asynccontextmanager
async def bundled_host(
    folder: Path,
    *words: object,
    name: str = "host",
    over_ssh: bool = True,
    files: str = "-n 1024",
    log_to: int | None = None,
) -> AsyncIterator[BundledHost]:
    """A host with these flags, once it lets guests in; `files` limits how many it may open."""
    said, log = folder / f"{name}.said", folder / f"{name}.log"
    listen = ("--listen", ANY_PORT) if over_ssh else ()
    with said.open("w") as out, log.open("w") as errors:
        process = await asyncio.create_subprocess_exec(
            *("sh", "-c", f'ulimit {files}; exec "$@"', "sh"),
            *(COMMAND, "serve", *listen, *map(str, words)),
            stdout=out,
            stderr=errors if log_to is None else log_to,
            cwd=folder,
            env=os.environ | {"XDG_DATA_HOME": str(folder), "TERM": "dumb", "NO_COLOR": "1"},
        )
    host = BundledHost(process, said, log)
    try:
        async with patience(log.read_text):
            while not host.line("(Limits):"):
                assert process.returncode is None, log.read_text()
                await asyncio.sleep(0.02)
        yield host
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def presenter(folder: Path) -> tuple[asyncssh.SSHKey, Path]:
    """Ada's key, and the file that lists it."""
    key, path = asyncssh.generate_private_key("ssh-ed25519", comment="ada"), folder / "presenters"
    path.write_bytes(key.export_public_key())
    return key, path


def clock_at(share: float) -> str:
    """The bar's clock at that share of the bundled blog."""
    blog = GivenSources().load()
    return clock_faces(blog, (), None)[0].time(Timeline.of(blog).moment_at(share))
