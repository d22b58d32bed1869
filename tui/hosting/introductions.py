"""Connections that load balancers bring, each with a header that says whom."""

import asyncio
import socket
from collections.abc import Awaitable, Callable

from tui.hosting.proxy_header import Network, ProxyHeaderError, Speaker, read_header, within

PATIENCE = 5.0  # seconds a balancer has to say whom it brings
MOST = 200  # at once
BANNER = b"SSH-2.0-liveblog-tui\r\n"


class Introductions:
    """Reads the headers, each beside the others; `receive` gets the socket and the guest's address, `refuse` the
    address of whoever is no balancer or brings nobody.
    """

    def __init__(
        self,
        balancers: tuple[Network, ...],
        receive: Callable[[socket.socket, str], Awaitable[None]],
        refuse: Callable[[str, str], None],
    ) -> None:
        self._balancers = balancers
        self._receive = receive
        self._refuse = refuse
        self._running: set[asyncio.Task[None]] = set()

    def begin(self, sock: socket.socket, balancer: str) -> None:
        """Somebody has connected."""
        if not within(balancer, self._balancers) or len(self._running) >= MOST:
            sock.close()
            self._refuse(balancer, "proxy")
            return
        task = asyncio.get_running_loop().create_task(self._introduce(sock, balancer))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    def close(self) -> None:
        """Nobody is received any more."""
        for task in self._running:
            task.cancel()

    async def _introduce(self, sock: socket.socket, balancer: str) -> None:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(PATIENCE):
                speaker = await read_header(loop, sock)
                if speaker is Speaker.ITSELF:
                    # What its look at the server's health waits for; no guest, so neither counted nor logged.
                    await loop.sock_sendall(sock, BANNER)
        except (ProxyHeaderError, OSError, TimeoutError):
            sock.close()
            self._refuse(balancer, "proxy")
            return
        except asyncio.CancelledError:
            sock.close()
            raise
        if speaker is Speaker.ITSELF:
            sock.close()
        else:
            await self._receive(sock, speaker if isinstance(speaker, str) else balancer)
