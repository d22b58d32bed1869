"""A LiveBlogPosting, from JSON-LD or from microdata, into a LiveBlog."""

from typing import Any

from tui.model.blog import Author, LiveBlog
from tui.model.errors import UnreadableError
from tui.model.safe_text import clean
from tui.readers.authors import read_authors
from tui.readers.home_zone import publisher_zones
from tui.readers.html.blocks import body_blocks, line_of
from tui.readers.html.links import address, site_of
from tui.readers.order import in_order
from tui.readers.page import Page, language_tag
from tui.readers.schema_org.graph import Found, Object
from tui.readers.schema_org.json_repair import text_in
from tui.readers.schema_org.page_posts import PagePosts, summary_of
from tui.readers.schema_org.update_times import UpdateTimes
from tui.readers.schema_org.updates import Context, posts_of
from tui.readers.warnings import Remarks

FORMAT = "schema.org LiveBlogPosting"


def read_live_blog(
    blog: Object, found: Found, page: Page, remarks: Remarks, *, markup: str = "JSON-LD"
) -> LiveBlog:
    """The live blog; UnreadableError when none of its updates has a time or a word."""
    url = _url(blog, page)
    title = line_of(text_in(blog.get("headline")) or text_in(blog.get("name"))) or page.title
    language = _language(blog) or page.language
    updates = found.take_updates()
    publisher = _publisher(blog, found) or _publisher(
        {"publisher": updates[0].get("publisher")}, found
    )
    publisher = publisher or clean(page.meta("og:site_name")) or (site_of(url) if url else "")
    zones = publisher_zones(address=url, publisher=publisher, language=language)
    times = UpdateTimes(updates, blog, remarks, zones)
    zone = times.settle(address=url, publisher=publisher, language=language)
    authors = read_authors(blog.get("author"), found.resolve)
    context = _context(blog, found, page, title, publisher, authors, url)
    posts = posts_of(updates, times, context, remarks)
    if not posts:
        raise UnreadableError(
            "The live blog's updates are all empty: none has a headline, a text or a picture."
        )
    return LiveBlog(
        posts=in_order(posts, remarks),
        title=title,
        description=line_of(text_in(blog.get("description"))),
        summary=(summary_of(page.tree) if page.is_markup else ()) or _lead(blog, url),
        zone=zone,
        publisher=publisher,
        url=url,
        language=language,
        authors=_blog_authors(authors, publisher),
        coverage_start=times.of_blog("coverageStartTime"),
        coverage_end=times.of_blog("coverageEndTime"),
        format=f"{FORMAT} ({markup})",
        warnings=remarks.folded(),
    )


def _context(
    blog: Object,
    found: Found,
    page: Page,
    title: str,
    publisher: str,
    authors: tuple[Author, ...],
    url: str,
) -> Context:
    """What the updates are read against."""
    return Context(
        title=title,
        publisher=publisher,
        publisher_id=_reference(blog.get("publisher")),
        authors=frozenset(author.name for author in authors),
        images=_addresses(blog.get("image"), found) | _addresses(blog.get("thumbnailUrl"), found),
        url=url,
        resolve=found.resolve,
        page=PagePosts(page.tree, url) if page.is_markup else None,
    )


def _lead(blog: Object, url: str) -> tuple[Any, ...]:
    """The blog's own text, where it has one that is more than its description."""
    text = text_in(blog.get("articleBody")) or text_in(blog.get("text"))
    return (
        body_blocks(text, url)
        if text and text.strip() != text_in(blog.get("description")).strip()
        else ()
    )


def _blog_authors(authors: tuple[Author, ...], publisher: str) -> tuple[Author, ...]:
    return tuple(author for author in authors if author.name != publisher)


def _url(blog: Object, page: Page) -> str:
    for key in ("url", "mainEntityOfPage", "@id"):
        value = blog.get(key)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str) and (url := address(value)):
            return url
    return address(page.address)


def _publisher(blog: Object, found: Found) -> str:
    for key in ("publisher", "sourceOrganization", "provider", "copyrightHolder"):
        value = blog.get(key)
        if isinstance(value, list):
            value = value[0] if value else None
        if isinstance(value, dict):
            value = text_in(found.resolve(value).get("name"))
        if isinstance(value, str) and (name := line_of(value)) and not name.startswith("http"):
            return name
    return ""


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


def _addresses(value: Any, found: Found) -> frozenset[str]:
    """The pictures' addresses, without what only asks for a size."""
    entries = value if isinstance(value, list) else [value]
    urls = set()
    for entry in entries[:50]:
        if isinstance(entry, dict):
            entry = found.resolve(entry).get("url")
        if isinstance(entry, str):
            urls.add(entry.split("?", 1)[0])
    return frozenset(urls)
