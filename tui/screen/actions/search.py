"""Actions of the search: type words, go from match to match, list all."""

from tui.screen.actions.part import PartActions
from tui.screen.feed.matches import Match

MOST_LISTED = 500


class SearchActions(PartActions):
    async def action_search(self) -> None:
        from tui.screen.dialogs.search import SearchBox

        await SearchBox(self.searching.words, self._preview).open(self._words_typed)

    async def _has_matches(self) -> bool:
        """True if there are matches; else ask for words or show a note."""
        if not self.searching.words:
            await self.action_search()
        elif not self.searching.total:
            self.tell(self.searching.status())
        else:
            return True
        return False

    async def action_next_match(self, step: int) -> None:
        if not await self._has_matches():
            return
        before = self.searching.current
        self._go_to_match(self.searching.step(step, self.feed.reading.current_post()))
        if self.searching.total and self.searching.current == before:
            self.tell("This is the only match so far.")

    async def action_matches(self) -> None:
        if not await self._has_matches():
            return
        from tui.screen.dialogs.listed import NumberBox
        from tui.screen.feed.matches import match_lines

        changes = self.player.view().changes
        lines = match_lines(self.searching, self.player.blog, changes, self.face, MOST_LISTED)
        box = NumberBox(self.searching.status(), lines, at=self.searching.number or 0)
        await box.open(self._match_chosen)

    def search(self, words: str) -> None:
        """Search for words; empty words end the search."""
        self.searching.start(words)
        self.feed.highlight(words, None)
        self.show_moment()

    def _match_chosen(self, number: int | None) -> None:
        if number is not None and number < self.searching.total:
            self._go_to_match(self.searching.go_to(number))

    def _go_to_match(self, match: Match | None) -> None:
        self.feed.highlight(self.searching.words, match)
        if match is not None:
            self.feed.reveal(match)
        self.show_moment()

    def _preview(self, words: str) -> str:
        self.search(words)
        return self.searching.status()

    async def _words_typed(self, words: str | None) -> None:
        words = words if words and words.strip() else ""
        self.search(words)
        if words:
            await self.action_next_match(1)
