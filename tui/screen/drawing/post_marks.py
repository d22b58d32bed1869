"""Signs and words for states and sources of posts."""

from enum import IntEnum

from tui.screen.drawing.signs import NEW, PARAGRAPH, SOURCES, UNREAD


class PostState(IntEnum):
    READ = 0  # or older than the visit
    READING = 1
    READING_NEW = 2  # came during the visit
    NEW = 3  # came, not yet reached
    UNREAD = 4  # came, skipped

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
        """Sign of a post still to be read; else a blank."""
        return {PostState.NEW: NEW, PostState.UNREAD: UNREAD}.get(self, " ")

    @property
    def sign(self) -> str:
        return UNREAD if self is PostState.UNREAD else NEW

    @property
    def side_mark(self) -> str:
        """Sign in a list, which also marks the post being read."""
        return PARAGRAPH if self.is_read_now else self.mark


def source_sign(source: int) -> str:
    return SOURCES[source % len(SOURCES)]


def source_style(source: int) -> str:
    return f"source-{source % len(SOURCES)}"
