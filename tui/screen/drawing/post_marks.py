"""The signs and words of posts' states and sources, in the feed and beside it. Pure."""

from enum import IntEnum

from tui.screen.drawing.signs import NEW, PARAGRAPH, SOURCES, UNREAD


class PostState(IntEnum):
    """The reader's progress with a post."""

    READ = 0
    """Read, or there before the reader was."""
    READING = 1
    READING_NEW = 2
    """Being read, and come while watching."""
    NEW = 3
    """Come while watching; the reading place has not got there."""
    UNREAD = 4
    """Come while watching, and passed over."""

    @property
    def is_read_now(self) -> bool:
        return self in (PostState.READING, PostState.READING_NEW)

    @property
    def is_now(self) -> bool:
        return self.is_read_now or self is PostState.NEW

    @property
    def word(self) -> str:
        if self in (PostState.NEW, PostState.READING_NEW):
            return "new"
        return "unread" if self is PostState.UNREAD else ""

    @property
    def mark(self) -> str:
        """The sign before a post that is still to be read; else a blank."""
        return {PostState.NEW: NEW, PostState.UNREAD: UNREAD}.get(self, " ")

    @property
    def sign(self) -> str:
        return UNREAD if self is PostState.UNREAD else NEW

    @property
    def side_mark(self) -> str:
        """The sign in a list, where what is being read has one too."""
        return PARAGRAPH if self.is_read_now else self.mark


def source_sign(source: int) -> str:
    """The sign of a live blog among those on one clock, by its number."""
    return SOURCES[source % len(SOURCES)]


def source_style(source: int) -> str:
    return f"source-{source % len(SOURCES)}"
