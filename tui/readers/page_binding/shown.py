"""All that the page shows of the data's updates, and how much of it was taken."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from tui.model.addresses import same_blog
from tui.model.binding import Binding
from tui.model.blog import Author
from tui.readers.html.links import address
from tui.readers.page import Page
from tui.readers.page_binding.beside import among_posts, posts_beside
from tui.readers.page_binding.bind import bind, document_order
from tui.readers.page_binding.entry import Entry
from tui.readers.page_binding.inside import PostElement, elements_in
from tui.readers.page_binding.labels import Labels, labels_of
from tui.readers.page_binding.names import NO_BYLINE, byline_of
from tui.readers.page_binding.text import PageText, texts_shown
from tui.readers.page_binding.times import times_shown

_LINKED_HEADINGS = "h2 a[href], h3 a[href], h4 a[href]"


class ShownPost(NamedTuple):
    """One post as the page shows it."""

    text: PageText
    authors: tuple[Author, ...]
    labels: Labels


class FurtherPost(NamedTuple):
    """A post that the data lack; `name` is its element's id, or ""."""

    published: datetime
    shown: ShownPost
    name: str


class Shown(NamedTuple):
    """The posts in the updates' order, None where one is not bound; `times` where the page's are
    to be believed; `further` those that only the page has."""

    posts: list[ShownPost | None]
    times: list[datetime | None] | None
    binding: Binding
    further: list[FurtherPost]


def shown_on(
    page: Page,
    entries: Sequence[Entry],
    *,
    base: str,
    nobody: frozenset[str],
    others: Sequence[datetime] = (),
) -> Shown:
    """What the page shows of the updates.

    `nobody` are the letters of names that sign no post, `others` the times of the blog as a whole.
    """
    elements = bind(page, entries)
    beside = posts_beside(page, elements, entries)
    among = among_posts(beside, elements)
    every = [*entries, *(Entry(_addresses(x, base), "", ()) for x in among)]
    posts = elements_in(page.tree, [*elements, *among])
    updates = len(entries)
    order = document_order(page, elements)
    times = times_shown(posts[:updates], order, entries, others, page.text)
    shown = _posts(posts, every, base, nobody)
    further: list[FurtherPost] = []
    if among:
        order = document_order(page, [*elements, *among])
        moments = times_shown(posts, order, every, others, page.text).times or [None] * len(every)
        further = [
            FurtherPost(moment, post, node.id or "")
            for moment, post, node in zip(moments[updates:], shown[updates:], among, strict=True)
            if moment is not None and post is not None and post.text.body
        ]
    bound = [post for post in shown[:updates] if post is not None]
    return Shown(
        shown[:updates],
        times.times,
        Binding(
            updates=updates,
            bound=len(bound),
            times=_changed(times.times, [entry.moment for entry in entries]),
            names=sum(bool(post.authors) for post in bound),
            texts=sum(post.text.holds for post in bound),
            cut=sum(post.text.cut for post in bound),
            mended=sum(post.text.mended for post in bound),
            why_not_times=times.reason,
            beside=len(beside) - len(further),
            headlines=sum(bool(post.text.headline) for post in bound),
        ),
        further,
    )


def _addresses(node: LexborNode, base: str) -> tuple[str, ...]:
    """The id of a post's element, and the links of its headings that stay on the page."""
    links = (x.attributes.get("href") or "" for x in node.css(_LINKED_HEADINGS))
    own = (x for x in links if same_blog(address(x, base), base))
    return tuple(dict.fromkeys(filter(None, (node.id, *own))))


def _posts(
    posts: Sequence[PostElement | None], entries: Sequence[Entry], base: str, nobody: frozenset[str]
) -> list[ShownPost | None]:
    """What each element shows, None where an update has none."""
    bylines = [
        byline_of(post, entry, nobody) if post is not None else NO_BYLINE
        for post, entry in zip(posts, entries, strict=True)
    ]
    labels = [labels_of(post) if post is not None else Labels() for post in posts]
    heads = [byline.nodes for byline in bylines]
    texts = texts_shown(posts, entries, heads, [label.words for label in labels], base)
    return [
        ShownPost(text, byline.authors, label) if post is not None else None
        for post, text, byline, label in zip(posts, texts, bylines, labels, strict=True)
    ]


def _changed(times: Sequence[datetime | None] | None, moments: Sequence[datetime | None]) -> int:
    if times is None:
        return 0
    return sum(moment != own for moment, own in zip(times, moments, strict=True))
