"""Actions of the post in view: mark, copy, open its links; the moment as a command."""

import re
import shlex
import sys
import webbrowser
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from subprocess import DEVNULL, Popen

from tui.model.blog import LiveBlog
from tui.model.clock_face import ClockFace, moment_name
from tui.model.counted import counted
from tui.model.versions import Changes
from tui.playback.selection import UNSIGNED, UNSIGNED_LABEL, Selection
from tui.playback.timeline import Timeline, through_minute
from tui.screen.drawing.wrap import truncate
from tui.screen.page import PartActions, ReplayPage, ViewOptions

_NEEDS_NO_MARKS = re.compile(r"[^'\"$`\\!%*]+")  # same in every shell within double quotes


class PostActions(PartActions):
    """Marks posts by index, each with a note (may be empty)."""

    def __init__(self, app: ReplayPage) -> None:
        super().__init__(app)
        self.marks = dict(self.app.options.marks)
        self.feed.bookmarks = frozenset(self.marks)

    @property
    def current(self) -> int | None:
        """Index of the post in view; None while the page is covered."""
        return self.feed.reading.current_post() if self.app.has_begun else None

    def title(self, post: int) -> str:
        """For a note: a longer one would hide the bar."""
        title = self.feed.rows.versions.standing(post).post.title
        return truncate(title, self.app.size.width // 2)

    def action_mark(self) -> None:
        post, key = self.current, self.key("marks")
        if post is None:
            self.tell("No post to mark.")
        elif post in self.marks:
            self.tell(f"Marked already; {key} lists marks, and n there writes a note.")
        else:
            self.tell(self.keep_mark(post, "") or f"Marked ({key} lists marks): {self.title(post)}")

    def keep_mark(self, post: int, note: str | None) -> str:
        """Set a note, or unmark with None. Returns a sentence if that is kept for this run only,
        else ""."""
        if note is None:
            del self.marks[post]
        else:
            self.marks[post] = note
        self.feed.bookmarks = frozenset(self.marks)
        return self.app.options.keep_mark(self.player.blog, post, note)

    def action_copy(self) -> None:
        post = self.current
        if post is None:
            self.tell("No post to copy.")
            return
        self.app.copy_to_clipboard(self.feed.rows.versions.text(post, self.app.face))
        self.tell(f"Copied: {self.title(post)}")

    def copy_marked(self, posts: Sequence[int]) -> None:
        """Copy posts as text, each with its note."""
        texts = []
        for post in posts:
            texts.append(self.feed.rows.versions.text(post, self.app.face))
            texts += [f"Note: {note}"] if (note := self.marks[post]) else []
        self.app.copy_to_clipboard("\n\n".join(texts))
        self.tell(f"Copied: {counted(len(posts), 'marked post')}")

    def action_copy_moment(self) -> None:
        options, player = self.app.options, self.player
        if not options.command:
            self.tell("No command leads here.")
            return
        at = player.blog, player.position, player.selection
        self.copy_link(moment_command(options, *at))

    def action_open_link(self, url: str) -> None:
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
    if not url.startswith(("http://", "https://")):
        return False
    # In a process whose output goes nowhere: browsers write to the terminal that started them.
    command = [sys.executable, "-m", "webbrowser", url]
    with suppress(webbrowser.Error, OSError):
        if type(webbrowser.get()) is not webbrowser.GenericBrowser:  # w3m, lynx and their like
            Popen(command, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL, start_new_session=True)
            return True
    return False


def moment_command(
    options: ViewOptions, blog: LiveBlog, moment: datetime, selection: Selection
) -> str:
    """Shell command. Without an option for the moment it is for a host, which takes only authors,
    split again."""
    option = options.moment_option
    words = [*options.command, *option, _minute(blog, moment, options.faces[0])]
    for name, keys in zip(("--author", "--kind", "--source"), selection, strict=True):
        for key in sorted(keys) if option or name == "--author" else ():
            value = UNSIGNED_LABEL if key == UNSIGNED else key
            if not option and not _NEEDS_NO_MARKS.fullmatch(value):
                value = shlex.quote(value)
            words += [name, value]
    return " ".join(map(quoted_word, words))


def _minute(blog: LiveBlog, moment: datetime, face: ClockFace) -> str:
    """Moment named by its minute, or by its second if the page changes within the minute."""

    def page(when: datetime) -> tuple[int, int]:
        return Timeline.of(blog).count_at(when), Changes.of(blog).count_at(when)

    second = moment.replace(microsecond=0)
    minute = second.replace(second=0)
    if page(through_minute(blog, minute)) == page(moment):
        return moment_name(face, minute)
    is_same = second >= blog.start and page(second) == page(moment)
    return moment_name(face, second if is_same else moment, exact=True)


def quoted_word(word: str) -> str:
    """Quote for a shell; double quotes if they are safe."""
    plain = shlex.quote(word)
    if plain == word or not _NEEDS_NO_MARKS.fullmatch(word):
        return plain
    return f'"{word}"'
