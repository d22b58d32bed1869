"""Pages saved in one file are read like the page itself."""

import base64
import gzip
import plistlib
import quopri
import random
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from live_blog_data import as_json, messages, page, posting, update

from tui.model.errors import LiveBlogError, UnreadableError
from tui.readers import read
from tui.readers.packed import CUT, DAMAGED

PAGE = page(
    posting(update(headline="Café = “crème”"), update("2024-04-26T11:00:00Z", "Second")),
    body="é" * 200,
)
GZIP = gzip.compress(PAGE, mtime=0)
HEAD = """From: <Saved by Blink>\r
Snapshot-Content-Location: https://news.example/live\r
MIME-Version: 1.0\r
Content-Type: multipart/related;\r
\ttype="text/html";\r
\tboundary="----MultipartBoundary--x----"\r
\r
"""


BETWEEN = "\r\n------MultipartBoundary--x----"


def mhtml(encoding: str, body: bytes, kind: str = "Content-Type: text/html") -> bytes:
    """A file as Chrome saves it: the page, then a style sheet."""
    head = f"{BETWEEN}\r\n{kind}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    css = f"{BETWEEN}\r\nContent-Type: text/css\r\n\r\np {{}}\r\n{BETWEEN}--\r\n"
    return HEAD.encode() + head.encode() + body + css.encode()


def web_archive(body: bytes | str, encoding: str = "UTF-8") -> bytes:
    """A file as Safari saves it."""
    resource = {
        "WebResourceData": body,
        "WebResourceURL": "https://news.example/live",
        "WebResourceTextEncodingName": encoding,
    }
    return plistlib.dumps({"WebMainResource": resource}, fmt=plistlib.FMT_BINARY)


@pytest.mark.parametrize(
    "data",
    [
        mhtml("quoted-printable", quopri.encodestring(PAGE).replace(b"\n", b"\r\n")),
        mhtml("base64", base64.encodebytes(PAGE)),
        mhtml("binary", PAGE),
        b"Received: by example.org\r\n" + mhtml("binary", PAGE).replace(b"/related", b"/mixed"),
        GZIP,
        GZIP + bytes(512),
        gzip.compress(PAGE[:999], mtime=0) + gzip.compress(PAGE[999:], mtime=0),
        gzip.compress(mhtml("binary", PAGE), mtime=0),
        gzip.compress(mhtml("binary", PAGE) + b"x" * 12_000_000, mtime=0),
        gzip.compress(web_archive(PAGE), mtime=0),
        web_archive(PAGE),
        web_archive(PAGE.decode().encode("utf-16-be"), "UTF-16BE"),
        mhtml("quoted-printable", quopri.encodestring(PAGE), "content-type:TEXT/HTML"),
        mhtml(
            "binary", PAGE, "Content-Type: text/html\r\nContent-Location: https://base64.example/"
        ),
    ],
)
def test_the_page_in_it_is_read(data: bytes) -> None:
    assert read(data) == read(PAGE)
    assert read(data).warnings == read(PAGE).warnings


def test_a_script_that_writes_the_end_of_a_page_does_not_end_it() -> None:
    script = b"<script>document.write('</html>')</script>"
    whole = PAGE.replace(b"<head>", b"<head>" + script)
    assert read(web_archive(whole)) == read(whole) == read(PAGE)


def test_the_page_may_lie_in_a_part_of_a_part() -> None:
    inner = "Content-Type: multipart/alternative; boundary=inner\r\n\r\n--inner\r\n"
    page = f"{inner}Content-Type: text/plain\r\n\r\nNo page\r\n--inner\r\nContent-Type: text/html"
    assert read(mhtml("binary", PAGE, page)) == read(PAGE)


@pytest.mark.parametrize("label", ["windows-1251", "cp1251"])
def test_the_file_says_how_the_page_in_it_is_encoded(label: str) -> None:
    blog = posting(update(headline="Пекин"), update("2024-04-26T11:00:00Z", "Second"))
    data = page(as_json(blog).decode()).decode().encode("cp1251")
    kind = f'Content-Type: text/html; charset="{label}"'
    for saved in (mhtml("binary", data, kind), web_archive(data, label)):
        assert read(saved).posts[0].headline == "Пекин"


