"""Markdown as lines: headings, quotes, pictures and links."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tui.model.blog import Embed, Image, Link, ListItem, Paragraph, Quote
from tui.readers.pieces.clocks.lines import Line

LEAST_HEADINGS = 2  # lines such as "## 10:26" that make a text Markdown
_HEADING = re.compile(r"#{1,6}\s+(.*)")
# Not compiled: few texts are Markdown.
_PICTURE = r"!\[((?:[^\]\\]|\\.)*+)\]\(<?(https?://[^\s()<>]+)>?\)"
_LINK = r"\[((?:[^\[\]\\]|\\.)++)\]\(<?(https?://[^\s()<>]+)>?\)"
_ESCAPED = r"\\([\\`*_\[\]<>&|~$#+=:.)-])"
_NOTES = r"\*((?:[^*\\]|\\.)++)\*"
_ITEM = r"(-|\d{1,4}[.)])\s+(.*)"
_NAME = r"\*\*(.+)\*\*"
ADDRESS = r"<(https?://[^\s<>]+)>"
_CREDIT = "Image: "


def plain(lines: Sequence[Line]) -> list[Line]:
    """Lines without the borders of tables, and those of Markdown without its signs."""
    lines = [replace(x, text=x.text.strip("| "), apart=True) if _in_table(x) else x for x in lines]
    lines = [x for x in lines if x.text.strip("|:+- ")]
    if sum(bool(_HEADING.match(line.text)) for line in lines) < LEAST_HEADINGS:
        return list(lines)
    return list(_merged(lines))


def _in_table(line: Line) -> bool:
    return line.text[0] == line.text[-1] == "|"


def _read(line: Line) -> Line:
    text = line.text
    if match := _HEADING.fullmatch(text):
        words = _unescaped(match[1])
        return replace(
            line, text="Summary" if words.startswith("Summary · ") else words, heading=True
        )
    if picture := _picture(text):
        return replace(
            line, text=picture.alt or picture.url or " ".join(picture.words), block=picture
        )
    if text.startswith(">"):
        return replace(line, text=_unescaped(text[1:].strip()), block=Quote(text[1:].strip()))
    marked = re.fullmatch(_ITEM, text)
    words, links = _with_links(marked[2] if marked else text)
    if not links:
        return replace(line, text=_unescaped(text))
    if marked:
        marker = "•" if marked[1] == "-" else f"{marked[1][:-1]}."
        return replace(line, text=words, block=ListItem(words, links, marker=marker))
    return replace(line, text=words, block=Paragraph(words, links))


def _picture(text: str) -> Image | None:
    """A picture with an address, or only its caption with a credit."""
    if match := re.fullmatch(_PICTURE, text):
        return Image(alt=_unescaped(match[1]), url=match[2])
    if (match := re.fullmatch(_NOTES, text)) and _CREDIT in match[1]:
        return _captioned(Image(), _unescaped(match[1]))
    return None


def _merged(lines: Iterable[Line]) -> Iterator[Line]:
    """Join each picture with its notes, and the lines of an embed."""
    before: Line | None = None
    for marked in lines:
        line = _read(marked)
        merged = _with(before, line, marked.text) if before is not None else None
        if merged is None and before is not None:
            yield _quoted(before)
        before = merged or line
    if before is not None:
        yield _quoted(before)


def _with(before: Line, line: Line, marked: str) -> Line | None:
    if isinstance(line.block, Quote):
        return _with_quote(before, line, line.block)
    block = before.block
    if isinstance(block, Image) and not block.caption and (notes := re.fullmatch(_NOTES, marked)):
        return replace(before, block=_captioned(block, _unescaped(notes[1])))
    if isinstance(line.block, Image) and line.block.caption and _may_describe(before):
        return replace(before, block=line.block._replace(alt=before.text))
    return None


def _with_quote(before: Line, line: Line, quote: Quote) -> Line | None:
    """The first line of an embed is its name; further lines belong to it."""
    block = before.block
    if isinstance(block, Quote) and (name := re.fullmatch(_NAME, block.text)):
        return replace(before, block=_extended(Embed(_unescaped(name[1])), quote.text))
    if isinstance(block, Embed) and not line.apart:
        return replace(before, block=_extended(block, quote.text))
    return None


def _may_describe(line: Line) -> bool:
    """No headline and no sentence, so the words of a picture without an address."""
    is_sentence = line.text.endswith((".", "!", "?", "”", '"'))
    return line.block is None and not (line.heading or is_sentence)


def _captioned(picture: Image, notes: str) -> Image:
    caption, found, credit = notes.rpartition(_CREDIT)
    if not (found and credit):
        return picture._replace(caption=notes)
    return picture._replace(caption=caption.removesuffix(" · "), credit=credit)


def _extended(embed: Embed, text: str) -> Embed:
    if address := re.fullmatch(ADDRESS, text):
        return embed._replace(url=address[1])
    return embed._replace(text="\n".join(filter(None, (embed.text, _unescaped(text)))))


def _quoted(line: Line) -> Line:
    if not isinstance(line.block, Quote):
        return line
    return replace(line, block=Quote(*_with_links(line.block.text)))


def _with_links(text: str) -> tuple[str, tuple[Link, ...]]:
    parts: list[str] = []
    links: list[Link] = []
    end = length = 0
    for match in re.finditer(_LINK, text):
        before, said = _unescaped(text[end : match.start()]), _unescaped(match[1])
        start = length + len(before)
        parts += [before, said]
        length, end = start + len(said), match.end()
        links.append(Link(start, length, match[2]))
    return "".join([*parts, _unescaped(text[end:])]), tuple(links)


def _unescaped(text: str) -> str:
    return re.sub(_ESCAPED, r"\1", text) if "\\" in text else text
