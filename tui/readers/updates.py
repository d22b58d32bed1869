"""The updates of a LiveBlogPosting into posts, each freed of what belongs to the blog as a whole."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tui.blog import Author, Block, Embed, Image, Post
from tui.readers.html_body import body_blocks, line_of
from tui.readers.page_posts import PagePosts
from tui.readers.people import read_authors
from tui.readers.pictures import pictures_of, video_of
from tui.readers.remarks import Remarks
from tui.readers.sites import address
from tui.readers.update_times import LEADING_CLOCK, UpdateTimes

type Object = dict[str, Any]

SAMPLE = 60
"""Updates looked at to learn a blog's habits."""
_RUN_TOGETHER = re.compile(r"""(?:(?<=[a-z)%]{2}[.?!])|(?<=[.?!]["”’]))(?=["“‘]?[A-Z])""")

REPEATED_HEADLINE = "The updates repeat the blog's headline; they are left without one."
REPEATED_AUTHORS = "The blog's own authors stand on every update; they are not taken for the updates' authors."
PUBLISHER_AUTHOR = "The publisher stands as the author of updates; they are left unsigned."
UNKNOWN_AUTHOR = "The author is a reference to something that is described nowhere."
REPEATED_IMAGE = "The blog's own picture stands on updates; it is not taken for theirs."
PARAGRAPHS_GLUED = "Paragraphs run together in the source; they are parted where a sentence ends without a space."


@dataclass(frozen=True, slots=True)
class Context:
    """What the updates are read against: the blog's own properties, which pages repeat on each of them."""

    title: str
    publisher: str
    publisher_id: str
    authors: frozenset[str]
    images: frozenset[str]
    url: str
    resolve: Callable[[Object], Object]
    page: PagePosts | None = None
    common: "Common" = field(default_factory=lambda: Common())


@dataclass(slots=True)
class Common:
    """What is the same on (nearly) all updates."""

    headline: str = ""
    authors: tuple[Author, ...] = ()
    images: frozenset[str] = frozenset()
    glued: bool = False


def posts_of(updates: list[Object], times: UpdateTimes, context: Context, remarks: Remarks) -> list[Post]:
    """A post for each update that says anything, in the order of the file."""
    learn(updates, context, remarks)
    published = times.published
    posts: list[Post] = []
    for number, update in enumerate(updates):
        moment = published[number]
        post = _post(update, number, moment, times, context, remarks) if moment is not None else None
        if post is None:
            remarks.add("The update is empty: it has no headline, no text and no picture.", number + 1)
        else:
            posts.append(post)
    return posts


def learn(updates: list[Object], context: Context, remarks: Remarks) -> None:
    """Find what the updates repeat, and say it once."""
    common = context.common
    count = len(updates)
    headlines = Counter(h for update in updates if isinstance(h := update.get("headline"), str) and h)
    headline, times = headlines.most_common(1)[0] if headlines else ("", 0)
    if count >= 2 and times * 2 > count and (line_of(headline) == context.title or (times == count and count >= 3)):
        common.headline = headline
        remarks.add(REPEATED_HEADLINE)
    common.authors = _repeated_authors(updates, context)
    if common.authors:
        remarks.add(REPEATED_AUTHORS)
    pictures = Counter(
        url for update in updates for url in {p.url.split("?", 1)[0] for p in pictures_of(update, context.resolve)}
    )
    common.images = context.images | {url for url, times in pictures.items() if times >= 4 and times * 2 > count}
    if not common.images.isdisjoint(pictures):
        remarks.add(REPEATED_IMAGE)
    common.glued = _is_glued(updates[:SAMPLE])
    if common.glued:
        remarks.add(PARAGRAPHS_GLUED)


def _repeated_authors(updates: list[Object], context: Context) -> tuple[Author, ...]:
    """The authors of all updates, where they are the blog's own or a byline of several people on each."""
    first: tuple[Author, ...] = ()
    for update in updates:
        authors = read_authors(update.get("author"), context.resolve)
        if not authors:
            continue
        first = first or authors
        if authors != first:
            return ()
    names = frozenset(author.name for author in first)
    if len(updates) < 2 or not first:
        return ()
    return first if names == context.authors or (len(first) > 1 and len(updates) >= 3) else ()


