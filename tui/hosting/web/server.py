"""The browsers' server of one worker: it accepts connections, for pages and for websockets."""

import asyncio
import logging
import socket
from contextlib import suppress

from aiohttp import web
from aiohttp.typedefs import Handler

from tui.hosting.guests.refusals import REFUSALS
from tui.hosting.guests.registry import GuestRegistry
from tui.hosting.monitoring.log import traceback_summary
from tui.hosting.web.channel import MAX_MESSAGE_BYTES
from tui.hosting.web.connection import WebConnection
from tui.hosting.web.names import HostNames, guest_address, is_own_page
from tui.hosting.web.pages import Pages, base_path, blog_of, set_headers
from tui.hosting.web.visit import Visit

SEND_BUFFER_BYTES = 64 * 1024  # in the kernel: a slow reader gets old frames from a larger one
MAX_REQUESTING = 200  # connections that have no websocket; one more ends the oldest
REQUEST_SECONDS = 60.0  # that such a connection may last
KEEP_ALIVE_SECONDS = 10.0  # without a request
ACCEPT_RETRY_SECONDS = 0.5

SILENT = logging.Logger("aiohttp, which would write to the host's terminal")
SILENT.addHandler(logging.NullHandler())


class WebServer:
    """Accepts browsers on a listening socket; `worker` is the number of this worker."""

    def __init__(self, registry: GuestRegistry, names: HostNames, worker: int = 0) -> None:
        self._registry = registry
        self._names = names
        self._worker = worker
        self._loop = asyncio.get_running_loop()
        self._visits: dict[str, Visit] = {}
        self._requesting: dict[asyncio.BaseTransport, asyncio.TimerHandle] = {}
        self._listener: socket.socket | None = None
        self._accepting: asyncio.Task[None] | None = None
        app = web.Application(middlewares=[self._guard])
        app.on_response_prepare.append(set_headers)
        app.router.add_get(f"{base_path(registry)}/ws", self._watch)
        Pages(registry).add_to(app.router)
        self._runner = web.AppRunner(
            app,
            access_log=None,
            logger=SILENT,
            keepalive_timeout=KEEP_ALIVE_SECONDS,
            shutdown_timeout=0.1,
        )

    @property
    def accepts(self) -> bool:
        """Whether new connections are accepted."""
        return self._accepting is not None and not self._accepting.done()

    async def start(self, listener: socket.socket) -> None:
        """Accept connections on a listening socket from now on."""
        await self._runner.setup()
        listener.setblocking(False)
        self._listener = listener
        self._accepting = self._loop.create_task(self._accept(listener))

    def stop_accepting(self) -> None:
        """Accept no more connections; the guests stay."""
        if self._accepting is not None:
            self._accepting.cancel()
        if self._listener is not None:
            self._listener.close()
            self._listener = None

    async def stop(self) -> None:
        """Close all connections that are left."""
        self.stop_accepting()
        for transport, timer in self._requesting.items():
            timer.cancel()
            _abort(transport)
        self._requesting.clear()
        await self._runner.cleanup()

    def new(self, address: str) -> Visit:
        """Make a visit that has not begun."""
        visit = Visit(self._registry, address, self._worker, self._forget)
        self._visits[visit.token] = visit
        return visit

    def find(self, token: str) -> Visit | None:
        """Return the visit with that secret, if it has not ended."""
        return self._visits.get(token)

    def is_elsewhere(self, token: str) -> bool:
        """Whether another worker may have that visit."""
        return token.partition(".")[0] != str(self._worker)

    def _forget(self, visit: Visit) -> None:
        self._visits.pop(visit.token, None)

    async def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                sock, _ = await self._loop.sock_accept(listener)
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER_BYTES)
            except OSError as error:  # no file descriptor is left, or the client is gone already
                self._registry.log.record("accept failed", reason=error.strerror)
                await asyncio.sleep(ACCEPT_RETRY_SECONDS)
                continue
            await self._receive(sock)
            await asyncio.sleep(0)  # a flood of connections must not keep the guests waiting

    async def _receive(self, sock: socket.socket) -> None:
        assert self._runner.server is not None
        try:
            transport, _ = await self._loop.connect_accepted_socket(self._runner.server, sock)
        except OSError:  # the client is gone again
            sock.close()
            return
        for known in [each for each in self._requesting if each.is_closing()]:
            self._requesting.pop(known).cancel()
        if len(self._requesting) >= MAX_REQUESTING:
            oldest = next(iter(self._requesting))
            self._requesting.pop(oldest).cancel()
            _abort(oldest)
        timer = self._loop.call_later(REQUEST_SECONDS, _abort, transport)
        self._requesting[transport] = timer

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer only for this host's own names, with the guest's own address; note what fails."""
        if not self._names.admit(request.headers.get("Host", "")):
            text = "This host has other names: its owner can add one with --public-name.\n"
            return web.Response(status=421, text=text)
        forwarded = request.headers.getall("X-Forwarded-For", [])
        request = request.clone(remote=guest_address(request.remote or "", forwarded))
        try:
            return await handler(request)
        except web.HTTPException:
            raise
        except Exception as error:  # noqa: BLE001  # one request fails, not the host
            self._registry.metrics.crashes += 1
            self._registry.log.record(
                "crashed", address=request.remote, where=traceback_summary(error)
            )
            return web.Response(status=500, text="Something went wrong, and has been noted.\n")

    async def _watch(self, request: web.Request) -> web.StreamResponse:
        """Serve one websocket."""
        if not is_own_page(request.headers.get("Origin", ""), request.host):
            return web.Response(status=403, text="Only this host's own page can be watched.\n")
        blog = blog_of(request, self._registry)
        answer = web.WebSocketResponse(
            heartbeat=self._registry.limits.keepalive or None,
            autoping=False,  # WebConnection answers pings, at the rate of all that is sent
            compress=False,  # it would cost 0.3 MB a guest
            max_msg_size=MAX_MESSAGE_BYTES,
        )
        if not answer.can_prepare(request):
            return web.Response(status=400, text="This is the address of a websocket.\n")
        transport = request.transport
        if transport is not None and (timer := self._requesting.pop(transport, None)) is not None:
            timer.cancel()
        await answer.prepare(request)
        address = request.remote or ""
        if reason := self._registry.admission.connection_refusal(address):
            self._registry.note_refusal(address, reason)
            await answer.send_json({"ended": REFUSALS[reason].sentence, "status": 1})
            await answer.close()
            return answer
        with suppress(ConnectionError):
            await WebConnection(self._registry, self, answer, transport, address, blog).serve()
        return answer


def _abort(transport: asyncio.BaseTransport) -> None:
    if isinstance(transport, asyncio.Transport):
        transport.abort()
