"""Live blogs of a web archive: one per capture."""

from collections import Counter
from collections.abc import Callable, Iterator

from tui.model.blog import LiveBlog, ReadWarning
from tui.model.errors import UnreadableError
from tui.model.safe_text import printable
from tui.readers.packed.warc import WebArchive
from tui.readers.page import Page

_PLACE = "the web archive"


def read_captures(data: bytes, read: Callable[[Page], LiveBlog]) -> list[LiveBlog]:
    """Captures in file order, failures as warnings. Raises UnreadableError without a live blog."""
    archive = WebArchive(data)
    known: dict[tuple[bytes, str], LiveBlog | None] = {}
    for page in archive.pages:
        if (page.data, page.label) not in known:
            known[page.data, page.label] = _read(page.data, page.label, read)
    captures = [(page, known[page.data, page.label]) for page in archive.pages]
    blogs = [
        blog._replace(captured=page.time or blog.captured, url=blog.url or page.address)
        for page, blog in captures
        if blog is not None
    ]
    if not blogs:
        why = "".join(f" {remark}" for remark in archive.remarks)
        raise UnreadableError(
            f"No page in the web archive ({len(archive.pages)} in all) is a live blog.{why}"
        )
    refused = Counter(page.address for page, blog in captures if blog is None)
    there = {page.address for page, blog in captures if blog is not None}
    left_out = _sentences((x, count) for x, count in refused.items() if x in there)
    remarks = [ReadWarning(_PLACE, remark) for remark in (*archive.remarks, *left_out)]
    blogs[0] = blogs[0]._replace(warnings=(*remarks, *blogs[0].warnings))
    return blogs


def _read(data: bytes, label: str, read: Callable[[Page], LiveBlog]) -> LiveBlog | None:
    try:
        return read(Page(data, label))
    except UnreadableError:
        return None


def _sentences(refused: Iterator[tuple[str, int]]) -> Iterator[str]:
    for address, count in refused:
        captures = f"{count} captures of {printable(address)} hold"
        if count == 1:
            captures = f"A capture of {printable(address)} holds"
        yield f"{captures} no live blog: left out."
