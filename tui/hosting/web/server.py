"""The browsers' server of one worker, for connections from the door."""

import asyncio
import logging
import socket
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from ipaddress import ip_address
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

from tui.hosting.host import Host
from tui.hosting.turns import context_of, payer
from tui.hosting.web.pages import WebPages, base_path, blog_of, set_headers
from tui.hosting.web.visit import MAX_MESSAGE_BYTES, Visit, WebConnection

MAX_REQUESTING = 200  # connections that have no websocket; one more ends the oldest
KEEP_ALIVE_SECONDS = 10.0  # without a request
HEARTBEAT_SECONDS = 20.0  # between two questions whether a silent browser is still there

SILENT = logging.Logger("aiohttp, which would write to the host's terminal")
SILENT.addHandler(logging.NullHandler())


class WebServer:
    def __init__(self, host: Host, names: Iterable[str]) -> None:
        self._host = host
        self._names = {"localhost", *(name.lower() for name in names if name)}
        self._loop = asyncio.get_running_loop()
        self._account = host.account()  # of all requests, which never keep guests waiting
        self.visits: dict[str, Visit] = {}  # by the secret tokens with which browsers come back
        self._requesting: list[asyncio.Transport] = []  # the oldest first
        app = web.Application(middlewares=[self._guard])
        app.on_response_prepare.append(set_headers)
        app.router.add_get(f"{base_path(host)}/ws", self._watch)
        WebPages(host).add_to(app.router)
        self._runner = web.AppRunner(
            app,
            access_log=None,
            logger=SILENT,
            keepalive_timeout=KEEP_ALIVE_SECONDS,
            shutdown_timeout=0.1,
        )

    async def start(self) -> None:
        await self._runner.setup()

    async def stop(self) -> None:
        for transport in self._requesting:
            transport.abort()
        await self._runner.cleanup()

    async def serve(self, sock: socket.socket) -> None:
        assert self._runner.server is not None
        try:
            transport, _ = await self._loop.create_task(
                self._loop.connect_accepted_socket(self._runner.server, sock),
                context=context_of(self._account),
            )
        except OSError:  # the client is gone again
            sock.close()
            return
        self._requesting = [each for each in self._requesting if not each.is_closing()]
        if len(self._requesting) >= MAX_REQUESTING:
            self._requesting.pop(0).abort()
        self._requesting.append(transport)

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer only for this host's own names; find the guest's address; note failures."""
        await asyncio.sleep(0)  # else aiohttp answers requests that came together in one step
        if not is_own_name(request.headers.get("Host", ""), self._names):
            text = "This host has other names: its owner can add one with --public-name.\n"
            return web.Response(status=421, text=text)
        forwarded = request.headers.getall("X-Forwarded-For", [])
        request = request.clone(remote=guest_address(request.remote or "", forwarded))
        try:
            return await handler(request)
        except web.HTTPException:
            raise
        except Exception as error:  # noqa: BLE001  # one request fails, not the host
            self._host.crashed(error, address=request.remote or "")
            return web.Response(status=500, text="Something went wrong, and has been noted.\n")

    async def _watch(self, request: web.Request) -> web.StreamResponse:
        if not is_own_page(request.headers.get("Origin", ""), request.host):
            return web.Response(status=403, text="Only this host's own page can be watched.\n")
        blog = blog_of(request, self._host)
        answer = web.WebSocketResponse(
            heartbeat=HEARTBEAT_SECONDS,
            autoping=False,  # WebConnection answers pings, at the rate of all that is sent
            compress=False,  # it would cost 0.3 MB a guest
            max_msg_size=MAX_MESSAGE_BYTES,
        )
        transport = request.transport
        if transport is None or not answer.can_prepare(request):
            return web.Response(status=400, text="This is the address of a websocket.\n")
        if transport in self._requesting:
            self._requesting.remove(transport)
        await answer.prepare(request)
        payer.set(None)  # what the guest sends waits for nobody's pages
        address = request.remote or ""
        with suppress(ConnectionError):
            await WebConnection(self._host, self.visits, answer, transport, address, blog).serve()
        return answer


def is_own_page(origin: str, host: str) -> bool:
    """True for the host's own page; no browser leaves the Origin header out."""
    if not origin:
        return True
    scheme, _, name = origin.partition("://")
    return scheme in ("http", "https") and name.lower() == host.lower()


def guest_address(peer: str, forwarded: Sequence[str]) -> str:
    """The address of a guest who connects from `peer`. Only a proxy on this machine is believed,
    and its last X-Forwarded-For, because the client may have written those before."""
    client = ",".join(forwarded).rpartition(",")[2].strip()
    try:
        return str(ip_address(client)) if ip_address(peer).is_loopback else peer
    except ValueError:
        return peer


def is_own_name(host: str, known: Collection[str]) -> bool:
    """True if a Host header has an address or a `known` name. A foreign page can point
    its own name at this machine (DNS rebinding), but the name stays in the header."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name in known or bool(ip_address(name))
    except ValueError:
        return False
