"""Bytes in, LiveBlog out; the content decides the format. No printing, files or network."""

from collections.abc import Mapping
from typing import NoReturn

from tui.model.blog import LiveBlog, ReadWarning
from tui.model.errors import UndatedError, UnreadableError
from tui.model.safe_text import quoted
from tui.readers.packed import is_archive
from tui.readers.page import GivenDay, Page
from tui.readers.refusal import refusal

NAME_THEM = "--time NAME --text NAME, which name the columns that hold them"
_PACKED = (b"\x1f\x8b", b"PK\x03\x04", b"WARC/")  # first bytes of files that may be web archives


def read(
    data: bytes, given: GivenDay | None = None, columns: Mapping[str, str] | None = None
) -> LiveBlog:
    """The live blog in the data; the last capture of a web archive. Raises as `read_all`."""
    return read_all(data, given, columns)[-1]


def read_all(
    data: bytes, given: GivenDay | None = None, columns: Mapping[str, str] | None = None
) -> list[LiveBlog]:
    """The live blog in the data; one for each capture of a web archive.

    `columns` names the fields of records: "time", "body", "author". Raises UndatedError for a text
    whose posts lack a day that `given` could supply, UnreadableError if no reader finds a live
    blog.
    """
    if data.startswith(_PACKED):
        from tui.readers.packed.warc import is_web_archive

        if is_web_archive(data):
            from tui.readers.packed.captures import read_captures

            return read_captures(data, _read)
    if not is_archive(data):
        return [_read(Page(data, given=given, columns=columns))]
    from tui.readers.packed.archives import unpacked

    file = unpacked(data)
    blog = _read(Page(file.data, file.label, given, columns))
    if file.remark:
        blog = blog._replace(warnings=(ReadWarning("the file", file.remark), *blog.warnings))
    return [blog if file.saved is None else blog._replace(captured=file.saved)]


def _read(page: Page) -> LiveBlog:
    if not page.text or page.text.isspace():
        raise UnreadableError("No live blog to read: the data is empty.")
    blog = _own(page) or _read_notation(page)
    if blog is not None:
        return blog
    if page.is_json or page.is_markup:
        return _read_structured(page)
    from tui.readers.pieces.clocks import text

    try:
        return text.read(page)
    except UnreadableError:
        if page.decoded.replaced or "\0" in page.text or page.is_binary:
            raise UnreadableError(_NO_TEXT) from None
        raise


def _read_notation(page: Page) -> LiveBlog | None:
    first = page.text.lstrip("\ufeff\n\r ").partition("\n")[0]
    if not (page.xml_root or page.is_json or any(sign in first for sign in ",;\t|")):
        return None
    from tui.readers import evidence
    from tui.readers.notations import data_of, names_in  # imports json, which few texts need

    data = data_of(page)
    blog = evidence.read_values(page, data, page.columns) if data.values else None
    if data.values and blog is None:
        names = ", ".join(map(quoted, names_in(data.values[0].data)))
        found = f"{data.values[0].notation} with {names or 'no names'}"
        raise UnreadableError(refusal("records with a time and words each", found, NAME_THEM))
    return blog


_POSTS = (
    "elements of one kind that hold a time and words each, data with posts (JSON-LD, microdata, "
    "JSON in scripts), and paragraphs that open with a clock"
)
_RECORDS = "an array of objects with a time and a text each"
_SAVE_AGAIN = (
    "open the page, wait until its posts show, and save it again; or copy its text into a file"
)
_WHOLE = f"save the whole answer; or {NAME_THEM}"
_NO_TEXT = (
    "No live blog was recognised: this is no text, such as a picture or a PDF; "
    "save the page as HTML, or its text in UTF-8."
)


def _read_structured(page: Page) -> LiveBlog:
    from tui.readers import evidence

    try:
        blog = evidence.read(page)
    except UndatedError:  # the text between the elements may name a day
        from tui.readers import clocked_page

        blog = clocked_page.read(page)
        if blog is None:
            raise
        return blog
    if blog is not None:
        from tui.readers.part import with_part

        return with_part(page, blog)
    if page.is_markup:
        from tui.readers import clocked_page

        blog = clocked_page.read(page)
        if blog is not None:
            return blog
    return _refuse(page)


def _refuse(page: Page) -> NoReturn:
    if page.is_binary:
        raise UnreadableError(_NO_TEXT)
    looked_for, advice = (_RECORDS, _WHOLE) if page.is_json else (_POSTS, _SAVE_AGAIN)
    raise UnreadableError(refusal(looked_for, _describe_data(page), advice))


def _describe_data(page: Page) -> str:
    from tui.readers.pieces.data import data_of

    data = data_of(page)
    if data.troubles:
        what = "JSON" if page.is_json else "data"
        return f"{what} that cannot be parsed ({data.troubles[0]})"
    if page.has("LiveBlogPosting"):
        return "data that call the page a live blog and hold no posts"
    return "data without posts" if data.values else "none of them"


def _own(page: Page) -> LiveBlog | None:
    if not page.has('"tui:'):
        return None
    from tui.readers.own_format import OWN_VERSION, own_in, read_own
    from tui.readers.warnings import Remarks

    if not page.has(f'"{OWN_VERSION}"'):
        return None
    if page.is_json:
        found = own_in([page.json.value])
    else:
        from tui.readers.pieces.data import data_of

        found = own_in(value.data for value in data_of(page).values)
    remarks = Remarks()
    if page.decoded.trouble:
        remarks.add(page.decoded.trouble)
    return read_own(found, remarks) if found is not None else None
