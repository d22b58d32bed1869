"""Ten megabytes built to exhaust a reader: each is read or refused in little time and space.

`test_bombs.py NAME` reads one in a process of its own, which gets little more than it starts with.
"""

import gzip
import io
import json
import math
import os
import plistlib
import resource
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from web_archives import answer, record

from tui.model.errors import LiveBlogError
from tui.readers import read

SIZE = 10_000_000
MOST_BYTES = 300_000_000
MOST_SECONDS = 10
"""Two on a quick machine."""

BLOG = '{"@type":"LiveBlogPosting","headline":"H","liveBlogUpdate":['
TIME = '"datePublished":"2020-01-01T00:00Z"'
MHTML = b"From: <Saved by Blink>\r\nContent-Type: multipart/related; boundary=x\r\n\r\n"
PART = MHTML + b"--x\r\nContent-Type: text/html\r\n"


def filled(piece: str, before: str = "", after: str = "") -> bytes:
    """The piece as often as it fits."""
    return (before + piece * ((SIZE - len(before) - len(after)) // len(piece)) + after).encode()


def listed(piece: str, before: str = BLOG, after: str = "]}") -> bytes:
    """The piece as often as it fits, with its number in place of "#"."""
    count = SIZE // (len(piece) + 6)
    return (before + ",".join(piece.replace("#", str(n)) for n in range(count)) + after).encode()


def body(text: str) -> bytes:
    """One update with that text, as much of it as fits."""
    share = SIZE / len(json.dumps(text[:1000])) * min(len(text), 1000)
    told = json.dumps(text[: int(share)], ensure_ascii=False)
    return f'{BLOG}{{{TIME},"headline":"h","articleBody":{told}}}]}}'.encode()


def repeated(piece: str) -> bytes:
    """One update whose text repeats the piece."""
    return body(piece * (SIZE // len(piece)))


def page(content: str) -> bytes:
    """A page with that content."""
    return f"<!doctype html><html><body>{content}"[:SIZE].encode()


def elements(piece: str, limit: int = 295_000) -> bytes:
    """A page of such elements, filled up with text so that it has as many tags as may be."""
    count = limit // piece.count("<")
    text = "y" * max(SIZE // count - len(piece), 0)
    return page("".join(piece.replace("#", f"{n:024x}") + text for n in range(count)))


def post(inside: str) -> bytes:
    """A page with three updates and their elements, the last of which holds `inside`."""
    numbers = (1, 2, 3)
    updates = ",".join(f'{{{TIME},"headline":"h{n}","url":"http://a/#u{n}"}}' for n in numbers)
    posts = (f'<article id="u{n}" class="post"><time></time><h3>h{n}</h3>' for n in numbers)
    script = f'<script type="application/ld+json">{BLOG}{updates}]}}</script>'
    return page(script + "</article>".join(posts) + inside)


def packed(piece: bytes, count: int) -> bytes:
    return gzip.compress(piece * count, 1)


def warc(content: bytes, **head: str) -> bytes:
    """A record of a page as web archives have it."""
    said = answer(content, **head)
    return record("response", "https://news.example/live", "2024-04-26T10:00:00Z", said)


def wacz(file: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/data.warc.gz", file)
    return made.getvalue()


BOMBS: dict[str, Callable[[], bytes]] = {
    # JSON
    "deep lists": lambda: filled("["),
    "deep blog": lambda: filled("[", before='{"@type":"LiveBlogPosting","liveBlogUpdate":'),
    "empty updates": lambda: listed("{}"),
    "typed objects": lambda: listed('{"@type":"LiveBlogPosting"}', "[", "]"),
    "huge integer": lambda: filled("9", BLOG + '{"datePublished":', "}]}"),
    "values of other forms": lambda: listed('{"schema:abcdefghijkl":{"@value":"x"}}', "[", "]"),
    "broken json": lambda: filled('{"a": "b",', "["),
    "spaces": lambda: filled(" ", BLOG, "x"),
    "tiny posts": lambda: listed(f'{{{TIME},"headline":"#"}}'),
    "tiny markup": lambda: listed(f'{{{TIME},"articleBody":"<li>#"}}'),
    "odd times": lambda: listed('{"datePublished":"2 May 2021 #","headline":"x"}'),
    "no times": lambda: listed('{"datePublished":"x#","headline":"x","dateModified":"#x"}'),
    "many authors": lambda: listed(f'{{{TIME},"headline":"#","author":["Aa B#","Cc D#"]}}'),
    "many pictures": lambda: listed(f'{{{TIME},"headline":"#","image":["http://a/#1"]}}'),
    "references": lambda: listed('{"@id":"#"}'),
    # Bodies
    "a long line": lambda: repeated("x"),
    "unfinished entities": lambda: repeated("&a"),
    "deep divs": lambda: repeated("<div>"),
    "attributes": lambda: body("<p " + " ".join(f"a{n}" for n in range(1_200_000)) + ">"),
    "links": lambda: body('<a href="http://a/">b</a>\u200b ' * 140_000),
    "markers": lambda: repeated("[[a:"),
    "blank lines": lambda: repeated("\n \n"),
    "marks": lambda: repeated("\u0301"),
    "controls": lambda: repeated("\x1b\u202e"),
    "nested figures": lambda: body("<figure>" * 250 + "<b class=credit>x</b><img src=a>" * 100_000),
    "nested tweets": lambda: body(
        '<blockquote class="twitter-tweet">' * 500
        + '<a href="https://twitter.com/">x</a>' * 150_000
    ),
    "figures without pictures": lambda: body("<figure>" * 290 + "<b>x</b><img src=a>" * 90_000),
    "figures beside a caption": lambda: body(
        "<div><div><table></table>" + "<figure><img src=a></figure>" * 90_000 + "<p class=caption>x"
    ),
    "tables": lambda: body("<table><tr>" + "<td>" * 290_000),
    # Texts
    "days in a line": lambda: filled(
        "on 5 May 2024 at 10:26 by x ", "Live\n\nWritten ", "\n10:26 A.\n10:31 B.\n10:40 C.\n"
    ),
    # Pages
    "guardian blocks": lambda: elements(
        '<article id="block-#"><time datetime="2020-01-01T00:00Z">x</time></article>'
    ),
    "names": lambda: elements("<p a#>x"),
    "nested guardian blocks": lambda: page(
        "".join(f'<article id="block-{n:024x}"><time datetime="2020"></time>' for n in range(500))
        + "<i>x</i>" * 190_000
    ),
    "microdata": lambda: elements("<p itemprop=liveBlogUpdate itemscope><b itemprop=headline>x"),
    "nested microdata": lambda: page(
        "<div itemscope itemtype=LiveBlogPosting><div itemprop=liveBlogUpdate itemscope>" * 250
        + "<i>x</i>" * 190_000
    ),
    "json-ld blocks": lambda: elements('<script type="application/ld+json">{x</script>'),
    "comments in a script": lambda: page(
        '<script type="application/ld+json">' + "//x=" * 900_000 + '"</script>'
    ),
    "strings without an end": lambda: b'{"a": ' + b'"U\\' * 1_200_000 + b"}",
    "slips": lambda: page(
        '<script type="application/ld+json">{"liveBlogUpdate": ["' + 'x" y", "' * 1_200_000
    ),
    "unclosed scripts": lambda: page("<script>" * (SIZE // 8)),
    "less-than": lambda: page("<" * SIZE),
    "quotes": lambda: page('<a b="' * (SIZE // 6)),
    "times in a paragraph": lambda: post("<p>" + "<time>x</time>word " * 140_000),
    "pictures deep in a post": lambda: post("<div>" * 500 + "<img src=a>" * 290_000),
    "posts that nest": lambda: post(
        '</article><article class="post"><time></time>' * 300 + "some words " * 900_000
    ),
    "posts around posts": lambda: page(
        ("<div class=p><div class=p><time datetime=2024-05-03T10:26Z></time>" + "a word " * 9
         + "</div>") * 200 + "<b>" + "some words " * 900_000
    ),
    "headings around each other": lambda: post(
        "<div class=title>" * 250 + "<div class=author>" * 250 + "some words " * 800_000
    ),
    "clocks in a post": lambda: post("<div>10:26</div>" * 50_000),
    "inline parts": lambda: post("<div>" + "<b>x</b>" * 147_000),
    # Text, encodings
    "clocks": lambda: filled("published at 10:26 "),
    "numbered text": lambda: filled("\n 1. a published at 10:26\n"),
    "Markdown": lambda: b"# 10:26\n" * 2 + b"![" * 500_000,
    "lines quoted in a mail": lambda: filled("\n", "> 10:26", ">"),
    "zeros": lambda: bytes(SIZE),
    "bytes": lambda: bytes(range(256)) * (SIZE // 256),
    "UTF-32": lambda: "<p>a".encode("utf-32-le") * (SIZE // 16),
    "ISO-2022-JP": lambda: b"<meta charset=iso-2022-jp>" + b"\x1b$B\x1b(B" * (SIZE // 6),
    # Archives
    "gzip of figures": lambda: packed(b"<figure><img src=a><figcaption>x</figcaption>", 1_200_000),
    "gzip in gzip": lambda: gzip.compress(packed(b"\0", 100_000_000), 1),
    "gzip of an MHTML": lambda: gzip.compress(MHTML + b"--x\n\n" * 11_000_000, 1),
    "a WARC of zeros": lambda: gzip.compress(warc(bytes(130_000_000)), 1),
    "a WARC of packed zeros": lambda: warc(packed(b"\0", 100_000_000), Content_Encoding="gzip"),
    "a WARC of many pages": lambda: warc(b"<p>no live blog") * 25_000,
    "a WACZ of 109 MB": lambda: wacz(warc(b"<p>" * 3_300_000) * 11),
    "a WACZ of packed zeros": lambda: wacz(gzip.compress(warc(bytes(130_000_000)), 1)),
    "a header of parameters": lambda: PART[:-2] + b"; a=b" * (SIZE // 5),
    "a folded header": lambda: MHTML + b"--x\na: " + b"b\n " * (SIZE // 3),
    "near boundaries": lambda: PART + b"\r\n" + b"--xy\n" * (SIZE // 5),
    "quoted-printable": lambda: (
        PART + b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + b"=3C" * (SIZE // 3)
    ),
    "a Safari archive": lambda: plistlib.dumps(
        {"WebMainResource": [str(n) for n in range(300_000)]}, fmt=plistlib.FMT_BINARY
    ),
}  # fmt: skip


def explode(name: str) -> None:
    """Read a bomb, in the memory and CPU time that reading may take."""
    data = BOMBS[name]()
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    size = pages * resource.getpagesize() + MOST_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    seconds = math.ceil(time.process_time()) + MOST_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    try:
        print(len(read(data).posts), "posts")
    except LiveBlogError as error:
        print(error)


@pytest.mark.nightly
@pytest.mark.parametrize("name", BOMBS)
def test_it_is_read_or_refused(name: str) -> None:
    done = subprocess.run(
        [sys.executable, __file__, name],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


if __name__ == "__main__":
    explode(sys.argv[1])
