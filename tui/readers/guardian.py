"""Guardian pages, whose times, titles, authors and texts stand in the page, not in its JSON-LD."""

import re
from datetime import UTC, datetime

from selectolax.lexbor import LexborNode

from tui.model.blog import Author, Block, LiveBlog, Post
from tui.model.errors import UnreadableError
from tui.model.instants import localized
from tui.model.safe_text import clean
from tui.model.zones import iana_zone
from tui.readers.authors import named, named_in_all, read_authors
from tui.readers.dates import read_time
from tui.readers.home_zone import choose_zone
from tui.readers.html.blocks import line_of
from tui.readers.html.element_blocks import tree_blocks
from tui.readers.html.links import address
from tui.readers.html.tree import classes_of, outermost, text_of
from tui.readers.order import in_order
from tui.readers.page import Page
from tui.readers.schema_org.graph import Graph, Object, graph_of
from tui.readers.warnings import Remarks

FORMAT = "Guardian page"
_BLOCKS = "article[id^=block-], div[id^=block-].block, section[id^=block-]"
_BLOCK_ID = re.compile(r"block-[0-9a-f]{16,32}")
MOST_BLOCKS = 4000
"""Blocks of a page that are read."""
LONGEST_NAME = 60
"""Characters of a name in a blog's byline; a longer one is a sentence."""
_HEADS = "h1, h2, h3, .block-title"
_OLD_BYLINES = ".liveblog-block-byline, .block-byline, .block__byline, .byline"
_OLD_HEADS = (
    ".block-title, .block-time, .published-time, .updated-time, .block-share, .block__share, "
    f".rich-link, {_OLD_BYLINES}"
)


def fits(page: Page) -> bool:
    """Whether the page has blocks with their own times."""
    return page.is_markup and page.has("block-") and any(_time(block) for block in _blocks(page))


def missing(page: Page) -> str:
    """What the page lacks for this reader, as part of a sentence; "" if it is no HTML."""
    lack = "no Guardian blocks (<article id=block-...> with a <time datetime>)"
    return lack if page.is_markup else ""


def read(page: Page) -> LiveBlog:
    """The live blog as the page shows it, with title and publisher from its JSON-LD if it has any.

    Raises UnreadableError if all blocks are empty.
    """
    remarks = Remarks("block")
    graph = graph_of(page)
    blog = graph.best or {}
    base = address(page.address)
    language = page.language
    zone = choose_zone(
        [moment for block in _blocks(page) if (moment := _time(block)) is not None],
        address=base or "theguardian.com", publisher="The Guardian", language=language,
    )  # fmt: skip
    _look_for_more(page, graph, remarks)
    marked = _marked(page)
    posts = [
        post
        for number, block in enumerate(_blocks(page), 1)
        if (post := _post(block, number, base, zone, marked, remarks))
    ]
    if not posts:
        raise UnreadableError(
            "The live blog's blocks are all empty: none has a title, a text or a picture."
        )
    return LiveBlog(
        posts=in_order(posts, remarks),
        title=_title(page, blog),
        description=line_of(page.meta("og:description") or _said(blog, "description")),
        zone=zone,
        publisher=_publisher(blog, graph) or page.meta("og:site_name"),
        url=base,
        language=language,
        authors=_blog_authors(page, blog, graph),
        captured=_captured(blog),
        format=FORMAT,
        warnings=remarks.folded(),
    )


def _look_for_more(page: Page, graph: Graph, remarks: Remarks) -> None:
    """Remark on blocks that the data names and the page, which has the newest only, lacks."""
    shown = {(block.id or "").removeprefix("block-") for block in _blocks(page)}
    updates = graph.updates_of(graph.best or {})
    named = {str(x.get("@id", "")) for x in updates if isinstance(x, dict)} - {""}
    if more := len(named - shown):
        remarks.add(
            f"The page shows {len(shown)} blocks; its data names {more} more, which are left out."
        )


def _blocks(page: Page) -> list[LexborNode]:
    return page.once(_look_for_blocks)


def _look_for_blocks(page: Page) -> list[LexborNode]:
    every = page.tree.css(_BLOCKS)
    named = [block for block in every if _BLOCK_ID.fullmatch(block.id or "")]
    return outermost(named)[:MOST_BLOCKS]


def _time(block: LexborNode) -> datetime | None:
    for node in block.css("time[datetime]"):
        moment = read_time(node.attributes.get("datetime"))
        if isinstance(moment, datetime):
            return moment
    return None


