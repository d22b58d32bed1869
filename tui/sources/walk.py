"""Fetches all pages of a live blog into a folder, no faster and no more than its site allows."""

import re
from collections import deque
from collections.abc import Callable, Iterator
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import NamedTuple
from urllib.parse import urldefrag, urlsplit

from tui.model.errors import SourceError
from tui.readers.parts.further import Further, further
from tui.sources.fetch import Answer, RefusedError, Validators, ask, host_of
from tui.sources.kept_pages import KeptPages
from tui.sources.public_address import is_public
from tui.sources.robots import SECONDS_BETWEEN_REQUESTS, Robots

MOST_PAGES = 200
LONGEST_RETRY_SECONDS = 86_400.0
"""How long a server may ask to be left alone."""
_TOO_OFTEN = (429, 503)
_BBC = ("bbc.co.uk", "bbc.com")
NOT_WALKED = (
    "The BBC's robots.txt forbids systematic extraction, so its pages are not fetched; save each "
    "page of the live blog in a browser, in one folder, and give the folder to replay."
)
_UP_TO_NOW = r"/entries/0/\d+/?$"
"""The end of a WordPress address, which is another at each run."""


class Walk:
    """One run through the pages of a live blog."""

    def __init__(
        self,
        address: str,
        kept: KeptPages,
        *,
        now: Callable[[], float],
        sleep: Callable[[float], None],
        tell: Callable[[str], None],
        most_pages: int = MOST_PAGES,
    ) -> None:
        """`now` is in seconds since 1970; `tell` gets a line of progress before each request."""
        self.pages = 0
        """Pages of the live blog that are in the folder."""
        self.changed = 0
        """Those that were new or had changed."""
        self.note = ""
        """Why the walk ended before the last page, or ""."""
        self._first = urldefrag(address).url
        self._kept, self._now, self._sleep, self._tell = kept, now, sleep, tell
        self._most_pages = most_pages
        self._robots: dict[str, Robots] = {}
        self._asked_at: float | None = None
        self._seconds = SECONDS_BETWEEN_REQUESTS
        self._began_public = False
        self._total = 0

    def run(self) -> None:
        """Fetch what is not kept or has changed.

        Raises SourceError where a page cannot be had; the pages before it are kept.
        """
        self._check_start()
        self._began_public = is_public(urlsplit(self._first).hostname or "")
        visited: set[str] = set()
        contents: set[bytes] = set()
        waiting = deque([_Step(self._first, ("newer", "older"))])
        while waiting:
            address, ways, is_known = waiting.popleft()
            if _key(address) in visited:
                continue
            if len(visited) == self._most_pages:
                self.note = f"More than {self._most_pages} pages follow one another; no more were "
                self.note += "asked for, as such a chain may have no end."
                return
            visited.add(_key(address))
            data, there, has_changed = self._page(address, is_known=is_known)
            if data in contents:
                self.note = f"{address} is the same as a page before it; no more were asked for."
                return
            contents.add(data)
            self.pages += 1
            self.changed += has_changed
            waiting.extend(self._next_steps(there, ways, is_known=not has_changed))

    def _check_start(self) -> None:
        if not may_be_walked(self._first):
            raise SourceError(NOT_WALKED)
        wait = self._kept.not_before - self._now()
        if 0 < wait <= LONGEST_RETRY_SECONDS:  # a longer one is none that was kept
            raise SourceError(
                f"{host_of(self._first)} asked to be left alone for another {_span(wait)}; "
                "nothing was asked for."
            )

    def _page(self, address: str, *, is_known: bool) -> tuple[bytes, Further, bool]:
        """A page, what it says of the others, and whether it is new or has changed.

        A kept page behind one that has not changed `is_known`, and not asked for again.
        """
        kept = self._kept.get(_key(address))
        before = self._kept.data(kept) if kept is not None else None
        if before is not None and is_known:
            there = further(before, address, self._now())
            if not there.may_grow:
                return before, there, False
        answer = self._answer(address, kept.validators if kept is not None else None)
        data = before if answer.data is None and before is not None else answer.data
        if not data:
            raise SourceError(f"{address} is empty.")
        there = further(data, answer.address, self._now())
        self._total = there.total or self._total
        if data != before or (answer.data is not None and kept is None):
            self._kept.keep(_key(address), data, answer.validators)
        return data, there, data != before

    def _answer(self, address: str, validators: Validators | None) -> Answer:
        robots = self._robots_of(address)
        robots.check(address)
        self._seconds = robots.seconds
        number = self.pages + 1
        self._tell(f"page {number} of {self._total}" if self._total >= number else f"page {number}")
        answer = self._ask(address, validators)
        if answer.address != address:
            self._robots_of(answer.address).check(answer.address)
        return answer

    def _robots_of(self, address: str) -> Robots:
        host = host_of(address)
        if host not in self._robots:
            self._robots[host] = Robots(address, self._ask)
        return self._robots[host]

    def _ask(self, address: str, validators: Validators | None = None) -> Answer:
        """One request, at the distance from the last that the site allows."""
        if self._asked_at is not None:
            wait = self._asked_at + self._seconds - self._now()
            if wait > 0:
                self._sleep(min(wait, self._seconds))
        self._asked_at = self._now()
        try:
            return ask(address, kept=validators)
        except RefusedError as error:
            if error.status not in _TOO_OFTEN:
                raise
            raise self._left_alone(address, error) from error

    def _left_alone(self, address: str, error: RefusedError) -> SourceError:
        seconds = _retry_seconds(error.retry_after, self._now())
        if not seconds:
            return SourceError(f"{error} The pages so far are kept.")
        self._kept.wait_until(self._now() + seconds)
        return SourceError(
            f"{host_of(address)} answered {error.status}: it asks to be left alone for "
            f"{_span(seconds)}. The pages so far are kept; run the same command again then."
        )

    def _next_steps(
        self, there: Further, ways: tuple[str, ...], *, is_known: bool
    ) -> Iterator["_Step"]:
        """Where the walk goes on from a page; the neighbours only on the site of the first."""
        for way in ways:
            link = urldefrag(there.older if way == "older" else there.newer).url
            if link and _site(link) == _site(self._first) and (way, there.number) != ("newer", 1):
                yield _Step(link, (way,), is_known)
        if there.instead:
            if self._began_public and not is_public(urlsplit(there.instead).hostname or ""):
                raise SourceError(
                    f"{self._first} leads to {host_of(there.instead)}, a private address; "
                    "it is not followed."
                )
            yield _Step(there.instead, ("older",))


class _Step(NamedTuple):
    """A page to go to, the ways on from there, and whether it may be known without asking."""

    address: str
    ways: tuple[str, ...]
    is_known: bool = False


def may_be_walked(address: str) -> bool:
    """Whether an address is none of a publisher's known to forbid it."""
    host = (urlsplit(address).hostname or "").lower()
    return not any(host == name or host.endswith(f".{name}") for name in _BBC)


def _key(address: str) -> str:
    return re.sub(_UP_TO_NOW, "/entries/0/", address)


def _site(address: str) -> str:
    return host_of(address).lower().removeprefix("www.")


def _retry_seconds(text: str, now: float) -> float:
    """The seconds of a Retry-After header, which has a number or a date; 0 if it has neither."""
    text = text.strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:10]), LONGEST_RETRY_SECONDS)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return 0.0
    moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return min(max(moment.timestamp() - now, 0.0), LONGEST_RETRY_SECONDS)


def _span(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min"
