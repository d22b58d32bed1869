"""Pages inside a page, as browsers and SingleFile save them: frames, and open shadow roots."""

import re
from collections.abc import Iterator

from tui.readers.page import Page

MOST_FRAMES = 10
_SHADOW = r"(?i)<template(?=\s[^<>]{0,200}?shadowroot)"


def inner_pages(page: Page) -> Iterator[Page]:
    """The page with its shadow roots open, and its frames, the largest first."""
    found: list[str] = []
    if page.is_markup and page.has("shadowroot"):
        found.append(re.sub(_SHADOW, "<shadow-root", page.text))
    if page.is_markup and page.has("srcdoc"):
        frames = (x.attributes.get("srcdoc") or "" for x in page.tree.css("iframe[srcdoc]"))
        found += sorted(frames, key=len, reverse=True)[:MOST_FRAMES]
    for text in found:
        yield Page(text.encode("utf-8", "replace"), "utf-8", page.given, page.columns)
