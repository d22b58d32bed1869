"""Signs of the screen: one column wide, in the fonts of every terminal; states of posts."""

from enum import Enum

RULE, RULE_NOW, COLUMN_RULE, THUMB = "─", "━", "│", "┃"
PARAGRAPH = "▌"  # beside the paragraph being read
NEW, UNREAD = "●", "○"
BOOKMARK = "*"  # post marked by the reader
SOURCES = ("■", "□")  # live blogs on a shared clock
PLAYING, PAUSED, ENDED = "►", "||", "■"
HEAD, KEY_EVENT = "●", "◆"
TURNED = "┄"  # above the new rows of a turned page
CARD_TOP, CARD_BOTTOM = "▄", "▀"
BARS = "▁▂▃▄▅▆▇"  # density, lowest first

MEANINGS = (  # for the help
    (PARAGRAPH, "being read"),
    (NEW, "new"),
    (UNREAD, "new, skipped"),
    (KEY_EVENT, "key event"),
    (BOOKMARK, "marked"),
)

SIGNS = frozenset("─━┄│┃┌└┬┴┼┿╭╮╰╯▌▄▀▁▂▃▅▆▇█●○■□◆►•·…›→←↑↓×▏")  # all non-ASCII that we draw


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
