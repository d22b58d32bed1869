"""Our themes, and the names of all. The dark one has xterm colours: the same in 256 colours."""

from textual.theme import BUILTIN_THEMES, Theme

DARK = Theme(
    name="liveblog-dark",
    primary="#005f87",
    accent="#ffaf00",
    warning="#ffaf00",
    error="#d70000",
    success="#5fd787",
    foreground="#e4e4e4",
    background="#121212",
    surface="#1c1c1c",
    panel="#262626",
    variables={"text-muted": "#949494"},
)
LIGHT = Theme(
    name="liveblog-light",
    primary="#005f87",
    accent="#a83c00",
    warning="#a83c00",
    error="#b3001b",
    success="#00603c",
    foreground="#1c1a17",
    background="#fbf7f0",
    surface="#f2ede3",
    panel="#e8e2d6",
    dark=False,
    variables={"text-muted": "#665f55"},
)
OWN_THEMES = {theme.name: theme for theme in (DARK, LIGHT)}
SIXTEEN_COLOURS_THEME = "ansi-dark"  # the terminal's own palette
THEMES = (*OWN_THEMES, *sorted(BUILTIN_THEMES))  # ours first