NESTED = b"Content-Type: multipart/related; boundary=a%d\r\n\r\n--a%d\r\n"
REFUSED = {
    "60 MB": (gzip.compress(bytes(61_000_000), mtime=0), "unpacks to more than 60 MB"),
    "10 MB": (gzip.compress(PAGE + b"x" * 10_000_000, mtime=0), "unpacks to more than 10 MB"),
    "a packed MHTML file": (
        gzip.compress(mhtml("binary", b"x" * 10_000_001), mtime=0), "unpacks to more than 10 MB",
    ),
    "packed twice": (gzip.compress(GZIP, mtime=0), "packed with gzip twice"),
    "the sign of gzip": (b"\x1f\x8bx", "packed with gzip and damaged"),
    "the head of gzip": (GZIP[:12], "packed with gzip and damaged"),
    "a packed zip archive": (
        gzip.compress(b"PK\x03\x04page.html", mtime=0), "is a zip archive; unpack it",
    ),
    "no base64": (mhtml("base64", b"abcde!"), "MHTML file is damaged"),
    "parts in parts": (
        b"".join(NESTED % (n, n) for n in range(300)) + b"\n" * 100_000, "parts inside each other",
    ),
    "messages in parts": (
        NESTED % (0, 0) + b"Content-Type: message/rfc822\r\n\r\n" * 5000, "parts inside each other",
    ),
    "no property list": (b"bplist00" + bytes(40), "damaged web archive of Safari"),
    "a list in place of the page": (
        plistlib.dumps({"WebMainResource": []}, fmt=plistlib.FMT_BINARY), "a property list",
    ),
    "a text in place of its bytes": (web_archive("x"), "a property list"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_damaged_or_too_large_file_is_refused_in_a_sentence(name: str) -> None:
    data, said = REFUSED[name]
    with pytest.raises(UnreadableError, match=said):
        read(data)


SAVED = mhtml("binary", PAGE)
CHANGED = bytearray(gzip.compress(PAGE + random.Random(7).randbytes(9000), mtime=0))
CHANGED[-2000] ^= 255
REMARKED = {
    "gzip that ends early": (GZIP[:-9], CUT),
    "a second member that ends early": (GZIP + gzip.compress(b"x", mtime=0)[:-9], CUT),
    "gzip and other data": (GZIP + b"<html>", DAMAGED),
    "gzip with a byte changed": (bytes(CHANGED), DAMAGED),
    "MHTML that ends in its page": (SAVED[: SAVED.index(b"</html>")], CUT),
}


@pytest.mark.parametrize("name", REMARKED)
def test_what_is_missing_is_remarked_on(name: str) -> None:
    data, remark = REMARKED[name]
    assert remark in messages(read(data))


def test_a_boundary_counts_only_as_a_whole_line() -> None:
    inside = PAGE.replace(b"<body>", b"<body>x------MultipartBoundary--x----\r\n")
    assert read(mhtml("binary", inside)).posts == read(inside).posts
    longer = PAGE.replace(b"<body>", b"<body>\r\n------MultipartBoundary--x----y\r\n")
    assert read(mhtml("binary", longer)).posts == read(longer).posts


def test_a_page_that_only_speaks_of_such_files_is_a_page() -> None:
    page = PAGE.replace(b"<head>", b"<head><!-- multipart/related; boundary=x -->")
    assert len(read(page).posts) == 2


@given(
    st.sampled_from([GZIP[:2], GZIP[:10], b"bplist00<html>", HEAD.encode()]),
    st.binary(),
)
def test_any_bytes(begin: bytes, rest: bytes) -> None:
    with suppress(LiveBlogError):
        read(begin + rest)


@pytest.mark.parametrize(
    ("date", "minute"),
    [("Fri, 26 Apr 2024 10:31:00 +0100", 31), ("Fri, 26 Apr 2024 10:31:00 -0000", 31), ("x", None)],
)
def test_mhtml_says_when_it_was_saved(date: str, minute: int | None) -> None:
    saved = f"Date: {date}\r\n".encode() + mhtml("binary", PAGE)
    captured = read(saved).captured
    assert (captured and captured.minute) == minute
    assert captured is None or captured.tzinfo is not None
