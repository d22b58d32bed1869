"""Live blogs of a web archive: one per capture."""

from collections import Counter
from collections.abc import Callable

from tui.model.blog import LiveBlog, ReadWarning
from tui.model.errors import UnreadableError
from tui.model.safe_text import printable
from tui.readers.packed.warc import WebArchive
from tui.readers.page import Page


def read_captures(data: bytes, read: Callable[[Page], LiveBlog]) -> list[LiveBlog]:
    """Captures in file order, failures as warnings. Raises UnreadableError without a live blog."""
    archive = WebArchive(data)
    blogs: list[LiveBlog] = []
    read_before: dict[tuple[bytes, str], LiveBlog | None] = {}
    refused: Counter[str] = Counter()
    there: set[str] = set()
    for page in archive.pages:
        key = (page.data, page.label)
        if key not in read_before:
            try:
                read_before[key] = read(Page(page.data, page.label))
            except UnreadableError:
                read_before[key] = None
        blog = read_before[key]
        if blog is None:
            refused[page.address] += 1
            continue
        there.add(page.address)
        captured = blog.captured if page.time is None else page.time
        blogs.append(blog._replace(captured=captured, url=blog.url or page.address))
    if not blogs:
        why = "".join(f" {remark}" for remark in archive.remarks)
        raise UnreadableError(
            f"No page in the web archive ({len(archive.pages)} in all) is a live blog.{why}"
        )
    remarks = [ReadWarning("the web archive", remark) for remark in archive.remarks]
    for address, count in refused.items():
        if address in there:
            message = f"{count} captures of {printable(address)} hold no live blog: left out."
            if count == 1:
                message = f"A capture of {printable(address)} holds no live blog: left out."
            remarks.append(ReadWarning("the web archive", message))
    blogs[0] = blogs[0]._replace(warnings=(*remarks, *blogs[0].warnings))
    return blogs
