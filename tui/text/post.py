"""A post as lines of text, drawn with rich: no markup, no control characters, addresses whole. For
screen readers: words instead of lines and signs, and a stop after each line, so that a voice does
not run it into the next line."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.styled import Styled
from rich.text import Text

from tui.model.blog import Block, Link, spaced
from tui.model.clock_face import ClockFace
from tui.model.safe_text import clean, one_line
from tui.model.versions import Standing

LEAST_WIDTH = 20  # cells; narrower terminals break the lines themselves
_STYLES = {"name": "bold", "quote": "italic"}  # by role of a part
_STYLES |= dict.fromkeys(("picture", "caption", "credit", "source"), "dim")
_SPOKEN = {"picture": "Picture: ", "quote": "Quote: "}  # before a box or a role
_LONGEST_LABEL = 60  # characters of a link text that is repeated before its address
_ENDS = (".", "!", "?", ":", ";", ",", "…", "。", "！", "？")
_CLOSING = "\"'”’»)]"  # may follow the end of a sentence


@dataclass(frozen=True, slots=True)
class Wrapped:
    """Text with prefixes; cleaned here too, because not every text comes through a reader."""

    text: str
    style: str = ""
    first: str = ""
    rest: str = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        room = max(options.max_width - cell_len(self.rest), LEAST_WIDTH // 2)
        for number, line in enumerate(clean(self.text).split("\n")):
            for row, part in enumerate(Text(line).wrap(console, room)):
                prefix = self.rest if number or row else self.first
                yield _line(f"{prefix}{part.plain}".rstrip(), self.style)


def heading(*parts: str) -> Wrapped:
    return Wrapped(sentence(one_line(", ".join(parts))), "bold")


def sentence(text: str) -> str:
    ended = not text or text.rstrip().rstrip(_CLOSING).endswith(_ENDS)
    return text if ended else f"{text.rstrip()}."


def draw_post(standing: Standing, face: ClockFace) -> RenderableType:
    """Time, labels and last change, headline, byline, body; only the title of a deleted post."""
    post = standing.displayed
    change = tuple(filter(None, (standing.mark(face),)))
    head = heading(face.named(post.published), *post.labels, *change)
    parts: list[RenderableType] = []
    if post.headline:
        parts.append(Wrapped(sentence(post.headline), "bold"))
    if post.byline:
        parts.append(Wrapped(sentence(post.byline), "dim"))
    if post.body:
        parts += ["", draw_blocks(post.body)]
    words = Group(*parts)
    return Group(head, Styled(words, "strike") if standing.deleted else words, "")


def draw_blocks(blocks: tuple[Block, ...]) -> RenderableType:
    """A blank line between blocks but not between list items."""
    parts: list[RenderableType] = []
    for apart, block in spaced(blocks):
        if apart:
            parts.append("")
        parts += _draw_block(block)
    return Group(*parts)


def _draw_block(block: Block) -> Iterator[RenderableType]:
    label, indent = _SPOKEN.get(block.box or block.parts[0].role, ""), " " * cell_len(block.prefix)
    for role, text, links in block.parts:
        if role == "address":
            yield _address(text)
            continue
        words = label + (sentence(text) if block.box or block.prefix else text)
        words = f"{text}:" if role == "source" else words
        yield Wrapped(words, _STYLES.get(role, ""), block.prefix, indent)
        label = ""
        if block.box != "picture":
            yield from _addresses(text, links)


def _addresses(text: str, links: tuple[Link, ...]) -> Iterator[Text]:
    """Addresses of a text's links, each once, unless the text itself is the address."""
    shown: set[str] = set()
    for link in links:
        words = one_line(text[link.start : link.end])
        bare = link.url.partition("://")[2].rstrip("/")
        forms = (link.url.rstrip("/"), bare, bare.removeprefix("www."))
        if link.url not in shown and words.rstrip("/") not in forms:
            is_label = len(words) <= _LONGEST_LABEL and words != text.strip()
            yield _address(link.url, words if is_label else "")
        shown.add(link.url)


def _address(url: str, label: str = "") -> Text:
    """An address on a line of its own, never broken."""
    return _line(f"Link: {f'{label}, ' if label else ''}{one_line(url)}", "dim")


def _line(text: str, style: str) -> Text:
    return Text(text, style, no_wrap=True, overflow="ignore")
