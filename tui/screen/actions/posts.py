"""Actions of the post in view: mark, copy, open its links."""

import sys

from tui.model.blog import Post
from tui.screen.actions.moment_command import moment_command
from tui.screen.actions.part import PartActions
from tui.screen.drawing.wrap import truncate
from tui.screen.page import ReplayPage

_MOST_TITLE_CELLS = 100  # in the note about a copied post


class PostActions(PartActions):
    """Marks posts by index, each with a note (may be empty)."""

    def __init__(self, app: ReplayPage) -> None:
        super().__init__(app)
        self.marks = dict(self.options.marks)
        self.feed.show_bookmarks(self.marks)

    @property
    def in_view(self) -> Post | None:
        post = self.feed.reading.current_post()
        return None if post is None else self.feed.rows.versions.standing(post).post

    def title(self, post: int) -> str:
        return self.feed.rows.versions.standing(post).post.title

    def action_mark(self) -> None:
        post, key = self.feed.reading.current_post(), self.key("mark")
        if post is None:
            self.tell("No post to mark.")
        elif post in self.marks:
            self.tell(f"Marked already; {key}{key} lists marks, and n there writes a note.")
        else:
            self.keep_mark(post, "")
            self.tell(f"Marked ({key}{key} lists marks): {self.title(post)}")

    def keep_mark(self, post: int, note: str | None) -> None:
        """Set a note, or unmark with None; saved for later runs."""
        if note is None:
            del self.marks[post]
        else:
            self.marks[post] = note
        self.feed.show_bookmarks(self.marks)
        if self.options.keep_marks is not None:
            self.options.keep_marks(self.marks)

    def action_copy(self) -> None:
        post = self.feed.reading.current_post()
        if post is None:
            self.tell("No post to copy.")
            return
        self.app.copy_to_clipboard(self.feed.rows.versions.text(post, self.face))
        self.tell(f"Copied: {truncate(self.title(post), _MOST_TITLE_CELLS)}")

    def action_copy_moment(self) -> None:
        options, player = self.options, self.player
        if not options.command:
            self.tell("No command leads here.")
            return
        command = moment_command(
            options.command,
            options.moment_option,
            player.blog,
            player.position,
            player.selection,
            options.faces[0],
        )
        self.copy_link(command)

    def open_link(self, url: str) -> None:
        """Open in the reader's browser; without a browser copy the address."""
        if self.app.OPENS_LINKS and open_in_browser(url):
            self.tell(f"Opened in the browser: {url}")
        else:
            self.copy_link(url)

    def copy_link(self, url: str) -> None:
        self.app.copy_to_clipboard(url)
        self.tell(f"Copied: {url}")


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
