"""Box of all matches of a search."""

from tui.screen.app import ReplayApp
from tui.screen.dialogs.listed import ListBox
from tui.screen.feed.matches import match_lines

MOST_LISTED = 500


class MatchesBox(ListBox):
    def __init__(self, page: ReplayApp) -> None:
        self._page = page
        matches, changes = page.searching, page.view.changes
        rows = match_lines(matches, page.player.blog, changes, page.face, MOST_LISTED)
        super().__init__(matches.status(), rows, at=matches.number or 0)

    def chosen(self, number: int) -> None:
        matches = self._page.searching
        if number < matches.total:
            self._page.go_to_match(matches.go_to(number))


async def open_box(page: ReplayApp) -> None:
    await MatchesBox(page).open()
