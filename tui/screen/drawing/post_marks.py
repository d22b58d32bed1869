"""Signs and words for states and sources of posts."""

from enum import Enum

from tui.screen.drawing.signs import NEW, PARAGRAPH, SOURCES, UNREAD


class PostState(Enum):
    """Our words, the sign of a post still to be read, the sign in a list, the role of the time."""

    READ = "", " ", " ", "muted"  # or older than the visit
    READING = "", " ", PARAGRAPH, "now"
    READING_NEW = f"{NEW} new", " ", PARAGRAPH, "now"  # came during the visit
    NEW = f"{NEW} new", NEW, NEW, "now"  # came, not yet reached
    UNREAD = f"{UNREAD} unread", UNREAD, UNREAD, "name"  # came, skipped

    def __init__(self, words: str, mark: str, side_mark: str, role: str) -> None:
        self.words, self.mark, self.side_mark, self.role = words, mark, side_mark, role

    @property
    def is_read_now(self) -> bool:
        return self.side_mark == PARAGRAPH


def source_sign(source: int) -> str:
    return SOURCES[source % len(SOURCES)]


def source_style(source: int) -> str:
    return f"source-{source % len(SOURCES)}"
