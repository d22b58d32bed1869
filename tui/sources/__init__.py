"""Loads live blogs from files, standard input, bundled names and addresses, and merges several.

Nothing is kept after loading. The only room with network access (urllib3). Imports `model` and
`readers`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from tui.model.blog import Block, Heading, LiveBlog, Post, ReadWarning
from tui.model.errors import OptionError, SourceError, UndatedError, UnreadableError
from tui.model.safe_text import one_line, printable
from tui.readers import read
from tui.sources.bundled import BUNDLED, Bundled

if TYPE_CHECKING:
    from tui.sources.fetch import Progress

STDIN = "-"
_FILE_ENDINGS = ("html", "htm", "json", "jsonld", "txt", "md", "xml", "mhtml", "pdf", "gz", "zip")
"""Endings of files' names, which are no top-level domains of hosts."""
LONGEST_NAME = 40
"""Characters of a title that names a source."""


def load(
    source: str,
    *,
    stdin: Callable[[], bytes] | None = None,
    progress: "Progress | None" = None,
    day: date | None = None,
    timeless: bool = False,
) -> LiveBlog:
    """The live blog of a source: a path, "-" for `stdin`, a bundled name or an http(s) address.

    `day` is that of posts which say none; with `timeless` they need no times either. Raises
    SourceError if the source cannot be read, UnreadableError if it is no live blog; both name the
    source.
    """
    entry = _bundled_entry(source)
    data = entry.data() if entry is not None else _data(source, stdin, progress)
    try:
        blog = _read(data, day, timeless=timeless)
    except UnreadableError as error:
        raise UnreadableError(f"{called(source)}: {error}") from error
    if entry is not None:
        return _completed(blog, entry)
    return blog if blog.title or source == STDIN else blog._replace(title=_file_name(source))


def _read(data: bytes, day: date | None, *, timeless: bool) -> LiveBlog:
    """The live blog in the data; the day only matters to one that says none."""
    try:
        return read(data)
    except UndatedError:
        if day is None:
            raise
    return read(data, day, timeless=timeless)


def has_given_day(blog: LiveBlog) -> bool:
    """Whether a blog's posts stand on the day that was given to `load`."""
    from tui.readers.bbc.given_day import GIVEN_DAY

    return any(warning.message.startswith(GIVEN_DAY) for warning in blog.warnings)


def _data(source: str, stdin: Callable[[], bytes] | None, progress: "Progress | None") -> bytes:
    if source == STDIN:
        if stdin is None:
            raise SourceError(
                "Standard input cannot be read here; give a file, an address or a bundled name."
            )
        return stdin()
    if "://" in source:
        from tui.sources.fetch import fetch

        return fetch(source, progress=progress)
    try:
        return Path(source).read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise SourceError(_nothing_called(source)) from error
    except IsADirectoryError as error:
        raise SourceError(
            f"{called(source)} is a folder; give the file of a live blog in it."
        ) from error
    except PermissionError as error:
        raise SourceError(f"{called(source)} may not be read by you.") from error
    # ValueError is a name with a NUL; OSError a name that is too long, or a broken disk.
    except (OSError, ValueError) as error:
        raise SourceError(f"{source!r} cannot be read ({_reason(error)}).") from error


def _nothing_called(source: str) -> str:
    """The message for a file that does not exist, with a guess at the one that was meant."""
    import re
    from difflib import get_close_matches

    names = [entry.name for entry in BUNDLED]
    close = get_close_matches(source.lower(), names, 1)
    if close:
        return (
            f"There is no file {source!r}, nor a bundled live blog of that name; "
            f"did you mean {close[0]}?"
        )
    host = re.match(r"(?:[\w-]+\.)+([a-zA-Z]{2,24})(?::\d+)?(/)?", source)
    if host and (host[2] or (host.end() == len(source) and host[1].lower() not in _FILE_ENDINGS)):
        return f"There is no file {source!r}; did you mean the address https://{source}?"
    return (
        f"There is no file {source!r}, and no bundled live blog of that name; "
        f"bundled are: {', '.join(names)}."
    )


def _bundled_entry(source: str) -> Bundled | None:
    """The bundled live blog of that name, unless there is a file of it."""
    entry = next((entry for entry in BUNDLED if entry.name == source), None)
    return entry if entry is not None and not Path(source).exists() else None


def _completed(blog: LiveBlog, entry: Bundled) -> LiveBlog:
    """The blog with the properties that its text lacks and the table of bundled blogs has."""
    return blog._replace(
        title=blog.title or entry.title,
        publisher=blog.publisher or entry.publisher,
        place_zone=blog.place_zone or entry.place_zone,
    )


