"""A site's robots.txt: addresses that programs may fetch, and their pace."""

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from tui.model.errors import SourceError
from tui.sources.address import host_of
from tui.sources.failures import RefusedError
from tui.sources.fetch import Answer

if TYPE_CHECKING:
    from collections.abc import Callable

PROGRAM = "liveblog-tui"  # in robots.txt
SECONDS_BETWEEN_REQUESTS = 1.0
MOST_SECONDS_BETWEEN = 300.0  # no fetch if robots.txt asks for longer waits
MOST_BYTES = 512_000  # of robots.txt; RFC 9309 asks for 500 KiB at least


class Robots:
    def __init__(self, address: str, ask: "Callable[[str], Answer]") -> None:
        """Fetch the rules of an address's host with `ask`; without robots.txt all is allowed.
        Raises SourceError if the host fails to answer, or asks for too long a wait."""
        from protego import Protego

        self.host = host_of(address)
        self._rules = Protego.parse(_text(address, ask))

    def check(self, address: str) -> None:
        """Raises SourceError for a forbidden address."""
        # Many servers take several slashes in a row for one.
        for spelling in (address, re.sub(r"(?<![:/])/{2,}", "/", address)):
            if not self._rules.can_fetch(spelling, PROGRAM):
                raise SourceError(
                    f"The robots.txt of {self.host} does not let programs fetch {address}; "
                    "save its pages in a browser, in one folder, and give the folder to replay."
                )

    @property
    def seconds(self) -> float:
        """Between requests. Raises SourceError if too many."""
        rate = self._rules.request_rate(PROGRAM)
        seconds = max(
            SECONDS_BETWEEN_REQUESTS,
            self._rules.crawl_delay(PROGRAM) or 0.0,
            rate.seconds / rate.requests if rate else 0.0,
        )
        if seconds > MOST_SECONDS_BETWEEN:
            raise SourceError(
                f"The robots.txt of {self.host} asks for {seconds:g} s between requests; "
                "save its pages in a browser."
            )
        return seconds


def _text(address: str, ask: "Callable[[str], Answer]") -> str:
    try:
        data = ask(urljoin(address, "/robots.txt")).data or b""
    except RefusedError as error:
        # RFC 9309: without such a file all is allowed; while it cannot be had, nothing is.
        if 400 <= error.status < 500 and error.status != 429:
            return ""
        raise
    return data[:MOST_BYTES].decode("utf-8-sig", "replace")
