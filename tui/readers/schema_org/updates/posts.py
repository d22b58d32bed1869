"""The updates of a LiveBlogPosting into posts, each freed of what belongs to the whole blog."""

from datetime import datetime
from typing import Any, NamedTuple

from selectolax.lexbor import LexborNode

from tui.model.binding import Binding
from tui.model.blog import Author, Block, Embed, Image, Post
from tui.model.safe_text import letters_of
from tui.readers.html.blocks import Bodies, line_of
from tui.readers.html.links import address, site_of
from tui.readers.json_repair import text_in
from tui.readers.page_binding.entry import Entry
from tui.readers.page_binding.labels import Labels
from tui.readers.page_binding.shown import FurtherPost, Shown, ShownPost, shown_on
from tui.readers.page_binding.text import PageText, holds
from tui.readers.schema_org.updates.boilerplate import (
    PARAGRAPHS_GLUED,
    REPEATED_AUTHORS,
    REPEATED_HEADLINE,
    RUN_TOGETHER,
    Bylines,
    find_boilerplate,
)
from tui.readers.schema_org.updates.context import Context, PageSource
from tui.readers.schema_org.updates.cut_texts import cut_length, is_of_length
from tui.readers.schema_org.updates.escaped_twice import escaped_once
from tui.readers.schema_org.updates.headlines import said_once
from tui.readers.schema_org.updates.ids import UpdateIds, id_in
from tui.readers.schema_org.updates.leading_clock import without_clock
from tui.readers.schema_org.updates.media import media_of, pictures_of, without_query
from tui.readers.schema_org.updates.times import UpdateTimes
from tui.readers.warnings import Remarks

type Object = dict[str, Any]

PUBLISHER_AUTHOR = "The publisher stands as the author of updates; they are left unsigned."
UNKNOWN_AUTHOR = "The author has no name, or is a reference to something that is described nowhere."
BESIDE = "Posts that the page shows and its data lack were left out: {}."
READ_BESIDE = "Posts that the page shows and its data lack were read from the page: {}."
EMPTY = "The update is empty: it has no headline, no text and no picture."
MENDED = "The text is cut in the data; its rest is taken from the page."
CUT = "The text is cut in the data, and its rest is nowhere in the file."
NO_TEXT = PageText()
MOST_PICTURES = 100_000
"""Pictures of a live blog that are read; far more than there are seconds in a day."""


class Draft(NamedTuple):
    """What the data say of one update."""

    headline: str
    body: tuple[Block, ...]
    url: str
    key: str


def posts_of(
    updates: list[Object],
    times: UpdateTimes,
    context: Context,
    remarks: Remarks,
    source: PageSource | None,
) -> tuple[list[Post], Binding | None]:
    """A post for each update that says anything, in the order of the file.

    Where they stand on a page as well, as the page shows them, with numbers of what it gave.
    """
    reader = _UpdateReader(updates, context, remarks)
    shown = reader.shown(updates, times, source) if source is not None else None
    page_times = shown is not None and shown.times is not None
    posts: list[Post] = []
    for number, (update, moment) in enumerate(zip(updates, times.published, strict=True)):
        modified = times.modified(number) if update.get("dateModified") else None
        if modified is not None and moment is not None and modified < moment and page_times:
            modified = None  # of the text, which was typed before it was published
        seen = shown.posts[number] if shown is not None else None
        post = reader.post(update, number, moment, modified, seen) if moment is not None else None
        if post is None:
            remarks.add(EMPTY, number + 1)
        else:
            posts.append(post)
    if shown is None:
        return posts, None
    return posts + [reader.further(post) for post in shown.further], shown.binding


