"""Bytes in, LiveBlog out: the format is recognised from the content, never from a name."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from tui.model.blog import LiveBlog
from tui.model.errors import UnreadableError
from tui.readers.page import Page


class _Reader(Protocol):
    """What a module that reads one format has."""

    def fits(self, page: Page) -> bool: ...
    def read(self, page: Page) -> LiveBlog: ...
    def missing(self, page: Page) -> str: ...


def read(data: bytes) -> LiveBlog:
    """The live blog in the data; UnreadableError, one sentence, when no reader finds one."""
    if data.startswith(_PACKED) or b"multipart/related" in data[:4096]:
        from tui.readers.archives import unpacked

        data = unpacked(data)
    page, large = Page(data), len(data) > LARGE
    del data
    with _without_collection():
        blog = _read(page)
    if large:
        del page
        _give_memory_back()
    return blog


_PACKED = (b"\x1f\x8b", b"bplist00")
"""How files begin that hold a page packed: gzip, Safari's web archive; MHTML tells it in its head."""
LARGE = 20_000_000
"""Bytes; the garbage of reading more than that is worth giving back at once."""


def _give_memory_back() -> None:
    """Return the freed memory between what was kept to the system, where its allocator has a call for that (glibc)."""
    import ctypes

    try:
        ctypes.CDLL(None).malloc_trim(0)
    except (OSError, AttributeError, TypeError):  # another allocator; Windows
        return


@contextmanager
def _without_collection() -> Iterator[None]:
    """No garbage collection while reading: it makes no cycles, and walking its growing objects takes half the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(page: Page) -> LiveBlog:
    if not page.text or page.text.isspace():
        raise UnreadableError("There is no live blog to read: the data is empty.")
    if page.is_json or page.is_markup:
        return _read_structured(page)
    from tui.readers import bbc as bbc_text

    if bbc_text.fits(page.data):
        return bbc_text.read(page.data)
    raise UnreadableError(
        f"No live blog was recognised: {_BBC_MISSING}; and the text is neither HTML nor JSON."
    )


_BBC_MISSING = 'as text copied from a BBC live page it has no "published at" times'


def _read_structured(page: Page) -> LiveBlog:
    missed: list[str] = []
    for reader in _structured_readers(page):
        if reader.fits(page):
            return reader.read(page)
        missed.append(reader.missing(page))
    from tui.readers import bbc as bbc_text

    if bbc_text.fits(page.data):
        return bbc_text.read(page.data)
    tried = "; ".join(dict.fromkeys(text for text in missed if text))
    raise UnreadableError(f"No live blog was recognised: {tried}; {_BBC_MISSING}.")


def _structured_readers(page: Page) -> Iterator[_Reader]:
    """The readers of HTML and JSON, each imported when its turn comes: a start pays for what it needs."""
    from tui.readers.schema_org import json_ld

    if page.is_markup:
        from tui.readers import guardian

        yield guardian
    yield json_ld
    if page.is_markup:
        from tui.readers.schema_org import microdata

        yield microdata
