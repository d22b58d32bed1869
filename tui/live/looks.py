"""One look at a live blog: its page on the web, or saved files."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tui.live.grown import has_common_post
from tui.model.blog import LiveBlog
from tui.model.errors import LiveBlogError, SourceError, UnreadableError
from tui.model.safe_text import printable
from tui.readers import read_all
from tui.readers.other_pages import page_links
from tui.sources import address_meant, called, load_all
from tui.sources.address import host_of, web_address
from tui.sources.bundled import bundled
from tui.sources.fetch import NONE
from tui.sources.files import files_in, in_one_sentence
from tui.sources.join import join
from tui.sources.robots import NOT_WALKED, Crawler, may_be_walked

MOST_OLDER_PAGES = 10  # requests for older pages, until a known post
MOST_WAITS = 5  # of two seconds each, for a file that changes: it may be half written
_SAME = timedelta(seconds=2)  # a site's clocks differ, and their times have whole seconds


@dataclass(frozen=True, slots=True)
class Look:
    """`page` is None if it has not changed."""

    edge: datetime
    page: LiveBlog | None = None
    fresh: float = 0.0  # seconds for which the site promises no change
    saved_at: float | None = None  # time of the newest of the saved files, in seconds since 1970


def live_source(text: str, now: Callable[[], float], sleep: Callable[[float], None]) -> "Source":
    """A web address, or a file or folder. Raises SourceError for one that cannot be followed."""
    if "://" not in text:
        if meant := address_meant(text):
            raise SourceError(meant)
        if bundled(text):
            raise SourceError(
                "A bundled live blog is no longer being written: give the address of one that is, "
                "or the file or folder that a browser saves it into."
            )
        return FileSource(text, sleep)
    address = web_address(text)
    if not may_be_walked(address):
        raise SourceError(
            f"{NOT_WALKED} A browser's extension can save the page again and again: "
            "liveblog-tui live FOLDER."
        )
    return WebSource(address, Crawler(now=now, sleep=sleep), now)


class WebSource:
    """The page at an address, requested only if it has changed."""

    def __init__(self, address: str, crawler: Crawler, now: Callable[[], float]) -> None:
        self._address, self._crawler, self._now = address, crawler, now
        self._kept = NONE

    def look(self, known: LiveBlog | None) -> Look:
        """`known` is the state so far. Raises LiveBlogError; another look may succeed."""
        answer = self._crawler.page(self._address, self._kept if known is not None else NONE)
        edge = answer.date or datetime.fromtimestamp(self._now(), UTC)
        if answer.data is None:
            return Look(edge, fresh=answer.fresh)
        page = _read(answer.data, host_of(self._address))
        if known is not None and known.edge is not None and edge < known.edge - _SAME:
            raise SourceError("An older copy of the page came.")
        if known is not None:
            page = self._with_older(page, answer.data, answer.address, known)
        self._kept = answer.validators
        return Look(edge, page, answer.fresh)

    def _with_older(self, page: LiveBlog, data: bytes, address: str, known: LiveBlog) -> LiveBlog:
        """Join older pages until a page has a known post."""
        for _ in range(MOST_OLDER_PAGES):
            if has_common_post(known, page):
                break
            older = page_links(data, address, self._now()).older
            if not older or host_of(older) != host_of(address):
                break
            try:
                answer = self._crawler.page(web_address(older))
                data, address = answer.data or b"", answer.address
                joined = join([page, _read(data, host_of(address))])
            except LiveBlogError:
                break
            if len(joined) != 1:
                break
            page = joined[0][1]
        return page


def _read(data: bytes, host: str) -> LiveBlog:
    try:
        return read_all(data)[-1]
    except LiveBlogError as error:  # a page that asks for consent, half an answer
        raise SourceError(f"The answer of {host} is not a live blog.") from error


type _Files = tuple[tuple[str, int, int], ...]  # names, times, sizes


class FileSource:
    """A file or a folder that something else saves again and again."""

    def __init__(self, path: str, sleep: Callable[[float], None] = lambda _: None) -> None:
        self._path, self._sleep = path, sleep
        self._looked_at: _Files = ()
        self._seen: _Files = ()  # read without an error

    def _files(self) -> _Files:
        """Raises SourceError."""
        with in_one_sentence(self._path, "read"):
            Path(self._path).stat()
            stats = [(str(path), path.stat()) for path in files_in(self._path)]
        return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)

    def has_news(self) -> bool:
        """True if a file has changed since the last look, which may have failed."""
        with suppress(SourceError):
            return self._files() != self._looked_at
        return False

    def look(self, known: LiveBlog | None) -> Look:
        """Read the files if any has changed. Raises LiveBlogError."""
        files, before, waits = self._files(), self._seen, MOST_WAITS * bool(self._seen)
        while waits and files != before:
            self._sleep(2)
            files, before, waits = self._files(), files, waits - 1
        self._looked_at = files
        if not files:
            raise SourceError(f"Nothing is saved in {printable(self._path)} yet.")
        saved_at = max(nanoseconds for _, nanoseconds, _ in files) / 1e9
        edge = datetime.fromtimestamp(saved_at, UTC)
        if known is not None and files == self._seen:
            return Look(known.edge or edge, saved_at=saved_at)
        try:
            page = load_all([self._path])
        except UnreadableError as error:  # only `replay` has the options that it advises
            options_of = f"Try: liveblog-tui replay {called(self._path)} --"
            raise UnreadableError(str(error).replace("Try: --", options_of)) from error
        self._seen = files
        if page.edge is not None:  # a recording, whose file's time says until when it is known
            edge = max(edge, page.edge)
            page = page._replace(edge=edge)
        return Look(edge, page, saved_at=saved_at)


type Source = WebSource | FileSource
