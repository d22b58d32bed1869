"""A Valkey or Redis server of a test's own, on a loopback port."""

import asyncio
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from patience import patience
from programs import need


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class StoreServer:
    """A server that can be killed and started again on its port; nothing is kept on disk."""

    def __init__(self, program: str, folder: Path) -> None:
        self._program = program
        self._folder = folder
        self._process: asyncio.subprocess.Process | None = None
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Run it, and wait until it listens."""
        given = {
            "port": self.port,
            "bind": "127.0.0.1",
            "save": "",
            "appendonly": "no",
            "dir": self._folder,
        }
        words = [word for name, value in given.items() for word in (f"--{name}", str(value))]
        self._process = await asyncio.create_subprocess_exec(
            self._program,
            *words,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        async with patience():
            while True:
                try:
                    _, writer = await asyncio.open_connection("127.0.0.1", self.port)
                except OSError:
                    await asyncio.sleep(0.02)
                else:
                    writer.close()
                    return

    async def kill(self) -> None:
        """End it at once."""
        assert self._process is not None
        if self._process.returncode is None:
            self._process.kill()
        await self._process.wait()


@asynccontextmanager
async def store_server(folder: Path) -> AsyncIterator[StoreServer]:
    """A running server."""
    program = "redis-server" if shutil.which("redis-server") else "valkey-server"
    need(program)
    server = StoreServer(program, folder)
    await server.start()
    try:
        yield server
    finally:
        await server.kill()
