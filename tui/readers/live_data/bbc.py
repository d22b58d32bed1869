"""The BBC's data of a live page: in pages (Morph, __INITIAL_DATA__, __NEXT_DATA__) and as JSON."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from tui.model.blog import Author, Block, LiveBlog
from tui.model.safe_text import one_line
from tui.model.summary import summary_points
from tui.readers.authors import named, named_in_all
from tui.readers.home_zone import choose_zone
from tui.readers.html.blocks import Bodies, line_of
from tui.readers.html.links import address
from tui.readers.json_repair import DENSE, Parsed, is_dense, value_at
from tui.readers.live_data.bbc_nodes import NodeReader
from tui.readers.live_data.bbc_posts import PostReader, published
from tui.readers.live_data.bbc_streams import Stream, entries_of, part_of, stream_of
from tui.readers.live_data.fields import Object, at, list_at, objects_at, objects_in, text_at
from tui.readers.live_data.posts import lack, posts_of, remark_on_json
from tui.readers.page import Page, language_tag
from tui.readers.warnings import Remarks

FORMAT = "BBC data"
SITE = "https://www.bbc.co.uk/"
"""Where links lead that name no site, in data that does not say its address."""
MOST_SCRIPTS = 200
"""Scripts of a page whose data is looked at."""
_SCRIPT = re.compile(
    r"Morph\.setPayload\(\s*'[^'\n]*(?:lx-commentary-data|lx-seo-data|page-commentary-meta"
    r"|page-component-data)[^'\n]*',\s*"
    r"|__INITIAL_DATA__\s*=\s*"
    r"""|<script\b[^<>]*\bid=["']__NEXT_DATA__["'][^<>]*>\s*"""
)
_BROKEN = "The page's BBC data cannot be read in part ({}); what stands there was left out."


def fits(page: Page) -> bool:
    """Whether the page's data has a stream of posts."""
    return count(page) > 0


def count(page: Page) -> int:
    """How many posts the page's data has."""
    return len(page.once(_look_for_data).entries)


def missing(page: Page) -> str:
    """What the page lacks for this reader, as part of a sentence."""
    broken = page.once(_look_for_data).broken
    if broken and page.is_markup:
        return f"its BBC data cannot be parsed ({broken[0]})"
    return lack(page, "the BBC's data has no stream of posts")


def read(page: Page) -> LiveBlog:
    """The live blog of all posts in the page's streams, each once.

    Raises UnreadableError if no post has a time and a word.
    """
    data = page.once(_look_for_data)
    remarks = Remarks("post")
    remark_on_json(page, remarks)
    for trouble in data.broken[:5]:
        remarks.add(_BROKEN.format(trouble))
    facts = _facts(data.values)
    url = address(facts.url or page.address)
    base = url or SITE
    nodes = NodeReader(Bodies(base), base)
    posts = posts_of(data.entries, published, PostReader(nodes, url, remarks).post, remarks)
    publisher = facts.publisher or ("BBC Sport" if "/sport/" in url else "BBC News")
    return LiveBlog(
        posts=posts,
        title=facts.title or page.title,
        description=facts.description or line_of(page.meta("og:description")),
        summary=summary_points(_summary(facts.summary, nodes)),
        zone=choose_zone((), address=url or "bbc.com", publisher="BBC"),
        publisher=publisher,
        url=url,
        language=facts.language or page.language,
        authors=facts.authors,
        format=f"{FORMAT} ({'JSON' if page.is_json else 'page'})",
        warnings=remarks.folded(),
        part=part_of(data.streams),
    )


class _Data(NamedTuple):
    """The values of a page's data, its streams with their entries, and what cannot be parsed."""

    values: list[Any]
    streams: list[Stream]
    entries: list[Any]
    broken: list[str]


def _look_for_data(page: Page) -> _Data:
    parsed = [page.json] if page.is_json else list(_scripts(page.text))
    values = [each.value for each in parsed if not each.trouble]
    streams = [stream for value in objects_in(values) if (stream := stream_of(value))]
    broken = [each.trouble for each in parsed if each.trouble]
    return _Data(values, streams, entries_of(streams), broken)


def _scripts(text: str) -> Iterator[Parsed]:
    if is_dense(text):
        yield Parsed(None, DENSE)
        return
    for number, found in enumerate(_SCRIPT.finditer(text)):
        if number == MOST_SCRIPTS:
            break
        yield value_at(text, found.end())


class _Facts(NamedTuple):
    """What the data says of the blog as a whole."""

    title: str = ""
    description: str = ""
    summary: tuple[Any, ...] = ()
    url: str = ""
    publisher: str = ""
    language: str = ""
    authors: tuple[Author, ...] = ()


def _facts(values: list[Any]) -> _Facts:
    facts = _Facts()
    for value in objects_in(values):
        if found := _facts_of(value):
            known = {key: said for key, said in found.items() if said}
            facts = facts._replace(**{k: v for k, v in known.items() if not getattr(facts, k)})
    return facts


def _facts_of(value: Object) -> dict[str, Any]:
    """What one object of the data says of the blog; most say nothing."""
    if "liveTextStream" in value:
        return {
            "title": line_of(text_at(value, "title")),
            "description": line_of(text_at(value, "description")),
            "summary": tuple(list_at(value, "summaryPoints", "content", "model", "blocks")),
            "language": language_tag(text_at(value, "language")),
            "authors": named(text_at(value, "liveTextStream", "contributors")),
        }
    if value.get("@type") == "LiveBlogPosting":
        return {
            "title": line_of(text_at(value, "headline")),
            "description": line_of(text_at(value, "description")),
            "url": text_at(value, "url"),
            "publisher": one_line(text_at(value, "publisher", "name")),
        }
    if text_at(value, "lib").endswith("summary-points"):
        return {"summary": tuple(map(_list_item, list_at(value, "props", "points")))}
    if "isCpsCommentary" in value:
        names = (text_at(author, "name") for author in objects_at(value, "authors"))
        return {"authors": named_in_all(names)}
    return {}


def _list_item(point: Any) -> Object:
    """A point of the summary as one of the nodes that bodies are made of."""
    return {"name": "listItem", "text": point if isinstance(point, str) else ""}


def _summary(nodes: tuple[Any, ...], reader: NodeReader) -> tuple[Block, ...]:
    is_list = all(at(node, "name") == "listItem" for node in nodes)
    return reader.blocks([{"name": "list", "children": list(nodes)}] if is_list else list(nodes))[0]
