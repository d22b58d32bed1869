"""Live blogs of a web archive: one per capture."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from tui.model.blog import LiveBlog, ReadWarning
from tui.model.errors import UnreadableError
from tui.model.safe_text import printable
from tui.readers.packed.warc import Captured, WebArchive
from tui.readers.page import Page


def read_captures(data: bytes, read: Callable[[Page], LiveBlog]) -> list[LiveBlog]:
    """Captures in file order, failures as warnings. Raises UnreadableError without a live blog."""
    archive = WebArchive(data)
    captures = list(_captures(archive.pages, read))
    blogs = [blog for _, blog in captures if blog is not None]
    if not blogs:
        why = "".join(f" {remark}" for remark in archive.remarks)
        raise UnreadableError(
            f"No page in the web archive ({len(archive.pages)} in all) is a live blog.{why}"
        )
    there = {address for address, blog in captures if blog is not None}
    refused = Counter(x for x, blog in captures if blog is None and x in there)
    remarks = (*archive.remarks, *_sentences(refused))
    warnings = [ReadWarning("the web archive", remark) for remark in remarks]
    blogs[0] = blogs[0]._replace(warnings=(*warnings, *blogs[0].warnings))
    return blogs


def _captures(
    pages: Iterable[Captured], read: Callable[[Page], LiveBlog]
) -> Iterator[tuple[str, LiveBlog | None]]:
    """Address of each capture, and its live blog; equal pages are read once."""
    known: dict[tuple[bytes, str], LiveBlog | None] = {}
    for page in pages:
        key = (page.data, page.label)
        if key not in known:
            try:
                known[key] = read(Page(*key))
            except UnreadableError:
                known[key] = None
        blog = known[key]
        if blog is not None:
            captured = page.time or blog.captured
            blog = blog._replace(captured=captured, url=blog.url or page.address)
        yield page.address, blog


def _sentences(refused: Mapping[str, int]) -> Iterator[str]:
    for address, count in refused.items():
        captures = f"{count} captures of {printable(address)} hold"
        if count == 1:
            captures = f"A capture of {printable(address)} holds"
        yield f"{captures} no live blog: left out."
