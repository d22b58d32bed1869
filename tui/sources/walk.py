"""Fetches all pages of a live blog into a folder, as fast and as many as its site allows."""

import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tui.model.errors import SourceError
from tui.readers.other_pages import PageLinks, page_links
from tui.sources.address import host_of, web_address
from tui.sources.failures import LONGEST_RETRY_SECONDS, RefusedError
from tui.sources.fetch import NONE, Answer, Validators
from tui.sources.kept_pages import KeptPages
from tui.sources.visitor import Visitor

MOST_PAGES = 200
_TOO_OFTEN = (429, 503)
_UP_TO_NOW = r"/entries/0/\d+/?$"  # end of a WordPress address, different at each run


class Walk:
    def __init__(
        self,
        address: str,
        kept: KeptPages,
        *,
        now: Callable[[], float],
        sleep: Callable[[float], None],
        tell: Callable[[str], None],
    ) -> None:
        """`now`: seconds since 1970; `tell` gets progress. Raises SourceError for a bad address."""
        self.pages = 0  # of the live blog, in the folder
        self.changed = 0  # new or changed pages
        self.note = ""  # reason for an early end, or ""
        self._first = web_address(address)
        self._kept, self._now, self._tell = kept, now, tell
        self._visitor = Visitor(now=now, sleep=sleep)
        self._total = 0

    def run(self) -> None:
        """Fetch new and changed pages. Raises SourceError; the pages before a failure are kept."""
        wait = self._kept.not_before - self._now()
        if 0 < wait <= LONGEST_RETRY_SECONDS:  # a longer one is none that was kept
            raise SourceError(
                f"{host_of(self._first)} asked for a pause of another {_span(wait)}; "
                "nothing was fetched."
            )
        visited: set[str] = set()
        waiting = deque([_Step(self._first, ("newer", "older"))])
        while waiting:
            step = waiting.popleft()
            if _key(step.address) in visited:
                continue
            if len(visited) == MOST_PAGES:
                self.note = (
                    f"More than {MOST_PAGES} pages follow one another; the rest is not "
                    "fetched, because such a chain may have no end."
                )
                return
            visited.add(_key(step.address))
            there, has_changed = self._page(step)
            self._total = there.total or self._total
            self.pages += 1
            self.changed += has_changed
            waiting.extend(self._next_steps(there, step.ways, is_known=not has_changed))

    def _page(self, step: "_Step") -> tuple[PageLinks, bool]:
        """Links of a page, and True for a new or changed page. A kept page behind an unchanged page
        is not requested."""
        address, key = step.address, _key(step.address)
        kept = self._kept.get(key)
        if kept is not None and step.is_known:
            there = page_links(kept.data, address, self._now())
            if not there.may_grow:
                return there, False
        answer = self._answer(address, kept.validators if kept is not None else NONE)
        if answer.data is None and kept is not None:
            return page_links(kept.data, answer.address, self._now()), False
        if not answer.data:
            raise SourceError(f"{address} is empty.")
        has_changed = kept is None or answer.data != kept.data
        if has_changed:
            self._kept.keep(key, answer.data, answer.validators)
        return page_links(answer.data, answer.address, self._now()), has_changed

    def _answer(self, address: str, validators: Validators) -> Answer:
        number = self.pages + 1
        self._tell(f"page {number} of {self._total}" if self._total >= number else f"page {number}")
        try:
            return self._visitor.page(address, validators)
        except RefusedError as error:
            if error.status not in _TOO_OFTEN:
                raise
            seconds = error.seconds_to_wait(self._now())
            if not seconds:
                raise SourceError(f"{error} The pages so far are kept.") from error
            self._kept.wait_until(self._now() + seconds)
            raise SourceError(
                f"{host_of(address)} answered {error.status}: it asks for a pause of "
                f"{_span(seconds)}. The pages so far are kept; run the same command again then."
            ) from error

    def _next_steps(
        self, there: PageLinks, ways: tuple[str, ...], *, is_known: bool
    ) -> Iterator["_Step"]:
        """The pages beside a page; neighbours only on the site of the first."""
        for way in ways:
            link = there.older if way == "older" else there.newer
            if link and _site(link) == _site(self._first) and (way, there.number) != ("newer", 1):
                yield _Step(web_address(link), (way,), is_known)
        if there.instead:
            yield _Step(web_address(there.instead), ("older",))


@dataclass(frozen=True, slots=True)
class _Step:
    address: str
    ways: tuple[str, ...]
    is_known: bool = False


def _key(address: str) -> str:
    return re.sub(_UP_TO_NOW, "/entries/0/", address)


def _site(address: str) -> str:
    return host_of(address).lower().removeprefix("www.")


def _span(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min"
