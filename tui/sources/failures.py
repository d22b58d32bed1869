"""Failures of a fetch, each in one sentence."""

from errno import EHOSTUNREACH, ENETDOWN, ENETUNREACH
from http import HTTPStatus

from urllib3 import exceptions

from tui.model.errors import SourceError
from tui.model.safe_text import printable
from tui.sources.address import host_of

READ_SECONDS = 10.0  # for a connection, and for each read


class RefusedError(SourceError):
    """An HTTP error, with its Retry-After or ""."""

    def __init__(self, message: str, status: int, retry_after: str) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after


class OfflineError(SourceError):
    """No server was reached: a host's name is unknown, or the network is down."""


def status_message(status: int, url: str) -> str:
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
    reason: Exception = error
    if isinstance(error, exceptions.MaxRetryError) and error.reason is not None:
        reason = error.reason
    sentence = next(text for kind, text in _FAILURES if isinstance(reason, kind))
    is_offline = isinstance(reason, exceptions.NameResolutionError) or getattr(
        _cause(reason), "errno", None
    ) in (ENETDOWN, ENETUNREACH, EHOSTUNREACH)
    made = OfflineError if is_offline else SourceError
    return made(sentence.format(host=host_of(url), url=url, why=_short(reason)))


def _cause(error: Exception) -> BaseException:
    return error.__cause__ or error.__context__ or error


def _short(error: Exception) -> str:
    cause = _cause(error)
    text = getattr(cause, "verify_message", None) or getattr(cause, "strerror", None) or str(error)
    return " ".join(printable(str(text)).split())[:120].rstrip(".")
