"""Fetches a page from the web within a time and a size; every failure is one sentence."""

import re
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from errno import EHOSTUNREACH, ENETDOWN, ENETUNREACH
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from tui.model.errors import SourceError
from tui.model.safe_text import printable
from tui.sources.address import host_of, is_public, web_address
from tui.sources.files import Progress
from tui.sources.packing import packing

if TYPE_CHECKING:
    from urllib3.response import BaseHTTPResponse

FETCH_SECONDS = 30.0
"""Seconds for a whole fetch, from the look-up of the host's name to the last byte."""
MOST_BYTES = 20_000_000
"""Bytes of an unpacked page."""
LONGEST_AGE = 86_400.0
"""Seconds that a cache may have kept an answer; a larger figure is wrong."""
READ_SECONDS = 10.0
"""Seconds that one read may wait, so that the thread of an abandoned fetch ends soon."""
MOST_REDIRECTS = 8
_PIECE_BYTES = 65_536
_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; liveblog-tui)",
    "Accept": (
        "text/html,application/xhtml+xml,application/ld+json,application/json;q=0.9,*/*;q=0.8"
    ),
    "Accept-Encoding": "gzip, deflate",
}


@dataclass(frozen=True, slots=True)
class Validators:
    """By what a server knows which version of a page is kept: ETag and Last-Modified, or ""."""

    etag: str = ""
    last_modified: str = ""

    def headers(self) -> dict[str, str]:
        """The headers that ask for the page only if it has changed."""
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in named.items() if value}


@dataclass(frozen=True, slots=True)
class Answer:
    """A page with the address at which it was found; `data` is None if it has not changed."""

    address: str
    data: bytes | None
    validators: Validators = Validators()
    is_public: bool = False
    """Whether a host of the public internet answered."""
    moved_to: str = ""
    """Where a redirect leads that was not to be followed."""
    date: datetime | None = None
    """When the site itself gave this answer, by its own clock: a cache may be between."""
    fresh: float = 0.0
    """Seconds for which the site says that the page will not change."""


class RefusedError(SourceError):
    """A server's answer that is no page: its status, and its Retry-After or ""."""

    def __init__(self, message: str, status: int, retry_after: str) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after


class OfflineError(SourceError):
    """No server was reached: a host's name is unknown, or there is no network."""


def fetch(
    url: str,
    *,
    seconds: float = FETCH_SECONDS,
    most: int = MOST_BYTES,
    progress: Progress | None = None,
) -> bytes:
    """The bytes at an http(s) address, after at most `seconds`; `most` is their largest number.

    Raises SourceError.
    """
    data = ask(url, seconds=seconds, most=most, progress=progress).data
    if not data:
        raise SourceError(f"{printable(url)} is empty.")
    return data