def _post(
    block: LexborNode,
    number: int,
    base: str,
    zone: str,
    marked: tuple[frozenset[str], frozenset[str]],
    remarks: Remarks,
) -> Post | None:
    moment = _time(block)
    if moment is None:
        remarks.add("The block has no time that can be read and was left out.", number)
        return None
    if moment.tzinfo is None:
        moment = localized(moment, iana_zone(zone) or UTC)
        remarks.add(f"The time says no offset: it is read as {zone}.", number)
    header, footer = block.css_first("header"), block.css_first("footer")
    title = (header or block).css_first(_HEADS)
    headline = clean(text_of(title))
    body = _body(block, (header, footer, title), base)
    if not body and not headline:
        remarks.add("The block is empty.", number)
        return None
    key = block.id or ""
    kind = classes_of(block.attributes.get("class"))
    key_events, pinned = marked
    return Post(
        published=moment,
        headline=headline,
        authors=_byline(block, header),
        body=body,
        id=key,
        url=f"{base}#{key}" if base else "",
        modified=_modified(block, footer, moment),
        key_event=key in key_events or "is-key-event" in kind,
        pinned=key in pinned,
    )


def _body(block: LexborNode, parts: tuple[LexborNode | None, ...], base: str) -> tuple[Block, ...]:
    """The blocks of a block's text, without its `parts`: header, footer and title."""
    left_out = [node for node in parts if node is not None]
    if parts[0] is None:
        left_out += block.css(_OLD_HEADS)
    return tree_blocks(block, base, skip=frozenset(node.mem_id for node in left_out))


def _byline(block: LexborNode, header: LexborNode | None) -> tuple[Author, ...]:
    """The names beside a block's portraits; else the old pages' byline."""
    if header is None:
        names = [clean(text_of(node)) for node in block.css(_OLD_BYLINES)]
    else:
        names = _names_in(header) or [
            clean(node.attributes.get("alt") or "") for node in header.css("img[alt]")
        ]
    return named_in_all(names, is_person=True)


def _names_in(header: LexborNode) -> list[str]:
    names = []
    for part in header.css("div > span"):
        is_in_link = part.parent is not None and part.parent.tag == "a"
        if not is_in_link and not part.css("time, svg"):
            names.append(clean(text_of(part)))
    return [name for name in names if name]


def _modified(block: LexborNode, footer: LexborNode | None, published: datetime) -> datetime | None:
    for node in (footer or block).css("time[datetime]"):
        moment = read_time(node.attributes.get("datetime"))
        if isinstance(moment, datetime) and moment.tzinfo is not None and moment != published:
            return moment
    return None


def _marked(page: Page) -> tuple[frozenset[str], frozenset[str]]:
    """The ids of the key events, which the page lists, and of the pinned blocks."""
    key_events = {
        block_id[0]
        for link in page.tree.css(
            'a[data-link-name^="key event"], .timeline__link, .js-key-event a'
        )
        if (block_id := _BLOCK_ID.search(link.attributes.get("href") or ""))
    }
    pinned = set()
    for node in page.tree.css(
        "article.block:not([id]), .pinned-block, [data-pinned-block], #pinned-post"
    ):
        for link in node.css("a[href*='block-']")[:1]:
            block_id = _BLOCK_ID.search((link.attributes.get("href") or "").rsplit("#", 1)[-1])
            if block_id:
                pinned.add(block_id[0])
    return frozenset(key_events), frozenset(pinned)


def _title(page: Page, blog: Object) -> str:
    return line_of(_said(blog, "headline") or page.meta("og:title")) or clean(
        text_of(page.tree.css_first("h1"))
    )


def _said(blog: Object, key: str) -> str:
    value = blog.get(key)
    return value if isinstance(value, str) else ""


def _captured(blog: Object) -> datetime | None:
    """When the page last changed, so that it shows that moment."""
    moment = read_time(blog.get("dateModified"))
    return moment if isinstance(moment, datetime) and moment.tzinfo is not None else None


def _publisher(blog: Object, graph: Graph) -> str:
    value = blog.get("publisher")
    name = graph.resolve(value).get("name") if isinstance(value, dict) else None
    return line_of(name) if isinstance(name, str) else ""


def _blog_authors(page: Page, blog: Object, graph: Graph) -> tuple[Author, ...]:
    """The authors of the byline, with roles such as "earlier", then further ones of the data."""
    shown = named(
        text_of(
            page.tree.css_first(
                '[data-component="meta-byline"], [data-link-name="byline"], .byline'
            )
        )
    )
    names = {author.name for author in shown}
    named_in_data = read_authors(blog.get("author"), graph.resolve)
    rest = tuple(author for author in named_in_data if author.name not in names)
    is_byline = all(len(name) < LONGEST_NAME for name in names)
    return (*shown, *rest) if is_byline else rest
