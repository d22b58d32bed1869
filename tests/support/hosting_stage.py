"""A host on loopback ports with the small app of `stand_in`, and guests over SSH and websockets."""

import asyncio
import contextlib
import json
import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import asyncssh
from drawn_screen import DrawnScreen
from patience import PATIENCE, patience
from stand_in import StandInViews

from tui.hosting.auth import PRESENTER_LOGIN, Presenters
from tui.hosting.door import Door
from tui.hosting.door.links import DoorLink, Line, send_here
from tui.hosting.host import GuestViews, Host, HostedBlogs, Served
from tui.hosting.monitoring import EventLog, Metrics
from tui.hosting.options import Limits, ServeOptions
from tui.hosting.room.clock import Room
from tui.hosting.serve import listening_socket
from tui.hosting.web.server import WebServer
from tui.hosting.worker import Worker, WorkerHere


def host_without_ports(views: GuestViews, limits: Limits, log: EventLog) -> Host:
    """A host for guests without connections."""
    metrics = Metrics()
    door = Door(limits, log, metrics)

    def hear(line: Line, _: socket.socket | None) -> None:
        answer = door.hear(0, line)
        if "asks" in line:
            link.answered(answer)

    link = DoorLink(send_here(hear))
    served = Served(
        options=ServeOptions(limits=limits),
        blogs=HostedBlogs({"": views}, []),
        key=asyncssh.generate_private_key("ssh-ed25519"),
        log=log,
    )
    return Host(served, link, metrics)


@dataclass
class Stage:
    """A running host and its log."""

    worker: Worker
    door: Door
    metrics: Metrics
    port: int
    web_port: int
    listeners: list[socket.socket]
    views: StandInViews
    log: list[dict[str, Any]] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The address for browsers."""
        return f"http://127.0.0.1:{self.web_port}"

    @property
    def web(self) -> WebServer:
        """The worker's server of browsers."""
        assert self.worker.web is not None
        return self.worker.web

    def close_door(self) -> None:
        """Let nobody new in, as while the host drains."""
        self.door.close()
        for listener in self.listeners:
            listener.close()

    def events(self, name: str) -> list[dict[str, Any]]:
        return [line for line in self.log if line["event"] == name]

    def count(self, name: str, **labels: str) -> float:
        """A figure of the metrics, 0 if there is none yet."""
        return self.metrics.registry.get_sample_value(f"liveblog_{name}", labels) or 0


@asynccontextmanager
async def stage(limits: Limits | None = None, **options: Any) -> AsyncIterator[Stage]:
    """A host on ephemeral loopback ports: a door and a worker in this process."""
    views = options.pop("views", None) or StandInViews()
    room: Room | None = options.pop("room", None)
    lines: list[dict[str, Any]] = []
    log = EventLog(lambda line: lines.append(json.loads(line)), as_json=True)
    limits = limits or Limits(connects_per_minute=10_000, per_address=1000)
    metrics = Metrics()
    door = Door(limits, log, metrics, options.pop("proxies", ()))
    served = Served(
        options=ServeOptions(limits=limits, web="127.0.0.1:0", public_name="demo-host"),
        blogs=HostedBlogs(
            {**options.pop("choice", {}), "": views},
            [room] if room else [],
            options.pop("presenters", Presenters()),
        ),
        key=options.pop("key", None) or asyncssh.generate_private_key("ssh-ed25519"),
        authorized=options.pop("authorized", None),
        log=log,
    )
    assert not options, options
    link = WorkerHere(served, door, metrics)
    await link.started
    listeners = [listening_socket(kind, "127.0.0.1", 0) for kind in ("ssh", "web")]
    door.open("ssh", listeners[0])
    door.open("web", listeners[1])
    port, web_port = (listener.getsockname()[1] for listener in listeners)
    host = Stage(link.worker, door, metrics, port, web_port, listeners, views, lines)
    try:
        yield host
    finally:
        host.close_door()
        link.worker.stop(0)
        await link.ended


@contextmanager
def pages_wait(host: Stage) -> Iterator[None]:
    """While this lasts, no page of text is made."""
    go_on = threading.Event()
    host.worker.host.page_executor.submit(go_on.wait, PATIENCE)
    try:
        yield
    finally:
        go_on.set()


class AtTerminal:
    """A guest's terminal: the bytes sent to it, and the screen that they draw."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._screen, self._drawn = DrawnScreen(*size), 0
        self.output = b""

    async def more(self) -> bool:
        """Wait for more output; returns False at the end."""
        raise NotImplementedError

    async def until(self, words: bytes | str, since: int = 0) -> None:
        """Wait until the output has the words."""
        wanted = words.encode() if isinstance(words, str) else words
        async with patience(lambda: self.output[since:][-2000:]):
            while wanted not in self.output[since:]:
                assert await self.more(), self.output[-2000:]

    @property
    def screen(self) -> str:
        """The guest's screen: a frame sends only the cells that have changed."""
        self._screen.feed(self.output[self._drawn :])
        self._drawn = len(self.output)
        return self._screen.text

    async def shows(self, words: str) -> None:
        """Wait until the words stand on the screen."""
        async with patience(lambda: self.screen):
            while words not in self.screen:
                assert await self.more(), self.screen


