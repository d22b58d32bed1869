"""Box of all matches of a search."""

from tui.screen.app import ReplayApp
from tui.screen.dialogs.listed import Choice, ListBox
from tui.screen.feed.matches import match_lines

MOST_LISTED = 500


class MatchesBox(ListBox):
    def __init__(self, page: ReplayApp) -> None:
        self._page = page
        matches, changes = page.searching, page.view.changes
        rows = match_lines(matches, page.player.blog, changes, page.face, MOST_LISTED)
        choices = (Choice(row, number) for number, row in enumerate(rows))
        super().__init__(matches.status(), choices, at=matches.number or 0)

    def chosen(self, item: int) -> None:
        matches = self._page.searching
        if item < matches.total:
            self._page.go_to_match(matches.go_to(item))


async def open_box(page: ReplayApp) -> None:
    await MatchesBox(page).open()
