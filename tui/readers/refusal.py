"""How a reader says that it found no live blog: three lines that name no publisher."""


def refusal(looked_for: str, found: str, advice: str) -> str:
    """The text of an error: what was looked for, what was found, what the reader can do."""
    return f"No live blog was found. Looked for: {looked_for}.\nFound: {found}.\nTry: {advice}."
