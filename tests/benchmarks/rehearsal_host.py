"""The host of a rehearsal: the real command, with its presenters' keys and its store."""

import asyncio
import json
import os
import signal
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncssh
from crowd import PROGRAM
from store_server import free_port

ADDRESS = "127.0.0.1"
PRESENTERS = ("Ada", "Grace")
TITLE = "Four hours in Beijing, rehearsed"
WELCOME = "Welcome to the hall.\nWhoever has a question presses h.\n"
LOBBY_SECONDS = 550
"""When the room begins by itself: no rehearsal's lobby is as long."""
PATIENCE = 120.0


@dataclass
class Host:
    """A running host; `starts_at` is when it begins by itself, in seconds since 1970."""

    process: asyncio.subprocess.Process
    port: int
    web: str
    keys: Mapping[str, Path]
    starts_at: float
    _log: Path

    @property
    def _lines(self) -> list[str]:
        return self._log.read_text().splitlines()

    def events(self, name: str) -> list[dict[str, Any]]:
        """What it has logged under that name."""
        read = [json.loads(line) for line in self._lines if line.startswith("{")]
        return [line for line in read if line["event"] == name]

    def crashes(self) -> list[str]:
        """What it has written that is no event, its crashes, and its workers that died."""
        died = self.events("crashed") + self.events("worker died")
        return [*(line for line in self._lines if not line.startswith("{")), *map(str, died)]

    def stop(self) -> None:
        """Ask it to stop."""
        self.process.send_signal(signal.SIGTERM)


def presenters(folder: Path) -> dict[str, Path]:
    """Make a key for each presenter, and the file that lists them."""
    keys, listed = {}, []
    for name in PRESENTERS:
        key = asyncssh.generate_private_key("ssh-ed25519", comment=name)
        keys[name] = folder / name
        key.write_private_key(keys[name])
        keys[name].chmod(0o600)
        listed.append(key.export_public_key())
    (folder / "presenters").write_bytes(b"".join(listed))
    return keys


@asynccontextmanager
async def host(folder: Path, *options: str, workers: int, store: str) -> AsyncIterator[Host]:
    """`liveblog-tui serve` with a room, once it lets guests in."""
    keys = presenters(folder)
    (folder / "welcome.txt").write_text(WELCOME)
    port, web = free_port(), free_port()
    starts_at = int(time.time()) + LOBBY_SECONDS
    command = {
        "--listen": f"{ADDRESS}:{port}",
        "--web": f"{ADDRESS}:{web}",
        "--workers": str(workers),
        "--presenter-keys": str(folder / "presenters"),
        "--title": TITLE,
        "--welcome": str(folder / "welcome.txt"),
        "--start-at": time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(starts_at)),
        "--room-store": store,
    }
    words = [word for pair in command.items() for word in pair]
    log = folder / "log"
    with log.open("w") as written:
        process = await asyncio.create_subprocess_exec(
            str(PROGRAM), "serve", "--room", "--log-json", *words, *options,
            stdout=asyncio.subprocess.DEVNULL, stderr=written, cwd=folder,
            env=os.environ | {"XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)},
        )  # fmt: skip
    running = Host(process, port, f"http://{ADDRESS}:{web}/", keys, starts_at, log)
    try:
        async with asyncio.timeout(PATIENCE):
            while len(running.events("started")) < workers:
                assert process.returncode is None, log.read_text()
                await asyncio.sleep(0.1)
        yield running
    finally:
        if process.returncode is None:
            process.terminate()
            try:
                async with asyncio.timeout(30):
                    await process.wait()
            except TimeoutError:
                process.kill()
        await process.wait()
