"""Pages saved in one file: what they hold is read as the page is."""

import base64
import gzip
import plistlib
import quopri
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from live_blog_data import page, posting, update

from tui.model.errors import LiveBlogError, UnreadableError
from tui.readers import read
from tui.readers.archives import unpacked

PAGE = page(
    posting(update(headline="Café = “crème”"), update("2024-04-26T11:00:00Z", "Second")),
    body="é" * 200,
)
HEAD = """From: <Saved by Blink>\r
Snapshot-Content-Location: https://news.example/live\r
MIME-Version: 1.0\r
Content-Type: multipart/related;\r
\ttype="text/html";\r
\tboundary="----MultipartBoundary--x----"\r
\r
"""


def mhtml(encoding: str, body: bytes) -> bytes:
    """A file as Chrome saves it: the page, then a style sheet."""
    between = "\r\n------MultipartBoundary--x----"
    kind = f"{between}\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    css = f"{between}\r\nContent-Type: text/css\r\n\r\np {{}}\r\n{between}--\r\n"
    return HEAD.encode() + kind.encode() + body + css.encode()


@pytest.mark.parametrize(
    "data",
    [
        mhtml("quoted-printable", quopri.encodestring(PAGE).replace(b"\n", b"\r\n")),
        mhtml("base64", base64.encodebytes(PAGE)),
        mhtml("binary", PAGE),
        gzip.compress(PAGE),
        plistlib.dumps(
            {
                "WebMainResource": {
                    "WebResourceData": PAGE,
                    "WebResourceURL": "https://news.example/live",
                }
            },
            fmt=plistlib.FMT_BINARY,
        ),
    ],
)
def test_the_page_in_it_is_read(data: bytes) -> None:
    assert read(data) == read(PAGE)
    assert read(data).warnings == read(PAGE).warnings


def test_what_is_damaged_or_too_large_is_refused_in_a_sentence() -> None:
    for data in (b"\x1f\x8bx", gzip.compress(bytes(61_000_000)), mhtml("base64", b"x")):
        with pytest.raises(UnreadableError):
            read(data)


def test_a_page_that_only_speaks_of_such_files_is_a_page() -> None:
    assert (
        len(read(PAGE.replace(b"<head>", b"<head><!-- multipart/related; boundary=x -->")).posts)
        == 2
    )


@given(
    st.sampled_from(
        [b"\x1f\x8b", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", b"bplist00<html>", HEAD.encode()]
    ),
    st.binary(),
)
def test_any_bytes(begin: bytes, rest: bytes) -> None:
    with suppress(LiveBlogError):
        unpacked(begin + rest)
