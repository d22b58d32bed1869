"""Fetches a page from the web within a time and a size; every failure is one sentence."""

import threading
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit

from tui.model.errors import SourceError
from tui.model.safe_text import printable
from tui.sources.files import Progress
from tui.sources.public_address import is_public

if TYPE_CHECKING:
    from urllib3.response import BaseHTTPResponse

FETCH_SECONDS = 30.0
"""Seconds for a whole fetch, from the look-up of the host's name to the last byte."""
MOST_BYTES = 20_000_000
"""Bytes of an unpacked page."""
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
_ENCODINGS = ("", "identity", "gzip", "x-gzip", "deflate")


class Validators(NamedTuple):
    """By what a server knows which version of a page is kept: ETag and Last-Modified, or ""."""

    etag: str = ""
    last_modified: str = ""

    def headers(self) -> dict[str, str]:
        """The headers that ask for the page only if it has changed."""
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in named.items() if value}


class Answer(NamedTuple):
    """A page with the address at which it was found; `data` is None if it has not changed."""

    address: str
    data: bytes | None
    validators: Validators = Validators()


class RefusedError(SourceError):
    """A server's answer that is no page: its status, and its Retry-After or ""."""

    def __init__(self, message: str, status: int, retry_after: str) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after


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
        raise SourceError(f"{url} is empty.")
    return data


def ask(
    url: str,
    *,
    kept: Validators | None = None,
    seconds: float = FETCH_SECONDS,
    most: int = MOST_BYTES,
    progress: Progress | None = None,
) -> Answer:
    """The page at an address, unless it is the version that is `kept`.

    Raises RefusedError for an answer that is no page, SourceError for every other failure. It works
    in a thread of its own, which is abandoned when the time is up: a silent name server, or a
    server that sends a byte now and then, can be stopped in no other way.
    """
    _check(url)
    download = _Download(url, kept, most, progress)
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


class _Download:
    """One fetch: its answer, or its error."""

    def __init__(
        self, url: str, kept: Validators | None, most: int, progress: Progress | None
    ) -> None:
        self.url = url
        self.result: Answer | SourceError = SourceError(f"{url} could not be fetched.")
        self.given_up = False
        self._headers = _HEADERS | (kept.headers() if kept is not None else {})
        self._most = most
        self._progress = progress

    def run(self) -> None:
        try:
            import urllib3
        except ImportError:
            self.result = SourceError(
                "Fetching an address needs urllib3, in a checkout: "
                "uv run --extra web …, or pip install '.[web]'."
            )
            return
        try:
            self.result = self._get()
        except SourceError as error:
            self.result = error
        except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            self.result = SourceError(_message_for(self.url, error))

    def _get(self) -> Answer:
        """The answer, after redirections of which each is looked at before it is followed."""
        import urllib3

        timeout = urllib3.Timeout(connect=READ_SECONDS, read=READ_SECONDS)
        address = self.url
        began_public: bool | None = None
        with urllib3.PoolManager(headers=self._headers, retries=False, timeout=timeout) as pool:
            for _ in range(MOST_REDIRECTS + 1):
                response = pool.request("GET", address, preload_content=False, redirect=False)
                try:
                    target = response.get_redirect_location()
                    if not target:
                        return self._answer(response, address)
                finally:
                    response.close()
                if began_public is None:
                    began_public = is_public(urlsplit(address).hostname or "")
                address = urljoin(address, target)
                self._check_redirect(address, began_public=began_public)
        raise SourceError(f"{self.url} redirects without end.")

    def _check_redirect(self, address: str, *, began_public: bool) -> None:
        try:
            _check(address)
        except SourceError as error:
            raise SourceError(
                f"{self.url} could not be fetched: it leads to {printable(address)!r}."
            ) from error
        if began_public and not is_public(urlsplit(address).hostname or ""):
            raise SourceError(
                f"{self.url} leads to {host_of(address)}, a private address; it is not followed."
            )

    def _answer(self, response: "BaseHTTPResponse", address: str) -> Answer:
        if response.status == HTTPStatus.NOT_MODIFIED and len(self._headers) > len(_HEADERS):
            return Answer(address, None)
        _check_answer(response, self.url)
        told = response.headers
        validators = Validators(told.get("ETag", ""), told.get("Last-Modified", ""))
        return Answer(address, self._body(response), validators)

    def _body(self, response: "BaseHTTPResponse") -> bytes:
        total = _length(response)
        packed = response.headers.get("Content-Encoding", "identity").lower() != "identity"
        if total is not None and total > self._most:
            raise self._too_large()
        pieces: list[bytes] = []
        done = 0
        while not self.given_up and (piece := response.read1(_PIECE_BYTES, decode_content=True)):
            pieces.append(piece)
            done += len(piece)
            if done > self._most:
                raise self._too_large()
            if self._progress is not None:
                self._progress(done, None if packed else total)
        return b"".join(pieces)

    def _too_large(self) -> SourceError:
        return SourceError(
            f"{self.url} is larger than {self._most / 1e6:g} MB: it is hardly a live blog's page."
        )


