"""Many guests of a room, in one process, who only note when something comes to each. Linux only.

Run `hearers.py PORT COUNT`. When all have their first frame it writes a line; then it answers each
line of its input with a list, as JSON: for each guest the pieces that have come since the last such
line, as seconds since 1970 and bytes. The kernel notes the time when it has a piece, so it does not
matter when this process gets its turn: it is nice, since real guests have machines of their own. A
piece is decrypted only after it was told of.
"""

import asyncio
import json
import os
import socket
import struct
import sys

import asyncssh
from windows import guest_size

SO_TIMESTAMPNS = 35
"""Linux: each piece comes with the time when the kernel received it."""
TIME = struct.Struct("qq")  # seconds and nanoseconds
NICENESS = 10
FIRST_FRAME_BYTES = 1500
JOINS_AT_ONCE = 4


class Hearer:
    """A guest. What comes from the host goes on to asyncssh at once until `holds`, then by
    `let_go`."""

    def __init__(self, port: int, size: tuple[int, int]) -> None:
        self._port = port
        self._size = size
        self._host = socket.socket()
        self._host.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        self._host.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._host.setblocking(False)
        self._held: list[bytes] = []
        self.holds = False
        self.pieces: list[tuple[float, int]] = []

    async def join(self) -> None:
        """Returns when the first frame is there."""
        loop = asyncio.get_running_loop()
        await loop.sock_connect(self._host, ("127.0.0.1", self._port))
        inner, outer = tcp_pair()
        reader, self._inner = await asyncio.open_connection(sock=inner)
        loop.add_reader(self._host, self._hear)
        self._sending = loop.create_task(self._send(reader))
        self._connection = await asyncssh.connect(
            sock=outer, known_hosts=None, config=None, username="guest", agent_path=None
        )
        process = await self._connection.create_process(
            term_type="xterm-256color",
            term_size=self._size,
            encoding=None,
            request_pty="force",
        )
        seen = 0
        while seen < FIRST_FRAME_BYTES:
            data = await process.stdout.read(1 << 16)
            assert data, "the host has sent the guest away"
            seen += len(data)
        self._reading = loop.create_task(read_all(process.stdout))

    def let_go(self) -> None:
        """Decrypt what was held."""
        self._inner.write(b"".join(self._held))
        self._held.clear()
        self.pieces.clear()

    def _hear(self) -> None:
        data, notes, _, _ = self._host.recvmsg(1 << 16, 64)
        if not data:
            sys.exit("The host has closed a guest's connection.")
        self._held.append(data)
        if self.holds:
            seconds, nanoseconds = TIME.unpack(notes[0][2])
            self.pieces.append((seconds + nanoseconds / 1e9, len(data)))
        else:
            self.let_go()

    async def _send(self, reader: asyncio.StreamReader) -> None:
        while data := await reader.read(1 << 16):
            await asyncio.get_running_loop().sock_sendall(self._host, data)


def tcp_pair() -> tuple[socket.socket, socket.socket]:
    """Two connected sockets; asyncssh takes none without an address, as `socketpair` makes them."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        outer = socket.create_connection(server.getsockname())
        return server.accept()[0], outer


async def read_all(stream: "asyncssh.SSHReader[bytes]") -> None:
    """Read, and keep nothing."""
    while await stream.read(1 << 16):
        pass


async def main() -> None:
    port, count = map(int, sys.argv[1:])
    os.nice(NICENESS)
    guests = [Hearer(port, guest_size(number)) for number in range(count)]
    for first in range(0, count, JOINS_AT_ONCE):
        await asyncio.gather(*(each.join() for each in guests[first : first + JOINS_AT_ONCE]))
    for guest in guests:
        guest.holds = True
    print("joined", flush=True)
    loop = asyncio.get_running_loop()
    while await loop.run_in_executor(None, sys.stdin.readline):
        print(json.dumps([guest.pieces for guest in guests]), flush=True)
        for guest in guests:
            guest.let_go()
    os._exit(0)  # all connections at once


if __name__ == "__main__":
    asyncio.run(main())
