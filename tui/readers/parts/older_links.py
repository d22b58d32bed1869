"""A sign of a part: the page links to a page of the same live blog with other posts."""

from tui.model.blog import LiveBlog
from tui.model.part import Part
from tui.readers.page import Page
from tui.readers.parts.links import neighbours_of
from tui.readers.parts.missing import missing


def linked_part(page: Page, blog: LiveBlog) -> Part | None:
    """The part of a page with links to older or newer posts; None for one without any."""
    base = blog.url or page.address
    if not page.is_markup or not base:
        return None
    found = neighbours_of(page, base)
    if not found.links:
        return None
    gaps = missing(blog, older=bool(found.older), newer=bool(found.newer))
    return Part(gaps, sign="older link", links=found.links)
