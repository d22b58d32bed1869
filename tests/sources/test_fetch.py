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
from readings import answers

from tui.model.errors import SourceError
from tui.sources.address import is_public, web_address
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


@pytest.mark.parametrize(("path", "said"), answers("failed-fetches").items())
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
        with pytest.raises(SourceError, match=r"broke off the connection|damaged|empty"):
            cut(share)


# Addresses: which stand in the public internet, and how one is written


PRIVATE = (
    "127.0.0.1 10.1.2.3 192.168.0.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255 "
    "::1 :: fe80::1%eth0 fd00::1 ff02::1 ff0e::1 ::ffff:10.0.0.1 "
    "2002:7f00:1:: 64:ff9b::a01:203 64:ff9b:1::808:808 fec0::1 ::10.1.2.3"
)
PUBLIC = "8.8.8.8 2606:4700::1111 64:ff9b::808:808 ::ffff:8.8.8.8"


@pytest.mark.parametrize(
    ("ip", "public"),
    [*((ip, False) for ip in PRIVATE.split()), *((ip, True) for ip in PUBLIC.split())],
)
def test_public_addresses(ip: str, public: bool) -> None:
    assert is_public(ip) is public


@pytest.mark.parametrize(("text", "address"), answers("spellings-of-an-address").items())
def test_an_address_has_one_spelling(text: str, address: str) -> None:
    assert web_address(text) == address
    assert web_address(address) == address


NO_ADDRESS = " x //h/x http:///x http://h:0/ javascript://h/ ftp://h/x file:///x http:// http://[x"


@pytest.mark.parametrize("text", [*NO_ADDRESS.split(" "), "http://h:99999/"])
def test_what_is_no_web_address(text: str) -> None:
    with pytest.raises(SourceError, match="Not a web address"):
        web_address(text)
