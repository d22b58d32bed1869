"""Live blogs and pictures of saved pages: a packed page has one, a web archive one per capture."""

import plistlib
import re
from base64 import b64decode
from collections.abc import Callable, Iterable
from contextlib import suppress
from email.errors import CloseBoundaryNotFoundDefect
from email.message import Message
from email.parser import BytesFeedParser
from functools import cache, partial
from itertools import islice
from zlib import crc32

from tui.model.blog import LiveBlog, ReadWarning
from tui.model.errors import UnreadableError
from tui.readers.html.links import safe_link
from tui.readers.packed import CUT, GZIP, PLIST, ZIP, PackedPart, is_mhtml
from tui.readers.packed.warc import MOST_PAGE_BYTES, WebArchive, is_web_archive, too_large, unzipped
from tui.readers.times.moments import read_instant

MOST_BYTES = 60_000_000  # bytes of an unpacked file
MOST_PICTURE_BYTES = 5_000_000
MOST_INNER = 20  # parts that hold parts; `email` needs time for each at every line
MOST_PARTS = 20_000  # lines that could begin a part of an MHTML file
# `email` is quadratic in parameters, and keeps each line of a header.
_LONG_HEADER = (
    rb"(?im)^content-type:(?:[^\r\n]|\r?\n[ \t]){2000}"
    rb"|^[!-9;-~]++:[^\n]*+(?:\n[ \t][^\n]*+){100000}"
)
_PIECE_BYTES = 1_000_000  # fed to `email` at once: all of a file would be copied several times

type Read = Callable[[PackedPart], LiveBlog]


def read_saved(data: bytes, read: Read) -> list[LiveBlog]:
    """Live blogs in file order. Raises UnreadableError without one."""
    if is_web_archive(data):
        return _read_captures(WebArchive(data), read)
    page = unpacked(data)
    blog = read(page)
    blog = blog._replace(captured=page.time or blog.captured)
    return [_with_remarks(blog, "the file", filter(None, [page.remark]))]


def _read_captures(archive: WebArchive, read: Read) -> list[LiveBlog]:
    """Equal pages are read once."""
    read_once = cache(partial(_read, read))
    found = [(page, read_once(page.data, page.label)) for page in archive.pages]
    blogs = [
        blog._replace(captured=page.time or blog.captured, url=blog.url or page.address)
        for page, blog in found
        if blog
    ]
    if not blogs:
        none = f"No page in the web archive ({len(archive.pages)} in all) is a live blog."
        raise UnreadableError(" ".join([none, *archive.remarks]))
    first, *more = blogs
    return [_with_remarks(first, "the web archive", (*archive.remarks, *_lost(found))), *more]


def _lost(found: Iterable[tuple[PackedPart, LiveBlog | None]]) -> list[str]:
    """Remarks on refused captures of an address with live blogs."""
    there, refused = set[str](), set[str]()
    for page, blog in found:
        (there if blog else refused).add(page.address)
    return [f"A capture of {x} holds no live blog: left out." for x in sorted(there & refused)]


def _read(read: Read, data: bytes, label: str) -> LiveBlog | None:
    with suppress(UnreadableError):
        return read(PackedPart(data, label))
    return None


def _with_remarks(blog: LiveBlog, place: str, remarks: Iterable[str]) -> LiveBlog:
    warnings = (ReadWarning(place, remark) for remark in remarks)
    return blog._replace(warnings=(*warnings, *blog.warnings))


def picture_in(data: bytes, address: str) -> bytes | None:
    """The picture of an address, or of a name by `figures.name_in_saved`, that saved data hold."""
    if address.startswith("data:"):
        return _picture_inside(data, address)
    wanted = safe_link(address)
    try:
        if is_web_archive(data):
            found = next(iter(WebArchive(data, lambda _, x: x == wanted).pages), None)
        else:
            found = find_part(data, lambda _, found: found == address) if is_mhtml(data) else None
    except UnreadableError:
        return None
    return found.data if found is not None and len(found.data) <= MOST_PICTURE_BYTES else None


def _picture_inside(page: bytes, name: str) -> bytes | None:
    inside = (each[0] for each in re.finditer(rb"data:image/[^\"'\s>]*", page))
    same = next((each for each in inside if f"data:{crc32(each)}" == name), b"")
    return b64decode(same.partition(b",")[2]) or None


def unpacked(data: bytes) -> PackedPart:
    """The page inside the data, else the data. Raises UnreadableError if damaged or too large."""
    if not data.startswith(GZIP):
        return _page_of(data)
    inner, remark = unzipped(data, MOST_BYTES)
    if inner.startswith(GZIP):
        raise UnreadableError("The data is packed with gzip twice; unpack it once.")
    if inner.startswith(ZIP):
        raise UnreadableError("The data is a zip archive; unpack it and give the page in it.")
    page = _page_of(inner)
    if len(page.data) > MOST_PAGE_BYTES:
        raise UnreadableError(too_large(MOST_PAGE_BYTES))
    return page._replace(remark=remark or page.remark)


def _page_of(data: bytes) -> PackedPart:
    if data.startswith(PLIST):
        return _page_of_safari(data)
    page = find_part(data, lambda kind, _: kind == "text/html") if is_mhtml(data) else None
    return page or PackedPart(data)


def _page_of_safari(data: bytes) -> PackedPart:
    try:
        archive = plistlib.loads(data)
    except (plistlib.InvalidFileException, ValueError, OverflowError, RecursionError) as error:
        raise UnreadableError("The data is a damaged web archive of Safari.") from error
    match archive:
        case {"WebMainResource": {"WebResourceData": bytes(page), **more}}:
            label = more.get("WebResourceTextEncodingName")
            return PackedPart(page, label if isinstance(label, str) else "")
    raise UnreadableError("The data is a property list of Apple's without a page in it.")


# Parts of an MHTML file


def find_part(data: bytes, is_wanted: Callable[[str, str], bool]) -> PackedPart | None:
    """The first part whose type and address are wanted. Raises UnreadableError for damage."""
    whole = _parsed(data)
    parts = [part for part in whole.walk() if not part.is_multipart()]
    for part in parts:
        address = "".join(str(part.get("Content-Location", "")).split())
        if is_wanted(part.get_content_type(), address):
            content = part.get_payload(decode=True)
            if not isinstance(content, bytes) or part.defects:
                raise UnreadableError("The page in the MHTML file is damaged.")
            defects = {type(y) for x in whole.walk() for y in x.defects}
            remark = CUT * (part is parts[-1] and CloseBoundaryNotFoundDefect in defects)
            label, time = part.get_content_charset(""), read_instant(str(whole["Date"]))
            return PackedPart(content, label, address, time, remark)
    return None


def _parsed(data: bytes) -> Message:
    if len(re.findall(rb"(?im)^content-type:\s*+(?:multipart|message)/", data)) > MOST_INNER:
        raise UnreadableError("The MHTML file has too many parts inside each other.")
    too_many = next(islice(re.finditer(rb"(?m)^--", data), MOST_PARTS, None), None)
    if too_many or re.search(_LONG_HEADER, data):
        raise UnreadableError("The MHTML file is damaged.")
    parser = BytesFeedParser()
    for start in range(0, len(data), _PIECE_BYTES):
        parser.feed(data[start : start + _PIECE_BYTES])
    return parser.close()
