"""Reads files, folders and streams up to a number of bytes."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path

from tui.model.blog import LiveBlog, ReadWarning
from tui.model.errors import LiveBlogError, SourceError
from tui.model.safe_text import printable
from tui.operating_system import is_there, whole_lines

MOST_BYTES = 200_000_000  # of a file or of standard input
_PIECE_BYTES = 1_048_576
CTRL_D = b"\x04"
_ENDINGS = frozenset(
    {".html", ".htm", ".xhtml", ".json", ".jsonld", ".jsonl", ".ndjson", ".txt", ".xml"}
    | {".atom", ".rss", ".csv", ".tsv"}
    | {".mht", ".mhtml", ".webarchive", ".gz", ".warc", ".wacz"}
)  # of files in a folder that may hold a live blog; a folder's .md is more often about its files
FILE_ENDINGS = _ENDINGS | {".md", ".pdf", ".zip"}  # not top-level domains of hosts


def read_file(path: str | Path, *, limit: int = MOST_BYTES) -> bytes:
    """At most `limit` bytes. Raises SourceError if larger; OSError, ValueError if not opened."""
    name = printable(str(path))
    with Path(path).open("rb", buffering=0) as file:
        if os.fstat(file.fileno()).st_size > limit:  # 0 for a pipe
            raise _too_large(name, limit)
        return read_stream(file.fileno(), name, limit=limit)


@contextmanager
def in_one_sentence(path: str | Path, done: str) -> Iterator[None]:
    """Raises SourceError for an OSError: "page.html cannot be written (No space left)."."""
    try:
        yield
    except OSError as error:
        name = printable(str(path))
        raise SourceError(f"{name} cannot be {done} ({error.strerror}).") from error


def read_stream(descriptor: int, name: str, *, limit: int = MOST_BYTES) -> bytes:
    """At most `limit` bytes of a file, or of text pasted until ctrl+d. Raises SourceError."""
    data, is_pasted = bytearray(), os.isatty(descriptor)
    with whole_lines(descriptor):
        while len(data) <= limit and not (is_pasted and data.endswith(CTRL_D)):
            piece = os.read(descriptor, _PIECE_BYTES)
            if not piece:
                break
            data += piece
    if len(data) > limit:
        raise _too_large(name, limit)
    return bytes(data.removesuffix(CTRL_D) if is_pasted else data)


def _too_large(name: str, limit: int) -> SourceError:
    return SourceError(f"{name} is larger than {limit / 1e6:g} MB: it is hardly a live blog.")


# Folders, such as of saved pages of one live blog


def is_folder(source: str) -> bool:
    is_path = "://" not in source and source not in ("", "-")
    return is_path and is_there(source) and Path(source).is_dir()


def load_folder(source: str, load: Callable[[str], list[LiveBlog]]) -> list[tuple[str, LiveBlog]]:
    """Pairs of path and live blog, in the order of the file names; `load` reads a file, or a chat's
    channel. Skips hidden files. Files without a live blog are named in a warning of the first live
    blog. Raises SourceError if there is no live blog at all, or the folder may not be read."""
    if is_channel(folder := Path(source).resolve()):
        with suppress(LiveBlogError):
            return [(source, blog) for blog in load(str(folder))]
    blogs: list[tuple[str, LiveBlog]] = []
    refused: dict[str, str] = {}
    for path in chain(files_in(source), filter(is_channel, sorted(Path(source).glob("[!.]*/")))):
        try:
            blogs += [(str(path), blog) for blog in load(str(path))]
        except LiveBlogError as error:
            refused[printable(path.name)] = str(error)
    if not blogs:
        unread = "Give a .md file by its name." if any(Path(source).glob("*.md")) else ""
        reason = next(iter(refused.values()), unread)
        raise SourceError(f"No live blog in the folder '{printable(source)}'. {reason}".rstrip())
    if refused:
        message = f"No live blog could be read in {', '.join(refused)}: left out."
        name, first = blogs[0]
        warnings = (ReadWarning("the folder", message), *first.warnings)
        blogs[0] = (name, first._replace(warnings=warnings))
    return blogs


def is_channel(folder: Path) -> bool:
    """A folder beside the people of a chat."""
    return folder.is_dir() and (folder.parent / "users.json").is_file()


def read_path(folder: Path, limit: int) -> bytes:
    """A file; of a channel its days and its people, as one text. Raises as `read_file`."""
    if not is_channel(folder):
        return read_file(folder, limit=limit)
    days = b",".join(read_file(x) for x in files_in(str(folder)) if x.suffix == ".json")
    return b'{"users": %b, "days": [%b]}' % (read_file(folder.parent / "users.json"), days)


def files_in(source: str) -> Iterator[Path]:
    """The file, or files of the folder that may hold a live blog. Raises SourceError."""
    path = Path(source)
    if not path.is_dir():
        yield from [path] if path.is_file() else []
        return
    try:
        entries = sorted(path.iterdir())
    except OSError as error:
        raise SourceError(f"No permission to read the folder {printable(source)}.") from error
    for entry in entries:
        is_hidden = entry.name.startswith(".")
        if entry.suffix.lower() in _ENDINGS and not is_hidden and entry.is_file():
            yield entry
