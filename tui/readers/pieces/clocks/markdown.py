"""Markdown as lines: the blocks of its page."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import batched

from markdown_it import MarkdownIt

from tui.model.blog import Embed
from tui.readers.html.blocks import body_blocks, line_of
from tui.readers.pieces.clocks.lines import Line, line_of_block
from tui.readers.times.days import day_at

_CAPTIONED = r"<p>(<img [^>]*>)</p>\s*<p><em>(.*?)</em></p>"
_NUMBER = r"(?m)^(\d\d?)\.(?= )"
_MARKED = r"<p><em>(.*?)</em></p>"
_BREAK = "<br />"
_EMBED = r"<blockquote>\s*<p><strong>(.*?)</strong>(.*?)</p>\s*</blockquote>"
_ADDRESS = r'<a href="(https?://[^"]+)">\1</a>'


def lines_of(text: str) -> list[Line]:
    """The lines of a text in Markdown."""
    text = re.sub(_NUMBER, _as_day, text)
    html = MarkdownIt("commonmark", {"html": False, "breaks": True}).render(text)
    return [x for x in _lines(html) if x.text]


def _lines(html: str) -> Iterator[Line]:
    """Lines of the page; a picture has its notes below, an embed is a quotation with its name."""
    html = re.sub(_MARKED, r"<p>*\1*</p>", re.sub(_CAPTIONED, _captioned, html))
    between, *embeds = re.split(_EMBED, html, flags=re.DOTALL)
    yield from _lines_of(between)
    for name, said, after in batched(embeds, 3):
        url = re.search(_ADDRESS, said)
        text = re.sub(_ADDRESS, "", said).replace(_BREAK, "")
        yield line_of_block(Embed(line_of(name), line_of(text), url[1] if url else ""))
        yield from _lines_of(after)


def _as_day(number: re.Match[str]) -> str:
    """The day of "14. März 2025, 21:58" is no number of a list."""
    return f"{number[1]}\\." if day_at(number.string, number.start()) else number[0]


def _captioned(picture: re.Match[str]) -> str:
    notes = picture[2].replace(" · Image: ", " Image: ")
    return f"<figure>{picture[1]}<figcaption>{notes}</figcaption></figure>"


def _lines_of(html: str) -> Iterator[Line]:
    for broken, part in enumerate(html.split(_BREAK)):
        for place, block in enumerate(body_blocks(part)):
            yield replace(line_of_block(block), apart=place > 0 or not broken)
