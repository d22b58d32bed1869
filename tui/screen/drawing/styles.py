"""Styles by role; a piece may name several, such as "muted card". Colours are in colours.py."""

STYLES = {
    "text": "$page-text",
    "name": "bold $page-text",
    "key": "bold $page-text",
    "quote": "italic $page-text",
    "over": "$page-read",
    "muted": "$page-muted",
    "byline": "italic $page-muted",
    "rule": "$page-rule",
    "bar": "$page-bar",
    "thumb": "$page-thumb",
    "now": "bold $page-accent",
    "played": "$page-accent",
    "room": "$page-room",
    "source-0": "bold $page-first",
    "source-1": "bold $page-room",
    "match": "bold underline $page-text",
    "match-now": "bold reverse $page-accent",
    "cursor": "bold reverse $page-accent",
    "pill": "bold reverse $page-accent",
    "match-chip": "bold underline",
    "open": "",
    "close": "",
    "selection": "reverse",
    "deleted": "strike",
    "card": "on $page-card",
    "cap": "$page-card",
    "chip-now": "bold $page-chip-look $page-on-accent on $page-chip-accent",
    "chip-still": "bold reverse $page-text",
    "chip-live": "bold $page-chip-look $page-on-error on $page-chip-error",
    "chip-room": "bold $page-chip-look $page-on-success on $page-chip-success",
    "chip-key": "bold $page-text on $page-key",
    "chip-kicker": "bold $page-on-kicker on $page-chip-kicker",
}


def chip(text: str, role: str) -> tuple[tuple[str, str], ...]:
    """Pieces of a chip: its words between two edges."""
    return (" ", f"{role} open"), (text, role), (" ", f"{role} close")


def shown_text(text: str, roles: str, *, bare: bool, no_color: bool) -> str:
    """Edges of a chip without ground are brackets. `bare`: the terminal's palette, no grounds."""
    if not (bare or no_color):
        return text
    role, *others = roles.split(" ")
    if role == "cap":
        return " " * len(text)
    if role == "chip-key" or (role == "chip-kicker" and no_color):
        return "[" if "open" in others else "]" if "close" in others else text
    return text
