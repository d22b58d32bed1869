"""A web site on loopback: a test sets its pages and sees the requests."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from types import MappingProxyType
from typing import NamedTuple


class Reply(NamedTuple):
    """The site's answer to a path. `raw` pieces of bytes are sent in place of all else."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = MappingProxyType({})
    raw: Iterable[bytes] = ()


class PagedSite:
    """The pages by path and query; one without an entry is not found."""

    def __init__(self) -> None:
        self.pages: dict[str, Reply | Callable[[], Reply]] = {}
        self.asked: list[str] = []
        """The paths, in order, each with " if changed" behind it if it was asked so."""
        self.address = ""
        self.closing = Event()

    def reply(self, path: str, *, etag: str, since: str) -> Reply:
        """The answer to a request, which is noted."""
        self.asked.append(path + (" if changed" if etag or since else ""))
        page = self.pages.get(path, Reply(b"no such page", 404))
        reply = page() if callable(page) else page
        known = (reply.headers.get("ETag", ""), reply.headers.get("Last-Modified", ""))
        same = (etag and etag == known[0]) or (since and since == known[1])
        return reply._replace(body=b"", status=304) if same else reply

    def trickle(self, begin: bytes, piece: bytes, *, every: float = 0.02) -> Iterator[bytes]:
        """Raw bytes without end, as long as the site is there."""
        yield begin
        while not self.closing.wait(every):
            yield piece


class Server(ThreadingHTTPServer):
    """A client that goes away is no news."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing."""


@contextmanager
def paged_site(host: str = "127.0.0.1") -> Iterator[PagedSite]:
    """A site that is there for the while."""
    site = PagedSite()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            etag, since = (
                self.headers.get(f"If-{x}", "") for x in ("None-Match", "Modified-Since")
            )
            reply = site.reply(self.path, etag=etag, since=since)
            with suppress(OSError):
                for piece in reply.raw or (self.whole(reply),):
                    self.wfile.write(piece)

        def whole(self, reply: Reply) -> bytes:
            self.send_response_only(reply.status)  # a Date is the page's own
            for name, value in {"Content-Length": f"{len(reply.body)}", **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            return reply.body

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: a test's output is its own."""

    server = Server((host, 0), Handler)
    site.address = f"http://{host}:{server.server_port}"
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield site
    finally:
        site.closing.set()
        server.shutdown()
        server.server_close()