def _is_glued(updates: list[Object]) -> bool:
    bodies = [body for update in updates if isinstance(body := update.get("articleBody"), str) and body]
    joints = [body for body in bodies if _RUN_TOGETHER.search(body)]
    return (
        len(joints) >= 3 and len(joints) * 2 > len(bodies) and not any("\n" in body or "<" in body for body in bodies)
    )


def _post(
    update: Object, number: int, moment: datetime, times: UpdateTimes, context: Context, remarks: Remarks
) -> Post | None:
    headline = _headline(update, context)
    body = _body(update, context)
    url, key = _url_and_id(update, context)
    authors = _authors(update, number, context, remarks)
    kicker, key_event, pinned = "", False, False
    shown = context.page.of(key, url, headline, body) if context.page is not None else None
    if shown is not None:
        body = shown.body or body
        authors = shown.authors or authors
        kicker, key_event, pinned = shown.kicker, shown.key_event, shown.pinned
        headline = headline or shown.headline
    body = _with_pictures(body, update, context)
    if not headline and not body:
        return None
    return Post(
        moment, headline, kicker, authors, body, key, url,
        times.modified(number) if "dateModified" in update else None,
        key_event, pinned,
    )  # fmt: skip


def _headline(update: Object, context: Context) -> str:
    headline = update.get("headline") or update.get("name")
    if not isinstance(headline, str):
        headline = headline[0] if isinstance(headline, list) and headline and isinstance(headline[0], str) else ""
    if headline == context.common.headline:
        return ""
    text = line_of(headline)
    if text[:1].isdigit():
        return LEADING_CLOCK.sub("", text, count=1)
    return text


def _body(update: Object, context: Context) -> tuple[Block, ...]:
    text = update.get("articleBody") or update.get("text") or update.get("description")
    if not isinstance(text, str):
        text = _text_in(text)
    if context.common.glued:
        text = _RUN_TOGETHER.sub("\n\n", text)
    return body_blocks(text, context.url) if text else ()


def _text_in(value: Any) -> str:
    if isinstance(value, dict):
        return next((x for key in ("@value", "text", "articleBody") if isinstance(x := value.get(key), str)), "")
    if isinstance(value, list):
        texts = (x if isinstance(x, str) else _text_in(x) if isinstance(x, dict) else "" for x in value[:1000])
        return "\n\n".join(filter(None, texts))
    return ""


def _url_and_id(update: Object, context: Context) -> tuple[str, str]:
    url = update.get("url") or update.get("mainEntityOfPage")
    if isinstance(url, dict):
        url = url.get("@id") or url.get("url")
    key = update.get("identifier") or update.get("@id")
    if not isinstance(key, str):
        key = ""
    if not isinstance(url, str):
        url = key if key.startswith("http") else ""
    if not key and "#" in url:
        key = url.rsplit("#", 1)[1]
    return address(url, context.url) if url else "", key[:300] if key.isascii() and key.isprintable() else ""


def _authors(update: Object, number: int, context: Context, remarks: Remarks) -> tuple[Author, ...]:
    value = update.get("author") or update.get("creator")
    if not value:
        return ()
    authors = read_authors(value, context.resolve)
    if not authors:
        is_publisher = isinstance(value, dict) and value.get("@id") == context.publisher_id and context.publisher_id
        remarks.add(PUBLISHER_AUTHOR if is_publisher else UNKNOWN_AUTHOR, 0 if is_publisher else number + 1)
    if authors == context.common.authors:
        return ()
    publisher = context.publisher.casefold()
    if any(author.name.casefold() == publisher for author in authors):
        remarks.add(PUBLISHER_AUTHOR)
        return tuple(author for author in authors if author.name.casefold() != publisher)
    return authors


def _with_pictures(body: tuple[Block, ...], update: Object, context: Context) -> tuple[Block, ...]:
    """The body, and the update's own pictures and videos that do not stand in it already."""
    if "image" in update:
        shown = {block.url.split("?", 1)[0] for block in body if isinstance(block, Image)}
        captions = {block.caption for block in body if isinstance(block, Image)} - {""}
        for picture in pictures_of(update, context.resolve):
            url = picture.url.split("?", 1)[0]
            if (
                url not in context.common.images
                and url not in shown
                and not (shown and context.page)
                and picture.caption not in captions
            ):
                body = (*body, picture)
    if "video" in update:
        video = video_of(update, context.resolve)
        if video is not None and not any(isinstance(block, Embed) for block in body):
            body = (*body, video)
    return body
