"""The side panel: summary card, headlines so far, authors; beside the feed, over it, or a row."""

from asyncio import to_thread
from collections.abc import Hashable
from contextlib import suppress
from functools import partial
from typing import ClassVar

from textual import events, on, work
from textual.binding import BindingType
from textual.cache import LRUCache
from textual.geometry import Size
from textual.reactive import reactive

from tui.model.blog import once_for_each_blog
from tui.model.counted import counted
from tui.model.errors import LiveBlogError
from tui.model.summary import KnownSummary, known_summary, pinned_summary
from tui.playback.selection import Selection
from tui.screen.drawing.line_widget import FILL, LineWidget, TextRow, row_cells
from tui.screen.drawing.picture import PictureSource
from tui.screen.drawing.wrap import truncate
from tui.screen.page import ReplayPage
from tui.screen.sidebar.layout import MARGIN_CELLS, SidePanel, SidePicture, SidePlace, summary_title
from tui.screen.title_bar import TitleBar

MOST_PICTURE_CELLS = Size(45, 21)
_panels: LRUCache[Hashable, SidePanel] = LRUCache(400)  # guests see the same
_pinned_posts = once_for_each_blog(  # the newest first
    lambda blog: [index for index, post in enumerate(blog.posts) if post.pinned][::-1]
)


