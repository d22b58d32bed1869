"""The caption of a picture that stands outside of figures: the short text beside it."""

import re
from collections.abc import Mapping
from itertools import islice

from selectolax.lexbor import LexborNode

from tui.model.blog import Block
from tui.model.safe_text import one_line
from tui.readers.html.figures import (
    PICTURES,
    captioned,
    ends_in_brackets,
    figure_blocks,
    image_of,
)
from tui.readers.page_binding.entry import Entry, words_in
from tui.readers.page_binding.seen import path_of

PICTURE_ELEMENTS = ", ".join(PICTURES)
_NOTES = (
    "[class*='caption' i], [class*='legend' i], [class*='credit' i], [class*='copyright' i], "
    "figcaption"
)
LONGEST_CAPTION = 40
"""Words of a picture's nearest text that can be its caption."""
MOST_AROUND = 10
"""Elements around a picture in which its caption is looked for."""


def beside_picture(
    picture: LexborNode, known: Mapping[int, object], looked_at: set[int]
) -> tuple[LexborNode, str] | None:
    """The nearest element with text around a picture, and the text, where the picture is the first.

    None in figures and paragraphs and in what is `known`; adds to `looked_at` what it passes.
    """
    if picture.mem_id in known:
        return None
    for around in islice(path_of(picture), 1, 1 + MOST_AROUND):
        if around.mem_id in known or around.mem_id in looked_at:
            return None
        if around.tag in ("figure", "a", "p", "li", "blockquote"):
            return None
        looked_at.add(around.mem_id)
        if text := one_line(around.text(separator=" ")):
            return around, text
    return None


def captioned_picture(
    picture: LexborNode, around: LexborNode, text: str, entry: Entry, base: str
) -> tuple[Block, ...]:
    """A picture with the text around it as its caption, if that is short; () if it has none."""
    if around.css_first(_NOTES) is not None:
        return figure_blocks(around, base) or ()
    if not _is_caption(text, around, entry):
        return ()
    parts = captioned(re.sub(r"([(\[])\s+|(?<!\s)\s++(?=[)\]])", r"\1", text))
    image = image_of(picture, base, caption=parts.caption, credit=parts.credit)
    return (image,) if image is not None else ()


def _is_caption(text: str, around: LexborNode, entry: Entry) -> bool:
    """Whether the text in a picture's nearest element with any belongs to the picture."""
    words = words_in(text)
    if len(words) > LONGEST_CAPTION or len(around.css(PICTURE_ELEMENTS)) > 1:
        return False
    return ends_in_brackets(text) or not entry.says(words, headline=True)
