"""Headlines and bodies that say the same."""

from tui.model.blog import Block, Paragraph

LONG_HEADLINE = 60
"""Characters from which a headline that the text begins with was cut from it by software."""


def said_once(headline: str, body: tuple[Block, ...]) -> tuple[str, tuple[Block, ...]]:
    """Headline and body, neither of which repeats the other."""
    first = body[0] if headline and body else None
    if not isinstance(first, Paragraph):
        return headline, body
    if first.text == headline:
        return headline, (body if first.links else body[1:])
    return "" if _is_cut_from(headline, first.text) else headline, body


def _is_cut_from(headline: str, text: str) -> bool:
    """Whether software made the headline of the text's beginning."""
    ends_in_dots = headline.endswith(("\u2026", "..."))
    beginning = headline.rstrip(" .\u2026") if ends_in_dots else headline
    looks_cut = ends_in_dots or len(headline) >= LONG_HEADLINE
    return looks_cut and bool(beginning) and text.startswith(beginning)
