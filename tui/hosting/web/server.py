"""`liveblog-tui serve --web`: the replay in a browser, by textual-serve. Each visitor has a process of their own, some
40 MB, so it is for a few visitors; guests of one room come over SSH.

Uses names of textual-serve 1.1 that are not public: the server's `_process_messages` and the service's `_process`.
"""

import asyncio
import json
import logging
import shlex
import signal
import socket
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from ipaddress import ip_address
from pathlib import Path
from typing import cast, override

from aiohttp import web
from textual_serve.app_service import AppService
from textual_serve.server import Server

from tui.hosting.guests.shared_counts import address_group
from tui.hosting.options import Limits, ServeOptions, parse_address
from tui.hosting.web.messages import RateLimitedSocket
from tui.hosting.workers import listening_socket
from tui.model.blog import LiveBlog
from tui.model.errors import OptionError
from tui.sources.bundled import assets
from tui.writers.json_ld import dumps

DEFAULT_LISTEN = "127.0.0.1:8000"
FULL_MESSAGE = "The host is full at the moment: try again in a few minutes."


def serve_web(options: ServeOptions, blog: LiveBlog, *, say: Callable[[str], None]) -> int:
    """Host until SIGTERM or SIGINT; returns the exit status. Raises OptionError before anybody is let in."""
    _refuse_ssh_options(options)
    given = options.listen if options.listen != ServeOptions().listen else DEFAULT_LISTEN
    host, port = parse_address(given)
    with (
        listening_socket(host, port) as listener,
        tempfile.TemporaryDirectory(prefix="liveblog-tui-") as folder,
    ):
        path = Path(folder) / "blog.json"
        path.write_text(dumps(blog), "utf-8")
        logging.basicConfig(level=logging.WARNING, format="%(message)s")
        asyncio.run(WebServer(guest_command(options, path), options.limits).run(listener, say))
    return 0


def guest_command(options: ServeOptions, blog: Path) -> str:
    """How a visitor's process is started, fit for a shell, which textual-serve uses; nothing in it is a visitor's."""
    wanted = {
        "blog": str(blog),
        "speed": options.speed,
        "zones": options.zones,
        "no_spoilers": options.no_spoilers,
        "limits": asdict(options.limits),
    }
    # The shell gives way to the process, so that a signal or a closed pipe reaches the right one.
    return "exec " + shlex.join(
        [sys.executable, "-m", "tui.hosting.web.guest_process", json.dumps(wanted)]
    )


class WebServer(Server):
    """textual-serve with limits, a page that loads nothing from elsewhere, and no talk of its own."""

    def __init__(self, command: str, limits: Limits) -> None:
        super().__init__(command, title="liveblog-tui")
        self._limits = limits
        self._guest_groups: list[str] = []
        self._sessions: set[asyncio.Task[object]] = set()

    async def run(self, listener: socket.socket, say: Callable[[str], None]) -> None:
        """Let visitors in on a listening socket, until told to stop."""
        stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        runner = web.AppRunner(await self._make_app())
        await runner.setup()
        await web.SockSite(runner, listener).start()
        address, port = listener.getsockname()[:2]
        say(f"Visitors open: http://{f'[{address}]' if ':' in address else address}:{port}")
        await stop.wait()
        await runner.cleanup()

    @override
    async def on_startup(self, app: web.Application) -> None:
        """Nothing: the class above would talk."""

    @override
    async def on_shutdown(self, app: web.Application) -> None:
        """End the visits: aiohttp would wait a minute for them."""
        for session in list(self._sessions):
            session.cancel()

    @override
    async def handle_index(self, request: web.Request) -> web.StreamResponse:
        """The page, which is the same for everybody."""
        return web.FileResponse(assets() / "web/index.html", headers={"Cache-Control": "no-cache"})

    @override
    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """A visitor, if there is room; only from this host's own page."""
        origin = request.headers.get("Origin", "")
        if origin and origin.partition("://")[2] != request.host:
            raise web.HTTPForbidden(text="Only this host's own page can be watched.")
        group = guest_group(request.remote or "")
        if (
            len(self._guest_groups) >= self._limits.guests
            or self._guest_groups.count(group) >= self._limits.per_address
        ):
            raise web.HTTPServiceUnavailable(text=FULL_MESSAGE)
        session = asyncio.current_task()
        assert session is not None
        self._guest_groups.append(group)
        self._sessions.add(session)
        try:
            return await super().handle_websocket(request)
        finally:
            self._sessions.discard(session)
            self._guest_groups.remove(group)

    @override
    async def _process_messages(
        self, websocket: web.WebSocketResponse, app_service: AppService
    ) -> None:
        rationed = RateLimitedSocket(websocket, self._limits, asyncio.get_running_loop().time)
        try:
            await super()._process_messages(cast(web.WebSocketResponse, rationed), app_service)
        finally:
            # A word on its input would come behind all that the visitor has sent.
            process = app_service._process
            if process is not None and process.returncode is None:
                process.terminate()


def guest_group(address: str) -> str:
    """The addresses that count as one; all of loopback does, so that a proxy there brings no more than one may."""
    try:
        return "" if ip_address(address).is_loopback else address_group(address)
    except ValueError:
        return address


SSH_ONLY = (
    "host_key", "authorized_keys", "public_name", "qr", "room", "presenter_keys", "start_at", "loop", "room_store",
    "proxy_protocol", "drain", "log_json", "metrics",
)  # fmt: skip


def _refuse_ssh_options(options: ServeOptions) -> None:
    for name in SSH_ONLY:
        if getattr(options, name):
            raise OptionError(
                f"--{name.replace('_', '-')} is for guests over SSH; with --web leave it out."
            )
    if options.workers > 1:
        raise OptionError("--web starts a process for each visitor anyway: leave --workers at 1.")
