"""Bytes in, LiveBlog out: the content decides the format, never a name.

A reader is `fits(page) -> bool` and `read(page) -> LiveBlog`, with a module or a sub-room for each
format. Every object lives as long as the reading of one page. No printing, no files, no network.
Imports `model` only.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Protocol

from tui.model.blog import LiveBlog, ReadWarning
from tui.model.errors import UnreadableError
from tui.model.safe_text import quoted
from tui.readers.page import GivenDay, Page, is_archive
from tui.readers.refusal import refusal

NAME_THEM = "--time NAME --text NAME, which name the columns that hold them"
_PACKED = (b"\x1f\x8b", b"PK\x03\x04", b"WARC/")
"""How files begin that may be web archives."""


class _Reader(Protocol):
    """A module that reads one format."""

    def fits(self, page: Page) -> bool: ...
    def read(self, page: Page) -> LiveBlog: ...
    def missing(self, page: Page) -> str: ...


def read(
    data: bytes, given: GivenDay | None = None, columns: Mapping[str, str] | None = None
) -> LiveBlog:
    """The live blog in the data; of a web archive the last capture.

    Raises as `read_all`.
    """
    return read_all(data, given, columns)[-1]


def read_all(
    data: bytes, given: GivenDay | None = None, columns: Mapping[str, str] | None = None
) -> list[LiveBlog]:
    """The live blog in the data, as often as a web archive holds captures of it.

    `columns` names the fields of records: "time", "body", "author".

    Raises UndatedError for a text whose posts lack what `given` could give, UnreadableError if no
    reader finds a live blog.
    """
    if data.startswith(_PACKED):
        from tui.readers.warc import is_web_archive

        if is_web_archive(data):
            from tui.readers.captures import read_captures

            return read_captures(data, _read)
    if not is_archive(data):
        return [_read(Page(data, given=given, columns=columns))]
    from tui.readers.archives import unpacked

    file = unpacked(data)
    blog = _read(Page(file.data, file.label, given, columns))
    if file.remark:
        blog = blog._replace(warnings=(ReadWarning("the file", file.remark), *blog.warnings))
    return [blog if file.saved is None else blog._replace(captured=file.saved)]


def _read(page: Page) -> LiveBlog:
    if not page.text or page.text.isspace():
        raise UnreadableError("There is no live blog to read: the data is empty.")
    blog = _read_notation(page)
    if blog is not None:
        return blog
    if page.is_json or page.is_markup:
        return _read_structured(page)
    if "\0" in page.text or page.is_binary:
        raise UnreadableError(_NO_TEXT)
    from tui.readers.pieces.clocks import text

    try:
        return text.read(page)
    except UnreadableError:
        if page.decoded.replaced:
            raise UnreadableError(_NO_TEXT) from None
        raise


def _read_notation(page: Page) -> LiveBlog | None:
    """The live blog of a feed, a table or lines of JSON; None for anything else."""
    first = page.text.lstrip("\ufeff\n\r ").partition("\n")[0]
    if not (page.xml_root or page.is_json or any(sign in first for sign in ",;\t|")):
        return None
    from tui.readers.notations import names_in, values_of  # imports json, which few texts need

    values = values_of(page)
    if not values:
        return None
    from tui.readers import evidence

    blog = evidence.read_values(page, values, page.columns)
    if blog is None:
        names = ", ".join(map(quoted, names_in(values[0].data)))
        found = f"{values[0].notation} with {names or 'no names'}"
        raise UnreadableError(refusal("records with a time and words each", found, NAME_THEM))
    return blog


_BBC_SCRIPTS = ("Morph.setPayload", "__INITIAL_DATA__", "__NEXT_DATA__")
_IN_JSON = {
    "guardian_json": ('"blockFirstPublished"',),
    "sourcefabric": ('"_items"',),
    "bbc": (*_BBC_SCRIPTS, '"results"'),
    "wordpress": ('"entry_time"',),
}
"""The modules that read producers' JSON, and the words of which each such text has one."""
_IN_PAGES = {"bbc": _BBC_SCRIPTS}
"""Those that find it in pages of HTML too."""
_NO_TEXT = (
    "No live blog was recognised: this is no text, such as a picture or a PDF; "
    "save the page as HTML, or its text in UTF-8."
)


def _read_structured(page: Page) -> LiveBlog:
    missed: list[str] = []
    for reader in _structured_readers(page):
        if reader.fits(page):
            from tui.readers.parts import with_part

            return with_part(page, reader.read(page))
        missed.append(reader.missing(page))
    if page.is_binary:
        raise UnreadableError(_NO_TEXT)
    from tui.readers import evidence

    blog = evidence.read(page)
    if blog is not None:
        from tui.readers.parts import with_part

        return with_part(page, blog)
    tried = "; ".join(dict.fromkeys(text for text in missed if text))
    raise UnreadableError(f"No live blog was recognised: {tried}.")


def _structured_readers(page: Page) -> Iterator[_Reader]:
    """The readers of HTML and JSON, each imported when its turn comes."""
    from tui.readers.schema_org import json_ld

    yield from _producers(page)
    if not page.is_markup:
        yield json_ld
        return
    from tui.readers import guardian
    from tui.readers.schema_org import microdata

    yield guardian
    has_more = microdata.count(page) > _in_json_ld(page)  # data may have the newest posts only
    yield from (microdata, json_ld) if has_more else (json_ld, microdata)


def _producers(page: Page) -> Iterator[_Reader]:
    """The readers of producers' own data, if the text has one's word.

    The data that a page carries is left alone where the page's JSON-LD has more posts.
    """
    producers = _IN_JSON if page.is_json else _IN_PAGES
    for name, words in producers.items():
        if not any(map(page.has, words)):
            continue
        producer = import_module(f"tui.readers.live_data.{name}")
        if page.is_json or producer.count(page) >= _in_json_ld(page):
            yield producer


def _in_json_ld(page: Page) -> int:
    from tui.readers.schema_org.graph import graph_of

    graph = graph_of(page)
    return len(graph.updates_of(graph.best or {}))
