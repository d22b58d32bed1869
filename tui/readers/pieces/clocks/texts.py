"""Where the text of each post begins and ends, and names at its foot."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, chain, pairwise, takewhile

from tui.model.blog import Author, TextBlock
from tui.readers.habits import come_again
from tui.readers.html.plain_text import BULLET, blocks
from tui.readers.names import bylines, names_in, signed_off, signers, speaker
from tui.readers.pieces.clocks.head import Head
from tui.readers.pieces.clocks.head_reader import HeadReader, Span
from tui.readers.pieces.clocks.lines import SENTENCES, Line, edit_in, prose, repeated_lines
from tui.readers.pieces.clocks.openings import Opening
from tui.readers.times.days import only_day
from tui.readers.times.languages import says_ago, says_live

LEAST_OTHERS = 2  # other posts, which show that texts end in sentences
LONGEST_LABEL = 5  # words
LEAST_SIGNED = 3  # texts that end in names, if all do
MOST_FOOT = 6  # lines from a post's last sentence to the clock below
MOST_HEAD = 6  # lines above a post's first sentence
LONGEST_FOOT = 60  # characters of a page's last line; a longer line is a text that breaks off
LEAST_FOOT = 3  # lines without a sentence that begin a page's foot, as no other text has


def read_posts(lines: Sequence[Line], run: Sequence[Opening]) -> tuple[list[Head], list[Line]]:
    """Heads with authors and blocks; and the lines left out, as they repeat through the posts."""
    repeated = repeated_lines(lines, [x.line for x in run])
    for line in lines:
        line.repeated = line.text in repeated
    heads = HeadReader(lines, run, _spans(lines, run)).heads()
    are_alone = _cut_below_name(lines, heads)
    _cut_foot(lines, heads)
    for head in heads:
        first = head.body if head.headline else head.body + 1  # "Summary" may be the headline
        ends = (x for x in range(first, head.end) if _begins_other(lines, x, head))
        head.end = next(ends, head.end)
    return heads, _set_texts(lines, heads, are_alone=are_alone)


def _begins_other(lines: Sequence[Line], at: int, head: Head) -> bool:
    """A summary between pages pasted together, or an age alone in place of a clock."""
    is_apart = lines[at].apart >= lines[head.first].apart and at < head.end - 1
    is_aged = is_aged_post if head.opening.rest else says_ago
    return lines[at].is_summary or (is_apart and is_aged(lines[at].text, "ago", "span"))


def is_aged_post(text: str, *kinds: str) -> bool:
    """An age alone, or before a headline: "há 2 horas O portão está fechado"."""
    words = text.split(maxsplit=5)
    starts = (" ".join(words[:count]) for count in (3, 4, 5))
    return not prose(text) and any(says_ago(x, *kinds) for x in starts)


def _cut_below_name(lines: Sequence[Line], heads: Sequence[Head]) -> bool:
    """End the last text below its name, if names are alone on the last lines of texts."""
    *others, last = heads
    end = next((at for at in range(last.body, last.end) if signers(lines[at].text)), len(lines))
    signed = [_names_below(lines[x.body : x.end], are_usual=True)[0] for x in others]
    names = [x[0].name for x in (*signed, *(signers(x.text) for x in lines[end : end + 1])) if x]
    are_alone = come_again(names, len(heads)) or len(names) >= max(LEAST_SIGNED, len(others))
    if are_alone:
        has_role = bylines([x.text for x in lines[end : min(last.end, end + 2)]])[1] == 2
        last.end = min(last.end, end + 1 + has_role)
    return are_alone


def _names_below(text: Sequence[Line], *, are_usual: bool) -> tuple[tuple[Author, ...], int, int]:
    """Authors on the last such line below the last sentence, or above a role; the place of the
    line, and that behind the names; 0 without names."""
    first = max((at for at, x in enumerate(text, 1) if prose(x.text)), default=0)
    for at in range(len(text) - 1, first - 1, -1):
        authors, count = bylines([x.text for x in text[at : at + 2]]) if are_usual else ((), 0)
        authors = authors if count == 2 else signers(text[at].text, are_usual=are_usual)
        if authors:
            return authors, at, at + max(1, count)
    return (), 0, 0


def _cut_foot(lines: Sequence[Line], heads: Sequence[Head]) -> None:
    """End the last text below the button that closes all, and above a foot longer than others'."""
    *others, last = heads
    if len(others) >= LEAST_OTHERS and last.body > last.opening.line:
        closing, below = _closing_lines(lines, heads), range(last.body + 1, last.end)
        ends = (x for x in below if lines[x - 1].text in closing and not lines[x].repeated)
        last.end = next(ends, last.end)
        most = max((y for x in others for _, y in _feet(lines, x)), default=0)
        last.end = next((at for at, y in _feet(lines, last) if y > most), last.end)


