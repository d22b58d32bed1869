"""Where the text of each post begins and ends, and names at its foot."""

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import pairwise

from tui.model.blog import Author, Link, ListItem, Paragraph, Quote, ReadMore
from tui.readers.habits import is_habit
from tui.readers.names import names_in, signed_off, signers
from tui.readers.pieces.clocks.body import BULLET, blocks, bylines
from tui.readers.pieces.clocks.family import ClockFamily
from tui.readers.pieces.clocks.front import is_summary
from tui.readers.pieces.clocks.heads import Head, HeadReader
from tui.readers.pieces.clocks.lines import LONGEST_HEADLINE, Line, prose
from tui.readers.pieces.clocks.openings import Opening
from tui.readers.times.days import only_day

LEAST_OTHERS = 3  # other posts, to call the last far longer
LEAST_SIGNED = 3  # texts that end in names, if all do
LEAST_FOOT = 2  # lines without a sentence that begin a page's foot


def read_heads(
    lines: Sequence[Line], family: ClockFamily, sums: Sequence[int], repeated: Set[str]
) -> list[Head]:
    run = family.run
    found = HeadReader(lines, run, _spans(lines, run, sums), sums, repeated).heads()
    *others, last = (sum(len(x.text) for x in lines[y.body : y.end]) for y in found)
    if len(others) >= LEAST_OTHERS and last > 1.5 * max(others) + LONGEST_HEADLINE:
        found[-1].end = _end_above_foot(lines, found[-1])
    for head in found:
        # Pages pasted one after another repeat the summary between their posts.
        first = head.body if head.headline else head.body + 1  # "Summary" may be the headline
        head.end = next((x for x in range(first, head.end) if is_summary(lines[x])), head.end)
    return found


def _end_above_foot(lines: Sequence[Line], last: Head) -> int:
    """Line of the page's foot, below the sentences of the last text."""
    begun = bool(last.rest)
    for at in range(last.body, last.end):
        is_text = any(prose(x.text) for x in lines[at : at + LEAST_FOOT])
        if begun and not is_text and not BULLET.match(lines[at].text):
            return at
        begun = begun or bool(prose(lines[at].text))
    return last.end


def _spans(
    lines: Sequence[Line], run: Sequence[Opening], sums: Sequence[int]
) -> list[tuple[int, int]]:
    """Lines of each text: below its clock up to the next, or above a clock that ends it."""
    if _end_texts(lines, run, sums):
        sizes = sorted(b.line - a.end for a, b in pairwise(run)) or [1]
        first = max(0, run[0].line - sizes[(len(sizes) - 1) // 2])
        starts = [first, *(x.end for x in run[:-1])]
        return [(_behind_foot(lines, a, x.line), x.line) for a, x in zip(starts, run, strict=True)]
    ends = [*(x.line for x in run[1:]), len(lines)]
    return [(x.end, end) for x, end in zip(run, ends, strict=True)]


def _behind_foot(lines: Sequence[Line], start: int, end: int) -> int:
    """First line behind a blank one: those at once below a clock are the foot of its post."""
    return next((at for at in range(start, end) if lines[at].apart), start)


def _end_texts(lines: Sequence[Line], run: Sequence[Opening], sums: Sequence[int]) -> bool:
    """Clocks alone, or with names or one label; text is above the first and none below the last."""
    beside = Counter(y for x in run for y in (x.title, x.rest) if y)
    signatures = list(filter(signers, beside.elements()))
    if not _are_signatures(beside, len(run)):
        return False
    first, last = run[0].line, run[-1]
    above = lines[first - 1].text if first else ""
    is_signed = len(signatures) >= len(run) or signers(above)
    return bool(above and (is_signed or prose(above))) and sums[-1] == sums[last.line]


def _are_signatures(beside: Counter[str], posts: int) -> bool:
    """Words beside clocks are names, or the label of all."""
    return all(signers(x) or n >= max(posts, LEAST_SIGNED) for x, n in beside.items())


def set_texts(lines: Sequence[Line], heads: Sequence[Head], repeated: Set[str]) -> list[Line]:
    """Set authors and blocks of heads. Returns the lines left out, as they repeat through the
    posts."""
    left_out: list[Line] = []
    for head in heads:
        below = lines[head.body : head.end]
        left_out += [*head.labels, *(x for x in below if x.text in repeated)]
        first = [_behind_clock(lines[head.opening.line], head.rest)] if head.rest else []
        own = (x for x in below if not (x.text in repeated or only_day(x.text)))
        head.text = [*first, *own]
    feet = _Feet([x.text for x in heads])
    for head in heads:
        _set_text(head, feet)
    return left_out


def _set_text(head: Head, feet: "_Feet") -> None:
    text = head.text
    if not head.authors:
        head.authors, at = bylines(text, 0)
        text = text[at:]
    if text and not head.authors:
        head.authors, text = feet.authors(text)
    head.blocks = blocks(text)


def _behind_clock(line: Line, text: str) -> Line:
    """The rest of a clock's own line; its block without the words before."""
    block = line.block
    if isinstance(block, Paragraph | ListItem | Quote | ReadMore) and block.text.endswith(text):
        cut = len(block.text) - len(text)
        links = (Link(x.start - cut, x.end - cut, x.url) for x in block.links if x.start >= cut)
        block = Paragraph(text, tuple(links))
    return replace(line, text=text, apart=True, block=block)


class _Feet:
    """Names at the feet of texts, by the habit of all."""

    def __init__(self, texts: Sequence[Sequence[Line]]) -> None:
        last = [text[-1].text for text in texts if text]
        alone = [" ".join(names_in(text[-1].text)) for text in texts if len(text) > 1]
        named = sum(map(bool, alone))
        self._behind = is_habit(map(signed_off, last), len(texts))
        self._alone = is_habit(alone, len(texts)) or named >= max(LEAST_SIGNED, len(texts) - 1)

    def authors(self, text: list[Line]) -> tuple[tuple[Author, ...], list[Line]]:
        """Authors at the foot, and the text without them."""
        last = text[-1].text
        if self._behind and (name := signed_off(last)):
            words = last[: last.rindex(name)].rstrip(" /|(—–-")
            return (Author(name),), [*text[:-1], replace(text[-1], text=words)]
        authors = signers(last, are_usual=self._alone)
        return (authors, text[:-1]) if authors and len(text) > 1 else ((), text)
