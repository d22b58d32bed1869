"""The posts of a Sourcefabric Live Blog, as its API answers: each is a group of items."""

import html
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from tui.model.blog import Author, Block, Embed, Image, LiveBlog, Post
from tui.model.safe_text import one_line
from tui.readers.home_zone import choose_zone
from tui.readers.html.blocks import Bodies, line_of
from tui.readers.html.links import address, site_of
from tui.readers.live_data.fields import Object, at, id_of, list_at, objects_at, text_at, time_at
from tui.readers.live_data.posts import lack, posts_of, remark_on_json
from tui.readers.page import Page, language_tag
from tui.readers.warnings import Remarks

FORMAT = "Sourcefabric Live Blog data (JSON)"
UNPUBLISHED = (
    'Posts that were never published ("submitted", "draft", "comment") or were deleted, '
    "and were left out"
)
NO_ITEM = "An item of the post has neither a text nor a picture and was left out."
_UNSEEN = frozenset(("submitted", "draft", "comment"))


def fits(page: Page) -> bool:
    """Whether the page is JSON with a list of posts that are groups of items."""
    if not page.is_json or '"_items"' not in page.text:
        return False
    return any(
        isinstance(post.get("groups"), list) for post in objects_at(page.json.value, "_items")
    )


def missing(page: Page) -> str:
    """What the page lacks for this reader, as part of a sentence."""
    return lack(page, "Sourcefabric's data has no posts with items")


def read(page: Page) -> LiveBlog:
    """The live blog of the posts that were published.

    Raises UnreadableError if no post has a time and a word.
    """
    remarks = Remarks("post")
    remark_on_json(page, remarks)
    every = list_at(page.json.value, "_items")
    entries = [entry for entry in every if not _is_unseen(entry)]
    if unseen := len(every) - len(entries):
        remarks.add(f"{UNPUBLISHED}: {unseen}.")
    bodies = Bodies("")
    posts = posts_of(
        entries,
        _time,
        lambda entry, moment, number: _post(entry, moment, number, bodies, remarks),
        remarks,
    )
    languages = [language_tag(text_at(entry, "language")) for entry in entries]
    language = next(filter(None, languages), "")
    return LiveBlog(
        posts=posts,
        zone=choose_zone((post.published for post in posts), language=language),
        language=language,
        format=FORMAT,
        warnings=remarks.folded(),
    )


def _is_unseen(entry: Any) -> bool:
    return text_at(entry, "post_status") in _UNSEEN or at(entry, "deleted") is True


def _time(entry: Object) -> datetime | None:
    """When the post was published, else when it was written."""
    for key in ("published_date", "firstcreated", "_created"):
        if (moment := time_at(entry, key)) is not None:
            return moment
    return None


def _post(
    entry: Object, published: datetime, number: int, bodies: Bodies, remarks: Remarks
) -> Post:
    body: list[Block] = []
    items = list(_items(entry))
    for item in items:
        blocks = tuple(_blocks(item, bodies))
        if not blocks:
            remarks.add(NO_ITEM, number)
        body += blocks
    updated = time_at(entry, "content_updated_date") or time_at(entry, "_updated")
    return Post(
        published=published,
        headline=line_of(text_at(entry, "headline")),
        authors=_authors(entry, items),
        body=tuple(body),
        id=id_of(entry.get("_id")) or id_of(entry.get("guid")),
        modified=updated if updated is not None and updated > published else None,
        key_event=at(entry, "lb_highlight") is True or at(entry, "highlight") is True,
        pinned=at(entry, "sticky") is True,
    )


def _items(entry: Object) -> Iterator[Object]:
    """The items of a post's groups, in their order; the root only refers to the others."""
    for group in objects_at(entry, "groups"):
        for reference in objects_at(group, "refs"):
            item = reference.get("item")
            if isinstance(item, dict):
                yield item


def _blocks(item: Object, bodies: Bodies) -> Iterator[Block]:
    meta = item.get("meta")
    kind = text_at(item, "item_type")
    if kind == "image" and isinstance(meta, dict):
        picture = _image(meta)
        if picture.url or picture.alt or picture.caption:
            yield picture
            return
    if kind == "quote" and text_at(meta, "quote"):
        yield from _quote(meta, bodies)
        return
    blocks = bodies.blocks(text_at(item, "text") or text_at(meta, "html"))
    if kind == "embed" and not any(isinstance(block, Embed) for block in blocks):
        yield from _embed(meta)
    yield from blocks


def _quote(meta: Any, bodies: Bodies) -> Iterator[Block]:
    quote, credit = (html.escape(text_at(meta, key)) for key in ("quote", "credit"))
    yield from bodies.blocks(f"<blockquote><p>{quote}</p></blockquote><p>{credit}</p>")


def _embed(meta: Any) -> Iterator[Block]:
    """The box of an embed whose code is not known: its provider, its title, its address."""
    url = address(text_at(meta, "original_url") or text_at(meta, "url"))
    if url:
        provider = one_line(text_at(meta, "provider_name"))[:60] or site_of(url)
        yield Embed(provider, line_of(text_at(meta, "title")), url)


def _image(meta: Object) -> Image:
    renditions = ("viewImage", "baseImage", "original")
    urls = [text_at(meta, "media", "renditions", name, "href") for name in renditions]
    return Image(
        alt=one_line(text_at(meta, "alt")),
        credit=line_of(text_at(meta, "credit")),
        caption=line_of(text_at(meta, "caption")),
        url=next(filter(None, map(address, (*urls, text_at(meta, "media", "_url")))), ""),
    )


def _authors(entry: Object, items: list[Object]) -> tuple[Author, ...]:
    """The writer whom the items name, else the one who published the post; accounts stay whole."""
    people = [item.get("original_creator") for item in items]
    for person in (entry.get("original_creator"), *people, entry.get("publisher")):
        name = text_at(person, "display_name") or text_at(person, "byline")
        if line := one_line(name):
            return (Author(line[:200]),)
    return ()