def _file_name(source: str) -> str:
    """The title of a live blog that has none: its file's name, or the last part of its address."""
    return one_line(Path(source.rstrip("/")).stem)


def called(source: str) -> str:
    """A source as messages name it, without control characters."""
    return "standard input" if source == STDIN else printable(source) or '""'


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def merge(blogs: Sequence[LiveBlog]) -> LiveBlog:
    """Several live blogs on one clock.

    Every post says its source; of posts at the same time the earlier source's comes first. Raises
    OptionError if there is no blog.
    """
    if not blogs:
        raise OptionError("There is no live blog to merge.")
    if len(blogs) == 1:
        return blogs[0]
    named = list(zip(_names(blogs), blogs, strict=True))
    return LiveBlog(
        posts=_merged_posts(named),
        title=_joined(blog.title or name for name, blog in named),
        summary=_merged_summary(named),
        zone=blogs[0].zone,
        place_zone=_other_zone(blogs),
        publisher=_joined(blog.publisher for blog in blogs),
        language=_common_language(blogs),
        authors=tuple(dict.fromkeys(author for blog in blogs for author in blog.authors)),
        coverage_start=min(filter(None, (blog.coverage_start for blog in blogs)), default=None),
        coverage_end=max(filter(None, (blog.coverage_end for blog in blogs)), default=None),
        format=_joined(blog.format for blog in blogs),
        warnings=_merged_warnings(named),
    )


def _merged_posts(named: Iterable[tuple[str, LiveBlog]]) -> tuple[Post, ...]:
    posts = [
        post if post.source else post._replace(source=name)
        for name, blog in named
        for post in blog.posts
    ]
    return tuple(sorted(posts, key=lambda post: post.published))


def _merged_summary(named: Iterable[tuple[str, LiveBlog]]) -> tuple[Block, ...]:
    """The summaries, each below its source's name."""
    summary: list[Block] = []
    for name, blog in named:
        summary.extend((Heading(name), *blog.summary) if blog.summary else ())
    return tuple(summary)


def _merged_warnings(named: Iterable[tuple[str, LiveBlog]]) -> tuple[ReadWarning, ...]:
    return tuple(
        ReadWarning(f"{name}, {warning.place}", warning.message)
        for name, blog in named
        for warning in blog.warnings
    )


def _common_language(blogs: Sequence[LiveBlog]) -> str:
    """The language of all, or ""."""
    languages = {blog.language for blog in blogs}
    return blogs[0].language if len(languages) == 1 else ""


def _joined(texts: Iterable[str]) -> str:
    """The different texts that are not empty, in one."""
    return " + ".join(dict.fromkeys(filter(None, texts)))


def _names(blogs: Sequence[LiveBlog]) -> list[str]:
    """A different name for each: the publisher, or the title if others have the publisher too."""
    publishers = Counter(blog.publisher for blog in blogs)
    names: list[str] = []
    for number, blog in enumerate(blogs, 1):
        alone = blog.publisher and publishers[blog.publisher] == 1
        name = (
            blog.publisher if alone else _short(blog.title) or blog.publisher
        ) or f"Source {number}"
        while name in names:
            name = f"{name} ({number})"
        names.append(name)
    return names


def _short(title: str) -> str:
    """The first words of a title."""
    if len(title) <= LONGEST_NAME:
        return title
    cut = title[: LONGEST_NAME - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"


def _other_zone(blogs: Sequence[LiveBlog]) -> str:
    """The first zone that differs from the merged blog's: a story's place's, or a source's."""
    zones = [blog.place_zone for blog in blogs] + [blog.zone for blog in blogs]
    return next((zone for zone in zones if zone and zone != blogs[0].zone), "")


def evenly(blog: LiveBlog, every: timedelta) -> LiveBlog:
    """The blog with its posts at equal distances from its start, for a page with one time for all.

    Raises OptionError if `every` is not positive or the posts would end after the year 9999.
    """
    if every <= timedelta(0):
        raise OptionError("The distance between posts has to be longer than nothing.")
    try:
        last = blog.start + every * (len(blog.posts) - 1)
    except OverflowError as error:
        raise OptionError("Posts so far apart would end after the year 9999.") from error
    posts = [
        post._replace(published=blog.start + every * number, modified=None)
        for number, post in enumerate(blog.posts)
    ]
    warnings = [warning for warning in blog.warnings if "--every" not in warning.message]
    return blog._replace(
        posts=tuple(posts), coverage_start=blog.start, coverage_end=last, warnings=tuple(warnings)
    )
