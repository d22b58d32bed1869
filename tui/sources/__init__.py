"""Where live blogs come from: a file, standard input, a bundled name, an address; and several of them on one clock."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from tui.model.blog import Block, Heading, LiveBlog, Post, ReadWarning
from tui.model.errors import OptionError, SourceError, UnreadableError
from tui.model.safe_text import one_line, printable
from tui.readers import read
from tui.sources.bundled import BUNDLED, Bundled

if TYPE_CHECKING:
    from tui.sources.fetch import Progress

STDIN = "-"
_ENDINGS = ("html", "htm", "json", "jsonld", "txt", "md", "xml", "mhtml", "pdf", "gz", "zip")
"""What a file's name ends in that is no host's."""
LONGEST_NAME = 40
"""Characters of a title where it names a source."""


def load(
    source: str, *, stdin: Callable[[], bytes] | None = None, progress: "Progress | None" = None
) -> LiveBlog:
    """The live blog of a source: a path, "-" (what `stdin` gives), a bundled name or an http(s) address.

    SourceError when it cannot be had, UnreadableError when it is no live blog; both name the source.
    """
    entry = _bundled_entry(source)
    data = entry.data() if entry is not None else _data(source, stdin, progress)
    try:
        blog = read(data)
    except UnreadableError as error:
        raise UnreadableError(f"{called(source)}: {error}") from error
    if entry is not None:
        return _completed(blog, entry)
    return blog if blog.title or source == STDIN else blog._replace(title=_file_name(source))


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
    except (
        OSError,
        ValueError,
    ) as error:  # a name with a NUL in it, one that is too long, a broken disk
        raise SourceError(f"{source!r} cannot be read ({_reason(error)}).") from error


def _nothing_called(source: str) -> str:
    """What to say where there is no such file: what was meant, if that can be guessed."""
    import re
    from difflib import get_close_matches

    names = [entry.name for entry in BUNDLED]
    close = get_close_matches(source.lower(), names, 1)
    if close:
        return f"There is no file {source!r}, nor a bundled live blog of that name; did you mean {close[0]}?"
    host = re.match(r"(?:[\w-]+\.)+([a-zA-Z]{2,24})(?::\d+)?(/)?", source)
    if host and (host[2] or (host.end() == len(source) and host[1].lower() not in _ENDINGS)):
        return f"There is no file {source!r}; did you mean the address https://{source}?"
    return f"There is no file {source!r}, and no bundled live blog of that name; bundled are: {', '.join(names)}."


def _bundled_entry(source: str) -> Bundled | None:
    """The bundled live blog of that name, unless there is a file called so."""
    entry = next((entry for entry in BUNDLED if entry.name == source), None)
    return entry if entry is not None and not Path(source).exists() else None


def _completed(blog: LiveBlog, entry: Bundled) -> LiveBlog:
    """What the table of bundled blogs knows and the text does not say."""
    return blog._replace(
        title=blog.title or entry.title,
        publisher=blog.publisher or entry.publisher,
        place_zone=blog.place_zone or entry.place_zone,
    )


def _file_name(source: str) -> str:
    """What to call a live blog that has no title: its file, or the last part of its address."""
    return one_line(Path(source.rstrip("/")).stem)


def called(source: str) -> str:
    """A source as messages name it: nothing in a file's name may steer a terminal."""
    return "standard input" if source == STDIN else printable(source) or '""'


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def merge(blogs: Sequence[LiveBlog]) -> LiveBlog:
    """Several live blogs on one clock: every post says its source; at equal times the earlier source comes first."""
    if not blogs:
        raise OptionError("There is no live blog to merge.")
    if len(blogs) == 1:
        return blogs[0]
    names = _names(blogs)
    posts: list[Post] = []
    summary: list[Block] = []
    warnings: list[ReadWarning] = []
    for blog, name in zip(blogs, names, strict=True):
        posts.extend(post if post.source else post._replace(source=name) for post in blog.posts)
        summary.extend((Heading(name), *blog.summary) if blog.summary else ())
        warnings.extend(
            ReadWarning(f"{name}, {warning.place}", warning.message) for warning in blog.warnings
        )
    posts.sort(key=lambda post: post.published)
    starts = [blog.coverage_start for blog in blogs if blog.coverage_start is not None]
    ends = [blog.coverage_end for blog in blogs if blog.coverage_end is not None]
    return LiveBlog(
        posts=tuple(posts),
        title=" + ".join(
            dict.fromkeys(blog.title or name for blog, name in zip(blogs, names, strict=True))
        ),
        summary=tuple(summary),
        zone=blogs[0].zone,
        place_zone=_other_zone(blogs),
        publisher=" + ".join(dict.fromkeys(blog.publisher for blog in blogs if blog.publisher)),
        language=blogs[0].language if len({blog.language for blog in blogs}) == 1 else "",
        authors=tuple(dict.fromkeys(author for blog in blogs for author in blog.authors)),
        coverage_start=min(starts, default=None),
        coverage_end=max(ends, default=None),
        format=" + ".join(dict.fromkeys(blog.format for blog in blogs)),
        warnings=tuple(warnings),
    )


def _names(blogs: Sequence[LiveBlog]) -> list[str]:
    """A name for each, all different: the publisher if no other has it, else the title; a number behind the rest."""
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
    """A title as a name: its first words."""
    if len(title) <= LONGEST_NAME:
        return title
    cut = title[: LONGEST_NAME - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"


def _other_zone(blogs: Sequence[LiveBlog]) -> str:
    """The first zone beside that of the merged blog: where a story happens, or where another source is."""
    zones = [blog.place_zone for blog in blogs] + [blog.zone for blog in blogs]
    return next((zone for zone in zones if zone and zone != blogs[0].zone), "")


def evenly(blog: LiveBlog, every: timedelta) -> LiveBlog:
    """The blog with its posts at equal distances from its start, for one that tells a single time for all of them."""
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