def ask(
    url: str,
    *,
    kept: Validators | None = None,
    seconds: float = FETCH_SECONDS,
    most: int = MOST_BYTES,
    progress: Progress | None = None,
    follow: bool = True,
    public_only: bool = False,
) -> Answer:
    """The page at an address, unless it is the version that is `kept`.

    From the public internet no redirect leads into a private network; with `public_only` the first
    host has to be a public one too. The address of the connected host decides, not its name.

    Raises RefusedError for an answer that is no page, SourceError for every other failure. It works
    in a thread of its own, which is abandoned when the time is up: a silent name server, or a
    server that sends a byte now and then, can be stopped in no other way.
    """
    address = web_address(url)
    headers = _HEADERS | (kept.headers() if kept is not None else {})
    nothing = SourceError(f"{address} could not be fetched.")
    download = _Download(address, headers, most, progress, follow, public_only, address, nothing)
    thread = threading.Thread(target=download.run, name="fetch", daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        download.given_up = True
        raise SourceError(
            f"{host_of(url)} did not send the whole page within {seconds:g} s; "
            "try again, or save it in a browser."
        )
    if isinstance(download.result, SourceError):
        raise download.result
    return download.result


@dataclass(slots=True)
class _Download:
    """One fetch: its answer, or its error."""

    url: str
    headers: dict[str, str]
    most: int
    progress: Progress | None
    follow: bool
    public_only: bool
    address: str
    result: Answer | SourceError
    given_up: bool = False

    def run(self) -> None:
        import urllib3

        from tui.sources.connections import CHECK_PEER

        CHECK_PEER.set(self._check_peer)
        try:
            self.result = self._get()
        except SourceError as error:
            self.result = error
        except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            self.result = _failure(self.url, error)

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
        from tui.sources.connections import checked_pool

        with checked_pool(self.headers, READ_SECONDS) as pool:
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

    def _answer(self, response: "BaseHTTPResponse") -> Answer:
        date, fresh = _date_and_freshness(response.headers)
        is_asked = len(self.headers) > len(_HEADERS)
        if response.status == HTTPStatus.NOT_MODIFIED and is_asked:
            return Answer(self.address, None, is_public=self.public_only, date=date, fresh=fresh)
        if response.status != HTTPStatus.OK:
            raise RefusedError(
                _refused(response.status, self.url),
                response.status,
                response.headers.get("Retry-After", ""),
            )
        fields = response.headers
        validators = Validators(fields.get("ETag", ""), fields.get("Last-Modified", ""))
        body = self._body(response)
        return Answer(self.address, body, validators, self.public_only, date=date, fresh=fresh)

    def _body(self, response: "BaseHTTPResponse") -> bytes:
        total = _length(response)
        encoding = response.headers.get("Content-Encoding", "").strip().lower()
        packed = packing(encoding, self.url)
        if total is not None and total > self.most:
            raise self._too_large()
        pieces: list[bytes] = []
        done = 0
        while not self.given_up and (piece := response.read1(_PIECE_BYTES, decode_content=False)):
            if packed is not None:
                piece = packed.unpacked(piece, self.most - done + 1)
            pieces.append(piece)
            done += len(piece)
            if done > self.most:
                raise self._too_large()
            if self.progress is not None:
                self.progress(done, None if packed else total)
        if packed is not None and not packed.has_ended:
            raise SourceError(f"{host_of(self.url)} broke off the connection.")
        return b"".join(pieces)

    def _too_large(self) -> SourceError:
        return SourceError(
            f"{self.url} is larger than {self.most / 1e6:g} MB: it is hardly a live blog's page."
        )


def endless(url: str) -> SourceError:
    """The error of a page that redirects again and again."""
    return SourceError(f"{url} redirects without end.")


def _date_and_freshness(headers: Mapping[str, str]) -> tuple[datetime | None, float]:
    """The moment of an answer (Date less Age), and the seconds that it stays fresh (max-age)."""
    age = headers.get("Age", "")
    seconds = min(float(age), LONGEST_AGE) if age.isascii() and age.isdigit() else 0.0
    date: datetime | None = None
    with suppress(ValueError, OverflowError, TypeError):
        moment = parsedate_to_datetime(headers.get("Date", "")).astimezone(UTC)
        date = moment - timedelta(seconds=seconds)
    found = re.search(r"max-age=(\d{1,9})", headers.get("Cache-Control", ""))
    return date, max(float(found[1]) - seconds, 0.0) if found else 0.0


def _length(response: "BaseHTTPResponse") -> int | None:
    """The bytes of the body as the server announces them, or None."""
    length = response.headers.get("Content-Length", "")
    is_number = length.isascii() and length.isdigit() and len(length) < 16
    return int(length) if is_number else None


def _refused(status: int, url: str) -> str:
    name = HTTPStatus(status).phrase if status in HTTPStatus else ""
    answer = f"{host_of(url)} answered {status} {name}".strip()
    if status in (404, 410):
        return f"{answer}: no such page ({url})."
    if status in (401, 402, 403, 407, 451):
        return (
            f"{answer}: it does not give the page to programs; "
            "save it in a browser and give the file."
        )
    if status == 429 or status >= 500:
        return f"{answer}: try again later."
    return f"{answer}, which is no page."


def _failure(url: str, error: Exception) -> SourceError:
    """A failure of the network in one sentence."""
    from urllib3 import exceptions

    reason: Exception = error
    if isinstance(error, exceptions.MaxRetryError) and error.reason is not None:
        reason = error.reason
    if isinstance(reason, exceptions.NameResolutionError):
        return OfflineError(f"No host is called {host_of(url)}, or the network is down.")
    is_offline = getattr(_cause(reason), "errno", None) in (ENETDOWN, ENETUNREACH, EHOSTUNREACH)
    return (OfflineError if is_offline else SourceError)(_sentence(url, reason))


def _sentence(url: str, reason: Exception) -> str:
    from urllib3 import exceptions

    host = host_of(url)
    if isinstance(reason, exceptions.SSLError):
        return f"The connection to {host} is not secure ({_short(reason)})."
    if isinstance(reason, exceptions.NewConnectionError):
        return f"{host} refused the connection ({_short(reason)})."
    if isinstance(reason, exceptions.TimeoutError):
        return f"{host} did not answer within {READ_SECONDS:g} s."
    if isinstance(reason, exceptions.ProtocolError):
        return f"{host} broke off the connection."
    return f"{url} could not be fetched ({_short(reason)})."


def _cause(error: Exception) -> BaseException:
    return error.__cause__ or error.__context__ or error


def _short(error: Exception) -> str:
    cause = _cause(error)
    text = getattr(cause, "verify_message", None) or getattr(cause, "strerror", None) or str(error)
    return " ".join(printable(str(text)).split())[:120].rstrip(".")
