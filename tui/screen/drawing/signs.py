"""The signs of the screen: each is one column wide and in the fonts of every terminal."""

RULE, RULE_NOW, COLUMN_RULE, THUMB = "─", "━", "│", "┃"
PARAGRAPH = "▌"
"""Before each row of the paragraph being read."""
NEW, UNREAD = "●", "○"
BOOKMARK = "*"
"""Before the time of a post that the reader marked."""
SOURCES = ("■", "□")
"""The signs of the live blogs on one clock, in turn."""
PLAYING, PAUSED, ENDED = "►", "||", "■"
HEAD, KEY_EVENT = "●", "◆"
TURNED = "┄"
"""On the row above the first new paragraph of a page that was turned."""
CARD_TOP, CARD_BOTTOM = "▄", "▀"
BARS = "▁▂▃▄▅▆▇"
"""Heights of the density in the scrubber, the lowest first."""

MEANINGS = (
    (PARAGRAPH, "being read"),
    (NEW, "new"),
    (UNREAD, "new, skipped"),
    (KEY_EVENT, "key event"),
    (BOOKMARK, "marked"),
)
"""The help's words for signs without a word beside them."""

SIGNS = frozenset("─━┄│┃┌└┬┴┼┿╭╮╰╯▌▄▀▁▂▃▅▆▇█●○■□◆►•·…›→←↑↓×▏")
"""All that the program itself draws beyond ASCII and the words of a language."""
