"""Signs of the screen: one column wide, in the fonts of every terminal; states; styles by role."""

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
STYLES = {  # a piece may name several, such as "muted card"; colours are in colours.py
    "text": "$page-text",
    "name": "bold $page-text",
    "key": "bold $page-text",
    "quote": "italic $page-text",
    "over": "$page-read",
    "muted": "$page-muted",
    "byline": "italic $page-muted",
    "rule": "$page-rule",
    "bar": "$page-bar",
    "thumb": "$page-thumb",
    "now": "bold $page-accent",
    "played": "$page-accent",
    "room": "$page-room",
    "source-0": "bold $page-first",
    "source-1": "bold $page-room",
    "match": "bold underline $page-text",
    "cursor": "bold reverse $page-chip-accent on $page-on-accent",
    "match-chip": "bold underline",
    "open": "",
    "close": "",
    "selection": "reverse",
    "deleted": "strike",
    "card": "on $page-card",
    "cap": "$page-card",
    "chip-now": "bold $page-chip-look $page-on-accent on $page-chip-accent",
    "chip-still": "bold reverse $page-text",
    "chip-live": "bold $page-chip-look $page-on-error on $page-chip-error",
    "chip-room": "bold $page-chip-look $page-on-success on $page-chip-success",
    "chip-key": "bold $page-text on $page-key",
    "chip-kicker": "bold $page-on-kicker on $page-chip-kicker",
}


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


def chip(text: str, role: str) -> tuple[tuple[str, str], ...]:
    """Pieces of a chip: its words between two edges."""
    return (" ", f"{role} open"), (text, role), (" ", f"{role} close")


def shown_text(text: str, roles: str, *, bare: bool, no_color: bool) -> str:
    """Edges of a chip without ground are brackets. `bare`: the terminal's palette, no grounds."""
    if not (bare or no_color):
        return text
    role, *others = roles.split(" ")
    if role == "cap":
        return " " * len(text)
    if role == "chip-key" or (role == "chip-kicker" and no_color):
        return "[" if "open" in others else "]" if "close" in others else text
    return text
