"""Fetching, against a server on loopback that behaves and misbehaves."""

import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest
from web_server import PAGE, serving

from tui.model.errors import SourceError
from tui.sources.fetch import fetch


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with serving() as address:
        yield address


@pytest.mark.parametrize("path", ["page", "gzip", "moved"])
def test_a_page_is_fetched_plain_packed_and_moved(server: str, path: str) -> None:
    assert fetch(f"{server}/{path}") == PAGE


def test_progress_is_told(server: str) -> None:
    told: list[tuple[int, int | None]] = []
    fetch(f"{server}/page", progress=lambda done, total: told.append((done, total)))
    assert told == [(len(PAGE), len(PAGE))]
    told.clear()
    fetch(f"{server}/gzip", progress=lambda done, total: told.append((done, total)))
    assert told == [(len(PAGE), None)]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("404", "answered 404 Not Found: there is no such page"),
        ("410", "no such page"),
        ("403", "403 Forbidden: it does not give the page to programs; save it"),
        ("429", "try again later"),
        ("500", "answered 500 Internal Server Error: try again later"),
        ("503", "503 Service Unavailable: try again later"),
        ("204", "which is no page"),
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


@pytest.mark.parametrize("path", ["stalls", "trickles", "header"])
def test_a_server_that_stalls_or_trickles_is_given_up_in_time(server: str, path: str) -> None:
    with pytest.raises(SourceError, match=r"did not send the whole page within 0\.3 s"):
        fetch(f"{server}/{path}", seconds=0.3)


def test_an_endless_answer_is_cut_at_the_cap(server: str) -> None:
    with pytest.raises(SourceError, match="larger than 1 MB"):
        fetch(f"{server}/endless", most=1_000_000)


def test_nobody_listens() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(SourceError, match=r"refused the connection \(Connection refused\)"):
            fetch(f"http://127.0.0.1:{taken.getsockname()[1]}/")


def test_a_server_without_tls(server: str) -> None:
    with pytest.raises(SourceError, match="is not secure"):
        fetch(server.replace("http", "https"))


def test_a_host_that_is_nowhere() -> None:
    with pytest.raises(SourceError, match=r"No host is called nowhere\.invalid"):
        fetch("http://nowhere.invalid/")


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/x",
        "file:///etc/passwd",
        "http://",
        "https:///x",
        "http://[x",
        "http://h:99999/",
    ],
)
def test_what_is_no_web_address(url: str) -> None:
    with pytest.raises(SourceError, match="is no address that can be fetched"):
        fetch(url)


def test_without_the_extra_it_says_how_to_get_it() -> None:
    code = (
        "import sys\nsys.modules['urllib3'] = None\n"
        "from tui.sources.fetch import fetch\nfrom tui.model.errors import SourceError\n"
        "try: fetch('http://127.0.0.1/')\nexcept SourceError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    told = (
        "Fetching an address needs urllib3, in a checkout: uv run --extra web …, or pip "
        "install '.[web]'."
    )
    assert done.stdout == told + "\n"
