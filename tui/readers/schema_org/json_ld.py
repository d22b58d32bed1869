"""Reads the live blog in JSON-LD: bare, in a list, in a graph, in any of a page's script blocks."""

from tui.model.blog import LiveBlog
from tui.model.errors import UnreadableError
from tui.readers.page import Page
from tui.readers.schema_org.graph import found_in
from tui.readers.schema_org.own_format import OWN_VERSION, read_own
from tui.readers.warnings import Remarks


def fits(page: Page) -> bool:
    """Whether there is a LiveBlogPosting with updates."""
    return found_in(page).best is not None


def missing(page: Page) -> str:
    """What this reader looked for in vain."""
    found = found_in(page)
    if found.empty:
        return "its LiveBlogPosting (JSON-LD) has no updates in liveBlogUpdate"
    if found.broken:
        return f"its JSON-LD cannot be parsed ({found.broken[0]})"
    if page.is_json:
        return "the JSON has no LiveBlogPosting with updates"
    return "no JSON-LD block with a LiveBlogPosting" if page.is_markup else "no JSON"


def read(page: Page) -> LiveBlog:
    """The live blog with the most updates of all that the data holds."""
    found = found_in(page)
    if found.best is None:
        raise UnreadableError(f"No live blog can be read: {missing(page)}.")
    remarks = Remarks()
    for trouble in found.broken[:5]:
        remarks.add(
            f"A JSON-LD block beside the live blog's cannot be parsed ({trouble}) and was left out."
        )
    for guess in dict.fromkeys(found.guessed):
        remarks.add(f"A JSON-LD block of the page {guess}.")
    if found.others:
        blogs = "another live blog" if found.others == 1 else f"{found.others} more live blogs"
        remarks.add(f"The data holds {blogs}; the one with the most updates is read.")
    if page.decoded.replaced:
        remarks.add(
            f"The text is not valid {page.decoded.encoding}: {page.decoded.replaced} places were replaced."
        )
    if OWN_VERSION in found.best:
        return read_own(found.best, remarks)
    from tui.readers.schema_org.live_blog import read_live_blog  # brings in the parser of HTML

    return read_live_blog(found.best, found, page, remarks)
