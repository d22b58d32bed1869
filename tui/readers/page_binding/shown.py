"""All that the page shows of the data's updates, and how much of it was taken."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from tui.model.binding import Binding
from tui.model.blog import Author
from tui.readers.page import Page
from tui.readers.page_binding.bind import bind, document_order
from tui.readers.page_binding.entry import Entry
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
    moments = [entry.moment for entry in entries]
    says = [entry.says_text for entry in entries]
    order = document_order(page, elements)
    times = times_shown(elements, order, moments, others, says, page.text)
    bylines = [
        byline_of(node, entry.names, nobody, told) if node is not None else NO_BYLINE
        for node, entry, told in zip(elements, entries, says, strict=True)
    ]
    labels = [labels_of(node) if node is not None else Labels() for node in elements]
    texts = texts_shown(
        elements,
        entries,
        [byline.nodes for byline in bylines],
        [label.words for label in labels],
        base,
    )
    posts = [
        ShownPost(text, byline.authors, label) if node is not None else None
        for node, text, byline, label in zip(elements, texts, bylines, labels, strict=True)
    ]
    bound = sum(node is not None for node in elements)
    return Shown(
        posts,
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
        ),
    )


def _changed(times: Sequence[datetime | None] | None, moments: Sequence[datetime | None]) -> int:
    if times is None:
        return 0
    return sum(moment != own for moment, own in zip(times, moments, strict=True))
