"""The Guardian's own model of a live blog: a page's address with `.json?dcr=true`."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from tui.model.blog import Author, Block, Embed, Image, Link, LiveBlog, Post, ReadMore
from tui.model.safe_text import clean, one_line
from tui.readers.authors import named, named_in_all
from tui.readers.home_zone import choose_zone
from tui.readers.html.blocks import Bodies, line_of
from tui.readers.html.links import address, site_of
from tui.readers.live_data.fields import (
    Object,
    at,
    id_of,
    list_at,
    number_at,
    objects_at,
    text_at,
    time_at,
)
from tui.readers.live_data.posts import UnreadKinds, lack, posts_of, remark_on_json
from tui.readers.page import Page, language_tag
from tui.readers.warnings import Remarks

FORMAT = "Guardian data (JSON)"
MADE_ONLY = "The block has no time of publication; the time when it was begun was taken."
UNREAD = "An element of a kind that is not read was left out ({})."
ELSEWHERE = "The data names {} that its blocks lack."
_VIDEO = "https://www.youtube.com/watch?v="

_EMBED_KEYS = frozenset(
    ("url", "originalUrl", "src", "embedUrl", "assets", "title", "caption", "alt")
)


def fits(page: Page) -> bool:
    """Whether the page is JSON with blocks that have the Guardian's times."""
    if not page.is_json or '"blockFirstPublished"' not in page.text:
        return False
    return any("blockFirstPublished" in block for block in objects_at(page.json.value, "blocks"))


def missing(page: Page) -> str:
    """What the page lacks for this reader, as part of a sentence."""
    return lack(page, "the Guardian's data has no blocks with times")


def read(page: Page) -> LiveBlog:
    """The live blog as the blocks say it, not as the `linkedData` beside them does.

    Raises UnreadableError if no block has a time and a word.
    """
    data = page.json.value
    remarks = Remarks("block")
    remark_on_json(page, remarks)
    url = address(text_at(data, "webURL") or text_at(data, "canonicalUrl"))
    reader = _BlockReader(data, url, remarks)
    posts = posts_of(list_at(data, "blocks"), reader.time, reader.post, remarks)
    elsewhere = len(reader.key_events - {post.id for post in posts})
    if elsewhere and number_at(data, "pagination", "totalPages") < 2:
        named_events = "another key event" if elsewhere == 1 else f"{elsewhere} more key events"
        remarks.add(ELSEWHERE.format(named_events))
    publisher, language = "The Guardian", language_tag(text_at(data, "lang"))
    return LiveBlog(
        posts=posts,
        title=line_of(text_at(data, "headline") or text_at(data, "webTitle")),
        description=line_of(text_at(data, "trailText") or text_at(data, "standfirst")),
        zone=choose_zone((), address=url or "theguardian.com", publisher=publisher),
        publisher=publisher,
        url=url,
        language=language,
        authors=named(text_at(data, "byline")),
        format=FORMAT,
        warnings=remarks.folded(),
    )


class _BlockReader:
    """Reads the blocks of one blog."""

    def __init__(self, data: Any, url: str, remarks: Remarks) -> None:
        self._url, self._remarks = url, remarks
        self._bodies, self._unread = Bodies(url), UnreadKinds(UNREAD, remarks)
        self.key_events = {_id(event) for event in objects_at(data, "keyEvents")} - {""}
        self._pinned = _id(at(data, "pinnedPost"))

    def time(self, block: Object) -> datetime | None:
        """When the block was published, else when it was begun."""
        return time_at(block, "blockFirstPublished") or time_at(block, "blockCreatedOn")

    def post(self, block: Object, published: datetime, number: int) -> Post:
        """The post of a block."""
        if time_at(block, "blockFirstPublished") is None:
            self._remarks.add(MADE_ONLY, number)
        key = _id(block)
        updated = time_at(block, "blockLastUpdated")
        return Post(
            published=published,
            headline=line_of(text_at(block, "title")),
            authors=_contributors(block),
            body=tuple(self._body(block, number)),
            id=key,
            url=address(f"{self._url}#{key}") if self._url and key else "",
            modified=updated if updated is not None and updated > published else None,
            key_event=key in self.key_events or at(block, "attributes", "keyEvent") is True,
            pinned=at(block, "attributes", "pinned") is True or (key != "" and key == self._pinned),
        )

    def _body(self, block: Object, number: int) -> Iterator[Block]:
        for element in list_at(block, "elements"):
            read = tuple(self._element(element)) if isinstance(element, dict) else ()
            if not read and not _is_blank(element):
                self._unread.add(text_at(element, "_type").rpartition(".")[2], number)
            yield from read

    def _element(self, element: Object) -> Iterator[Block]:
        """The blocks of a text, a picture, a video, a tweet, or of what has at least an address."""
        kind = text_at(element, "_type").rpartition(".")[2]
        if kind.startswith("Image"):
            yield _image(element)
        elif kind.startswith("RichLink"):
            yield from _rich_link(element, self._url)
        elif asset := text_at(element, "assetId"):
            title = one_line(text_at(element, "mediaTitle") or text_at(element, "title"))
            yield Embed("YouTube", title, address(_VIDEO + asset))
        else:
            blocks = self._bodies.blocks(text_at(element, "html") or text_at(element, "body"))
            yield from blocks or _embed(element, self._url)


def _id(block: Any) -> str:
    """A block's id as the page has it, "block-…"."""
    key = id_of(at(block, "id"))
    return f"block-{key.removeprefix('block-')}" if key else ""


def _is_blank(element: Any) -> bool:
    """Whether an element is a text without a word, which is nothing to remark on."""
    return isinstance(element, dict) and not line_of(text_at(element, "html")) and "html" in element


def _contributors(block: Object) -> tuple[Author, ...]:
    names = (text_at(person, "name") for person in objects_at(block, "contributors"))
    return named_in_all(names, is_person=True)


def _image(element: Object) -> Image:
    urls = [text_at(image, "url") for image in objects_at(element, "media", "allImages")]
    return Image(
        alt=one_line(text_at(element, "data", "alt")),
        credit=one_line(text_at(element, "data", "credit")).removeprefix("Photograph: "),
        caption=line_of(text_at(element, "data", "caption")),
        url=next(filter(None, map(address, urls)), ""),
    )


def _rich_link(element: Object, base: str) -> Iterator[Block]:
    """A link to another article, which stands beside the text."""
    text, url = clean(line_of(text_at(element, "text"))), address(text_at(element, "url"), base)
    if text:
        yield ReadMore(text, (Link(0, len(text), url),) if url else ())


def _embed(element: Object, base: str) -> Iterator[Block]:
    """The box of an element that has only an address, a title or a caption."""
    if element.keys().isdisjoint(_EMBED_KEYS):
        return
    keys = ("url", "originalUrl", "src", "embedUrl")
    url = next(filter(None, (address(text_at(element, key), base) for key in keys)), "")
    if not url:
        url = address(text_at(element, "assets", 0, "url"))
    title = next(
        filter(None, (line_of(text_at(element, key)) for key in ("title", "caption", "alt"))), ""
    )
    if url or title:
        yield Embed(
            site_of(url) if url else one_line(text_at(element, "source")) or "Embed", title, url
        )
