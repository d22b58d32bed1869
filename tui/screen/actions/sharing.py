"""The actions of keys that open or copy: links, the post, the moment as a command."""

from typing import TYPE_CHECKING

from tui.screen.actions.part import PartActions
from tui.screen.drawing.wrap import truncate
from tui.screen.page import ReplayPage

if TYPE_CHECKING:
    from tui.screen.dialogs.links import Chosen
    from tui.screen.feed.post_links import NamedLink

_MOST_TITLE_CELLS = 100
"""The width of a title in the note about a copied post, at most."""


class SharingActions(PartActions):
    """What leaves the program: to the clipboard, or to the reader's browser."""

    _links: "list[NamedLink]"

    def __init__(self, app: ReplayPage, *, opens_links: bool) -> None:
        """`opens_links` says that the reader's browser is on this machine; a guest's is not."""
        super().__init__(app)
        self._opens_links = opens_links

    def action_copy_post(self) -> None:
        post = self.feed.reading.current_post()
        if post is None:
            self.tell("No post to copy.")
            return
        self.app.copy_to_clipboard(self.feed.rows.versions.text(post, self.face))
        title = truncate(self.feed.rows.versions.standing(post).post.title, _MOST_TITLE_CELLS)
        self.tell(f"Copied: {title}")

    async def action_links(self) -> None:
        """Numbers the links of the post in view."""
        from tui.screen.feed.post_links import post_links  # only when asked for

        post, standing = self.feed.reading.current_post(), self.feed.rows.versions.standing
        self._links = [] if post is None else post_links(standing(post).post)
        if not self._links:
            self.tell("No links in this post.")
            return
        from tui.screen.dialogs.links import LinksBox

        box = LinksBox(self._links, opens=self._opens_links)
        await box.open(self._link_chosen)

    def action_copy_moment(self) -> None:
        """Copies a command that shows this moment, with the filter."""
        from tui.screen.actions.moment_command import moment_command

        options = self.options
        if not options.command:
            self.tell("No command leads here.")
            return
        command = moment_command(
            options.command,
            options.moment_option,
            self.player.blog,
            self.player.position,
            self.player.selection,
            options.faces[0],
        )
        self.app.copy_to_clipboard(command)
        self.tell(f"Copied: {command}")

    def open_link(self, url: str) -> None:
        """Opens a page in the reader's browser; where there is none, copies its address."""
        from tui.screen.actions.browser import open_in_browser

        if self._opens_links and open_in_browser(url):
            self.tell(f"Opened in the browser: {url}")
        else:
            self.copy_link(url)

    def copy_link(self, url: str) -> None:
        """Copies an address."""
        self.app.copy_to_clipboard(url)
        self.tell(f"Copied: {url}")

    def _link_chosen(self, chosen: "Chosen | None") -> None:
        if chosen is not None:
            url = self._links[chosen.number].url
            (self.copy_link if chosen.copies else self.open_link)(url)
