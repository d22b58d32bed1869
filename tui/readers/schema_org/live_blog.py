"""A LiveBlogPosting, from JSON-LD or from microdata, into a LiveBlog."""

from collections.abc import Sequence
from typing import Any

from selectolax.lexbor import LexborNode

from tui.model.blog import Author, LiveBlog, Post
from tui.model.errors import UnreadableError
from tui.model.safe_text import clean, letters_of
from tui.model.summary import summary_points
from tui.readers.authors import read_authors
from tui.readers.home_zone import publisher_zones
from tui.readers.html.blocks import body_blocks, line_of
from tui.readers.html.links import address, site_of
from tui.readers.json_repair import text_in
from tui.readers.order import in_order
from tui.readers.page import Page, language_tag
from tui.readers.page_binding.labels import summary_of
from tui.readers.schema_org.day_order import is_day_first
from tui.readers.schema_org.graph import Graph, Object, url_of
from tui.readers.schema_org.repeated import each_once
from tui.readers.schema_org.updates.context import Context, PageSource
from tui.readers.schema_org.updates.media import without_query
from tui.readers.schema_org.updates.posts import posts_of
from tui.readers.schema_org.updates.times import UpdateTimes
from tui.readers.warnings import Remarks

FORMAT = "schema.org LiveBlogPosting"
_BLOG_TIMES = ("coverageStartTime", "coverageEndTime", "datePublished", "dateModified")
MOST_PICTURES = 50
"""Pictures of the blog as a whole that are read."""


def read_live_blog(
    blog: Object,
    graph: Graph,
    page: Page,
    remarks: Remarks,
    *,
    markup: str = "JSON-LD",
    scopes: Sequence[LexborNode] = (),
) -> LiveBlog:
    """The live blog; `markup` is the syntax it was found in, `scopes` the updates' elements if any.

    Raises UnreadableError if none of its updates has a time or a word.
    """
    url = url_of(blog) or address(page.address)
    title = line_of(text_in(blog.get("headline")) or text_in(blog.get("name"))) or page.title
    language = _language(blog) or page.language
    updates = graph.resolved_updates()
    if not scopes:
        updates = each_once(updates, graph.further_updates(), url, remarks)
    publisher = (
        _publisher(blog, graph)
        or _publisher({"publisher": updates[0].get("publisher")}, graph)
        or _site(page, url)
    )
    zones = publisher_zones(address=url, publisher=publisher, language=language)
    day_first = is_day_first(updates, language, zones)
    times = UpdateTimes(updates, blog, remarks, zones, day_first=day_first)
    place = {"address": url, "publisher": publisher, "language": language}
    try:
        zone, trouble = times.settle(**place), None
    except UnreadableError as error:  # the page may have the times
        zone, trouble = "UTC", error
    authors = read_authors(blog.get("author"), graph.resolve)
    context = _context(blog, graph, title, publisher, authors, url)
    others = [moment for key in _BLOG_TIMES if (moment := times.of_blog(key)) is not None]
    source = PageSource(page, scopes, others) if page.is_markup else None
    posts, binding = posts_of(updates, times, context, remarks, source)
    if trouble is not None and not posts:
        raise trouble
    if binding is not None and binding.times and zone == "UTC":  # the page's may say another
        zone = times.settle(**place)
    if not posts:
        raise UnreadableError(
            "The live blog's updates are all empty: none has a headline, a text or a picture."
        )
    return LiveBlog(
        posts=in_order(posts, remarks),
        title=title,
        description=line_of(text_in(blog.get("description"))),
        summary=summary_points(
            (summary_of(page.tree) if page.is_markup else ()) or _lead(blog, url)
        ),
        zone=zone,
        publisher=publisher,
        url=url,
        language=language,
        authors=_blog_authors(authors, publisher, posts),
        coverage_start=times.of_blog("coverageStartTime"),
        coverage_end=times.of_blog("coverageEndTime"),
        captured=times.of_blog("dateModified"),
        format=f"{FORMAT} ({markup})",
        warnings=remarks.folded(),
        binding=binding,
    )


def _context(
    blog: Object,
    graph: Graph,
    title: str,
    publisher: str,
    authors: tuple[Author, ...],
    url: str,
) -> Context:
    """The blog's own properties, which its updates may repeat."""
    return Context(
        title=title,
        publisher=publisher,
        publisher_id=_reference(blog.get("publisher")),
        authors=frozenset(author.name for author in authors),
        images=_addresses(blog.get("image"), graph) | _addresses(blog.get("thumbnailUrl"), graph),
        url=url,
        resolve=graph.resolve,
    )


def _lead(blog: Object, url: str) -> tuple[Any, ...]:
    """The blog's own text, if it has one besides its description."""
    text = text_in(blog.get("articleBody")) or text_in(blog.get("text"))
    is_description = text.strip() == text_in(blog.get("description")).strip()
    return body_blocks(text, url) if text and not is_description else ()


def _blog_authors(
    authors: tuple[Author, ...], publisher: str, posts: Sequence[Post]
) -> tuple[Author, ...]:
    """The blog's authors without the publisher, as the posts spell those who sign them."""
    shouted = {letters_of(x.name) for x in authors if x.name.isupper()}
    if shouted:
        signed = {letters_of(x.name): x.name for post in posts for x in post.authors}
        authors = tuple(Author(signed.get(letters_of(x.name), x.name), x.role) for x in authors)
    return tuple(author for author in authors if author.name != publisher)


def _publisher(blog: Object, graph: Graph) -> str:
    for key in ("publisher", "sourceOrganization", "provider", "copyrightHolder"):
        value = blog.get(key)
        if isinstance(value, list):
            value = value[0] if value else None
        if isinstance(value, dict):
            value = text_in(graph.resolve(value).get("name"))
        if isinstance(value, str) and (name := line_of(value)) and not name.startswith("http"):
            return name
    return ""


def _site(page: Page, url: str) -> str:
    return clean(page.meta("og:site_name")) or (site_of(url) if url else "")


def _reference(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else None
    key = value.get("@id") if isinstance(value, dict) else None
    return key if isinstance(key, str) else ""


def _language(blog: Object) -> str:
    value = blog.get("inLanguage")
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("alternateName") or value.get("name")
    return language_tag(value) if isinstance(value, str) else ""


def _addresses(value: Any, graph: Graph) -> frozenset[str]:
    """The pictures' addresses, without queries, which only ask for a size."""
    entries = value if isinstance(value, list) else [value]
    urls = set()
    for entry in entries[:MOST_PICTURES]:
        if isinstance(entry, dict):
            entry = graph.resolve(entry).get("url")
        if isinstance(entry, str):
            urls.add(without_query(entry))
    return frozenset(urls)