def _closing_lines(lines: Sequence[Line], heads: Sequence[Head]) -> set[str]:
    """Lines that repeat at the borders of most posts, such as a button."""
    borders = (lines[x.first - 1 : x.opening.line] for x in heads[1:])
    counts = Counter(x.text for border in borders for x in border if x.repeated)
    return {x for x, count in counts.items() if 2 * count >= len(heads)}


def _feet(lines: Sequence[Line], head: Head) -> Iterator[tuple[int, int]]:
    """Lines below a sentence, each with the number of lines without one from there on."""
    above, is_apart = head.rest, lines[head.first].apart
    own = _own(lines, head.body, head.end)
    texts = (_is_text(lines[x].text) for x in reversed(own))
    counts = [*accumulate(texts, lambda count, is_text: 0 if is_text else count + 1, initial=0)]
    for left, at in zip(range(len(own), 0, -1), own, strict=True):
        is_foot = counts[left] >= min(LEAST_FOOT, left)
        if is_foot and above and lines[at].apart >= is_apart:
            yield at, counts[left]
        above = above if counts[left] else lines[at].text


def _is_text(text: str) -> bool:
    """A sentence, or a point of a list."""
    goes_on = len(text) > LONGEST_FOOT and text[0].islower()
    return bool(((prose(text) or goes_on) and text[0] != "©") or BULLET.match(text))


def _spans(lines: Sequence[Line], run: Sequence[Opening]) -> list[Span]:
    """Lines of each text: below its clock up to the next, or above a clock that ends it."""
    if _are_headed(lines, run) or not _end_texts(lines, run):
        ends = [*(x.line for x in run[1:]), len(lines)]
        return [(x.end, end) for x, end in zip(run, ends, strict=True)]
    # Lines at once below a clock are the foot of its post, up to a blank one.
    below = ((a.end, b.line) for a, b in pairwise(run))
    spans = [(next((x for x in range(*y) if lines[x].apart), y[0]), y[1]) for y in below]
    return [(_first_line(lines, run[0].line, spans), run[0].line), *spans]


def _first_line(lines: Sequence[Line], end: int, others: Sequence[Span]) -> int:
    """First line of the topmost text, which begins as most others do, or is as long."""
    heads = Counter(_above_prose(lines, _own(lines, *x)) for x in others)
    head = next((x for x, count in heads.items() if x and 2 * count > len(others)), None)
    own = _below_title(lines, _own(lines, 0, end))
    firsts = range(len(own) - len(head) - 1, -1, -1) if head else ()
    alike = (own[x] for x in firsts if _above_prose(lines, own[x : x + MOST_HEAD]) == head)
    return next(alike, _as_long(lines, own, others))


def _below_title(lines: Sequence[Line], own: Sequence[int]) -> Sequence[int]:
    above = (lines[x].text for x in own[:-1])
    titles = (at for at, x in enumerate(above, 1) if says_live(x) and not prose(x))
    return own[next(titles, 0) :]


