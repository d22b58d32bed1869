"""Counts in words."""


def counted(count: int, noun: str) -> str:
    """A count with its noun: "1 post", "2 new posts", "2 matches"."""
    ending = "" if count == 1 else "es" if noun.endswith("ch") else "s"
    return f"{count} {noun}{ending}"
