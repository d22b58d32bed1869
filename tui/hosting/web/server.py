"""The browsers' server of one worker, for connections from the door: pages and files, the page as
plain HTML, and websockets."""

import asyncio
import gzip
import logging
import socket
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from functools import cache
from html import escape
from ipaddress import ip_address
from sys import maxsize
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

from tui.hosting.door.refusals import REFUSALS
from tui.hosting.guest.command import known_name
from tui.hosting.host import Host
from tui.hosting.terminal import MAX_COLUMNS, MAX_LINES
from tui.hosting.turns import context_of, payer
from tui.hosting.web.visit import MAX_MESSAGE_BYTES, Visit, WebConnection
from tui.model.errors import LiveBlogError, OptionError
from tui.replay import ReplayOptions
from tui.sources.bundled import assets

MAX_REQUESTING = 200  # connections that have no websocket; one more ends the oldest
HEARTBEAT_SECONDS = 20.0  # between two questions whether a silent browser is still there
MAX_MOMENT_CHARACTERS = 200
TYPES = {".css": "text/css", ".js": "text/javascript", ".mjs": "text/javascript", "": "text/plain"}
"""Types of the files in assets/web that browsers get, by their ending."""

# xterm.js writes style elements of its own.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src data:; "
    "connect-src 'self' ws://{host} wss://{host}; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Server": "liveblog-tui",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
LINK_TO_LIST = '<a id="list" href="../">All live blogs here</a>'

SILENT = logging.Logger("aiohttp, which would write to the host's terminal")
SILENT.addHandler(logging.NullHandler())


