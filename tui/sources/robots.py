"""A site's robots.txt: the addresses that programs may fetch, and their pace."""

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from tui.model.errors import SourceError
from tui.sources.address import host_of
from tui.sources.failures import RefusedError
from tui.sources.fetch import Answer

if TYPE_CHECKING:
    from collections.abc import Callable

PROGRAM = "liveblog-tui"
"""The name by which a robots.txt can mean this program."""
SECONDS_BETWEEN_REQUESTS = 1.0
MOST_SECONDS_BETWEEN = 300.0
"""A fetch for which robots.txt asks for longer waits is not begun."""
MOST_BYTES = 500_000
"""Bytes of a robots.txt that count, as RFC 9309 has it at least."""


class Robots:
    """The rules of one host."""

    def __init__(self, address: str, ask: "Callable[[str], Answer]") -> None:
        """Fetch the rules of an address's host with `ask`.

        A host without robots.txt allows everything. Raises SourceError if the host fails to answer,
        or if it asks for too long a wait.
        """
        from protego import Protego

        self.host = host_of(address)
        self._rules = Protego.parse(_text(address, ask))

    def check(self, address: str) -> None:
        """Raises SourceError for an address that programs are not to fetch."""
        # Many servers take several slashes in a row for one.
        for spelling in (address, re.sub(r"(?<![:/])/{2,}", "/", address)):
            if not self._rules.can_fetch(spelling, PROGRAM):
                raise SourceError(
                    f"The robots.txt of {self.host} does not let programs fetch {address}; "
                    "save its pages in a browser, in one folder, and give the folder to replay."
                )

    @property
    def seconds(self) -> float:
        """Seconds between requests; raises SourceError if they are too many."""
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
