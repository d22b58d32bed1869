"""Error text for "no live blog": three lines that name no publisher."""


def refusal(looked_for: str, found: str, advice: str) -> str:
    return f"No live blog was found. Looked for: {looked_for}.\nFound: {found}.\nTry: {advice}."