class Sidebar(LineWidget, can_focus=True):
    BINDINGS: ClassVar[list[BindingType]] = [
        ("down,j", "move(1)"),
        ("up,k", "move(-1)"),
        ("enter", "choose"),
        ("pagedown", "scroll(5)"),
        ("pageup", "scroll(-5)"),
    ]
    place = reactive(SidePlace(), init=False)

    def __init__(self, page: ReplayPage, title_bar: TitleBar) -> None:
        super().__init__(id="sidebar")
        self._page, self._title_bar = page, title_bar
        self._picture: tuple[int, SidePicture | None] = (-1, None)  # of a post, once drawn
        self.set_class(not page.player.blog.summary, "-only-posts")

    def _newest_picture(self) -> SidePicture | None:
        """Picture of the newest post shown that has one, in a vast window."""
        page, source = self._page, self._page.options.pictures
        has_room = self.screen.has_class("-vast") and not self.has_class("-only-posts")
        if source is None or page.no_color or not has_room:
            return None
        posts, shown = page.player.blog.posts, page.player.timeline.indices[: page.view.shown]
        post = next((index for index in reversed(shown) if posts[index].images), None)
        if post is None or page.feed.rows.versions.standing(post).deleted:
            return None
        if self._picture[0] != post:
            self._picture = post, None
            self._draw_picture(post, source)
        return self._picture[1]

    @work(exclusive=True, exit_on_error=False)
    async def _draw_picture(self, index: int, source: PictureSource) -> None:
        """Draw the first picture that was saved with the page; nothing is fetched."""
        post = self._page.player.blog.posts[index]
        draw = partial(source.draw, fetch=False, graphic=False)
        time = self._page.face.time(post.published)
        for image in post.images:
            with suppress(LiveBlogError):
                look = image.url or image.saved, MOST_PICTURE_CELLS, (0, 0, 0)
                if drawn := await to_thread(draw, *look):
                    rows, caption = tuple(drawn.rows), image.caption or image.alt
                    self._picture = index, SidePicture(time, rows, caption, image.credit)
                    self.refresh()
                    return

    def _summary(self) -> KnownSummary:
        page, blog, view = self._page, self._page.player.blog, self._page.view
        pinned = next((post for post in _pinned_posts(blog) if post < view.known), None)
        if blog.summary or pinned is None:
            whole = view.ended or self.has_class("-whole") or page.options.spoilers
            return known_summary(blog, view.moment, at_end=whole)
        post = page.feed.rows.versions.standing(pinned).post
        return pinned_summary(post, page.face.time(post.published))

    # Drawing

    @property
    def folded(self) -> bool:
        """True if a small screen shows only a single row of the panel."""
        return self.size.height == 1 and self.is_hidden

    def text_rows(self, size: Size) -> list[TextRow]:
        if self.folded:
            return [self._folded_row(size.width)]
        facts = self._title_bar.left_out
        last = (" " * MARGIN_CELLS, "text"), (facts, "muted")
        return [*self.panel.text_rows, *([last] if facts else [])]

    @property
    def panel(self) -> SidePanel:
        """The panel now, one for all guests who see the same. The widget's `place` is as the reader
        left it, and may be beyond its bounds."""
        page, player, view = self._page, self._page.player, self._page.view
        size = self.size - Size(0, bool(self._title_bar.left_out))
        look = size, self.place, self._summary(), self._newest_picture(), self.has_focus
        posts = player.timeline, player.selection, player.posts_to_edge(view), player.has_clock
        states = *page.feed.reading.states_key, view.shown, view.known, view.changes, page.face
        known = *look, self._covers, page.has_keys, page.key("authors"), *posts, *states
        if (panel := _panels.get(known)) is None:
            panel = _panels[known] = SidePanel(page, *look, for_summary=self._covers)
        return panel

    def _folded_row(self, width: int) -> TextRow:
        """The only row of a folded panel: newest line, key to open."""
        page, view, summary = self._page, self._page.view, self._summary()
        title, count, newest = "So far", counted(view.shown, "post"), ""
        if summary.total:
            title, count = summary_title(summary)
            if not summary.pinned and (summary.dated or summary.whole):
                count = f"{summary.known} of {summary.total}"
            newest = " ".join(summary.newest.words) if summary.newest else ""
        elif view.shown:
            index = page.player.timeline.indices[view.shown - 1]
            newest = page.player.changes.standing(index, view.changes).post.title
        opens = (FILL, (page.key("summary"), "key"), (" open ", "muted"))
        row = ((f" {title}", "name"), (f" {count}", "muted"), ("  ", "text"))
        room = width - row_cells(row) - row_cells(opens) - 2
        return (*row, (truncate(newest, room), "text"), *opens)

    # Input

    def on_click(self, event: events.Click) -> None:
        if self.folded:
            self.open()
            return
        target = self.panel.row_at(event.x, event.y).to
        if target is not None:
            self.place = self.place._replace(cursor=target)
        self._choose(target)

    @on(events.MouseScrollDown)
    @on(events.MouseScrollUp)
    def _wheel(self, event: events.MouseScrollDown | events.MouseScrollUp) -> None:
        event.stop()
        rows = 2 if isinstance(event, events.MouseScrollDown) else -2
        self._scroll(rows, summary=self.panel.row_at(event.x, event.y).card)

    def on_resize(self) -> None:
        if self.folded and self.screen.focused is self:
            self.close()  # its keys would act out of sight

    def watch_has_focus(self, has_focus: bool) -> None:
        super().watch_has_focus(has_focus)
        self.place = self.place._replace(cursor=None)

    def action_move(self, step: int) -> None:
        """Move the cursor; at the first and at the last headline scroll further."""
        shown, cursor = self.panel.targets, self.panel.place.cursor
        headlines = [target for target in shown if isinstance(target, int)]
        if headlines and cursor == headlines[0 if step < 0 else -1]:
            self._scroll(step, summary=False)
            shown = self.panel.targets
        if cursor in shown:
            at = shown.index(cursor) + step
            self.place = self.place._replace(cursor=shown[min(max(at, 0), len(shown) - 1)])

    def action_choose(self) -> None:
        self._choose(self.panel.place.cursor)

    def action_scroll(self, step: int) -> None:
        """Scroll the summary, else the headlines."""
        before = self.panel.place.summary_from
        self._scroll(step, summary=True)
        if self.panel.place.summary_from == before:
            self._scroll(step, summary=False)

    def _scroll(self, step: int, *, summary: bool) -> None:
        """Scroll the summary or the headlines down, or up if negative."""
        cursor, summary_from, back = self.panel.place
        if summary:
            summary_from += step
        else:
            back += step if self._page.feed.reading.document.newest_first else -step
        self.place = SidePlace(cursor, summary_from, back)

    def _choose(self, target: int | str | None) -> None:
        """Go to a headline's post, or filter by an author."""
        if isinstance(target, int):
            if not self.is_beside:
                self.close()
            self._page.go_to(target)
        elif target is not None:
            self.action_filter((target,))

    def action_filter(self, authors: tuple[str, ...]) -> None:
        """Filter by authors; if the filter is only theirs, end it."""
        is_theirs = self._page.player.selection.authors == {*authors}
        self._page.select(Selection(authors=frozenset(() if is_theirs else authors)))

    # Open, closed, beside the feed

    @property
    def is_beside(self) -> bool:
        """True if the panel fits beside the feed; else it opens over the feed."""
        return not self.screen.classes & {"-narrow", "-medium", "-low"}

    @property
    def is_hidden(self) -> bool:
        """True if the panel is closed or folded into a single row."""
        return self.has_class("-closed") if self.is_beside else not self.has_class("-open")

    @property
    def _covers(self) -> bool:
        """True if the whole summary covers the feed."""
        return self.has_class("-whole") and not self.is_beside

    @property
    def covers_feed(self) -> bool:
        return not (self.is_beside or self.is_hidden)

    def open(self) -> None:
        self.remove_class("-closed") if self.is_beside else self.add_class("-open")
        if not self.is_beside:
            self.screen.set_focus(self)  # it covers the feed, so it takes the arrow keys
            self._page.show_moment()

    def close(self) -> None:
        """Return to the feed; a panel beside the feed stays open."""
        self.screen.set_focus(self._page.feed)
        self.remove_class("-open")  # also for a window that was lower or narrower
        if not self.is_beside:
            self._show_whole(False)

    def action_cycle(self) -> None:
        """Cycle: summary so far, on an own clock the whole summary, panel closed."""
        page = self._page
        is_whole = self.has_class("-whole") or page.options.spoilers or page.player.view().ended
        if self.is_hidden:
            self.open()
        elif page.player.blog.summary and not is_whole and page.player.has_clock:
            self._show_whole(True)
            page.tell("All of the summary.")
        else:
            self._show_whole(False)
            self.close()
            self.set_class(self.is_beside, "-closed")

    def action_focus(self) -> None:
        if self.has_focus:
            self.close()
        else:
            if self.is_hidden:
                self.open()
            self.screen.set_focus(self)

    def _show_whole(self, whole: bool) -> None:
        self.set_class(whole, "-whole")
        self._page.show_moment()
