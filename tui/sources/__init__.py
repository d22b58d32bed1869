"""Loads live blogs from files, standard input, bundled names and addresses, and merges several.

Nothing is kept after loading. The only room with network access (urllib3). Imports `model` and
`readers`.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tui.model.blog import LiveBlog, Post, SummaryPoint
from tui.model.errors import OptionError, SourceError, UndatedError, UnreadableError
from tui.model.safe_text import one_line, printable
from tui.model.summary import known_points
from tui.model.versions import standing_of
from tui.readers import read_all
from tui.sources.bundled import BUNDLED, Bundled

if TYPE_CHECKING:
    from typing import TypedDict, Unpack

    from tui.model.part import Part
    from tui.readers.page import GivenDay
    from tui.sources.files import Progress

    class How(TypedDict, total=False):
        """How a source is read: the parameters of `load_captures`."""

        stdin: Callable[[], bytes] | None
        progress: Progress | None
        most: int | None
        given: GivenDay | None


STDIN = "-"
_FILE_ENDINGS = ("html", "htm", "json", "jsonld", "txt", "md", "xml", "mhtml", "pdf", "gz", "zip")
"""Endings of files' names, which are no top-level domains of hosts."""


def load(source: str, **how: "Unpack[How]") -> LiveBlog:
    """The live blog of a source; of a web archive the last capture. As `load_captures` for all
    else."""
    return load_captures(source, **how)[-1]


def load_captures(
    source: str,
    *,
    stdin: Callable[[], bytes] | None = None,
    progress: "Progress | None" = None,
    most: int | None = None,
    given: "GivenDay | None" = None,
) -> list[LiveBlog]:
    """The live blog of a source, as often as a web archive holds captures of it.

    It is a path, "-" for `stdin`, a bundled name or an http(s) address. `most` bytes are read of a
    file or an address, which have limits of their own without it; `given` only matters to a text
    whose posts lack it. Raises SourceError if the source cannot be read, UnreadableError if it is
    no live blog; both name the source.
    """
    entry = _bundled_entry(source)
    data = entry.data() if entry is not None else _data(source, stdin, progress, most)
    try:
        blogs = _read_all(data, given)
    except UnreadableError as error:
        raise UnreadableError(f"{called(source)}: {error}") from error
    if entry is not None:
        return [_completed(blog, entry) for blog in blogs]
    if source == STDIN:
        return blogs
    return [blog if blog.title else blog._replace(title=_file_name(source)) for blog in blogs]


def _read_all(data: bytes, given: "GivenDay | None") -> list[LiveBlog]:
    """The live blogs in the data; what is given only where it is missing."""
    try:
        return read_all(data)
    except UndatedError:
        if given is None:
            raise
    return read_all(data, given)


def has_given_day(blog: LiveBlog) -> bool:
    """Whether a blog's posts stand on the day that was given to `load`."""
    from tui.readers.bbc.given_day import GIVEN_DAY

    return any(warning.message.startswith(GIVEN_DAY) for warning in blog.warnings)


def load_all(sources: Iterable[str], *, separate: bool = False, **how: "Unpack[How]") -> LiveBlog:
    """The live blog of one or several sources, a folder being all the live blogs in it.

    Pages and saves of one live blog are joined, unless they are to stay `separate`; different live
    blogs are merged on one clock. Raises as `load_captures`.
    """
    found = load_each(sources, separate=separate, **how)
    if len(found) == 1:
        return found[0][1]
    from tui.sources.merged import merge

    return merge([blog for _, blog in found])


def load_each(
    sources: Iterable[str], *, separate: bool = False, **how: "Unpack[How]"
) -> list[tuple[str, LiveBlog]]:
    """The live blogs of the sources as for `load_all`, but not merged, each after its first source.

    Raises as `load_captures`.
    """
    from tui.sources.folder import is_folder, load_folder

    found: list[tuple[str, LiveBlog]] = []
    for source in sources:
        if is_folder(source):
            found += load_folder(source, partial(load_captures, **how))
        else:
            found += [(source, blog) for blog in load_captures(source, **how)]
    if len(found) == 1 or separate:
        return found
    from tui.sources.joined import join_groups

    names, blogs = [name for name, _ in found], [blog for _, blog in found]
    joined = join_groups(blogs, [_file_time(name) for name in names])
    return [(names[first], blog) for first, blog in joined]


