"""Fetches a page within a time and a size; imported late, because urllib3 is slow to import."""

import re
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import urljoin

from urllib3 import (
    BaseHTTPResponse,
    HTTPConnectionPool,
    HTTPSConnectionPool,
    PoolManager,
    Timeout,
    exceptions,
)
from urllib3.connection import HTTPConnection, HTTPSConnection

from tui.model.errors import SourceError
from tui.model.safe_text import printable
from tui.readers.packed.gzipped import CUT, DAMAGED, MAGIC, unzipped_members
from tui.sources.address import host_of, is_public, web_address
from tui.sources.failures import READ_SECONDS, RefusedError, endless, failure, status_message
from tui.sources.files import Progress

FETCH_SECONDS = 30.0  # for a whole fetch, from the DNS look-up to the last byte
MOST_BYTES = 20_000_000  # of an unpacked page
LONGEST_AGE = 86_400.0  # seconds in a cache; a larger Age is wrong
MOST_REDIRECTS = 8
_PIECE_BYTES = 65_536
_GZIP = ("gzip", "x-gzip")
_CHECK_PEER: ContextVar[Callable[[str], None]] = ContextVar("check_peer")
"""Of connected hosts; each fetch has its own thread and context."""
_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; liveblog-tui)",
    "Accept": (
        "text/html,application/xhtml+xml,application/ld+json,application/json;q=0.9,*/*;q=0.8"
    ),
    "Accept-Encoding": "gzip",
}


@dataclass(frozen=True, slots=True)
class Validators:
    """ETag and Last-Modified of a page, or ""."""

    etag: str = ""
    last_modified: str = ""

    def headers(self) -> dict[str, str]:
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in named.items() if value}


@dataclass(frozen=True, slots=True)
class Answer:
    """`data` is None if the page has not changed."""

    address: str
    data: bytes | None
    validators: Validators = Validators()
    is_public: bool = False  # a host of the public internet answered
    moved_to: str = ""  # target of a redirect that was not followed
    date: datetime | None = None  # by the site's own clock, through caches
    fresh: float = 0.0  # seconds for which the site promises no change


def fetch(
    url: str,
    *,
    seconds: float = FETCH_SECONDS,
    limit: int = MOST_BYTES,
    progress: Progress | None = None,
) -> bytes:
    """`seconds` bounds the time and `limit` the bytes. Raises SourceError."""
    data = ask(url, seconds=seconds, limit=limit, progress=progress).data
    if not data:
        raise SourceError(f"{printable(url)} is empty.")
    return data


