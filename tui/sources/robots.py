"""Asks sites for pages as their robots.txt allows, not too often."""

import math
import re
from collections.abc import Callable
from functools import partial
from urllib.parse import urljoin

from protego import Protego

from tui.model.errors import SourceError
from tui.sources.address import host_of
from tui.sources.fetch import NONE, Answer, Peers, RefusedError, Validators, ask

PROGRAM = "liveblog-tui"  # in robots.txt
SECONDS_BETWEEN_REQUESTS = 1.0
MOST_SECONDS_BETWEEN = 300.0  # no fetch if robots.txt asks for longer waits
MOST_BYTES = 512_000  # of robots.txt; RFC 9309 asks for 500 KiB at least
MOST_SECONDS_KEPT = 86_400  # robots.txt is asked for again after a day, as in RFC 9309
_BBC = r"(?i)(?:^|[.@])bbc\.(?:co\.uk|com)\.*(?::\d+)?$"
_ADVICE = "save each page of the live blog in a browser, in one folder, and give that folder."
NOT_WALKED = f"The BBC's robots.txt forbids systematic extraction; {_ADVICE}"


def may_be_walked(address: str) -> bool:
    """False for a publisher that is known to forbid it."""
    return not re.search(_BBC, host_of(address))


class Crawler:
    def __init__(self, *, now: Callable[[], float], sleep: Callable[[float], None]) -> None:
        """`now` is in seconds since 1970."""
        self._now, self._sleep = now, sleep
        self._rules: dict[str, tuple[float, Protego]] = {}  # by host, with the time of asking
        self._asked_at = -math.inf
        self._seconds = SECONDS_BETWEEN_REQUESTS
        self._ask = partial(ask, peers=Peers(), now=now)

    def page(self, address: str, kept: Validators = NONE) -> Answer:
        """Each redirect's target has to be allowed by its own site. Raises SourceError."""
        return self._ask(address, before=self._check, kept=kept)

    def _check(self, address: str) -> None:
        """Wait as the site asks for. Raises SourceError if it forbids this or asks too much."""
        if not may_be_walked(address):
            raise SourceError(NOT_WALKED)
        host = host_of(address)
        if host not in self._rules or self._now() - self._rules[host][0] > MOST_SECONDS_KEPT:
            self._rules[host] = self._now(), Protego.parse(self._robots_txt(address))
        _, rules = self._rules[host]
        # Many servers take several slashes in a row for one.
        for spelling in (address, re.sub(r"(?<![:/])/{2,}", "/", address)):
            if not rules.can_fetch(spelling, PROGRAM):
                raise SourceError(
                    f"The robots.txt of {host} does not let programs fetch {address}; {_ADVICE}"
                )
        rate, delay = rules.request_rate(PROGRAM), rules.crawl_delay(PROGRAM) or 0.0
        pace = rate.seconds / rate.requests if rate else 0.0
        self._seconds = max(SECONDS_BETWEEN_REQUESTS, delay, pace)
        if self._seconds > MOST_SECONDS_BETWEEN:
            raise SourceError(
                f"The robots.txt of {host} asks for {self._seconds:g} s between requests; {_ADVICE}"
            )
        self._wait(address)

    def _robots_txt(self, address: str) -> str:
        """RFC 9309: without such a file all is allowed; while it cannot be had, nothing is."""
        try:
            data = self._ask(urljoin(address, "/robots.txt"), before=self._wait).data or b""
        except RefusedError as error:
            if 400 <= error.status < 500 and error.status != 429:
                return ""
            raise
        return data[:MOST_BYTES].decode("utf-8-sig", "replace")

    def _wait(self, _address: str) -> None:
        """Keep the distance from the last request."""
        wait = self._asked_at + self._seconds - self._now()
        if wait > 0:
            self._sleep(min(wait, self._seconds))
        self._asked_at = self._now()
