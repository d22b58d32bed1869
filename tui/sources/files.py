"""Reads files and streams up to a number of bytes, and writes files whole."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import get_ident

from tui.model.errors import SourceError
from tui.model.safe_text import printable

MOST_BYTES = 200_000_000  # of a file or of standard input
_PIECE_BYTES = 1_048_576


def read_file(path: str | Path, *, limit: int = MOST_BYTES) -> bytes:
    """At most `limit` bytes. Raises SourceError if it is larger; OSError or ValueError if it cannot
    be opened."""
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


def write_whole(path: Path, data: bytes) -> None:
    """Leave the file as before or whole, even after a kill or a power cut; its mode stays."""
    unfinished = path.with_name(f".{path.name[:40]}.{os.getpid()}-{get_ident()}")
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


def read_stream(descriptor: int, name: str, *, limit: int = MOST_BYTES) -> bytes:
    """At most `limit` bytes of an open file. Raises SourceError beyond."""
    data = bytearray()
    while len(data) <= limit and (piece := os.read(descriptor, _PIECE_BYTES)):
        data += piece
    if len(data) > limit:
        raise _too_large(name, limit)
    return bytes(data)


def _too_large(name: str, limit: int) -> SourceError:
    return SourceError(f"{name} is larger than {limit / 1e6:g} MB: it is hardly a live blog.")
