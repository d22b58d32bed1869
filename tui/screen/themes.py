"""The names of the colour themes, which are Textual's own."""

from textual.theme import BUILTIN_THEMES

THEMES = tuple(sorted(BUILTIN_THEMES))
