"""Bytes in, LiveBlog out; the content decides the format. No printing, files or network."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain, tee
from typing import Any

from tui.model.blog import LiveBlog
from tui.model.errors import UnreadableError
from tui.model.safe_text import quoted
from tui.readers.packed import is_packed
from tui.readers.page import NOTHING_GIVEN, Given, Page, inner_pages
from tui.readers.warnings import Remarks, refusal

NAME_THEM = (
    "--time NAME --text NAME, which name the columns that hold them; --date DAY for clocks alone"
)


def read(data: bytes, given: Given = NOTHING_GIVEN) -> LiveBlog:
    """The live blog in the data; the last capture of a web archive. Raises as `read_all`."""
    return read_all(data, given)[-1]


def read_all(data: bytes, given: Given = NOTHING_GIVEN) -> list[LiveBlog]:
    """The live blog in the data; one for each capture of a web archive. Raises UndatedError for a
    text whose posts lack a day that `given` could supply, UnreadableError without any blog."""
    if not is_packed(data):
        return [_read(Page(data, given=given))]
    from tui.readers.packed.saved import read_saved

    return read_saved(data, lambda part: _read(Page(part.data, part.label, given)))


def _read(page: Page) -> LiveBlog:
    if not page.text or page.text.isspace():
        raise UnreadableError("No live blog to read: the data is empty.")
    if re.match(r"\s*# ", page.text):
        from tui.readers.own_markdown import read_own_markdown

        if blog := read_own_markdown(page):
            return blog
    if page.is_json or page.is_markup or _notation(page):
        return _own(page) or _read_evidence(page)
    if page.is_binary:
        raise UnreadableError(_NO_TEXT)
    from tui.readers.pieces.clocks import copied_text

    return copied_text.read(page)


def _notation(page: Page) -> str:
    if not page.may_be_table:
        return ""
    from tui.readers.pieces.data import data_of

    return next((x.notation for x in data_of(page).values), "")


def _read_evidence(page: Page) -> LiveBlog:
    from tui.readers import evidence
    from tui.readers.other_pages import with_part
    from tui.readers.pieces.article import articles

    found, again = tee(articles(page))
    for each in chain([page], inner_pages(page), found):
        if blog := evidence.read(each):
            return with_part(each, blog._replace(title=blog.title or page.title))
    if blog := _read_clocks([page] if page.is_markup else again):
        return blog
    if not (page.is_markup or page.is_json):
        from tui.readers.notations.key_values import NOTATION
        from tui.readers.pieces.clocks import copied_text

        with suppress(UnreadableError):
            if _notation(page) == NOTATION:
                return copied_text.read(page)
    raise UnreadableError(_NO_TEXT if page.is_binary else _refusal(page))


def _read_clocks(pages: Iterable[Page]) -> LiveBlog | None:
    from tui.readers import clocked_page
    from tui.readers.posts.about import AboutReader

    read = (clocked_page.read(AboutReader(x, None)) for x in pages)
    return next(filter(None, read), None)


MOST_NAMED = 12  # fields in a message
_NO_TEXT = (
    "No live blog was recognised: this is no text, such as a picture or a PDF; "
    "save the page as HTML, or its text in UTF-8."
)


def _refusal(page: Page) -> str:
    from tui.readers.pieces.data import data_of

    data = data_of(page)
    found = "data without posts" if data.values else "none of them"
    if data.troubles:
        what = "JSON" if page.is_json else "data"
        found = f"{what} that cannot be parsed ({data.troubles[0]})"
    elif page.has("LiveBlogPosting"):
        found = "a page that calls itself a live blog, with fewer than three posts that hold a time"
    elif not page.is_markup:
        found = _names_of(page) or found
    if data.values and data.values[0].is_table:
        return refusal("records with a time and words each", found, NAME_THEM)
    if page.is_json:
        advice = f"save the whole answer; or {NAME_THEM}"
        return refusal("an array of objects with a time and a text each", found, advice)
    return refusal(
        "elements of one kind that hold a time and words each, data with posts (JSON-LD, "
        "JSON in scripts), and paragraphs that open with a clock",
        found,
        "open the page, wait until its posts show, and save it again; or copy its text into a file",
    )


def _names_of(page: Page) -> str:
    """Fields of the largest array, and the user's that are none of them; "" without any."""
    from tui.readers.pieces.arrays import arrays_in

    largest = max(page.once(arrays_in)[0], key=lambda x: len(x.members), default=None)
    if largest is None or not largest.members[0]:
        return ""
    names = list(largest.members[0])
    unknown = [quoted(x) for x in page.given.columns.values() if x not in names]
    none = f", none called {' or '.join(unknown)}" if unknown else ""
    return f"{largest.notation} with {', '.join(map(quoted, names[:MOST_NAMED]))}{none}"


def _own(page: Page) -> LiveBlog | None:
    from tui.readers.own_format import OWN_VERSION, read_own

    if not page.has(f'"{OWN_VERSION}"'):
        return None
    remarks = Remarks()
    remarks.add(page.decoded.trouble)
    return read_own(_values(page), remarks)


def _values(page: Page) -> Iterator[Any]:
    if page.is_json:
        from tui.readers.json_text import parse

        yield parse(page.text).value
    from tui.readers.pieces.data import data_of  # 18 ms of a start

    yield from (value.data for value in data_of(page).values)
