"""Box of all matches of a search."""

from tui.screen.app import ReplayApp
from tui.screen.dialogs.listed import Choice, ListBox
from tui.screen.feed.matches import match_line

MOST_LISTED = 500


class MatchesBox(ListBox):
    def __init__(self, page: ReplayApp) -> None:
        self._page = page
        matches, shown = page.searching, (page.player.blog, page.view.changes, page.face)
        listed = enumerate(matches.every[:MOST_LISTED])
        choices = (Choice(match_line(match, *shown), number) for number, match in listed)
        super().__init__(matches.status(), choices, at=matches.number or 0)

    def chosen(self, item: int) -> None:
        matches = self._page.searching
        if item < matches.total:
            self._page.go_to_match(matches.go_to(item))


async def open_box(page: ReplayApp) -> None:
    await MatchesBox(page).open()
