"""Pages and files for browsers, and the page as plain HTML."""

import asyncio
import gzip
from functools import cache
from html import escape

from aiohttp import web

from tui.hosting.door.refusals import REFUSALS
from tui.hosting.guest.command import known_name
from tui.hosting.host import Host
from tui.hosting.terminal import MAX_COLUMNS, MAX_LINES
from tui.model.errors import LiveBlogError, OptionError
from tui.replay import ReplayOptions
from tui.sources.bundled import assets

MAX_PAGES_WAITING = 20  # of plain HTML; one more is refused
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


def base_path(host: Host) -> str:
    """The path of a live blog's page, files and websocket."""
    return "/{blog}" if host.names else ""


def blog_of(request: web.Request, host: Host) -> str:
    """The live blog that an address names; "" for the only one. Raises web.HTTPNotFound."""
    if not host.names:
        return ""
    try:
        return known_name(request.match_info["blog"], host.names)
    except OptionError as error:
        raise web.HTTPNotFound(text=f"{error}\n") from error


async def set_headers(request: web.Request, response: web.StreamResponse) -> None:
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


class WebPages:
    def __init__(self, host: Host) -> None:
        self._host = host
        self._pages_waiting = 0
        template = (
            (assets() / "web/index.html")
            .read_text("utf-8")
            .replace("{list}", LINK_TO_LIST if host.names else "")
            .replace("{columns}", str(MAX_COLUMNS))
            .replace("{lines}", str(MAX_LINES))
        )
        self._indexes = {
            blog: template.replace("{title}", escape(host.views_of(blog).title))
            for blog in host.names or ("",)
        }

    def add_to(self, router: web.UrlDispatcher) -> None:
        if self._host.names:
            router.add_get("/", self._show_list)
            router.add_get("/{blog}", self._add_slash)
        base = base_path(self._host)
        router.add_get(f"{base}/", self._show_index)
        router.add_get(f"{base}/projector", self._show_index)
        router.add_get(f"{base}/static/{{name:.*}}", self._send_file)
        router.add_get(f"{base}/as-of/{{moment:.*}}", self._show_html)

    async def _show_list(self, _: web.Request) -> web.Response:
        return web.Response(text=self._host.views.html(ReplayOptions()), content_type="text/html")

    async def _add_slash(self, request: web.Request) -> web.Response:
        """Redirect, so that the page's relative links are right behind any proxy."""
        raise web.HTTPFound(f"./{blog_of(request, self._host)}/")

    async def _show_index(self, request: web.Request) -> web.Response:
        index = self._indexes[blog_of(request, self._host)]
        return web.Response(text=index, content_type="text/html")

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
        write_html = host.views_of(blog_of(request, host)).html
        reason = await host.door.ask("connect", address=address)
        if not reason and self._pages_waiting >= MAX_PAGES_WAITING:
            reason = "pages"
            host.refusals.note(address, reason)
        if reason:
            raise web.HTTPServiceUnavailable(
                text=f"{REFUSALS[reason].sentence}\n", headers={"Retry-After": "60"}
            )
        requested = ReplayOptions(at=request.match_info["moment"].strip()[:MAX_MOMENT_CHARACTERS])
        loop = asyncio.get_running_loop()
        self._pages_waiting += 1
        try:
            text = await loop.run_in_executor(host.page_executor, write_html, requested)
        except LiveBlogError as error:
            raise web.HTTPNotFound(text=f"{error}\n") from error
        finally:
            self._pages_waiting -= 1
        return web.Response(text=text, content_type="text/html")
