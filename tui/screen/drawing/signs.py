"""The signs of the screen: each is one column wide and in the fonts of every terminal."""

RULE, RULE_NOW, COLUMN_RULE, THUMB = "─", "━", "│", "┃"
PARAGRAPH = "▌"
"""Before each row of the paragraph being read."""
NEW, UNREAD = "●", "○"
SOURCES = ("■", "□")
"""The signs of the live blogs on one clock, in turn."""
PLAYING, PAUSED, ENDED = "►", "║", "■"
HEAD, KEY_EVENT = "●", "◆"
END_RULE = "═"
BARS = "▁▂▃▄▅▆▇"
"""Heights of the density in the scrubber, the lowest first."""

SIGNS = frozenset("─━│┃┌└┬┴┼┳┻╋═▌▁▂▃▄▅▆▇█●○■□◆►║•·…→←↑↓×")
"""All that the program itself draws beyond ASCII and the words of a language."""