def _as_long(lines: Sequence[Line], own: Sequence[int], others: Sequence[Span]) -> int:
    """First line of a text of the median length; with no blank line in it, of its block."""
    sizes = sorted(len(_own(lines, *x)) for x in others) or [1]
    size = max(1, sizes[(len(sizes) - 1) // 2])
    first, end = [*[*own, 0][:1] * size, *own][-size], max(own, default=0) + 1
    return next((x for x in (*range(first, end), *range(first, 0, -1)) if lines[x].apart), first)


def _own(lines: Sequence[Line], first: int, end: int) -> list[int]:
    return [x for x in range(first, end) if not lines[x].repeated]


def _above_prose(lines: Sequence[Line], own: Sequence[int]) -> tuple[bool, ...]:
    """For each of the `own` lines, down to a speaker's sentence, but ages: True for a name."""
    texts = [lines[x].text for x in own[:MOST_HEAD]]
    above = [*takewhile(lambda x: not prose(x), texts)]
    speaks = any(speaker(x)[0] for x in texts[len(above) :][:1])
    return (*(bool(names_in(x)) for x in above if not says_ago(x)), *[True] * speaks)


def _end_texts(lines: Sequence[Line], run: Sequence[Opening]) -> bool:
    """Clocks alone, or with names or one label, that touch the texts above them; or text is above
    the first and none below the last."""
    are_last = not _has_text(lines, run[-1].end)
    touching = [_touches_text(lines, x) for x in run]
    touch_alike = touching[0] > 0 and touching[0] in touching[1:]
    if 2 * sum(map(bool, touching)) > len(run) and (touch_alike or are_last):
        return _are_signatures(run, has_text=True)
    if not (run[0].line and are_last):
        return False
    above = max(_own(lines, 0, run[0].line), default=0)
    above -= bool(above and signers(lines[above].text))  # a name below the text
    return _are_signatures(run, has_text=prose(lines[above].text) > 0)


def _are_headed(lines: Sequence[Line], run: Sequence[Opening]) -> bool:
    """Days above some clocks, or rules ("___") above most, no nearer than the texts below them."""
    beside = ((lines[x.line - 1], y) for x in run[1:] for y in lines[x.end : x.end + 1])
    above = [x for x, below in beside if x.apart >= below.apart]
    days = sum(only_day(x.plain) is not None for x in above)
    rules = sum(re.search(r"[^\W_]", x.text) is None for x in above)
    return 0 < 2 * days < len(run) or 2 * rules >= len(run)


def _has_text(lines: Sequence[Line], start: int) -> bool:
    """A sentence, in a chat without sentences any line, or a text that breaks off."""
    below = [x.text for x in lines[start:]]
    has_words = any(prose(x) or re.search(SENTENCES, x) for x in below)
    has_words = has_words or not any(prose(x.text) for x in lines)
    return bool(below) and (has_words or (len(below[-1]) > LONGEST_FOOT and "©" not in below[-1]))


def _touches_text(lines: Sequence[Line], opening: Opening) -> int:
    """Lines up to a sentence; 0 if a blank line is above the clock and its buttons, not below."""
    near = range(opening.line - 1, max(0, opening.line - MOST_FOOT), -1)
    above = next((x for x in near if not lines[x].repeated), 0)
    is_below = prose(lines[above].text) > 0 and not lines[opening.line].apart
    is_apart = all(x.apart for x in lines[opening.end : opening.end + 1])
    return (opening.line - above) * (is_below and is_apart)


def _are_signatures(run: Sequence[Opening], *, has_text: bool) -> bool:
    """Words beside clocks are names, or short labels of all that share a word ("12 comments")."""
    beside = [*filter(None, chain.from_iterable((x.title, x.rest) for x in run))]
    labels = [{*re.findall(r"[^\W\d_]+", x.casefold())} for x in beside if not signers(x)]
    is_usual = len(labels) >= max(len(run), LEAST_SIGNED) and max(map(len, labels)) <= LONGEST_LABEL
    are_labels = not labels or (is_usual and bool(set.intersection(*labels)))
    return are_labels and (has_text or len(beside) - len(labels) >= len(run))


def _set_texts(lines: Sequence[Line], heads: Sequence[Head], *, are_alone: bool) -> list[Line]:
    left_out, texts = [], []
    for head in heads:
        below = lines[head.body : head.end]
        left_out += [*head.labels, *(x for x in below if x.repeated)]
        texts.append([x for x in below if not x.repeated])
        if head.rest:
            texts[-1].insert(0, _behind_clock(lines[head.opening.line], head.rest))
        if len(text := texts[-1]) > (not head.headline) and (edit := edit_in(text[-1])):
            head.edited = edit.second  # at the foot of the text
            del text[-1]
    sign_off = _sign_off(texts)
    for head, text in zip(heads, texts, strict=True):
        _sign(head, text, signs_off=sign_off, are_alone=are_alone)
        head.blocks = blocks(text)
    return left_out


def _sign_off(texts: Sequence[Sequence[Line]]) -> bool:
    """Names behind the last sentences come again, or are in all texts."""
    names = [signed_off(x[-1].text) for x in texts if x]
    return come_again(names, len(texts)) or (all(names) and len(names) >= LEAST_SIGNED)


def _sign(head: Head, text: list[Line], *, signs_off: bool, are_alone: bool) -> None:
    """Move names at the top or the foot of a text to its head."""
    if not head.authors:
        first = int(bool(head.rest))  # the clock's own line is above the names
        head.authors, count = bylines([x.text for x in text[first:]])
        del text[first : first + count]
    if head.authors or not text:
        return
    last = text[-1].text
    authors, first, end = _names_below(text, are_usual=are_alone)
    if signs_off and (name := signed_off(last)):
        head.authors = (Author(name),)
        text[-1] = replace(text[-1], text=last[: last.rindex(name)].rstrip(" /|(—–-"))
    elif first and authors:
        head.authors = authors
        del text[first:end]


def _behind_clock(line: Line, text: str) -> Line:
    """The rest of a clock's own line; its block without the words before."""
    block = line.block
    if isinstance(block, TextBlock) and block.text.endswith(text):
        block = block.behind(len(block.text) - len(text))
    return replace(line, text=text, apart=True, block=block)
