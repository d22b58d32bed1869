"""Reads files and streams up to a number of bytes, and writes files whole."""

import os
import select
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tui.model.errors import SourceError
from tui.model.safe_text import printable

type Progress = Callable[[int, int | None], None]  # bytes so far and in all (None if unknown)

MOST_BYTES = 200_000_000  # of a file or of standard input
WRITER_SECONDS = 2.0  # a named pipe may have no writer for this long
_PIECE_BYTES = 1_048_576
_NO_FILES = ((stat.S_ISCHR, "device"), (stat.S_ISBLK, "device"), (stat.S_ISSOCK, "socket"))
_OPENED = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # a pipe without a writer, or a log of the kernel, would hang
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)  # of Windows
)


def read_file(
    path: str | Path, *, limit: int = MOST_BYTES, progress: Progress | None = None
) -> bytes:
    """At most `limit` bytes of a regular file or a named pipe. Raises SourceError if it is larger,
    a device, or a pipe without a writer; OSError or ValueError if it cannot be opened."""
    name = printable(str(path))
    found = Path(path).stat()
    _check_kind(found.st_mode, name)
    is_pipe = stat.S_ISFIFO(found.st_mode)
    if found.st_size > limit and not is_pipe:
        raise _too_large(name, limit)
    fd = os.open(path, _OPENED)
    try:
        first = _first_of_pipe(fd, name) if is_pipe else b""
        total = None if is_pipe else found.st_size or None
        return read_stream(fd, name, limit=limit, progress=progress, first=first, total=total)
    except BlockingIOError as error:
        raise SourceError(f"{name} is no file that ends; give the file of a live blog.") from error
    finally:
        os.close(fd)


@contextmanager
def in_one_sentence(path: str | Path, done: str) -> Iterator[None]:
    """Raises SourceError for an OSError: "page.html cannot be written (No space left)."."""
    try:
        yield
    except OSError as error:
        name = printable(str(path))
        raise SourceError(f"{name} cannot be {done} ({error.strerror}).") from error


def write_whole(path: Path, data: bytes) -> None:
    """Leave the file as before or whole, even after a kill or a power cut; its mode stays."""
    unfinished = path.with_name(f".{path.name[:40]}.{os.getpid()}")
    try:
        with unfinished.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            unfinished.chmod(path.stat().st_mode)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _check_kind(mode: int, name: str) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(name)
    for is_kind, kind in _NO_FILES:
        if is_kind(mode):
            raise SourceError(f"{name} is a {kind}; give a file, a pipe or an address.")


def _first_of_pipe(descriptor: int, name: str) -> bytes:
    """Waits for a writer first, because without a writer a read returns nothing at once."""
    if sys.platform == "win32":
        return b""  # such pipes have no names there
    waiting = select.poll()
    waiting.register(descriptor, select.POLLIN)
    is_told = waiting.poll(WRITER_SECONDS * 1000)
    try:
        first = os.read(descriptor, _PIECE_BYTES)
        if not first and not is_told:
            raise SourceError(f"Nobody writes to the pipe {name}.")
    except BlockingIOError:  # the writer is there and has not begun
        first = b""
    os.set_blocking(descriptor, True)
    return first


def read_stream(
    descriptor: int,
    name: str,
    *,
    limit: int = MOST_BYTES,
    progress: Progress | None = None,
    first: bytes = b"",
    total: int | None = None,
) -> bytes:
    """At most `limit` bytes of an open file; `first` was read before. Raises SourceError beyond."""
    pieces = [first]
    done = len(first)
    while done <= limit and (piece := os.read(descriptor, _PIECE_BYTES)):
        pieces.append(piece)
        done += len(piece)
        if progress is not None:
            progress(done, total)
    if done > limit:
        raise _too_large(name, limit)
    return b"".join(pieces)


def _too_large(name: str, limit: int) -> SourceError:
    size = f"{limit / 1e6:g} MB" if limit >= 1_000_000 else f"{limit:,} bytes"
    return SourceError(
        f"{name} is larger than {size}: it is hardly a live blog; --most-bytes allows more."
    )
