"""Post bodies, markup or plain text, as blocks."""

import html
import re
from collections.abc import Iterator, Sequence
from itertools import chain

from tui.model.blog import Block, Embed, Paragraph, TextBlock
from tui.model.safe_text import one_line
from tui.readers.html.element import elements_of
from tui.readers.html.lines import blocks_in, lines_of
from tui.readers.html.plain_text import plain_blocks
from tui.readers.html.text_blocks import text_block
from tui.readers.html.tree import parsed
from tui.readers.html.words import words_in

_MARKUP = re.compile(
    r"<!--|</[a-z][a-z0-9-]*\s*>|\A<[a-z][a-z0-9-]*\s?/>\Z"
    r"|<(?:p|br|hr|div|li|a|img|iframe|script)(?:\s[^<>]*)?/?>|<(?:a|img|iframe|script)\s",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"(?:\s*+<p>[^<&\0]*+</p>)++\s*+")
MOST_ENTITIES = 20_000  # per body; the parser decodes more a hundred times faster


def body_blocks(text: str, base: str = "") -> tuple[Block, ...]:
    """Blocks of a body from JSON, markup or plain; entities are decoded once."""
    if _PLAIN.fullmatch(text):  # most bodies; the parser takes three times as long
        lines = map(one_line, re.findall("<p>([^<]*)", text))
        return tuple(text_block(Paragraph, x, ()) for x in lines if x)
    if "<" in text and _MARKUP.search(text):
        return _markup_blocks(text, base)
    if text.count("&") > MOST_ENTITIES:
        return _markup_blocks(text.replace("<", "&lt;"), base)
    text = html.unescape(text)
    if "<" in text and _MARKUP.search(text):  # markup that was escaped as a whole
        return _markup_blocks(text, base)
    return plain_blocks(text)


def line_of(text: str) -> str:
    """Short text on one line, without tags; entities are decoded once."""
    if "&" not in text and "<" not in text:
        return one_line(text)
    return " ".join(x.text for x in body_blocks(text) if isinstance(x, TextBlock | Embed))


def _markup_blocks(text: str, base: str) -> tuple[Block, ...]:
    root = parsed(text.encode("utf-8", "replace")).body
    elements = elements_of(root) if root is not None else []
    found = blocks_in(lines_of(elements[0], base)) if elements else ()
    for each in elements:
        each.outer = None  # frees the tree, of 120 KB, without a collection
    return found


def shown_words(body: Sequence[Block]) -> Iterator[str]:
    """Words of blocks, captions included."""
    texts = (" ".join(x.text for x in block.parts if x.role != "picture") for block in body)
    return chain.from_iterable(map(words_in, texts))


def is_empty(body: Sequence[Block]) -> bool:
    return not any(x.box or any(x.words) for x in body)
