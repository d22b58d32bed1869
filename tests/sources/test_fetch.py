"""Fetching, against a server on loopback that behaves and misbehaves."""

import gzip
import itertools
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from live_blog_data import as_json, posting, update
from paged_site import PagedSite, Reply, paged_site

from tui.model.errors import SourceError
from tui.sources.fetch import fetch

PAGE = as_json(posting(update()))
TEN_POSTS = as_json(
    posting(*(update(f"2024-04-26T10:{minute}:00Z", f"{minute**9}") for minute in range(10, 20)))
)


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "gzip-members": lambda data: gzip.compress(data[:300]) + gzip.compress(data[300:]),
    "gzip-filled": lambda data: gzip.compress(data) + bytes(20),
}


def packed(body: bytes, encoding: str = "gzip") -> Reply:
    return Reply(body, headers={"Content-Encoding": encoding})


def moved(to: str) -> Reply:
    return Reply(status=302, headers={"Location": to})


@pytest.fixture(scope="module")
def site() -> Iterator[PagedSite]:
    """Each path answers well, badly, slowly or without end."""
    head = b"HTTP/1.1 200 OK\r\n"
    piece = b"10000\r\n" + bytes(65536) + b"\r\n"
    with paged_site() as site:
        site.pages |= {
            f"/{code}": Reply(b"a page of its own", code)
            for code in (404, 410, 403, 429, 500, 503, 204, 799)
        }
        site.pages |= {
            "/page": Reply(PAGE),
            "/gzip": packed(gzip.compress(PAGE)),
            "/bomb": packed(gzip.compress(bytes(60_000_000))),
            "/damaged": packed(b"\x1f\x8b but no gzip"),
            "/zstd": packed(PAGE, "zstd"),
            "/empty": Reply(),
            "/moved": moved("/page"),
            "/loop": moved("/loop"),
            "/elsewhere": moved("file:///etc/passwd"),
            "/announced": Reply(headers={"Content-Length": "900000000"}),
            "/short": Reply(b"ten bytes.", headers={"Content-Length": "1000"}),
            "/stalls": lambda: Reply(raw=site.trickle(b"", b"")),
            "/endless": lambda: Reply(
                raw=site.trickle(head + b"Transfer-Encoding: chunked\r\n\r\n", piece, every=0)
            ),
        }
        yield site


@pytest.fixture
def server(site: PagedSite) -> str:
    return site.address


@pytest.mark.parametrize("path", ["page", "gzip", "moved"])
def test_a_page_is_fetched_plain_packed_and_moved(server: str, path: str) -> None:
    assert fetch(f"{server}/{path}") == PAGE


def test_progress_is_told(server: str) -> None:
    told: list[tuple[int, int | None]] = []
    fetch(f"{server}/page", progress=lambda done, total: told.append((done, total)))
    assert told == [(len(PAGE), len(PAGE))]
    told.clear()
    fetch(f"{server}/gzip", progress=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("404", "answered 404 Not Found: no such page"),
        ("410", "no such page"),
        ("403", "403 Forbidden: it does not give the page to programs; save it"),
        ("429", "try again later"),
        ("500", "answered 500 Internal Server Error: try again later"),
        ("503", "503 Service Unavailable: try again later"),
        ("204", "not a page"),
        ("799", "answered 799: try again later"),
        ("empty", "is empty"),
        ("loop", "redirects without end"),
        ("elsewhere", "could not be fetched"),
        ("damaged", "cannot be unpacked"),
        ("zstd", "was not asked for"),
        ("announced", "larger than 20 MB"),
        ("bomb", "larger than 20 MB"),
        ("endless", "larger than 20 MB"),
        ("short", "broke off the connection"),
    ],
)
def test_each_failure_has_its_sentence(server: str, path: str, said: str) -> None:
    with pytest.raises(SourceError) as caught:
        fetch(f"{server}/{path}")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_server_that_cannot_be_reached_has_its_sentence(server: str) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        for address, said in (
            (f"http://127.0.0.1:{silent.getsockname()[1]}/", "refused the connection (Connection"),
            (server.replace("http", "https"), "is not secure"),
            ("http://nowhere.invalid/", "No host is called nowhere.invalid"),
        ):
            with pytest.raises(SourceError, match=re.escape(said)):
                fetch(address)


def test_a_server_that_stalls_is_given_up(server: str) -> None:
    with pytest.raises(SourceError, match="did not answer in time"):
        fetch(f"{server}/stalls", seconds=0.1)


def test_an_answer_that_drips_in_is_given_up_after_minutes(server: str) -> None:
    moments = itertools.count(0, 100)
    with pytest.raises(SourceError, match="did not answer in time"):
        fetch(f"{server}/endless", now=lambda: next(moments))


def test_an_endless_answer_is_cut_at_the_cap(server: str) -> None:
    with pytest.raises(SourceError, match="larger than 1 MB"):
        fetch(f"{server}/endless", limit=1_000_000)


@pytest.mark.parametrize("encoding", PACKERS)
def test_a_packed_answer_that_breaks_off_loses_no_posts_in_silence(
    site: PagedSite, encoding: str
) -> None:
    body = PACKERS[encoding](TEN_POSTS)

    def cut(share: int) -> bytes:
        """Fetch so many per cent of the answer, without a sign that it is cut."""
        part = body[: len(body) * share // 100]
        site.pages["/cut"] = packed(part, encoding.partition("-")[0])
        return fetch(f"{site.address}/cut")

    assert cut(100) == TEN_POSTS
    for share in (0, 1, 30, 60, 99):
        # A cut between two members, or in what fills up the end, is none of the format.
        if "-" in encoding:
            with suppress(SourceError):
                assert TEN_POSTS.startswith(cut(share))
            continue
        with pytest.raises(SourceError, match="broke off the connection"):
            cut(share)
