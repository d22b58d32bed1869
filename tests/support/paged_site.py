"""A web site on loopback whose pages a test sets, and which notes what is asked for."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from threading import Thread
from types import MappingProxyType
from typing import NamedTuple

from web_server import Server


class Reply(NamedTuple):
    """What the site answers to a path."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = MappingProxyType({})


class PagedSite:
    """The pages by path and query; one without an entry is not found."""

    def __init__(self) -> None:
        self.pages: dict[str, Reply | Callable[[], Reply]] = {}
        self.asked: list[str] = []
        """The paths, in order, each with " if changed" behind it if it was asked so."""
        self.address = ""

    def reply(self, path: str, *, etag: str, since: str) -> Reply:
        """The answer to a request, which is noted."""
        self.asked.append(path + (" if changed" if etag or since else ""))
        page = self.pages.get(path, Reply(b"no such page", 404))
        reply = page() if callable(page) else page
        known = (reply.headers.get("ETag", ""), reply.headers.get("Last-Modified", ""))
        same = (etag and etag == known[0]) or (since and since == known[1])
        return reply._replace(body=b"", status=304) if same else reply


@contextmanager
def paged_site(host: str = "127.0.0.1") -> Iterator[PagedSite]:
    """A site that is there for the while."""
    site = PagedSite()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told = self.headers
            reply = site.reply(
                self.path,
                etag=told.get("If-None-Match", ""),
                since=told.get("If-Modified-Since", ""),
            )
            self.send_response_only(reply.status)  # a Date is the page's own
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: a test's output is its own."""

    server = Server((host, 0), Handler)
    site.address = f"http://{host}:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
