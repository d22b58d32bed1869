"""Reads a live blog from JSON-LD: bare, in a list, in a graph, or in a page's script blocks."""

from tui.model.blog import LiveBlog
from tui.model.errors import UnreadableError
from tui.readers.page import Page
from tui.readers.schema_org.graph import Graph, graph_of
from tui.readers.schema_org.own_format import OWN_VERSION, read_own
from tui.readers.warnings import Remarks


def fits(page: Page) -> bool:
    """Whether there is a LiveBlogPosting with updates."""
    return graph_of(page).best is not None


def missing(page: Page) -> str:
    """What the page lacks for this reader, as part of a sentence."""
    graph = graph_of(page)
    if graph.empty:
        return "its LiveBlogPosting (JSON-LD) has no updates in liveBlogUpdate"
    if graph.broken:
        what = "the JSON" if page.is_json else "its JSON-LD"
        return f"{what} cannot be parsed ({graph.broken[0]})"
    if page.is_json:
        return "the JSON has no LiveBlogPosting with updates"
    return "no JSON-LD block with a LiveBlogPosting" if page.is_markup else "no JSON"


def read(page: Page) -> LiveBlog:
    """The page's own live blog of all that the data holds, else the one with the most updates.

    Raises UnreadableError if there is none, or none of its updates has a time or a word.
    """
    graph = graph_of(page)
    if graph.best is None:
        raise UnreadableError(f"No live blog can be read: {missing(page)}.")
    remarks = Remarks()
    _remark_on(graph, page, remarks)
    if OWN_VERSION in graph.best:
        return read_own(graph.best, remarks)
    from tui.readers.schema_org.live_blog import read_live_blog  # imports the parser of HTML

    return read_live_blog(graph.best, graph, page, remarks)


def _remark_on(graph: Graph, page: Page, remarks: Remarks) -> None:
    for trouble in graph.broken[:5]:
        remarks.add(
            f"A JSON-LD block beside the live blog's cannot be parsed ({trouble}) and was left out."
        )
    for guess in dict.fromkeys(graph.guessed):
        remarks.add(f"A JSON-LD block of the page {guess}.")
    if graph.others:
        blogs = "another live blog" if graph.others == 1 else f"{graph.others} more live blogs"
        remarks.add(f"The data holds {blogs}, of which nothing is read.")
    if page.decoded.trouble:
        remarks.add(page.decoded.trouble)