def _length(response: "BaseHTTPResponse") -> int | None:
    """The bytes of the body as the server announces them, or None."""
    length = response.headers.get("Content-Length", "")
    is_number = length.isascii() and length.isdigit() and len(length) < 16
    return int(length) if is_number else None


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        known = False
    if not known:
        raise SourceError(
            f"{url!r} is no address that can be fetched; "
            "it has to begin with https:// or http:// and a host."
        )


def _check_answer(response: "BaseHTTPResponse", url: str) -> None:
    status = response.status
    if status != HTTPStatus.OK:
        retry_after = response.headers.get("Retry-After", "")
        raise RefusedError(_refused(status, url), status, retry_after)
    if response.headers.get("Content-Encoding", "").strip().lower() not in _ENCODINGS:
        raise SourceError(f"{url} comes packed in a way that was not asked for.")


def _refused(status: int, url: str) -> str:
    name = HTTPStatus(status).phrase if status in HTTPStatus else ""
    answer = f"{host_of(url)} answered {status} {name}".strip()
    if status in (404, 410):
        return f"{answer}: there is no such page ({url})."
    if status in (401, 402, 403, 407, 451):
        return (
            f"{answer}: it does not give the page to programs; "
            "save it in a browser and give the file."
        )
    if status == 429 or status >= 500:
        return f"{answer}: try again later."
    return f"{answer}, which is no page."


def _message_for(url: str, error: Exception) -> str:
    """A failure of the network in one sentence."""
    from urllib3 import exceptions

    host = host_of(url)
    reason = (
        error.reason
        if isinstance(error, exceptions.MaxRetryError) and error.reason is not None
        else error
    )
    if isinstance(reason, exceptions.NameResolutionError):
        return f"No host is called {host}, or the network is down."
    if isinstance(reason, exceptions.SSLError):
        return f"The connection to {host} is not secure ({_short(reason)})."
    if isinstance(reason, exceptions.NewConnectionError):
        return f"{host} refused the connection ({_short(reason)})."
    if isinstance(reason, exceptions.TimeoutError):
        return f"{host} did not answer within {READ_SECONDS:g} s."
    if isinstance(reason, exceptions.DecodeError):
        return f"{url} is damaged: it cannot be unpacked."
    if isinstance(reason, exceptions.ProtocolError):
        return f"{host} broke off the connection."
    return f"{url} could not be fetched ({_short(reason)})."


def _short(error: Exception) -> str:
    cause = error.__cause__ or error.__context__ or error
    text = getattr(cause, "verify_message", None) or getattr(cause, "strerror", None) or str(error)
    return " ".join(str(text).split())[:120].rstrip(".")


def host_of(url: str) -> str:
    """The host of an address, with its port."""
    return urlsplit(url).netloc.rpartition("@")[2]
