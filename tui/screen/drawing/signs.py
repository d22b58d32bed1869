"""Signs of the screen: one column wide, in the fonts of every terminal."""

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
