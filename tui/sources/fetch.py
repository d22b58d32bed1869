"""A page fetched from the web: bounded in time and size, and a sentence for whatever goes wrong."""

import threading
from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tui.model.errors import SourceError

if TYPE_CHECKING:
    from urllib3.response import BaseHTTPResponse

type Progress = Callable[[int, int | None], None]
"""Told the bytes so far and in all (None if the server does not say), from the thread that fetches."""

SECONDS = 30.0
"""For all of a fetch, from the name of the host to the last byte."""
MOST_BYTES = 20_000_000
"""Of a page, unpacked."""
SILENT_SECONDS = 10.0
"""How long one read may wait, so that a thread whose fetch was given up ends soon."""
REDIRECTS = 8
_PIECE = 65_536
_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; liveblog-tui)",
    "Accept": "text/html,application/xhtml+xml,application/ld+json,application/json;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate",
}
_ENCODINGS = ("", "identity", "gzip", "x-gzip", "deflate")


def fetch(
    url: str, *, seconds: float = SECONDS, most: int = MOST_BYTES, progress: Progress | None = None
) -> bytes:
    """The bytes behind an http(s) address; SourceError for each way in which that can fail.

    It works in a thread of its own, which is left behind when the time is up: a name server that does not answer or
    a server that sends a byte now and then could be stopped in no other way.
    """
    _check(url)
    download = _Download(url, most, progress)
    thread = threading.Thread(target=download.run, name="fetch", daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        download.given_up = True
        raise SourceError(
            f"{_host(url)} did not send the whole page within {seconds:g} s; try again, or save it in a browser."
        )
    if download.error is not None:
        raise download.error
    if not download.data:
        raise SourceError(f"{url} is empty.")
    return download.data


class _Download:
    """One fetch: what it brought, or why not."""

    def __init__(self, url: str, most: int, progress: Progress | None) -> None:
        self.url = url
        self.data = b""
        self.error: SourceError | None = SourceError(f"{url} could not be fetched.")
        self.given_up = False
        self._most = most
        self._progress = progress

    def run(self) -> None:
        try:
            import urllib3
        except ImportError:
            self.error = SourceError(
                "Fetching an address needs urllib3, in a checkout: uv run --extra web …, or pip install '.[web]'."
            )
            return
        try:
            self.data = self._get()
            self.error = None
        except SourceError as error:
            self.error = error
        except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            self.error = SourceError(_told(self.url, error))

    def _get(self) -> bytes:
        import urllib3

        retries = urllib3.Retry(
            total=REDIRECTS, connect=0, read=0, status=0, other=0, redirect=REDIRECTS
        )
        timeout = urllib3.Timeout(connect=SILENT_SECONDS, read=SILENT_SECONDS)
        with urllib3.PoolManager(headers=_HEADERS, retries=retries, timeout=timeout) as pool:
            response = pool.request("GET", self.url, preload_content=False)
            try:
                _check_answer(response, self.url)
                return self._body(response)
            finally:
                response.close()

    def _body(self, response: "BaseHTTPResponse") -> bytes:
        length = response.headers.get("Content-Length", "")
        total = int(length) if length.isascii() and length.isdigit() and len(length) < 16 else None
        packed = response.headers.get("Content-Encoding", "identity").lower() != "identity"
        if total is not None and total > self._most:
            raise self._too_large()
        pieces: list[bytes] = []
        done = 0
        while not self.given_up and (piece := response.read1(_PIECE, decode_content=True)):
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


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        known = False
    if not known:
        raise SourceError(
            f"{url!r} is no address that can be fetched; it has to begin with https:// or http:// and a host."
        )


def _check_answer(response: "BaseHTTPResponse", url: str) -> None:
    status = response.status
    if status != HTTPStatus.OK:
        raise SourceError(_refused(status, url))
    if response.headers.get("Content-Encoding", "").strip().lower() not in _ENCODINGS:
        raise SourceError(f"{url} comes packed in a way that was not asked for.")


def _refused(status: int, url: str) -> str:
    name = HTTPStatus(status).phrase if status in HTTPStatus else ""
    answer = f"{_host(url)} answered {status} {name}".strip()
    if status in (404, 410):
        return f"{answer}: there is no such page ({url})."
    if status in (401, 402, 403, 407, 451):
        return f"{answer}: it does not give the page to programs; save it in a browser and give the file."
    if status == 429 or status >= 500:
        return f"{answer}: try again later."
    return f"{answer}, which is no page."


def _told(url: str, error: Exception) -> str:
    """What a failure of the network means, in one sentence."""
    from urllib3 import exceptions

    host = _host(url)
    reason = (
        error.reason
        if isinstance(error, exceptions.MaxRetryError) and error.reason is not None
        else error
    )
    if isinstance(reason, exceptions.ResponseError):
        return f"{url} redirects without end."
    if isinstance(reason, exceptions.NameResolutionError):
        return f"No host is called {host}, or the network is down."
    if isinstance(reason, exceptions.SSLError):
        return f"The connection to {host} is not secure ({_short(reason)})."
    if isinstance(reason, exceptions.NewConnectionError):
        return f"{host} takes no connection ({_short(reason)})."
    if isinstance(reason, exceptions.TimeoutError):
        return f"{host} did not answer within {SILENT_SECONDS:g} s."
    if isinstance(reason, exceptions.DecodeError):
        return f"{url} is damaged: it cannot be unpacked."
    if isinstance(reason, exceptions.ProtocolError):
        return f"{host} broke off the connection."
    return f"{url} could not be fetched ({_short(reason)})."


def _short(error: Exception) -> str:
    cause = error.__cause__ or error.__context__ or error
    text = getattr(cause, "verify_message", None) or getattr(cause, "strerror", None) or str(error)
    return " ".join(str(text).split())[:120].rstrip(".")


def _host(url: str) -> str:
    return urlsplit(url).netloc.rpartition("@")[2]
