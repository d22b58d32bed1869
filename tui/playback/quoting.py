"""What the user typed, as it may stand in a message."""

_LONGEST = 60


def quoted(text: str) -> str:
    """The text in quotation marks, cut when long, nothing in it that could steer a terminal."""
    shown = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)
    return f'"{shown}"' if len(shown) <= _LONGEST else f'"{shown[:_LONGEST]}…"'
