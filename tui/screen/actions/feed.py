"""Actions of the feed: scroll, follow, order, earlier versions, time zone."""

from collections.abc import Callable

from tui.screen.actions.part import PartActions


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

    def action_zone(self) -> None:
        self.app.face_number = (self.app.face_number + 1) % len(self.options.faces)
        self.tell(f"Times: {self.face.label}")

    def _scroll(self, move: Callable[[], None], *, up: bool) -> None:
        """Scroll; at the top or bottom show a note."""
        viewport = self.feed.reading.viewport
        before = viewport.top
        move()
        if viewport.top != before:
            return
        ended = self.player.view().ended
        bottom = (
            "That's all so far." if ended else f"That's all so far. {self.key('turn')}: next post"
        )
        self.tell("This is the top." if up else bottom)
