"""Markdown as lines, or as blocks: those of its page."""

import re
from dataclasses import replace
from html import unescape
from itertools import batched

from markdown_it import MarkdownIt

from tui.model.blog import Block, Embed
from tui.readers.html.blocks import body_blocks, line_of
from tui.readers.pieces.clocks.lines import Line, line_of_block
from tui.readers.times.days import day_at

MOST_MARKDOWN, COST_OF_SIGN = 1_500_000, 20  # in the time of a character; more takes too long
_CAPTIONED = r"<p>(<img [^>]*>)</p>\s*<p><em>(.*?)</em></p>"
_NUMBER = r"(?m)^(\d\d?)\.(?= )"
_MARKED = r"<p><em>(.*?)</em></p>"
_BREAK = "<br />"
_EMBED = r"<blockquote>\s*<p><strong>(.*?)</strong>(.*?)</p>\s*</blockquote>"
_ADDRESS = r'<a href="(https?://[^"]+)">[^<]*</a>'


def is_short(text: str) -> bool:
    """False for a text that takes too long as Markdown."""
    if len(text) > MOST_MARKDOWN:
        return False
    return len(text) + COST_OF_SIGN * len(re.findall(r"[^\w ]|_", text)) <= MOST_MARKDOWN


def commonmark() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "breaks": True})


def lines_of(text: str) -> list[Line]:
    """The lines of a text in Markdown."""
    html = commonmark().render(re.sub(_NUMBER, _as_day, text))
    html = re.sub(_MARKED, r"<p>*\1*</p>", re.sub(_CAPTIONED, _captioned, html))
    found = (
        replace(line_of_block(block), apart=place > 0 or not broken)
        for broken, part in enumerate(html.split(_BREAK))
        for place, block in enumerate(body_blocks(part))
    )
    return [x for x in found if x.text]


def blocks_of(markdown: MarkdownIt, text: str) -> tuple[Block, ...]:
    """Blocks of a text by this program, in which only notes of pictures are emphasised."""
    html = markdown.render(text)
    html = re.sub(_MARKED, _captioned, re.sub(_CAPTIONED, _captioned, html))
    between, *embeds = re.split(_EMBED, html, flags=re.DOTALL)
    found = [*body_blocks(between)]
    for name, said, after in batched(embeds, 3):
        url = re.search(_ADDRESS, said)
        words = "\n".join(filter(None, map(line_of, re.sub(_ADDRESS, "", said).split(_BREAK))))
        found += [Embed(line_of(name), words, unescape(url[1]) if url else ""), *body_blocks(after)]
    return tuple(found)


def _as_day(number: re.Match[str]) -> str:
    """The day of "14. März 2025, 21:58" is no number of a list."""
    return f"{number[1]}\\." if day_at(number.string, number.start()) else number[0]


def _captioned(picture: re.Match[str]) -> str:
    """The figure of a picture, which has its notes below, or of notes alone."""
    *image, notes = picture.groups()
    notes = notes.replace(" · Image: ", " Image: ")
    return f"<figure>{''.join(image)}<figcaption>{notes}</figcaption></figure>"
