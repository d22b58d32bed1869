"""All that the page shows of the data's updates, and how much of it was taken."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from tui.model.binding import Binding
from tui.model.blog import Author
from tui.readers.page import Page
from tui.readers.page_binding.beside import posts_beside
from tui.readers.page_binding.bind import bind, document_order
from tui.readers.page_binding.entry import Entry
from tui.readers.page_binding.inside import elements_in
from tui.readers.page_binding.labels import Labels, labels_of
from tui.readers.page_binding.names import NO_BYLINE, byline_of
from tui.readers.page_binding.text import PageText, texts_shown
from tui.readers.page_binding.times import times_shown


class ShownPost(NamedTuple):
    """One post as the page shows it."""

    text: PageText
    authors: tuple[Author, ...]
    labels: Labels


class Shown(NamedTuple):
    """The posts in the updates' order, None where one is not bound; `times` where the page's are
    to be believed."""

    posts: list[ShownPost | None]
    times: list[datetime | None] | None
    binding: Binding


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
    posts = elements_in(page.tree, elements)
    moments = [entry.moment for entry in entries]
    order = document_order(page, elements)
    times = times_shown(posts, order, entries, others, page.text)
    bylines = [
        byline_of(post, entry, nobody) if post is not None else NO_BYLINE
        for post, entry in zip(posts, entries, strict=True)
    ]
    labels = [labels_of(post) if post is not None else Labels() for post in posts]
    heads = [byline.nodes for byline in bylines]
    texts = texts_shown(posts, entries, heads, [label.words for label in labels], base)
    shown = [
        ShownPost(text, byline.authors, label) if post is not None else None
        for post, text, byline, label in zip(posts, texts, bylines, labels, strict=True)
    ]
    bound = sum(post is not None for post in posts)
    return Shown(
        shown,
        times.times,
        Binding(
            updates=len(entries),
            bound=bound,
            times=_changed(times.times, moments),
            names=sum(bool(byline.authors) for byline in bylines),
            texts=sum(text.holds for text in texts),
            cut=sum(text.cut for text in texts),
            mended=sum(text.mended for text in texts),
            why_not_times=times.reason,
            beside=posts_beside(page, elements, entries),
            headlines=sum(bool(text.headline) for text in texts),
        ),
    )


def _changed(times: Sequence[datetime | None] | None, moments: Sequence[datetime | None]) -> int:
    if times is None:
        return 0
    return sum(moment != own for moment, own in zip(times, moments, strict=True))