class Client(AtTerminal):
    """A guest over SSH."""

    def __init__(
        self,
        connection: asyncssh.SSHClientConnection,
        process: asyncssh.SSHClientProcess[bytes],
        size: tuple[int, int],
    ) -> None:
        super().__init__(size)
        self.connection = connection
        self.process = process
        self._arrived = asyncio.Event()
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        with contextlib.suppress(asyncssh.Error, OSError):
            while data := await self.process.stdout.read(65536):
                self.output += data
                self._arrived.set()
        self._arrived.set()

    async def more(self) -> bool:
        if self._reading.done():
            return False
        self._arrived.clear()
        return await self._arrived.wait()

    def send(self, data: bytes) -> None:
        self.process.stdin.write(data)

    async def press(self, keys: bytes, words: bytes) -> None:
        """Send keys and wait until the words are drawn."""
        since = len(self.output)
        self.send(keys)
        await self.until(words, since)

    async def ended(self) -> int | None:
        """Wait for the session's end; returns the exit status."""
        async with patience():
            await self.process.wait_closed()
            await self._reading
        return self.process.exit_status


@asynccontextmanager
async def client(
    port: int,
    command: str | None = None,
    *,
    term: str = "xterm-256color",
    size: tuple[int, int] = (80, 24),
    env: dict[str, str] | None = None,
    address: str = "127.0.0.1",
    **options: Any,
) -> AsyncIterator[Client]:
    """A guest on a terminal of their own."""
    usual = {"known_hosts": None, "config": None, "username": "guest", "client_keys": None}
    sock = socket.socket()
    # The host soon notices a guest who does not read.
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16 * 1024)
    sock.bind((address, 0))
    sock.setblocking(False)
    await asyncio.get_running_loop().sock_connect(sock, ("127.0.0.1", port))
    connection = await asyncssh.connect(sock=sock, agent_path=None, **(usual | options))
    try:
        process = await connection.create_process(
            command,
            term_type=term,
            term_size=size,
            env=env or {},
            encoding=None,
            request_pty="force",
        )
        yield Client(connection, process, size)
    finally:
        connection.abort()  # at once, even if much has not been sent or read


@asynccontextmanager
async def connected(
    port: int, address: str = "127.0.0.1"
) -> AsyncIterator[asyncssh.SSHClientConnection]:
    """A guest's connection, without a terminal."""
    options: dict[str, Any] = {"known_hosts": None, "config": None, "client_keys": None}
    come = {"username": "guest", "agent_path": None, "local_addr": (address, 0)}
    async with asyncssh.connect("127.0.0.1", port, **(come | options)) as connection:
        yield connection


async def piped(port: int, command: str | None) -> tuple[int | None, str]:
    """The exit status and the text that a guest without a terminal gets."""
    async with connected(port) as connection, patience():
        done = await connection.run(command)
    assert isinstance(done.stdout, str)
    return done.exit_status, done.stdout


def room_client(
    port: int, command: str | None = None, **options: Any
) -> AbstractAsyncContextManager[Client]:
    """A guest of a room on a terminal; one with a key logs in as a presenter."""
    login = {"username": PRESENTER_LOGIN} if options.get("client_keys") else {}
    return client(port, command, **(login | options))


class WebClient(AtTerminal):
    """A browser's websocket without a browser: its input, and the messages that it sends."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, size: tuple[int, int]) -> None:
        super().__init__(size)
        self.socket = socket
        self.told: list[dict[str, Any]] = []
        self.code: int | None = None

    async def ask(self, **asked: Any) -> None:
        """Send a message to the host."""
        await self.socket.send_str(json.dumps(asked))

    async def press(self, keys: str) -> None:
        """Send typed keys."""
        await self.socket.send_bytes(keys.encode())

    async def until_told(self, name: str) -> Any:
        """Read until the page is told something of that name; returns the last of it."""
        async with patience(lambda: self.told):
            while not (found := [each[name] for each in self.told if name in each]):
                assert await self.more(), self.told
        return found[-1]

    async def first_code(self) -> int | None:
        """Read one message; returns the code of the websocket if it is closed instead."""
        async with patience():
            await self.more()
        return self.code

    async def closed(self) -> int | None:
        """Read to the end; returns the code of the websocket."""
        async with patience():
            while await self.more():
                pass
        return self.code

    async def more(self) -> bool:
        message = await self.socket.receive()
        if message.type is aiohttp.WSMsgType.BINARY:
            self.output += message.data
        elif message.type is aiohttp.WSMsgType.TEXT:
            self.told.append(json.loads(message.data))
        else:
            is_farewell = message.type is aiohttp.WSMsgType.CLOSE
            self.code = message.data if is_farewell else self.socket.close_code
            return False
        return True

    def vanish(self) -> None:
        """Lose the connection without a farewell."""
        response = self.socket._response
        assert response.connection is not None
        assert response.connection.transport is not None
        response.connection.transport.abort()


@asynccontextmanager
async def web_client(
    url: str,
    size: tuple[int, int] | None = (80, 24),
    token: str = "",
    at: str = "",
    present: str = "",
    projector: bool = False,
    own: dict[str, Any] | None = None,
    **headers: str,
) -> AsyncIterator[WebClient]:
    """A websocket to the host that has asked for a visit, if it has a size."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{url}/ws", headers=named) as socket,
    ):
        guest = WebClient(socket, size or (80, 24))
        if size is not None:
            asked = {"token": token, "at": at, "present": present, "projector": projector}
            await guest.ask(size=size, **asked, **(own or {}))
        yield guest


def public(*keys: asyncssh.SSHKey) -> list[str]:
    """The lines of keys in a file of authorized keys."""
    return [key.export_public_key().decode().strip() for key in keys]


async def eventually(true: Callable[[], object]) -> None:
    """Wait until something is so."""
    async with patience():
        while not true():
            await asyncio.sleep(0.01)
