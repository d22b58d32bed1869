"""The side panel: summary card, headlines so far, authors; beside the feed, over it, or a row."""

from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.geometry import Size

from tui.model.blog import LiveBlog, once_for_each_blog
from tui.model.summary import KnownSummary, known_summary, pinned_summary
from tui.screen.drawing.line_widget import LineWidget, TextRow
from tui.screen.drawing.signs import RULE
from tui.screen.page import ReplayPage
from tui.screen.sidebar.layout import (
    MARGIN_CELLS,
    SideContent,
    SideLayout,
    SidePlace,
    SideRow,
    folded_row,
    lay_out,
    side_by_side,
)
from tui.screen.title_bar import TitleBar


class Sidebar(LineWidget, can_focus=True):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("enter", "choose", show=False),
        Binding("pagedown", "scroll(5)", show=False),
        Binding("pageup", "scroll(-5)", show=False),
    ]
    panel = SideLayout()
    cursor: int | None = None  # number of a row, over all columns; None without focus
    _on: int | str | None = None  # target of that row
    _chooses = False  # focused; Textual's flag changes only after `on_blur`

    def __init__(self, page: ReplayPage, title_bar: TitleBar) -> None:
        super().__init__(id="sidebar")
        self._page, self._title_bar = page, title_bar
        self._whole = page.options.spoilers  # the whole summary at any moment
        self.set_class(not page.player.blog.summary, "-only-posts")
        self.content = self._content_now()

    def show(self) -> None:
        content = self._content_now()
        if content != self.content:
            self.content = content
            self.update_rows()

    def _content_now(self) -> SideContent:
        page = self._page
        player, reading, view = page.player, page.feed.reading, page.view
        return SideContent(
            player.timeline,
            player.changes,
            page.face,
            (page.key("authors"), page.key("summary")),
            view.shown,
            tuple(page.layouts.authors.at(view.known)),
            player.selection.authors,
            self._summary(),
            reading.newest_first,
            reading.told_states(),
            view.changes,
        )

    def _summary(self) -> KnownSummary:
        page, blog, view = self._page, self._page.player.blog, self._page.view
        pinned = next((post for post in _pinned_posts(blog) if post < view.known), None)
        if blog.summary or pinned is None:
            return known_summary(blog, view.moment, at_end=view.ended or self._whole)
        post = page.feed.rows.versions.standing(pinned).post
        return pinned_summary(post, page.face.time(post.published))

    # Drawing

    @property
    def folded(self) -> bool:
        """True if a small screen shows only a single row of the panel."""
        return self.size.height == 1 and not self.screen.has_class("-open-sidebar")

    def text_rows(self, size: Size) -> list[TextRow]:
        if self.folded:
            self.panel = SideLayout()
            return [folded_row(self.content, size.width)]
        closing: list[TextRow] = []
        if facts := self._title_bar.left_out:
            closing.append(((" " * MARGIN_CELLS, "text"), (facts, "muted")))
        if self._needs_foot:
            closing.append(((f" {RULE * max(0, size.width - 2)}", "rule"),))
        size = Size(size.width, size.height - len(closing))
        whole = self.screen.has_class("-whole-summary")
        old = self.panel
        place = SidePlace(size, whole, self._chooses, old.summary_from, old.back)
        self.panel = lay_out(self.content, place)
        if self._chooses:
            self._find_cursor()
        return [*side_by_side(self.panel, size, self.cursor), *closing]

    @property
    def _needs_foot(self) -> bool:
        """True if the open panel has no ground, so a rule separates it from the feed."""
        classes, app = self.screen.classes, self.app
        above = {"-open-sidebar", "-medium"} <= classes
        above = above and not {"-low", "-whole-summary"} & classes
        return above and (app.no_color or app.native_ansi_color)

    # The cursor

    def _put_cursor(self, number: int | None) -> None:
        self.cursor = number
        self._on = None if number is None else self.panel.rows[number].to

    def _find_cursor(self) -> None:
        """Stay on the post or author, else near the row; start in the first row."""
        choices, rows, near = self.panel.choices, self.panel.rows, self.cursor
        if near is None:
            self._put_cursor(next(iter(choices), None))
        else:
            same = [n for n in choices if rows[n].to == self._on]
            self._put_cursor(min(same or choices, key=lambda n: abs(n - near), default=None))

    # Input

    def on_click(self, event: events.Click) -> None:
        if self.folded:
            self.toggle()
        elif (number := self.panel.number_at(event.x, event.y, self.size.width)) >= 0:
            if number in self.panel.choices:
                self._put_cursor(number)
            self._choose(self.panel.rows[number])
            self.update_rows()

    @on(events.MouseScrollDown)
    @on(events.MouseScrollUp)
    def _wheel(self, event: events.MouseScrollDown | events.MouseScrollUp) -> None:
        event.stop()
        rows = 2 if isinstance(event, events.MouseScrollDown) else -2
        self._scroll(rows, self.panel.number_at(event.x, event.y, self.size.width))

    def on_focus(self) -> None:
        self._chooses = True
        self._find_cursor()
        self.update_rows()

    def on_blur(self) -> None:
        self._chooses = False
        self._put_cursor(None)
        self.update_rows()

    def action_move(self, step: int) -> None:
        """Move the cursor; at the last headline scroll further."""
        headlines = self.panel.headlines
        if headlines and self.cursor == headlines[0 if step < 0 else -1]:
            self._scroll_headlines(step)
            self.text_rows(self.size)
        choices = self.panel.choices
        if self.cursor in choices:
            at = choices.index(self.cursor) + step
            self._put_cursor(choices[min(max(at, 0), len(choices) - 1)])
        self.update_rows()

    def action_choose(self) -> None:
        if self.cursor is not None:
            self._choose(self.panel.rows[self.cursor])

    def action_scroll(self, step: int) -> None:
        self._scroll(step, 0)

    def _scroll(self, step: int, y: int) -> None:
        """Scroll the part in row `y`: the summary, else the headlines."""
        panel = self.panel
        if self._page.player.blog.summary and y < next(iter(panel.headlines), 0) - 1:
            self.panel = panel._replace(summary_from=max(0, panel.summary_from + step))
        else:
            self._scroll_headlines(step)
        self.update_rows()

    def _scroll_headlines(self, step: int) -> None:
        """Scroll headlines down, or up if negative."""
        back = self.panel.back + (step if self.content.newest_first else -step)
        most = self.content.posts - len(self.panel.headlines)
        self.panel = self.panel._replace(back=min(max(back, 0), most))

    def _choose(self, row: SideRow) -> None:
        """Go to a headline's post, or toggle a filter for an author alone."""
        if isinstance(row.to, int):
            if not self.is_beside:
                self.close()
            self._page.go_to(row.to)
        elif row.to is not None:
            self._page.select_author(row.to)

    # Open, closed, beside the feed

    @property
    def is_beside(self) -> bool:
        """True if the panel fits beside the feed; else it opens over the feed."""
        classes = self.screen.classes
        return bool(classes & {"-wide", "-vast"}) and "-low" not in classes

    @property
    def is_hidden(self) -> bool:
        """True if the panel is closed or folded into a single row."""
        if self.is_beside:
            return self.screen.has_class("-no-sidebar")
        return not self.screen.has_class("-open-sidebar")

    @property
    def takes_escape(self) -> bool:
        covers_feed = self.screen.has_class("-open-sidebar") and not self.is_beside
        return self.has_focus or covers_feed

    def close(self) -> None:
        """Return to the feed; a panel beside the feed stays open."""
        covered = self.screen.has_class("-whole-summary")
        self.screen.remove_class("-open-sidebar", "-whole-summary")
        self.screen.set_focus(self._page.feed)
        if covered:
            self._show_whole(self._page.options.spoilers)

    def action_cycle(self) -> None:
        """Cycle: summary so far, whole summary, panel closed."""
        page = self._page
        if self.is_hidden:
            self.toggle()
        elif page.player.blog.summary and not (self._whole or page.player.view().ended):
            self._show_whole(True)
            page.tell("All of the summary.")
        else:
            if self._whole != page.options.spoilers:
                self._show_whole(page.options.spoilers)
            self.toggle()

    def toggle(self) -> None:
        screen = self.screen
        if self.is_beside:
            if screen.toggle_class("-no-sidebar").has_class("-no-sidebar"):
                self.close()
        elif screen.has_class("-open-sidebar"):
            self.close()
        else:
            screen.add_class("-open-sidebar")
            if not screen.has_class("-medium") or screen.has_class("-low"):
                screen.set_focus(self)  # it covers the feed, so it takes the arrow keys

    def action_whole_summary(self) -> None:
        """Toggle the whole summary; open a hidden panel for it."""
        page = self._page
        if not page.player.blog.summary:
            page.tell("This live blog has no summary.")
        elif self.is_hidden:
            self.toggle()
            self._show_whole(True)
        elif page.player.view().ended:
            page.tell("At the end all of the summary is shown.")
        elif self._whole and not self.is_beside:
            self.close()
        else:
            self._show_whole(not self._whole)

    def action_focus(self) -> None:
        if self.has_focus:
            self.close()
        else:
            if self.is_hidden:
                self.toggle()
            self.screen.set_focus(self)

    def _show_whole(self, whole: bool) -> None:
        self._whole = whole
        covers = whole and not self.is_beside
        self.screen.set_class(covers, "-whole-summary")
        if covers:
            self.screen.set_focus(self)
        self._page.show_moment()


@once_for_each_blog
def _pinned_posts(blog: LiveBlog) -> list[int]:
    """Pinned posts, the newest first."""
    return [index for index, post in enumerate(blog.posts) if post.pinned][::-1]
