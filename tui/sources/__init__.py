"""Loads live blogs from files, standard input, bundled names and addresses. The only room with
network access (urllib3)."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tui.model.blog import LiveBlog
from tui.model.errors import SourceError, UnreadableError
from tui.model.safe_text import one_line, printable
from tui.operating_system import is_there
from tui.readers import read_all
from tui.readers.page import NOTHING_GIVEN, Given
from tui.sources import files
from tui.sources.bundled import BUNDLED, bundled
from tui.sources.side_by_side import side_by_side


class LoadOptions(NamedTuple):
    """Options to read a source: `limit` bytes of a file or an address, in place of its own limit;
    `now` is a clock in seconds that ends an answer which drips in."""

    stdin: int | None = None  # descriptor of standard input, if it may be read
    limit: int | None = None
    given: Given = NOTHING_GIVEN
    now: Callable[[], float] = lambda: 0.0


USUAL = LoadOptions()
STDIN = "-"


def load(source: str, how: LoadOptions = USUAL) -> LiveBlog:
    """The live blog of a source; of a web archive the last capture. Raises as `load_captures`."""
    return load_captures(source, how)[-1]


def load_captures(source: str, how: LoadOptions = USUAL) -> list[LiveBlog]:
    """The live blog of a source, once for each capture in a web archive. A source is a path, "-"
    for `stdin`, a bundled name (unless a file has the name) or an http(s) address. Raises
    SourceError if it cannot be read, UnreadableError if it is no live blog; both name it."""
    entry = bundled(source)
    data = entry.data() if entry is not None else _data(source, how)
    try:
        blogs = read_all(data, how.given)
    except UnreadableError as error:
        raise UnreadableError(f"{called(source)}: {error}") from error
    path = Path(source.rstrip("/").removesuffix(".gz"))
    name = "" if source == STDIN else one_line(path.stem)
    return [blog if blog.title else blog._replace(title=name) for blog in blogs]


def load_all(sources: Iterable[str]) -> LiveBlog:
    """The live blog of sources, merged on one clock if several. Raises as `load_captures`."""
    return side_by_side([blog for _, blog in load_each(sources)])


def load_each(
    sources: Iterable[str], how: LoadOptions = USUAL, *, separate: bool = False
) -> list[tuple[str, LiveBlog]]:
    """Pairs of first source and live blog; a folder counts as all live blogs in it. Pages and saves
    of one live blog are joined, unless `separate`. Raises as `load_captures`."""
    found: list[tuple[str, LiveBlog]] = []
    for source in sources:
        if files.is_folder(source):
            found += files.load_folder(source, partial(load_captures, how=how))
        else:
            found += [(source, blog) for blog in load_captures(source, how)]
    if len(found) == 1 or separate:
        return found
    names, blogs = [name for name, _ in found], [blog for _, blog in found]
    from tui.sources.join import join  # 5 ms of a start

    joined = join(blogs, [_file_time(name) for name in names])
    return [(names[first], blog) for first, blog in joined]


def _file_time(source: str) -> datetime | None:
    """Time of the last write to a file; None for other sources."""
    try:
        return datetime.fromtimestamp(Path(source).stat().st_mtime, UTC)
    except (OSError, ValueError, OverflowError):
        return None


def _data(source: str, how: LoadOptions) -> bytes:
    if "://" in source:
        from tui.sources import fetch

        return fetch.fetch(source, limit=how.limit or fetch.MOST_BYTES, now=how.now)
    limit = how.limit or files.MOST_BYTES
    try:
        if source != STDIN:
            return files.read_path(Path(source), limit)
        if how.stdin is not None:
            return files.read_stream(how.stdin, called(STDIN), limit=limit)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise SourceError(_nothing_called(source)) from error
    # ValueError is a name with a NUL; OSError a name that is too long, or a broken disk.
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        name = "Standard input" if source == STDIN else repr(source)
        raise SourceError(f"{name} cannot be read ({reason}).") from error
    raise SourceError(
        "Standard input cannot be read here; give a file, an address or a bundled name."
    )


def _nothing_called(source: str) -> str:
    names = [entry.name for entry in BUNDLED]
    if close := get_close_matches(source.lower(), names, 1):
        return f"No file or bundled live blog {source!r}; did you mean {close[0]}?"
    nothing = f"No file or bundled live blog {source!r}; bundled are: {', '.join(names)}."
    return address_meant(source) or nothing


def address_meant(source: str) -> str:
    """A sentence for an address without https://, or http:// of a near host; "" for a file."""
    near = r"localhost|(?:\d{1,3}\.){3}\d{1,3}"
    host = re.match(rf"(?:{near}|(?:[\w-]+\.)+([a-zA-Z]{{2,24}}))(?::\d+)?(/)?", source)
    if host is None or is_there(source):
        return ""
    if not host[2] and (host.end() < len(source) or f".{host[1]}".lower() in files.FILE_ENDINGS):
        return ""
    scheme = "https" if host[1] else "http"
    return f"No file {source!r}; did you mean the address {scheme}://{source}?"


def called(source: str) -> str:
    """A source as messages name it, without control characters, user name and password."""
    named = printable(re.sub("(?<=://)[^/?#]*@", "", source))
    return "standard input" if source == STDIN else named or '""'
