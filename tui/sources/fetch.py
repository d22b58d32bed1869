"""Fetches a page within a size, or says in one sentence why not; imported late, because urllib3 is
slow to import."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from errno import EHOSTUNREACH, ENETDOWN, ENETUNREACH
from http import HTTPStatus
from types import MappingProxyType
from typing import Any
from urllib.parse import urljoin

from urllib3 import BaseHTTPResponse, PoolManager, exceptions
from urllib3.connection import HTTPConnection

from tui.model.errors import SourceError, UnreadableError
from tui.model.safe_text import printable
from tui.readers.packed.warc import unzipped
from tui.readers.times.moments import read_instant
from tui.sources.address import host_of, is_public, web_address

MOST_BYTES = 20_000_000  # of an unpacked page
LONGEST_AGE = 86_400.0  # seconds in a cache; a larger Age is wrong
MOST_REDIRECTS = 8
MOST_SECONDS = 300.0  # for a whole answer, of which pieces may drip in
_PIECE_BYTES = 65_536
READ_SECONDS = 10.0  # for a connection, and for each read
LONGEST_RETRY_SECONDS = 86_400.0  # longest wait that a server may ask for
GONE = (404, 410)
CLOSED = (401, 402, 403, 407, 451)  # to programs
_OFFLINE = (ENETDOWN, ENETUNREACH, EHOSTUNREACH)
_GZIP = ("gzip", "x-gzip")
_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; liveblog-tui)",
    "Accept": (
        "text/html,application/xhtml+xml,application/ld+json,application/json;q=0.9,*/*;q=0.8"
    ),
    "Accept-Encoding": "gzip",
}


VALIDATORS = {"etag": "If-None-Match", "last_modified": "If-Modified-Since"}
"""What a server says of the state of a page, with the header that asks for changes since."""

type Validators = Mapping[str, str]
NONE: Validators = MappingProxyType({})


@dataclass(slots=True)
class Peers:
    """Hosts of several requests: once one is of the public internet, no private one may follow."""

    public_only: bool = False

    def check(self, connection: HTTPConnection) -> None:
        """Look at the address that is connected to, before anything is sent. Raises SourceError."""
        if connection.sock is not None and is_public(connection.sock.getpeername()[0]):
            self.public_only = True
        elif self.public_only:
            connection.close()
            raise SourceError(f"A private address, {connection.host}, is not followed.")


@dataclass(frozen=True, slots=True)
class Answer:
    """`data` is None if the page has not changed."""

    address: str
    data: bytes | None
    validators: Validators
    date: datetime | None  # by the site's own clock, through caches
    fresh: float  # seconds for which the site promises no change


def fetch(url: str, **how: Any) -> bytes:
    """The page at an address, as by `ask`. Raises SourceError."""
    data = ask(url, **how).data
    if not data:
        raise SourceError(f"{printable(url)} is empty.")
    return data


def ask(url: str, **how: Any) -> Answer:
    """The page at an address; `how` has fields of `_Download`. No redirect leads from the public
    internet into a private network. Raises RefusedError for an HTTP error, else SourceError."""
    download = _Download(web_address(url), **how)
    try:
        return download.answer()
    except (exceptions.HTTPError, OSError, ValueError) as error:
        raise failure(download.url, error) from error


@dataclass(slots=True)
class _Download:
    url: str
    kept: Validators = NONE  # of a page that is there already
    seconds: float = READ_SECONDS  # for each wait
    limit: int = MOST_BYTES
    peers: Peers = field(default_factory=Peers)
    now: Callable[[], float] = lambda: 0.0  # in seconds; without it an answer may take any time
    before: Callable[[str], None] = lambda _: None
    """Called with each address before it is requested; may raise SourceError."""

    def answer(self) -> Answer:
        address = self.url
        headers = _HEADERS | {VALIDATORS[x]: value for x, value in self.kept.items() if value}
        with PoolManager(headers=headers, retries=False, timeout=self.seconds) as pool:
            for _ in range(MOST_REDIRECTS + 1):
                self.before(address)
                host = pool.connection_from_url(address)
                host.ConnectionCls = _checked(type(host).ConnectionCls, self.peers)
                response = pool.request("GET", address, preload_content=False, redirect=False)
                try:
                    target = response.get_redirect_location()
                    if not target:
                        return self._answer(response, address)
                finally:
                    response.close()
                try:
                    address = web_address(urljoin(address, target))
                except (SourceError, ValueError) as error:
                    message = f"{self.url} redirects to what is no web address."
                    raise SourceError(message) from error
        raise SourceError(f"{self.url} redirects without end.")

    def _answer(self, response: BaseHTTPResponse, address: str) -> Answer:
        fields, data = response.headers, None
        if response.status != HTTPStatus.NOT_MODIFIED or not any(self.kept.values()):
            if response.status != HTTPStatus.OK:
                said = status_message(response.status, self.url)
                raise RefusedError(said, response.status, fields.get("Retry-After", ""))
            data = self._body(response)
        validators = {x: fields.get(x.replace("_", "-"), "") for x in VALIDATORS}
        return Answer(address, data, validators, *_date_and_freshness(fields))

    def _body(self, response: BaseHTTPResponse) -> bytes:
        encoding = response.headers.get("Content-Encoding", "").strip().lower()
        if encoding not in ("", "identity", *_GZIP):
            raise SourceError(f"{self.url} came in a compression that was not asked for.")
        size = response.length_remaining or 0
        body = self._read(response) if size <= self.limit else b""
        if max(size, len(body)) > self.limit:
            most = f"{self.limit / 1e6:g} MB"
            raise SourceError(f"{self.url} is larger than {most}: it is hardly a live blog's page.")
        return self._unpacked(body) if body and encoding in _GZIP else body

    def _unpacked(self, body: bytes) -> bytes:
        """Unpack here, because urllib3 accepts a truncated answer."""
        try:
            inner, remark = unzipped(body, self.limit)
        except UnreadableError as error:
            raise SourceError(f"{self.url}: {error}") from error
        if remark:
            raise SourceError(f"{host_of(self.url)} broke off the connection.")
        return inner

    def _read(self, response: BaseHTTPResponse) -> bytes:
        """The bytes as they come, a piece over the limit at most."""
        body, end = bytearray(), self.now() + MOST_SECONDS
        while len(body) <= self.limit and (
            piece := response.read1(_PIECE_BYTES, decode_content=False)
        ):
            if self.now() > end:
                raise exceptions.TimeoutError
            body += piece
        return bytes(body)


def _checked(kind: Any, peers: Peers) -> Any:
    class Checked(kind):  # type: ignore[misc]  # of HTTP or HTTPS
        def connect(self) -> None:
            super().connect()
            peers.check(self)

    return Checked


def _date_and_freshness(headers: Mapping[str, str]) -> tuple[datetime | None, float]:
    """Date less Age, and the seconds of max-age that are left."""
    age = headers.get("Age", "")
    seconds = min(float(age), LONGEST_AGE) if age.isascii() and age.isdigit() else 0.0
    moment = read_instant(headers.get("Date", ""))
    date = moment - timedelta(seconds=seconds) if moment is not None else None
    found = re.search(r"max-age=(\d{1,9})", headers.get("Cache-Control", ""))
    return date, max(float(found[1]) - seconds, 0.0) if found else 0.0


# Failures


class RefusedError(SourceError):
    """An HTTP error, with its Retry-After or ""."""

    def __init__(self, message: str, status: int, retry_after: str) -> None:
        super().__init__(message)
        self.status = status
        self._retry_after = retry_after.strip()

    def seconds_to_wait(self, now: float) -> float:
        """The seconds that the server asks for, as a number or until a date; else 0."""
        asked = self._retry_after
        if asked.isascii() and asked.isdigit():
            return min(float(asked[:10]), LONGEST_RETRY_SECONDS)
        moment = read_instant(asked)
        seconds = moment.timestamp() - now if moment is not None else 0.0
        return min(max(seconds, 0.0), LONGEST_RETRY_SECONDS)


class OfflineError(SourceError):
    """No server was reached: a host's name is unknown, or the network is down."""


