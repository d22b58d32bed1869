"""Text into blocks: white space as in browsers, links by character."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from tui.model.blog import Embed, Heading, Link, ListItem, Paragraph, Quote, ReadMore, TextBlock
from tui.model.safe_text import MARKS_KEPT, clean
from tui.readers.html.links import address, provider_of

LINE_BREAK = re.compile(r"\n(?![a-zß-öø-ÿа-яёα-ω])")  # in <pre>; a small letter goes on
_PARTED = re.compile(r"(?:\d[:.h]|20)\d\d\0\d")  # a clock or a year from a number
_ONLY_ADDRESS = re.compile(r"https?://\S+")
POINTS_ELSEWHERE = re.compile(
    r"(?:you can )?(?:read|see|view|find|hear|watch|listen|click|tap|follow|get)\b.{0,24}"
    r"\b(?:more|here|also|full story)\b"
    r"|(?:also )?read(?: also)?\s*[:|]|more (?:on|from|about)\b|related\s*:|full story",
    re.IGNORECASE,
)

type Kind = type[Paragraph] | type[Heading] | type[ListItem] | type[Quote] | type[ReadMore]


class Fragment(NamedTuple):
    """Clean text on one line in a block and in a link, each known by its number; 0 is no link.
    `joint` stands between the text and the words before it, `space` behind the text."""

    text: str
    joint: str
    space: str
    block: int
    kind: Kind
    marker: str
    link: int
    url: str


def block_of(fragments: Iterable[Fragment]) -> TextBlock | Embed | None:
    """The block of these fragments, if they have words."""
    text = space = ""
    links: dict[int, Link] = {}
    for each in fragments:
        words = each.text
        if text:
            end = text[-MARKS_KEPT - 1 :]  # marks may stack up across tags
            words = clean(end + words)[len(end) :]
            parted = _PARTED.search(f"{text[-4:]}\0{words[:1]}")
            text += each.joint or space or " " * bool(parted)
        text += words
        if each.url:
            start = links[each.link].start if each.link in links else len(text) - len(words)
            links[each.link] = Link(start, len(text), each.url)
        space = each.space
    return text_block(each.kind, text, tuple(links.values()), each.marker) if text else None


def text_block(
    kind: Kind, text: str, links: tuple[Link, ...], marker: str = "•"
) -> TextBlock | Embed:
    """A block of `kind`, a "read more" line or an embed."""
    if kind is ListItem:
        return ListItem(text, links, marker)
    if kind is not Paragraph:
        return kind(text, links)
    if _ONLY_ADDRESS.fullmatch(text) and (url := address(text)):
        links = links or (Link(0, len(text), url),)
        provider = provider_of(text)
        return Embed(provider, "", url) if provider else Paragraph(text, links)
    ends_in_link = links and links[-1].end >= len(text) - 2
    return (ReadMore if ends_in_link and POINTS_ELSEWHERE.match(text) else Paragraph)(text, links)
