"""Inputs of at most ten megabytes, packed or in odd encodings, built to exhaust a reader."""

import gzip
import io
import plistlib
import zipfile
from collections.abc import Callable

_SIZE = 10_000_000
_HEAD = b"From: <Saved by Blink>\r\nContent-Type: multipart/related; boundary=x\r\n\r\n"
_PART = b"--x\r\nContent-Type: text/html\r\n"


def _filled(piece: bytes, before: bytes = b"") -> bytes:
    return before + piece * ((_SIZE - len(before)) // len(piece))


def _warc(page: bytes, head: bytes = b"") -> bytes:
    """A record of a page as web archives have it."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + head + b"\r\n"
    size = len(http) + len(page)
    return (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/live\r\n"
        b"WARC-Date: 2024-04-26T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        b"Content-Length: %d\r\n\r\n" % size
    ) + http + page + b"\r\n\r\n"  # fmt: skip


def _wacz(file: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as there:
        there.writestr("archive/data.warc.gz", file)
    return made.getvalue()


PACKED: dict[str, Callable[[], bytes]] = {
    "gzip of 59 MB of figures": lambda: gzip.compress(
        b"<!doctype html>"
        + b"<figure><img src=//a><figcaption>x</figcaption></figure>" * 1_050_000,
        1,
    ),
    "gzip of 10 MB of tiny posts": lambda: gzip.compress(
        b'{"@type":"LiveBlogPosting","liveBlogUpdate":['
        + b",".join(
            b'{"datePublished":"2020-01-01T00Z","headline":"%d"}' % n for n in range(180_000)
        )
        + b"]}",
        1,
    ),
    "gzip in gzip": lambda: gzip.compress(gzip.compress(bytes(100_000_000), 1), 1),
    "gzip of zeros": lambda: gzip.compress(bytes(100_000_000), 1),
    "gzip of an MHTML of 59 MB": lambda: gzip.compress(_HEAD + b"--x\n\n" * 11_000_000, 1),
    "a web archive of a page of zeros": lambda: gzip.compress(_warc(bytes(130_000_000)), 1),
    "a web archive of packed zeros": lambda: _warc(
        gzip.compress(bytes(100_000_000), 1), b"Content-Encoding: gzip\r\n"
    ),
    "a web archive of zeros": lambda: gzip.compress(b"WARC/1.0\r\n" + bytes(130_000_000), 1),
    "a WACZ of zeros": lambda: _wacz(bytes(130_000_000)),
    "a web archive of 109 MB": lambda: gzip.compress(_warc(b"<p>" * 3_300_000) * 11, 1),
    "a WACZ of 109 MB": lambda: _wacz(_warc(b"<p>" * 3_300_000) * 11),
    "a WACZ of packed zeros": lambda: _wacz(gzip.compress(_warc(bytes(130_000_000)), 1)),
    "a web archive of many pages": lambda: _warc(b"<p>no live blog") * 25_000,
    "a header of parameters": lambda: _filled(b"; a=b", _HEAD + _PART[:-2]),
    "a folded header": lambda: _filled(b"b\n ", _HEAD + b"--x\na: "),
    "boundaries": lambda: _filled(b"--x\n", _HEAD),
    "near boundaries": lambda: _filled(b"--xy\n", _HEAD + _PART + b"\r\n"),
    "lines of an MHTML file": lambda: _filled(b"\n", _HEAD + _PART + b"\r\n"),
    "quoted-printable": lambda: _filled(
        b"=3C", _HEAD + _PART + b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    ),
    "base64": lambda: _filled(
        b"PHA+", _HEAD + _PART + b"Content-Transfer-Encoding: base64\r\n\r\n"
    ),
    "a web archive": lambda: plistlib.dumps(
        {"WebMainResource": {"WebResourceData": _filled(b"<p>")}}, fmt=plistlib.FMT_BINARY
    ),
    "a web archive of empty values": lambda: plistlib.dumps(
        {"WebMainResource": [str(n) for n in range(300_000)]}, fmt=plistlib.FMT_BINARY
    ),
    "UTF-32": lambda: "<p>a".encode("utf-32-le") * (_SIZE // 16),
    "UTF-16": lambda: _filled("<p>é".encode("utf-16-le")),
    "stray bytes": lambda: _filled(b"<p>\xff"),
    "a declared encoding": lambda: _filled(
        b" ", b"<meta" * 39 + b"charset="
    )[:-3] + b"!\xff\xff",
    "GB 18030": lambda: _filled("北京".encode("gb18030"), b"<meta charset=gb18030>"),
    "ISO-2022-JP": lambda: _filled(b"\x1b$B\x1b(B", b"<meta charset=iso-2022-jp>"),
}  # fmt: skip
