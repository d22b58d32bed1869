"""Hosts of one room, each a process of its own with the real app, as on several machines."""

import asyncio
import json
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncssh
from patience import patience

from tui.cli.options import GivenSources
from tui.model.clock_face import clock_faces
from tui.playback.timeline import Timeline

SERVER = Path(__file__).parent / "serve_bundled.py"
MANY = {"connects_per_minute": 10_000, "per_address": 1000, "login_time": 60}


class RoomHost:
    """A running host."""

    def __init__(self, process: asyncio.subprocess.Process, log: Path, port: int) -> None:
        self.process = process
        self.port = port
        self._log = log

    def events(self, name: str) -> list[dict[str, Any]]:
        """What it has logged under that name."""
        lines = [json.loads(line) for line in self._log.read_text().splitlines()]
        return [line for line in lines if line["event"] == name]

    def stop(self) -> None:
        """Ask it to stop."""
        self.process.send_signal(signal.SIGTERM)

    async def ended(self) -> int:
        """Wait for its end; returns its status."""
        async with patience():
            return await self.process.wait()


@asynccontextmanager
async def room_host(folder: Path, name: str, **options: Any) -> AsyncIterator[RoomHost]:
    """A host, once it lets guests in; its options are those of ServeOptions."""
    log = folder / f"{name}.log"
    given = {"listen": "127.0.0.1:0", "room": True, "limits": MANY} | options
    with log.open("w") as errors:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            str(SERVER),
            json.dumps(given),
            stdout=asyncio.subprocess.PIPE,
            stderr=errors,
            cwd=folder,
            env=os.environ | {"XDG_DATA_HOME": str(folder), "TERM": "dumb"},
        )
    try:
        assert process.stdout is not None
        async with patience():
            line = (await process.stdout.readline()).decode()
            found = re.search(r"port (\d+)", line)
            assert found, (line, log.read_text())
            host = RoomHost(process, log, int(found[1]))
            while not host.events("started"):
                assert process.returncode is None, log.read_text()
                await asyncio.sleep(0.02)
        yield host
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def presenter(folder: Path, name: str = "ada") -> tuple[asyncssh.SSHKey, str]:
    """A presenter's key, and the path of the file that lists it."""
    key = asyncssh.generate_private_key("ssh-ed25519", comment=name)
    path = folder / "presenters"
    path.write_bytes(key.export_public_key())
    return key, str(path)


def clock_at(share: float) -> str:
    """What the bar's clock shows at that share of the bundled blog."""
    blog = GivenSources().load()
    return clock_faces(blog, (), None)[0].time(Timeline.of(blog).moment_at(share))