def status_message(status: int, url: str) -> str:
    name = HTTPStatus(status).phrase if status in HTTPStatus else ""
    answer = f"{host_of(url)} answered {status} {name}".strip()
    if status in GONE:
        return f"{answer}: no such page ({url})."
    if status in CLOSED:
        return (
            f"{answer}: it does not give the page to programs; "
            "save it in a browser and give the file."
        )
    if status == 429 or status >= 500:
        return f"{answer}: try again later."
    return f"{answer}: not a page."


_FAILURES = (
    (exceptions.NameResolutionError, "No host is called {host}, or the network is down."),
    (exceptions.SSLError, "The connection to {host} is not secure ({why})."),
    (exceptions.NewConnectionError, "{host} refused the connection ({why})."),
    (exceptions.TimeoutError, "{host} did not answer in time."),
    (exceptions.ProtocolError, "{host} broke off the connection."),
    (Exception, "{url} could not be fetched ({why})."),
)


def failure(url: str, error: Exception) -> SourceError:
    cause = error.__cause__ or error.__context__ or error
    text = getattr(cause, "verify_message", None) or getattr(cause, "strerror", None) or str(error)
    why = " ".join(printable(str(text)).split())[:120].rstrip(".")
    sentence = next(text for kind, text in _FAILURES if isinstance(error, kind))
    is_unknown = isinstance(error, exceptions.NameResolutionError)
    is_offline = is_unknown or getattr(cause, "errno", None) in _OFFLINE
    made = OfflineError if is_offline else SourceError
    return made(sentence.format(host=host_of(url), url=url, why=why))
