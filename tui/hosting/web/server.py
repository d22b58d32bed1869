"""`liveblog-tui serve --web`: the replay in a browser, by textual-serve.

Each guest has a process of some 40 MB, so it is for a few guests; a room's guests come over SSH.

Uses private names of textual-serve 1.1: the server's `_make_app` and `_process_messages`, and the
service's `_process`.
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

from tui.hosting.guests.admission import REFUSAL_MESSAGES
from tui.hosting.guests.shared_counts import address_group
from tui.hosting.options import Limits, ServeOptions, parse_address
from tui.hosting.web.messages import RateLimitedSocket
from tui.hosting.workers import listening_socket
from tui.model.blog import LiveBlog
from tui.model.errors import OptionError
from tui.sources.bundled import assets
from tui.writers.json_ld import dumps

DEFAULT_LISTEN = "127.0.0.1:8000"
SSH_ONLY_OPTIONS = (
    "host_key", "authorized_keys", "public_name", "qr", "room", "presenter_keys", "start_at",
    "loop", "room_store", "proxy_protocol", "drain", "log_json", "metrics",
)  # fmt: skip


def serve_web(options: ServeOptions, blog: LiveBlog, *, say: Callable[[str], None]) -> int:
    """Serve browsers until SIGTERM or SIGINT. Returns the exit status.

    Raises OptionError before the first guest for an option of SSH, or an address in use.
    """
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
    """Write the shell command that starts a guest's process; no part of it comes from a guest."""
    wanted = {
        "blog": str(blog),
        "pace": options.pace,
        "speed": options.speed,
        "zones": options.zones,
        "spoilers": options.spoilers,
        "limits": asdict(options.limits),
    }
    module = "tui.hosting.web.guest_process"
    # With exec the process replaces the shell and gets its signals and its closed pipe.
    return "exec " + shlex.join([sys.executable, "-m", module, json.dumps(wanted)])


class WebServer(Server):
    """textual-serve with limits, without output of its own, and with a page that loads nothing
    from other hosts.
    """

    def __init__(self, command: str, limits: Limits) -> None:
        super().__init__(command, title="liveblog-tui")
        self._limits = limits
        self._guest_groups: list[str] = []
        self._sessions: set[asyncio.Task[object]] = set()

    async def run(self, listener: socket.socket, say: Callable[[str], None]) -> None:
        """Serve browsers on a listening socket until SIGTERM or SIGINT."""
        stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        runner = web.AppRunner(await self._make_app())
        await runner.setup()
        await web.SockSite(runner, listener).start()
        address, port = listener.getsockname()[:2]
        say(f"Guests open: http://{f'[{address}]' if ':' in address else address}:{port}")
        await stop.wait()
        await runner.cleanup()

    @override
    async def on_startup(self, app: web.Application) -> None:
        """Print nothing; the overridden method would."""

    @override
    async def on_shutdown(self, app: web.Application) -> None:
        """End all sessions: aiohttp would wait a minute for them."""
        for session in list(self._sessions):
            session.cancel()

    @override
    async def handle_index(self, request: web.Request) -> web.StreamResponse:
        """Answer with the page, which is the same for all guests."""
        return web.FileResponse(assets() / "web/index.html", headers={"Cache-Control": "no-cache"})

    @override
    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one guest.

        Raises HTTPForbidden for a guest from another host's page, and HTTPServiceUnavailable for
        one whom the limits do not admit.
        """
        origin = request.headers.get("Origin", "")
        if origin and origin.partition("://")[2] != request.host:
            raise web.HTTPForbidden(text="Only this host's own page can be watched.")
        group = guest_group(request.remote or "")
        if reason := self._refusal(group):
            raise web.HTTPServiceUnavailable(text=REFUSAL_MESSAGES[reason])
        session = asyncio.current_task()
        assert session is not None
        self._guest_groups.append(group)
        self._sessions.add(session)
        try:
            return await super().handle_websocket(request)
        finally:
            self._sessions.discard(session)
            self._guest_groups.remove(group)

    def _refusal(self, group: str) -> str:
        """Return why a guest of that group is not admitted, else an empty string."""
        if len(self._guest_groups) >= self._limits.guests:
            return "full"
        here = self._guest_groups.count(group)
        return "address" if here >= self._limits.per_address else ""

    @override
    async def _process_messages(
        self, websocket: web.WebSocketResponse, app_service: AppService
    ) -> None:
        limited = RateLimitedSocket(websocket, self._limits, asyncio.get_running_loop().time)
        try:
            await super()._process_messages(cast(web.WebSocketResponse, limited), app_service)
        finally:
            # A message to quit would wait behind all the input that the guest has sent.
            process = app_service._process
            if process is not None and process.returncode is None:
                process.terminate()


def guest_group(address: str) -> str:
    """Return the group of addresses that count as one.

    All of loopback is one group, so a proxy on this machine brings no more guests than one address.
    """
    try:
        return "" if ip_address(address).is_loopback else address_group(address)
    except ValueError:
        return address


def _refuse_ssh_options(options: ServeOptions) -> None:
    for name in SSH_ONLY_OPTIONS:
        if getattr(options, name):
            raise OptionError(
                f"--{name.replace('_', '-')} is for guests over SSH; with --web leave it out."
            )
    if options.workers > 1:
        raise OptionError("--web starts a process for each guest anyway: leave --workers at 1.")