def ask(
    url: str,
    *,
    kept: Validators | None = None,
    seconds: float = FETCH_SECONDS,
    limit: int = MOST_BYTES,
    progress: Progress | None = None,
    follow: bool = True,
    public_only: bool = False,
) -> Answer:
    """The page at an address, unless it is the version that is `kept`.

    From the public internet no redirect leads into a private network; `public_only` demands a
    public first host too, by its connected address, not by its name. Raises RefusedError for an
    HTTP error, SourceError for every other failure. Runs in a thread, abandoned after `seconds`,
    because nothing else stops a silent name server or a server that sends a byte now and then.
    """
    download = _Download(web_address(url), kept, limit, progress, follow, public_only)
    thread = threading.Thread(target=download.run, name="fetch", daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        download.given_up = True
        raise SourceError(
            f"{host_of(url)} did not send the whole page within {seconds:g} s; "
            "try again, or save it in a browser."
        )
    if isinstance(download.result, Answer):
        return download.result
    raise download.result or SourceError(f"{download.url} could not be fetched.")


@dataclass(slots=True)
class _Download:
    url: str
    kept: Validators | None
    limit: int
    progress: Progress | None
    follow: bool
    public_only: bool
    address: str = ""
    result: Answer | SourceError | None = None
    given_up: bool = False

    def run(self) -> None:
        _CHECK_PEER.set(self._check_peer)
        try:
            self.result = self._get()
        except SourceError as error:
            self.result = error
        except (exceptions.HTTPError, OSError, ValueError) as error:
            self.result = failure(self.url, error)

    def _check_peer(self, ip: str) -> None:
        """Called with the address of each connected host, before anything is sent to it."""
        if is_public(ip):
            self.public_only = True
        elif self.public_only:
            raise SourceError(
                f"{self.url} leads to {host_of(self.address)}, a private address; "
                "it is not followed."
            )

    def _get(self) -> Answer:
        timeout = Timeout(connect=READ_SECONDS, read=READ_SECONDS)
        headers = _HEADERS | (self.kept.headers() if self.kept is not None else {})
        self.address = self.url
        with PoolManager(headers=headers, retries=False, timeout=timeout) as pool:
            pool.pool_classes_by_scheme = {"http": _Pool, "https": _TlsPool}
            for _ in range(MOST_REDIRECTS + 1):
                response = pool.request("GET", self.address, preload_content=False, redirect=False)
                try:
                    target = response.get_redirect_location()
                    if not target:
                        return self._answer(response)
                finally:
                    response.close()
                moved_to = self._redirected(target)
                if not self.follow:
                    return Answer(self.address, b"", Validators(), self.public_only, moved_to)
                self.address = moved_to
        raise endless(self.url)

    def _redirected(self, target: str) -> str:
        try:
            return web_address(urljoin(self.address, target))
        except (SourceError, ValueError) as error:
            raise SourceError(f"{self.url} could not be fetched: it leads elsewhere.") from error

    def _answer(self, response: BaseHTTPResponse) -> Answer:
        fields = response.headers
        date, fresh = _date_and_freshness(fields)
        is_asked = self.kept is not None and bool(self.kept.headers())
        if response.status == HTTPStatus.NOT_MODIFIED and is_asked:
            return Answer(self.address, None, is_public=self.public_only, date=date, fresh=fresh)
        if response.status != HTTPStatus.OK:
            said, wait = status_message(response.status, self.url), fields.get("Retry-After", "")
            raise RefusedError(said, response.status, wait)
        validators = Validators(fields.get("ETag", ""), fields.get("Last-Modified", ""))
        body = self._body(response)
        return Answer(self.address, body, validators, self.public_only, date=date, fresh=fresh)

    def _body(self, response: BaseHTTPResponse) -> bytes:
        total = _length(response)
        encoding = response.headers.get("Content-Encoding", "").strip().lower()
        if encoding not in ("", "identity", *_GZIP):
            raise SourceError(f"{self.url} comes packed in a way that was not asked for.")
        body = bytes(self._read(response, total))
        if encoding in _GZIP and len(body) <= self.limit:
            # Not by urllib3, which accepts a truncated answer.
            is_begun = len(body) >= len(MAGIC)
            body, remark = unzipped_members(body, self.limit)
            if remark == CUT or not is_begun:
                raise SourceError(f"{host_of(self.url)} broke off the connection.")
            if remark == DAMAGED or (remark and not body):
                raise SourceError(f"{self.url} is damaged: it cannot be unpacked.")
        if max(total or 0, len(body)) > self.limit:
            size = f"{self.limit / 1e6:g} MB"
            raise SourceError(f"{self.url} is larger than {size}: it is hardly a live blog's page.")
        return body

    def _read(self, response: BaseHTTPResponse, total: int | None) -> bytearray:
        """The bytes as they come, a piece over the limit at most."""
        body = bytearray()
        while not self.given_up and max(total or 0, len(body)) <= self.limit:
            piece = response.read1(_PIECE_BYTES, decode_content=False)
            if not piece:
                break
            body += piece
            if self.progress is not None:
                self.progress(len(body), total)
        return body


class _Connection(HTTPConnection):
    def connect(self) -> None:
        super().connect()
        _check(self)


class _TlsConnection(HTTPSConnection):
    def connect(self) -> None:
        super().connect()
        _check(self)


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _TlsConnection


def _check(connection: HTTPConnection) -> None:
    if connection.sock is not None:
        try:
            _CHECK_PEER.get()(connection.sock.getpeername()[0])
        except SourceError:
            connection.close()
            raise


def _date_and_freshness(headers: Mapping[str, str]) -> tuple[datetime | None, float]:
    """Date less Age, and the seconds of max-age that are left."""
    age = headers.get("Age", "")
    seconds = min(float(age), LONGEST_AGE) if age.isascii() and age.isdigit() else 0.0
    date: datetime | None = None
    with suppress(ValueError, OverflowError, TypeError):
        moment = parsedate_to_datetime(headers.get("Date", "")).astimezone(UTC)
        date = moment - timedelta(seconds=seconds)
    found = re.search(r"max-age=(\d{1,9})", headers.get("Cache-Control", ""))
    return date, max(float(found[1]) - seconds, 0.0) if found else 0.0


def _length(response: BaseHTTPResponse) -> int | None:
    length = response.headers.get("Content-Length", "")
    is_number = length.isascii() and length.isdigit() and len(length) < 16
    return int(length) if is_number else None
