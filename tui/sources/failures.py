"""Failures of a fetch, each in one sentence."""

from errno import EHOSTUNREACH, ENETDOWN, ENETUNREACH
from http import HTTPStatus

from urllib3 import exceptions

from tui.model.errors import SourceError
from tui.model.safe_text import printable
from tui.readers.times.moments import read_instant
from tui.sources.address import host_of

READ_SECONDS = 10.0  # for a connection, and for each read
LONGEST_RETRY_SECONDS = 86_400.0  # longest wait that a server may ask for
GONE = (404, 410)
CLOSED = (401, 402, 403, 407, 451)  # to programs
_OFFLINE = (ENETDOWN, ENETUNREACH, EHOSTUNREACH)


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
