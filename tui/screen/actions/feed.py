"""Actions of the feed: scroll, follow, order, earlier versions, matches of a search."""

from collections.abc import Callable

from tui.screen.actions.part import PartActions
from tui.screen.feed.matches import Match


class FeedActions(PartActions):
    def action_scroll(self, rows: int) -> None:
        self._scroll(lambda: self.feed.scroll_rows(rows), up=rows < 0)

    def action_page(self, windows: int) -> None:
        self._scroll(lambda: self.feed.scroll_windows(windows), up=windows < 0)

    def action_top(self) -> None:
        self._scroll(self.feed.to_start, up=True)

    def action_bottom(self) -> None:
        self._scroll(self.feed.to_end, up=False)

    def action_order(self) -> None:
        newest_first = not self.feed.reading.newest_first
        self.feed.set_order(newest_first)
        self.tell("Newest first" if newest_first else "Oldest first")

    def action_look_back(self) -> None:
        if not self.feed.look_back():
            self.tell("No edited posts on screen.")

    async def action_next_match(self, step: int) -> None:
        matches = self.app.searching
        if not await self._has_matches():
            return
        before = matches.current
        self.go_to_match(matches.step(step, self.feed.reading.current_post()))
        if matches.total and matches.current == before:
            self.tell("This is the only match so far.")

    async def action_matches(self) -> None:
        if await self._has_matches():
            await self.app.run_action("open('matches')")

    async def _has_matches(self) -> bool:
        """True if there are matches; else ask for words or show a note."""
        matches = self.app.searching
        if not matches.words:
            await self.app.run_action("open('search')")
        elif not matches.total:
            self.tell(matches.status())
        return matches.total > 0

    def go_to_match(self, match: Match | None) -> None:
        self.feed.highlight(self.app.searching.words, match)
        if match is not None:
            self.feed.reveal(match)
        self.show_moment()

    def _scroll(self, move: Callable[[], None], *, up: bool) -> None:
        viewport = self.feed.reading.viewport
        before = viewport.top
        move()
        if viewport.top != before:
            return
        more = "" if self.player.view().ended else f" {self.key('turn')}: next post"
        self.tell("This is the top." if up else f"That's all so far.{more}")