class _UpdateReader:
    """Reads the updates of one blog."""

    def __init__(self, updates: list[Object], context: Context, remarks: Remarks) -> None:
        self._context, self._remarks = context, remarks
        self._bylines, self._bodies = Bylines(context.resolve), Bodies(context.url)
        self._pictures_left = MOST_PICTURES
        self._drafts: dict[int, Draft] = {}
        self._cut_length = cut_length(updates)
        self._ids = UpdateIds(updates, context.url)
        self._publishers = {
            letters_of(context.publisher),
            letters_of(context.url and site_of(context.url)),
        } - {""}
        self._boilerplate = find_boilerplate(
            updates,
            self._bylines,
            remarks,
            title=context.title,
            authors=context.authors,
            images=context.images,
            nobody=self._publishers,
            resolve=context.resolve,
        )

    def shown(self, updates: list[Object], times: UpdateTimes, source: PageSource) -> Shown:
        """What the page shows of the updates; its times, where they are to be believed, are set."""
        scopes = source.scopes if len(source.scopes) == len(updates) else [None] * len(updates)
        entries = [
            self._entry(update, scope, times.sure(number), times.modified(number))
            for number, (update, scope) in enumerate(zip(updates, scopes, strict=True))
        ]
        shown = shown_on(
            source.page,
            entries,
            base=self._context.url,
            nobody=frozenset(self._publishers),
            others=source.others,
        )
        if shown.times is not None:
            times.take(shown.times)
        if shown.binding.beside:
            self._remarks.add(BESIDE.format(shown.binding.beside))
        if shown.further:
            self._remarks.add(READ_BESIDE.format(len(shown.further)))
        if shown.binding.names == len(updates):
            self._remarks.withdraw(REPEATED_AUTHORS)
        if shown.binding.headlines == len(updates):
            self._remarks.withdraw(REPEATED_HEADLINE)
        return shown

    def _entry(
        self,
        update: Object,
        scope: LexborNode | None,
        moment: datetime | None,
        modified: datetime | None,
    ) -> Entry:
        draft = self._drafts[id(update)] = self._draft(update)
        names = self._bylines.of(update.get("author") or update.get("creator"))
        url = update.get("url")
        addresses = (draft.key, url if isinstance(url, str) else draft.url, id_in(update))
        return Entry(
            tuple(dict.fromkeys(filter(None, addresses))),
            draft.headline,
            draft.body,
            tuple(x.name for x in names if letters_of(x.name) not in self._publishers),
            scope,
            moment,
            modified,
        )

    def _draft(self, update: Object) -> Draft:
        """What the data say of an update, read once."""
        draft = self._drafts.pop(id(update), None)
        if draft is None:
            draft = Draft(self._headline(update), self._body(update), *self._ids.of(update))
        return draft

    def post(
        self,
        update: Object,
        number: int,
        moment: datetime,
        modified: datetime | None,
        shown: ShownPost | None,
    ) -> Post | None:
        """The post of an update, as the page shows it where it shows more; None if it is empty."""
        headline, body, url, key = self._draft(update)
        text = shown.text if shown is not None else NO_TEXT
        headline = headline or text.headline
        self._remark_on_text(text, update, number)
        if not any(isinstance(block, Image) for block in text.body if text.holds):
            body = self._with_pictures((text.holds and text.body) or body, update)
        else:  # the page has all pictures of the post
            body = text.body
        headline, body = said_once(headline, self._with_media(body, update))
        if not headline and not body:
            return None
        labels = shown.labels if shown is not None else Labels()
        return Post(
            published=moment,
            headline=headline,
            kicker=labels.kicker,
            authors=(shown.authors if shown is not None else ()) or self._authors(update, number),
            body=body,
            id=key,
            url=url,
            modified=modified,
            key_event=labels.key_event or update.get("tui:keyEvent") is True,
            pinned=labels.pinned or update.get("tui:pinned") is True,
        )

    def further(self, post: FurtherPost) -> Post:
        """A post that only the page has."""
        text, labels = post.shown.text, post.shown.labels
        return Post(
            published=post.published,
            headline=text.headline,
            kicker=labels.kicker,
            authors=post.shown.authors,
            body=text.body,
            id=post.name if post.name.isascii() and post.name.isprintable() else "",
            url=address(f"#{post.name}", self._context.url) if post.name else "",
            key_event=labels.key_event,
            pinned=labels.pinned,
        )

    def _remark_on_text(self, text: PageText, update: Object, number: int) -> None:
        """Say where the data's text ends early, and that paragraphs were parted if they stay."""
        if text.cut or (not text.holds and is_of_length(update, self._cut_length)):
            self._remarks.add(MENDED if text.mended else CUT, number + 1)
        if self._boilerplate.glued and not text.holds:
            self._remarks.add(PARAGRAPHS_GLUED)

    def _headline(self, update: Object) -> str:
        line = line_of(
            text_in(
                update.get("headline") or update.get("name") or update.get("alternativeHeadline")
            )
        )
        return "" if line == self._boilerplate.headline else without_clock(line)

    def _body(self, update: Object) -> tuple[Block, ...]:
        description = update.get("description")
        if description == self._boilerplate.description:
            description = None
        text = escaped_once(text_in(update.get("articleBody") or update.get("text") or description))
        if not text:
            return ()
        if self._boilerplate.glued:
            text = RUN_TOGETHER.sub("\n\n", text)
        body = self._bodies.blocks(text)
        if description is None or description == text:
            return body
        return self._with_description(text_in(description), body)

    def _with_description(self, description: str, body: tuple[Block, ...]) -> tuple[Block, ...]:
        """The body behind a description that says more than it, so is no summary of it."""
        described = self._bodies.blocks(description)
        return body if holds(body, described) or not body else (*described, *body)

    def _authors(self, update: Object, number: int) -> tuple[Author, ...]:
        value = update.get("author") or update.get("creator")
        if not value:
            return ()
        authors = self._bylines.of(value)
        if not authors:
            publisher = self._context.publisher_id
            if publisher and isinstance(value, dict) and value.get("@id") == publisher:
                self._remarks.add(PUBLISHER_AUTHOR)
            else:
                self._remarks.add(UNKNOWN_AUTHOR, number + 1)
            return ()
        if authors == self._boilerplate.authors:
            return ()
        signed = tuple(x for x in authors if letters_of(x.name) not in self._publishers)
        if len(signed) < len(authors):
            self._remarks.add(PUBLISHER_AUTHOR)
        return signed

    def _with_pictures(self, body: tuple[Block, ...], update: Object) -> tuple[Block, ...]:
        """The body, then the update's own pictures that do not stand in it."""
        pictures = pictures_of(update, self._context.resolve) if self._pictures_left > 0 else []
        self._pictures_left -= len(pictures)
        if not pictures:
            return body
        captions = _captions(body)
        shown = {without_query(block.url) for block in body if isinstance(block, Image)}
        shown |= self._boilerplate.images
        return body + tuple(
            picture
            for picture in pictures
            if without_query(picture.url) not in shown and picture.caption not in captions
        )

    def _with_media(self, body: tuple[Block, ...], update: Object) -> tuple[Block, ...]:
        """The body, then the update's own videos and sounds, unless it has embeds already."""
        media = media_of(update, self._context.resolve)
        if not media or any(isinstance(block, Embed) for block in body):
            return body
        captions = _captions(body)
        return body + tuple(
            block
            for block in media
            if not isinstance(block, Image) or block.caption not in captions
        )


def _captions(body: tuple[Block, ...]) -> set[str]:
    """The captions of the pictures in a body."""
    return {block.caption for block in body if isinstance(block, Image)} - {""}
