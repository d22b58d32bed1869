"""Attackers of a host: each is a context in which the attack goes on."""

import asyncio
import contextlib
import os
import random
import signal
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import asyncssh
from crowd import Place

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


def address(number: int) -> str:
    """A source address of an abuser."""
    return f"127.1.{number // 200}.{number % 200 + 1}"


async def connect(place: Place, number: int) -> asyncssh.SSHClientConnection:
    return await asyncssh.connect(
        "127.0.0.1",
        place.port,
        local_addr=(address(number), 0),
        known_hosts=None,
        config=None,
        username="abuser",
        client_keys=None,
        agent_path=None,
    )


@asynccontextmanager
async def guest(
    place: Place, number: int, size: tuple[int, int] = (120, 40)
) -> AsyncIterator["asyncssh.SSHClientProcess[bytes]"]:
    """An abuser who has joined and seen the replay."""
    connection = await connect(place, number)
    try:
        process = await connection.create_process(
            "--loop", term_type="xterm-256color", term_size=size, encoding=None, request_pty="force"
        )
        await process.stdout.read(3000)
        yield process
    finally:
        connection.abort()


@asynccontextmanager
async def always(step: Callable[[], object]) -> AsyncIterator[None]:
    """Repeats a step as fast as the loop allows."""

    async def repeat() -> None:
        while True:
            with contextlib.suppress(OSError, asyncssh.Error):
                result = step()
                if asyncio.iscoroutine(result):
                    await result
            await asyncio.sleep(0.001)

    task = asyncio.create_task(repeat())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait({task})


@asynccontextmanager
async def silent(place: Place) -> AsyncIterator[None]:
    """300 connections that say nothing."""
    socks = []
    for number in range(300):
        sock = socket.socket()
        sock.bind((address(number % 60), 0))
        sock.connect(("127.0.0.1", place.port))
        socks.append(sock)
    yield
    for sock in socks:
        sock.close()


@asynccontextmanager
async def real_clients(place: Place, number: signal.Signals) -> AsyncIterator[None]:
    """20 ssh clients that get a signal."""
    clients = [
        await asyncio.create_subprocess_exec(
            *[
                "ssh",
                *QUIET,
                "-b",
                address(60 + each // 5),
                "-tt",
                "-p",
                str(place.port),
                "127.0.0.1",
                "09:26 --loop",
            ],
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        for each in range(20)
    ]
    for client in clients:
        assert client.stdout is not None
        await client.stdout.read(2000)
    for client in clients:
        client.send_signal(number)
    yield
    for client in clients:
        with contextlib.suppress(ProcessLookupError):
            client.kill()
        await client.wait()


@asynccontextmanager
async def garbage(place: Place) -> AsyncIterator[None]:
    """Connections that send nonsense, one after the other."""

    async def once() -> None:
        sock = socket.socket()
        sock.bind((address(random.randrange(100, 500)), 0))
        with sock:
            sock.setblocking(False)
            await asyncio.get_running_loop().sock_connect(sock, ("127.0.0.1", place.port))
            await asyncio.get_running_loop().sock_sendall(
                sock, b"SSH-2.0-x\r\n" * random.randrange(2) + os.urandom(9999)
            )
            await asyncio.sleep(0.05)

    async with always(once):
        yield


@asynccontextmanager
async def paste(place: Place) -> AsyncIterator[None]:
    """A paste of 8 MB that never ends."""
    async with guest(place, 70) as process:
        process.stdin.write(b"\x1b[200~" + b"words " * (8 * 1024 * 1024 // 6))
        yield


@asynccontextmanager
async def held_key(place: Place) -> AsyncIterator[None]:
    """A key held down on a keyboard that repeats without end."""
    async with (
        guest(place, 71) as process,
        always(lambda: process.stdin.write(b"\x1b[6~\x1b[5~" * 20)),
    ):
        yield


@asynccontextmanager
async def resizes(place: Place) -> AsyncIterator[None]:
    """A window that changes its size a thousand times a second."""
    async with (
        guest(place, 72) as process,
        always(
            lambda: process.change_terminal_size(random.randrange(20, 300), random.randrange(5, 90))
        ),
    ):
        yield


@asynccontextmanager
async def huge_window(place: Place) -> AsyncIterator[None]:
    """A window of 1000x1000 that is redrawn all the time."""
    async with guest(place, 73, (1000, 1000)) as process, always(lambda: process.stdin.write(b"s")):
        yield


@asynccontextmanager
async def channels(place: Place) -> AsyncIterator[None]:
    """50 sessions on one connection."""
    async with guest(place, 74) as process:
        connection = process.get_extra_info("connection")
        opened = await asyncio.gather(
            *(connection.create_process() for _ in range(50)), return_exceptions=True
        )
        assert all(isinstance(each, asyncssh.ChannelOpenError) for each in opened)
        yield


@asynccontextmanager
async def logins(place: Place) -> AsyncIterator[None]:
    """Complete logins, one after the other, each from another address."""

    async def once() -> None:
        connection = await connect(place, random.randrange(500, 900))
        connection.abort()

    async with always(once):
        yield


@asynccontextmanager
async def slow_reader(place: Place) -> AsyncIterator[None]:
    """A guest who presses keys and does not read the output."""
    async with guest(place, 75, (200, 60)) as process, always(lambda: process.stdin.write(b"s")):
        transport = process.get_extra_info("connection")._transport
        transport.pause_reading()
        yield


ATTACKS: dict[str, Callable[[Place], AbstractAsyncContextManager[None]]] = {
    "300 silent connections": silent,
    "20 clients killed": lambda place: real_clients(place, signal.SIGKILL),
    "20 clients stopped": lambda place: real_clients(place, signal.SIGSTOP),
    "garbage bytes": garbage,
    "8 MB paste never closed": paste,
    "held key": held_key,
    "resize storm": resizes,
    "1000x1000 window": huge_window,
    "50 channels": channels,
    "login flood": logins,
    "slow reader": slow_reader,
}
