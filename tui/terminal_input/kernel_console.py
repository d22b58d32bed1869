"""Output for Linux's own console (TERM=linux), whose built-in font has 256 glyphs."""

SUBSTITUTES = str.maketrans(
    "━┃┻┳╋┿┄›╭╮╰╯●□…▁▂▃▅▆▇▊▎▏▕▔‘’“”–—\u202f", "═║╧╤╪╫->┌┐└┘•◘.__▄▄██▌││▐▀''\"\"-- "
)
"""Glyphs that look most like signs that the font lacks."""


def drawable(text: str) -> str:
    """The text with a substitute for each missing sign, cell by cell."""
    return text if text.isascii() else text.translate(SUBSTITUTES)
