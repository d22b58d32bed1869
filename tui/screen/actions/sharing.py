"""Actions to open or copy: links, pictures, the post, this moment as a command."""

import sys
from typing import TYPE_CHECKING

from tui.model.blocks import Image
from tui.screen.actions.part import PartActions
from tui.screen.drawing.wrap import truncate
from tui.screen.page import ReplayPage

if TYPE_CHECKING:
    from tui.model.blog import Post
    from tui.screen.dialogs.listed import LinkChoice

_MOST_TITLE_CELLS = 100  # in the note about a copied post


class SharingActions(PartActions):
    def __init__(self, app: ReplayPage, *, opens_links: bool) -> None:
        """`opens_links`: the reader's browser runs on this machine (false for guests)."""
        super().__init__(app)
        self._opens_links = opens_links

    def action_copy_post(self) -> None:
        post = self.feed.reading.current_post()
        if post is None:
            self.tell("No post to copy.")
            return
        versions = self.feed.rows.versions
        self.app.copy_to_clipboard(versions.text(post, self.face))
        self.tell(f"Copied: {truncate(versions.standing(post).post.title, _MOST_TITLE_CELLS)}")

    async def action_links(self) -> None:
        from tui.screen.dialogs.listed import LinksBox
        from tui.screen.feed.post_links import post_links

        post = self._post_in_view
        links = [] if post is None else post_links(post)
        if not links:
            self.tell("No links in this post.")
            return

        def chosen(choice: "LinkChoice | None") -> None:
            if choice is not None:
                act = self.copy_link if choice.copies else self.open_link
                act(links[choice.number].url)

        await LinksBox(links, opens=self._opens_links).open(chosen)

    async def action_picture(self) -> None:
        """Show pictures of the post in view; only another key loads from the web."""
        post = self._post_in_view
        images = [] if post is None else [block for block in post.body if isinstance(block, Image)]
        if not images:
            self.tell("No picture in this post.")
        elif self.options.pictures is None:
            self.tell("Pictures are not shown here.")
        elif self.app.no_color:
            self.tell("No pictures without colours: NO_COLOR is set.")
        else:
            from tui.screen.dialogs.pictures import PictureBox

            box = PictureBox(images, self.options.pictures, self.open_link, self.copy_link)
            await box.open()

    def action_copy_moment(self) -> None:
        from tui.screen.actions.moment_command import moment_command

        options, player = self.options, self.player
        if not options.command:
            self.tell("No command leads here.")
            return
        self.copy_link(
            moment_command(
                options.command,
                options.moment_option,
                player.blog,
                player.position,
                player.selection,
                options.faces[0],
            )
        )

    def open_link(self, url: str) -> None:
        """Open in the reader's browser; without a browser copy the address."""
        if self._opens_links and open_in_browser(url):
            self.tell(f"Opened in the browser: {url}")
        else:
            self.copy_link(url)

    def copy_link(self, url: str) -> None:
        self.app.copy_to_clipboard(url)
        self.tell(f"Copied: {url}")

    @property
    def _post_in_view(self) -> "Post | None":
        post = self.feed.reading.current_post()
        return None if post is None else self.feed.rows.versions.standing(post).post


def open_in_browser(url: str) -> bool:
    """False without a windowed browser: a text browser would draw over this program."""
    import subprocess
    import webbrowser

    if not url.startswith(("http://", "https://")):
        return False
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    if type(browser) is webbrowser.GenericBrowser:  # w3m, lynx and their like
        return False
    # In a process whose output goes nowhere: browsers write to the terminal that started them.
    command = [sys.executable, "-m", "webbrowser", url]
    nowhere = subprocess.DEVNULL
    try:
        subprocess.Popen(
            command, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True
        )
    except OSError:
        return False
    return True
