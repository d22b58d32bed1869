"""The refusal of a connection before its handshake, in clear text: it costs no key exchange.

After the version line a server may send the message "disconnect", whose text OpenSSH prints
(RFC 4253, sections 4.2, 6 and 11.1).
"""

import asyncio
import socket

from asyncssh import DISC_TOO_MANY_CONNECTIONS
from asyncssh.packet import Byte, String, UInt32

VERSION_LINE = b"SSH-2.0-liveblog-tui\r\n"
DISCONNECT_MESSAGE = 1
BLOCK_BYTES = 8  # packets without encryption are a multiple of this long
LEAST_PADDING_BYTES = 4
FAREWELL_SECONDS = 2.0  # for the client to read the sentence and to close
MAX_PENDING = 200  # clients told at once; the next are closed without a word
READ_BYTES = 4096


def disconnect_packet(sentence: str) -> bytes:
    """Make the packet that ends a connection for a reason that the client shows."""
    payload = (
        Byte(DISCONNECT_MESSAGE)
        + UInt32(DISC_TOO_MANY_CONNECTIONS)
        + String(sentence)
        + String("en")
    )
    padding = BLOCK_BYTES - (5 + len(payload)) % BLOCK_BYTES
    if padding < LEAST_PADDING_BYTES:
        padding += BLOCK_BYTES
    return UInt32(1 + len(payload) + padding) + Byte(padding) + payload + bytes(padding)


class Refusals:
    """Tells clients why they are refused, all at the same time."""

    def __init__(self) -> None:
        self._pending: set[asyncio.Task[None]] = set()

    def tell(self, sock: socket.socket, sentence: str) -> None:
        """Send the sentence on an accepted socket, and close it soon after."""
        if len(self._pending) >= MAX_PENDING:
            sock.close()
            return
        task = asyncio.get_running_loop().create_task(_tell(sock, sentence))
        self._pending.add(task)
        task.add_done_callback(self._pending.discard)

    def close(self) -> None:
        """Close all connections that are being refused."""
        for task in self._pending:
            task.cancel()


async def _tell(sock: socket.socket, sentence: str) -> None:
    """Close only when the client has closed: unread bytes would turn the sentence into a reset."""
    loop = asyncio.get_running_loop()
    with sock:
        try:
            async with asyncio.timeout(FAREWELL_SECONDS):
                sock.setblocking(False)
                await loop.sock_sendall(sock, VERSION_LINE + disconnect_packet(sentence))
                sock.shutdown(socket.SHUT_WR)
                while await loop.sock_recv(sock, READ_BYTES):
                    pass
        except (OSError, TimeoutError):
            pass  # the client is gone, or does not close
