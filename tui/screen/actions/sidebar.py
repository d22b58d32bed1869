"""Actions of the side panel: summary so far, all of it, closed; focus."""

from tui.screen.actions.part import PartActions


class SidebarActions(PartActions):
    _opened_for_summary = False  # close the panel with the whole summary

    def action_cycle(self) -> None:
        """Cycle: summary so far, whole summary, panel closed."""
        if self.is_hidden:
            self.action_toggle()
        elif self._can_show_more:
            self._show_whole(True)
            self.tell("All of the summary.")
        else:
            if self.app.whole_summary != self.options.spoilers:
                self._show_whole(self.options.spoilers)
            self.action_toggle()

    def action_toggle(self) -> None:
        screen = self.app.screen
        if self.is_beside:
            if screen.toggle_class("-no-sidebar").has_class("-no-sidebar"):
                self.close()
        elif screen.has_class("-open-sidebar"):
            self.close()
        else:
            screen.add_class("-open-sidebar")
            if not screen.has_class("-medium") or screen.has_class("-low"):
                screen.set_focus(self.sidebar)  # it covers the feed, so it takes the arrow keys

    def action_whole_summary(self) -> None:
        """Toggle the whole summary; open a hidden panel for it."""
        if not self.player.blog.summary:
            self.tell("This live blog has no summary.")
        elif self._opened_for_summary:
            if not self.app.screen.has_class("-open-sidebar"):
                self.app.screen.add_class("-no-sidebar")
            self.close()
        elif self.is_hidden:
            self.action_toggle()
            self._opened_for_summary = True
            self._show_whole(True)
        elif self.player.view().ended:
            self.tell("At the end all of the summary is shown.")
        else:
            self._show_whole(not self.app.whole_summary)

    def action_focus(self) -> None:
        if self.sidebar.has_focus:
            self.close()
            return
        if self.is_hidden:
            self.action_toggle()
        self.app.screen.set_focus(self.sidebar)

    @property
    def is_beside(self) -> bool:
        """True if the panel fits beside the feed; else it opens over the feed."""
        screen = self.app.screen_stack[0]
        wide = screen.has_class("-wide") or screen.has_class("-vast")
        return wide and not screen.has_class("-low")

    @property
    def is_hidden(self) -> bool:
        """True if the panel is closed or folded into a single row."""
        screen = self.app.screen_stack[0]
        if self.is_beside:
            return screen.has_class("-no-sidebar")
        return not screen.has_class("-open-sidebar")

    @property
    def takes_escape(self) -> bool:
        covers_feed = self.app.screen.has_class("-open-sidebar") and not self.is_beside
        return self.sidebar.has_focus or covers_feed

    @property
    def _can_show_more(self) -> bool:
        whole = self.app.whole_summary or self.player.view().ended
        return bool(self.player.blog.summary) and not whole

    def _show_whole(self, whole: bool) -> None:
        self.app.whole_summary = whole
        if whole and not self.is_beside:
            self.app.screen.add_class("-whole-summary")
            self.app.screen.set_focus(self.sidebar)
        else:
            self.app.screen.remove_class("-whole-summary")
        self.show_moment()

    def close(self) -> None:
        """Return to the feed; a panel beside the feed stays open."""
        self.app.screen.remove_class("-open-sidebar", "-whole-summary")
        self.app.screen.set_focus(self.feed)
        if self._opened_for_summary:
            self._opened_for_summary = False
            self._show_whole(False)