class WebServer:
    def __init__(self, host: Host, names: Iterable[str]) -> None:
        self._host = host
        self._names = {"localhost", *(name.lower() for name in names if name)}
        self._loop = asyncio.get_running_loop()
        self._account = host.account()  # of all requests, which never keep guests waiting
        self._account.number = maxsize
        self.visits: dict[str, Visit] = {}  # by the secret tokens with which browsers come back
        self._requesting: list[asyncio.Transport] = []  # the oldest first
        self._watching: set[asyncio.BaseTransport] = set()
        self._starting = asyncio.Lock()  # one by one: those that came before are answered meanwhile
        page = (assets() / "web/index.html").read_text("utf-8")
        page = page.replace("{list}", LINK_TO_LIST if host.names else "")
        self._index = page.replace("{columns}", str(MAX_COLUMNS)).replace("{lines}", str(MAX_LINES))
        app = web.Application(middlewares=[self._guard])
        app.on_response_prepare.append(_set_headers)
        base = "/{blog}" if host.names else ""  # of a live blog's page, files and websocket
        for path, handler in (
            ("/", self._show_index),
            ("/projector", self._show_index),
            ("/static/{name:.*}", self._send_file),
            ("/as-of/{moment:.*}", self._show_html),
            ("/ws", self._watch),
        ):
            app.router.add_get(base + path, handler)
        if host.names:
            app.add_routes([web.get("/", self._show_list), web.get(base, self._add_slash)])
        self._runner = web.AppRunner(app, access_log=None, logger=SILENT, shutdown_timeout=0.1)

    async def start(self) -> None:
        await self._runner.setup()

    async def stop(self) -> None:
        for transport in self._requesting:
            transport.abort()
        await self._runner.cleanup()

    async def serve(self, sock: socket.socket, _address: str) -> None:
        """Start HTTP on an accepted socket."""
        assert self._runner.server is not None
        try:
            async with self._starting:
                transport, _ = await self._loop.create_task(
                    self._loop.connect_accepted_socket(self._runner.server, sock),
                    context=context_of(self._account),
                )
        except OSError:  # the client is gone again
            sock.close()
            return
        if transport in self._watching:  # the browser's request was faster
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
        except web.HTTPNotFound as error:
            start = "../" * (request.path.count("/") - 1) or "./"
            text = (assets() / "web/missing.html").read_text("utf-8").replace("{start}", start)
            text = text.replace("{reason}", escape(error.text or ""))
            return web.Response(status=404, text=text, content_type="text/html")
        except web.HTTPException:
            raise
        except Exception as error:  # noqa: BLE001  # one request fails, not the host
            self._host.crashed(error, address=request.remote or "")
            return web.Response(status=500, text="Something went wrong, and has been noted.\n")

    async def _watch(self, request: web.Request) -> web.StreamResponse:
        if not is_own_page(request.headers.get("Origin", ""), request.host):
            return web.Response(status=403, text="Only this host's own page can be watched.\n")
        blog = self._blog_of(request)
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
        address = request.remote or ""
        self._watching.add(transport)
        try:
            with suppress(ConnectionError):  # also of a client who is gone before the answer
                await answer.prepare(request)
                payer.set(None)  # what the guest sends waits for nobody's pages
                guest = WebConnection(self._host, self.visits, answer, transport, address, blog)
                await guest.serve()
        finally:
            self._watching.discard(transport)
        return answer

    def _blog_of(self, request: web.Request) -> str:
        """The live blog that an address names; "" for the only one. Raises web.HTTPNotFound."""
        if not self._host.names:
            return ""
        try:
            return known_name(request.match_info["blog"], self._host.names)
        except OptionError as error:
            raise web.HTTPNotFound(text=f"{error}\n") from error

    async def _show_list(self, _: web.Request) -> web.Response:
        text = self._host.views[""].html(ReplayOptions())
        return web.Response(text=text, content_type="text/html")

    async def _add_slash(self, request: web.Request) -> web.Response:
        """Redirect, so that the page's relative links are right behind any proxy."""
        raise web.HTTPFound(f"./{self._blog_of(request)}/")

    async def _show_index(self, request: web.Request) -> web.Response:
        title = escape(self._host.views[self._blog_of(request)].title)
        text = self._index.replace("{title}", title)
        return web.Response(text=text, content_type="text/html")

    async def _send_file(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if name not in _files():
            raise web.HTTPNotFound(text="No such file.\n")
        kind, body, packed = _files()[name]
        headers = {"Vary": "Accept-Encoding"}
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            headers["Content-Encoding"] = "gzip"
            body = packed
        return web.Response(body=body, content_type=kind, charset="utf-8", headers=headers)

    async def _show_html(self, request: web.Request) -> web.Response:
        host, address = self._host, request.remote or ""
        write_html = host.views[self._blog_of(request)].html
        if host.connects_too_often(address):
            raise web.HTTPServiceUnavailable(
                text=f"{REFUSALS['rate']}\n", headers={"Retry-After": "60"}
            )
        requested = ReplayOptions(at=request.match_info["moment"].strip()[:MAX_MOMENT_CHARACTERS])
        loop = asyncio.get_running_loop()
        try:
            text = await loop.run_in_executor(host.page_executor, write_html, requested)
        except LiveBlogError as error:
            raise web.HTTPNotFound(text=f"{error}\n") from error
        return web.Response(text=text, content_type="text/html")


async def _set_headers(request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(HEADERS)
    response.headers.setdefault("Cache-Control", "no-cache")
    # 421 is the guard's answer to a Host header with a foreign name.
    name = "" if response.status == 421 else request.host
    response.headers["Content-Security-Policy"] = POLICY.format(host=name)


@cache
def _files() -> dict[str, tuple[str, bytes, bytes]]:
    """Type, bytes and packed bytes of each file, by its path."""
    root, files = assets() / "web", {}
    for path in root.rglob("*"):
        if path.is_file() and (kind := TYPES.get(path.suffix)):
            data = path.read_bytes()
            files[path.relative_to(root).as_posix()] = kind, data, gzip.compress(data)
    return files


def is_own_page(origin: str, host: str) -> bool:
    """True for the host's own page; no browser leaves the Origin header out."""
    return origin.lower() in ("", f"http://{host}".lower(), f"https://{host}".lower())


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
