"""The actions of keys for the feed and sidebar: scroll, order, filter, zone."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.playback.selection import (
    Selection,
    author_facets,
    in_order_of_appearance,
    kind_facets,
    source_facets,
    with_chosen,
)
from tui.playback.view import View
from tui.screen.actions.search import SearchActions
from tui.screen.feed.widget import Feed
from tui.screen.sidebar.widget import Sidebar

if TYPE_CHECKING:
    from tui.screen.dialogs.filter import FilterBox, Groups


class FeedActions(SearchActions):
    """The actions that leave the clock alone."""

    _filter_box: "FilterBox | None" = None
    _opened_for_summary = False
    """Whether the sidebar is open only for all of the summary, and closes with it."""
    _counted = 0
    """The number of posts in the counts of the open filter dialog."""

    def action_scroll(self, rows: int) -> None:
        self._scroll(lambda: self.feed.scroll_rows(rows), up=rows < 0)

    def action_page(self, windows: int) -> None:
        self._scroll(lambda: self.feed.scroll_windows(windows), up=windows < 0)

    def action_top(self) -> None:
        self._scroll(self.feed.to_start, up=True)

    def action_bottom(self) -> None:
        self._scroll(self.feed.to_end, up=False)

    def _scroll(self, move: Callable[[], None], *, up: bool) -> None:
        """Moves the window; says so where there is nothing further."""
        viewport = self.feed.reading.viewport
        before = viewport.top
        move()
        if viewport.top == before:
            self.tell("This is the top." if up else "This is the bottom.")

    def action_follow(self) -> None:
        self.feed.follow()
        self.tell("Following what is being read.")

    def action_order(self) -> None:
        newest_first = not self.feed.reading.newest_first
        self.feed.set_order(newest_first)
        self.tell("Newest first" if newest_first else "Oldest first")

    def action_look_back(self) -> None:
        if not self.feed.look_back():
            self.tell("No post in the window has been edited or deleted by now.")

    def action_zone(self) -> None:
        self.face_number = (self.face_number + 1) % len(self.options.faces)
        self.tell(f"Times: {self.face.label}")

    def action_sidebar(self) -> None:
        if self._sidebar_is_beside:
            hidden = self.screen.toggle_class("-no-sidebar").has_class("-no-sidebar")
            if hidden:
                self._close_sidebar()
        elif self.screen.has_class("-open-sidebar"):
            self._close_sidebar()
        else:
            self.screen.add_class("-open-sidebar")
            if not self.screen.has_class("-medium") or self.screen.has_class("-low"):
                # It covers the feed, so it takes the arrow keys.
                self.screen.set_focus(self.sidebar)

    def action_whole_summary(self) -> None:
        """Shows all of the summary, or again only what is known; opens the sidebar for it."""
        if not self.player.blog.summary:
            self.tell("This live blog has no summary.")
        elif self._opened_for_summary:
            if not self.screen.has_class("-open-sidebar"):
                self.screen.add_class("-no-sidebar")
            self._close_sidebar()
        elif self._sidebar_is_hidden:
            self.action_sidebar()
            self.whole_summary = self._opened_for_summary = True
            if not self._sidebar_is_beside:
                self.screen.add_class("-whole-summary")
                self.screen.set_focus(self.sidebar)
        elif self.player.view().ended:
            self.tell("At the end all of the summary is shown.")
        else:
            self.whole_summary = not self.whole_summary
        self.show_moment()

    def action_focus_sidebar(self) -> None:
        if self.sidebar.has_focus:
            self._close_sidebar()
            return
        if self._sidebar_is_hidden:
            self.action_sidebar()
        self.screen.set_focus(self.sidebar)

    def action_focus_next(self) -> None:
        """Takes the place of the action of Textual's own tab key, which comes first."""
        if len(self.screen_stack) == 1:
            self.action_focus_sidebar()
        else:
            super().action_focus_next()

    def action_focus_previous(self) -> None:
        """Takes the place of Textual's own shift+tab, which would focus a folded sidebar."""
        if len(self.screen_stack) == 1:
            self.action_focus_sidebar()
        else:
            super().action_focus_previous()

    @property
    def _sidebar_is_beside(self) -> bool:
        """Whether the sidebar fits beside the feed; else it opens over the feed."""
        wide = self.screen.has_class("-wide") or self.screen.has_class("-vast")
        return wide and not self.screen.has_class("-low")

    @property
    def _sidebar_is_hidden(self) -> bool:
        """Whether the sidebar is away, or folded into one row."""
        if self._sidebar_is_beside:
            return self.screen.has_class("-no-sidebar")
        return not self.screen.has_class("-open-sidebar")

    def _close_sidebar(self) -> None:
        """Returns to the feed; a sidebar beside it stays open."""
        self.screen.remove_class("-open-sidebar", "-whole-summary")
        self.screen.set_focus(self.feed)
        if self._opened_for_summary:
            self.whole_summary = self._opened_for_summary = False
            self.show_moment()

    async def action_authors(self) -> None:
        from tui.screen.dialogs.filter import FilterBox

        self._counted = self.player.view().known
        groups, place = self._groups(self._counted), self.feed.reading.place

        def choose(selection: Selection) -> None:
            self.select(selection)
            if not place.following:  # one choice of several may have hidden what stood on top
                self.feed.restore(place)

        self._filter_box = FilterBox(self.player.selection, groups, choose)
        await self._filter_box.open(self._filter_closed)

    def _filter_closed(self, _: None) -> None:
        self._filter_box = None

    def show_view(self, view: View, *, jumped: bool) -> None:
        """Shows one moment in every part, and in the filter dialog if it is open."""
        super().show_view(view, jumped=jumped)
        dialog = self._filter_box
        if dialog is not None and dialog is self.screen and view.known != self._counted:
            self._counted = view.known
            dialog.show(self._groups(view.known))

    def _groups(self, known: int) -> "Groups":
        """The choices among the posts so far, and those already chosen."""
        posts, selection = self.player.blog.posts[:known], self.player.selection
        if changes := self.player.view().changes:
            standing = self.player.changes.standing
            posts = tuple(standing(index, changes).post for index in range(known))
        keys = ([author.name for author in post.authors] for post in posts)
        authors = in_order_of_appearance(author_facets(posts), keys)
        return (
            ("authors", with_chosen(authors, selection.authors)),
            ("kinds", with_chosen(kind_facets(posts), selection.kinds)),
            ("sources", with_chosen(source_facets(posts), selection.sources)),
        )

    def select(self, selection: Selection) -> None:
        """Shows only the posts of the selection."""
        if selection != self.player.selection:
            self.player.select(selection)
            self.show_moment()

    def action_clear(self) -> None:
        covers_feed = self.screen.has_class("-open-sidebar") and not self._sidebar_is_beside
        if self.sidebar.has_focus or covers_feed:
            self._close_sidebar()
        elif self.searching.words:
            self.search("")
        elif self.player.selection.active:
            self.select(Selection())
        else:
            self.tell("There is no search and no filter to clear.")

    def on_feed_moved(self, message: Feed.Moved) -> None:
        message.stop()
        self.show_moment()

    def on_sidebar_post_chosen(self, message: Sidebar.PostChosen) -> None:
        self.player.remember(self.feed.reading.place)
        if not self._sidebar_is_beside:
            self._close_sidebar()
        self.feed.go_to(message.post)

    def on_sidebar_author_chosen(self, message: Sidebar.AuthorChosen) -> None:
        authors = self.player.selection.authors
        only = frozenset({message.author})
        self.select(Selection(authors=frozenset() if authors == only else only))

    def on_sidebar_fold_clicked(self) -> None:
        self.action_sidebar()