def _file_time(source: str) -> datetime | None:
    """When a file was last written; None for other sources."""
    try:
        return datetime.fromtimestamp(Path(source).stat().st_mtime, UTC)
    except (OSError, ValueError, OverflowError):
        return None


def _data(
    source: str,
    stdin: Callable[[], bytes] | None,
    progress: "Progress | None",
    most: int | None,
) -> bytes:
    if source == STDIN:
        if stdin is None:
            raise SourceError(
                "Standard input cannot be read here; give a file, an address or a bundled name."
            )
        try:
            return stdin()
        except OSError as error:
            raise SourceError(f"Standard input cannot be read ({_reason(error)}).") from error
    if "://" in source:
        from tui.sources import fetch

        return fetch.fetch(source, most=most or fetch.MOST_BYTES, progress=progress)
    from tui.sources.files import MOST_BYTES, read_file

    try:
        return read_file(source, most=most or MOST_BYTES, progress=progress)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise SourceError(_nothing_called(source)) from error
    except IsADirectoryError as error:
        raise SourceError(
            f"{called(source)} is a folder; give its name, or the file of a live blog in it."
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
        summary=tuple(map(entry.dated, blog.summary)),
    )


def _file_name(source: str) -> str:
    """The title of a live blog that has none: its file's name, or the last part of its address."""
    return one_line(Path(source.rstrip("/").removesuffix(".gz")).stem)


def called(source: str) -> str:
    """A source as messages name it, without control characters."""
    return "standard input" if source == STDIN else printable(source) or '""'


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def evenly(blog: LiveBlog, every: timedelta) -> LiveBlog:
    """The blog with its posts at equal distances from its start, for a page with one time for all.

    Raises OptionError if `every` is not positive, the posts would end after the year 9999, or they
    stand in a text with clocks of their own.
    """
    from tui.readers.pieces.clocks.days import CLOCKED

    if blog.format in CLOCKED and blog.start != blog.end:
        raise OptionError(
            "The posts open with clocks, and --every would put made-up times in their place; "
            "leave it out, or set the pace with --speed."
        )
    if every <= timedelta(0):
        raise OptionError("The distance between posts has to be longer than nothing.")
    try:
        last = blog.start + every * (len(blog.posts) - 1)
    except OverflowError as error:
        raise OptionError("Posts so far apart would end after the year 9999.") from error
    posts = [
        standing_of(post).post._replace(
            published=blog.start + every * number, modified=None, versions=()
        )
        for number, post in enumerate(blog.posts)
    ]
    warnings = [warning for warning in blog.warnings if "--every" not in warning.message]
    return blog._replace(
        posts=tuple(posts),
        summary=tuple(
            _moved_point(point, blog.posts, posts)
            for point in known_points(blog, blog.end, at_end=True)
        ),
        coverage_start=blog.start,
        coverage_end=last,
        warnings=tuple(warnings),
        part=_moved(blog.part, blog.posts, posts) if blog.part is not None else None,
    )


def _moved(part: "Part", before: Sequence[Post], after: Sequence[Post]) -> "Part":
    """The part with its gaps at the new times of the posts beside them."""
    from tui.model.part import Missing

    pairs = [(old.published, new.published) for old, new in zip(before, after, strict=True)]
    first, last = dict(reversed(pairs)), dict(pairs)
    return part._replace(
        missing=tuple(
            Missing(
                last.get(span.after, span.after) if span.after else None,
                first.get(span.before, span.before) if span.before else None,
            )
            for span in part.missing
        )
    )


def _moved_point(point: SummaryPoint, posts: Sequence[Post], moved: Sequence[Post]) -> SummaryPoint:
    """The point known from the same post on, at that post's new time."""
    if point.known is None:
        return point
    known = bisect_right(posts, point.known, key=lambda post: post.published)
    return point._replace(known=moved[max(0, known - 1)].published)
