"""Fetches all pages of a live blog into a folder, as fast and as many as its site allows."""

import json
import re
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from tui.model.clock_face import span_text
from tui.model.errors import SourceError
from tui.model.safe_text import printable
from tui.operating_system import write_whole
from tui.readers.other_pages import PageLinks, page_links
from tui.sources.address import host_of, web_address
from tui.sources.fetch import NONE, VALIDATORS, Answer, RefusedError, Validators
from tui.sources.files import in_one_sentence
from tui.sources.robots import Crawler

MOST_PAGES = 200
INDEX = ".fetched.json"  # hidden, so that a replay of the folder skips it
_TOO_OFTEN = (429, 503)
_UP_TO_NOW = r"/entries/0/\d+/?$"  # end of a WordPress address, different at each run

type _Step = tuple[str, tuple[str, ...], bool]
"""An address, the ways to go on from it, and true behind an unchanged page."""


class KeptPages:
    """Each page is on disk before the next request."""

    def __init__(self, folder: Path) -> None:
        """Raises SourceError if a file has the folder's name."""
        self.folder = folder
        self._pages: dict[str, dict[str, str]] = {}  # file and validators by address
        if folder.exists() and not folder.is_dir():
            raise SourceError(f"{printable(str(folder))} is a file; name a folder for the pages.")
        with suppress(
            OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError
        ):
            self._read()

    def get(self, address: str) -> tuple[bytes, Validators]:
        """No bytes for an unknown page."""
        with suppress(OSError, KeyError):
            page = self._pages[address]
            return (self.folder / page["file"]).read_bytes(), {x: page[x] for x in VALIDATORS}
        return b"", NONE

    def keep(self, address: str, data: bytes, validators: Validators) -> None:
        """Write a page and its entry in the index. Raises SourceError."""
        known = self._pages.get(address)
        file = known["file"] if known else self._free_name(data)
        self._write(file, data)
        self._pages[address] = {"file": file, **validators}
        self._write(INDEX, json.dumps({"pages": self._pages}, indent=1).encode())

    def _write(self, file: str, data: bytes) -> None:
        path = self.folder / file
        with in_one_sentence(path, "written"):
            self.folder.mkdir(parents=True, exist_ok=True)
            write_whole(path, data)

    def _free_name(self, data: bytes) -> str:
        ending = "json" if data[:200].lstrip()[:1] in (b"{", b"[") else "html"
        taken = {page["file"] for page in self._pages.values()}
        number = len(taken) + 1
        while (name := f"page-{number:03}.{ending}") in taken or (self.folder / name).exists():
            number += 1
        return name

    def _read(self) -> None:
        index = json.loads((self.folder / INDEX).read_bytes())
        for address, page in index["pages"].items():
            known = {x: str(page[x]) for x in ("file", *VALIDATORS)}
            if Path(known["file"]).name == known["file"] and known["file"][:1] != ".":
                self._pages[str(address)] = known


class Walk:
    def __init__(
        self,
        address: str,
        kept: KeptPages,
        *,
        now: Callable[[], float],
        sleep: Callable[[float], None],
    ) -> None:
        """`now`: seconds since 1970. Raises SourceError for a bad address."""
        self.pages = 0  # of the live blog, in the folder
        self.changed = 0  # new or changed pages
        self.note = ""  # reason for an early end, or ""
        self._first = web_address(address)
        self._kept, self._now = kept, now
        self._crawler = Crawler(now=now, sleep=sleep)
        self._total = 0

    def run(self, tell: Callable[[str], None]) -> None:
        """Fetch new and changed pages; `tell` gets progress. Raises SourceError; pages stay."""
        self._tell = tell
        visited: set[str] = set()
        waiting: deque[_Step] = deque([(self._first, ("newer", "older"), False)])
        while waiting:
            address, ways, is_known = waiting.popleft()
            key = re.sub(_UP_TO_NOW, "/entries/0/", address)
            if key in visited:
                continue
            if len(visited) == MOST_PAGES:
                self.note = (
                    f"More than {MOST_PAGES} pages follow one another; the rest is not "
                    "fetched, because such a chain may have no end."
                )
                return
            visited.add(key)
            links, has_changed = self._page(address, key, is_known=is_known)
            self._total = links.total or self._total
            self.pages += 1
            self.changed += has_changed
            for way in ways:
                link = getattr(links, way)
                if (way, links.number) != ("newer", 1) and self._is_beside(link):
                    waiting.append((web_address(link), (way,), not has_changed))
            if links.instead:
                waiting.append((web_address(links.instead), ("older",), False))

    def _is_beside(self, link: str) -> bool:
        """True for a link to the site of the first page."""
        first, other = (host_of(x).lower().removeprefix("www.") for x in (self._first, link))
        return bool(link) and first == other

    def _page(self, address: str, key: str, *, is_known: bool) -> tuple[PageLinks, bool]:
        """Links of a page, and True for a new or changed page. A kept page behind an unchanged page
        is not requested."""
        kept, validators = self._kept.get(key)
        if kept and is_known:
            links = page_links(kept, address, self._now())
            if not links.may_grow:
                return links, False
        answer = self._answer(address, validators)
        data = kept if answer.data is None else answer.data
        if not data:
            raise SourceError(f"{address} is empty.")
        if has_changed := data != kept:
            self._kept.keep(key, data, answer.validators)
        return page_links(data, answer.address, self._now()), has_changed

    def _answer(self, address: str, validators: Validators) -> Answer:
        number = self.pages + 1
        self._tell(f"page {number} of {self._total}" if self._total >= number else f"page {number}")
        try:
            return self._crawler.page(address, validators)
        except RefusedError as error:
            if error.status not in _TOO_OFTEN:
                raise
            seconds = error.seconds_to_wait(self._now())
            if not seconds:
                raise SourceError(f"{error} The pages so far are kept.") from error
            rounding = 59 if seconds > 60 else 0  # up to whole minutes
            pause = span_text(timedelta(seconds=seconds + rounding))
            raise SourceError(
                f"{host_of(address)} answered {error.status}: it asks for a pause of {pause}. "
                "The pages so far are kept; run the same command again then."
            ) from error
