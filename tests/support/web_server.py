"""A web server on loopback that answers well, badly, slowly or for ever, for tests of fetching."""

import gzip
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

PAGE = (
    b'{"@type": "LiveBlogPosting", "liveBlogUpdate": {"datePublished": '
    b'"2024-04-26T10:26:00Z", "headline": "H"}}'
)
TEN_POSTS = (
    b'{"@type": "LiveBlogPosting", "liveBlogUpdate": ['
    + b",".join(
        b'{"datePublished": "2024-04-26T10:%d:00Z", "headline": "%d"}' % (minute, minute**9)
        for minute in range(10, 20)
    )
    + b"]}"
)


def _raw(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def _members(data: bytes) -> bytes:
    return gzip.compress(data[:300]) + gzip.compress(data[300:])


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": lambda data: gzip.compress(data),
    "gzip-members": _members,
    "gzip-filled": lambda data: gzip.compress(data) + bytes(20),
    "deflate": lambda data: zlib.compress(data),
    "deflate-raw": _raw,
}


class Handler(BaseHTTPRequestHandler):
    """Each path is one behaviour; `stop` ends those that wait or go on for ever."""

    stop: ClassVar[threading.Event] = threading.Event()
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        name = self.path.strip("/").split("/")[0]
        getattr(self, f"answer_{name}", self.answer_status)()

    def answer_page(self) -> None:
        self._send(PAGE)

    def answer_gzip(self) -> None:
        self._send(gzip.compress(PAGE), encoding="gzip")

    def answer_cut(self) -> None:
        """/cut/gzip/40: the first 40 % of an answer of ten posts, and no sign that it is cut."""
        _, encoding, share = self.path.strip("/").split("/")
        body = PACKERS[encoding](TEN_POSTS)
        cut = body[: len(body) * int(share) // 100]
        self._send(cut, encoding=encoding.partition("-")[0])

    def answer_bomb(self) -> None:
        self._send(gzip.compress(bytes(60_000_000)), encoding="gzip")

    def answer_damaged(self) -> None:
        self._send(b"\x1f\x8b but no gzip", encoding="gzip")

    def answer_zstd(self) -> None:
        self._send(PAGE, encoding="zstd")

    def answer_empty(self) -> None:
        self._send(b"")

    def answer_moved(self) -> None:
        self._redirect("/page")

    def answer_loop(self) -> None:
        self._redirect("/loop")

    def answer_elsewhere(self) -> None:
        self._redirect("file:///etc/passwd")

    def answer_announced(self) -> None:
        self._head(length="900000000")

    def answer_short(self) -> None:
        self._head(length="1000")
        self.wfile.write(b"ten bytes.")
        self.close_connection = True

    def answer_stalls(self) -> None:
        self.stop.wait(60)

    def answer_header(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        self._trickle(b"X-More: yes\r\n")

    def answer_trickles(self) -> None:
        self._head(length="1000000")
        self._trickle(b"x")

    def answer_endless(self) -> None:
        self._head(chunked=True)
        piece = b"10000\r\n" + bytes(65536) + b"\r\n"
        try:
            while not self.stop.is_set():
                self.wfile.write(piece)
        except OSError:
            pass

    def answer_status(self) -> None:
        status = self.path.strip("/")
        self._send(b"a page of its own", status=int(status) if status.isdigit() else 404)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: a test's output is its own."""

    def _send(self, body: bytes, *, encoding: str = "", status: int = 200) -> None:
        self._head(length=str(len(body)), encoding=encoding, status=status)
        self.wfile.write(body)

    def _head(
        self, *, length: str = "", encoding: str = "", status: int = 200, chunked: bool = False
    ) -> None:
        self.send_response(status)
        for name, value in (("Content-Length", length), ("Content-Encoding", encoding)):
            if value:
                self.send_header(name, value)
        if chunked:
            self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def _redirect(self, to: str) -> None:
        self.send_response(302)
        self.send_header("Location", to)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _trickle(self, piece: bytes) -> None:
        try:
            while not self.stop.wait(0.02):
                self.wfile.write(piece)
                self.wfile.flush()
        except OSError:
            pass


class Server(ThreadingHTTPServer):
    """A client that goes away is no news."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing."""


@contextmanager
def serving() -> Iterator[str]:
    """The address of a server that is there for the while."""
    Handler.stop.clear()
    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
    )
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        Handler.stop.set()
        server.shutdown()
        server.server_close()
