"""Actions of the filter: choose authors, kinds and sources, or clear them."""

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
from tui.screen.actions.part import PartActions

if TYPE_CHECKING:
    from tui.screen.dialogs.filter import FilterBox, Groups


class FilterActions(PartActions):
    _box: "FilterBox | None" = None
    _counted = 0  # posts counted in the open box

    async def action_open(self) -> None:
        from tui.screen.dialogs.filter import FilterBox

        self._counted = self.player.view().known
        place = self.feed.reading.place

        def choose(selection: Selection) -> None:
            self.select(selection)
            if not place.following:  # one choice of several may have hidden the post on top
                self.feed.restore(place)

        self._box = FilterBox(self.player.selection, self._groups(), choose)
        await self._box.open()

    def select(self, selection: Selection) -> None:
        if selection != self.player.selection:
            self.player.select(selection)
            self.show_moment()

    def select_author(self, author: str) -> None:
        """Toggle a filter for this author alone."""
        only = frozenset({author})
        chosen = frozenset() if self.player.selection.authors == only else only
        self.select(Selection(authors=chosen))

    def show(self, view: View) -> None:
        if self._box is not None and self._box is self.app.screen and view.known != self._counted:
            self._counted = view.known
            self._box.show(self._groups())

    def _groups(self) -> "Groups":
        """Choices among the posts so far, and choices already made."""
        view, selection = self.player.view(), self.player.selection
        posts = self.player.blog.posts[: view.known]
        if view.changes:
            standing = self.player.changes.standing
            posts = tuple(standing(index, view.changes).post for index in range(view.known))
        keys = ([author.name for author in post.authors] for post in posts)
        authors = in_order_of_appearance(author_facets(posts), keys)
        return (
            ("authors", with_chosen(authors, selection.authors)),
            ("kinds", with_chosen(kind_facets(posts), selection.kinds)),
            ("sources", with_chosen(source_facets(posts), selection.sources)),
        )
