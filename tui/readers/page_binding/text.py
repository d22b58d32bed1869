"""What a post says on the page, where that holds what the data say."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from tui.model.blog import Block, Embed, Heading, Image, ListItem, Quote, ReadMore
from tui.model.safe_text import one_line
from tui.readers.html.element_blocks import tree_blocks
from tui.readers.html.links import provider_of
from tui.readers.page_binding.captions import PICTURE_ELEMENTS, beside_picture, captioned_picture
from tui.readers.page_binding.entry import Entry, words_in
from tui.readers.page_binding.foreign import SHARES, Foreign
from tui.readers.page_binding.inside import PostElement
from tui.readers.page_binding.parts import Head, is_clock

_HEADLINES = (
    "h1, h2, h3, h4, h5, h6, strong, b, [itemprop~='headline'], [class*='title' i], "
    "[class*='headline' i]"
)
_H_TAGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_HEADINGS = ", ".join(sorted(_H_TAGS))
_TITLES = (
    "strong, b, "
    "[itemprop~='headline'], p[class*='headline' i], div[class*='headline' i], p[class~='title'], "
    "span[class*='headline' i], div[class~='title'], span[class~='title']"
)
"""The elements that are headings though their tags do not say so."""
LONGEST_TITLE = 200
"""Characters of such a heading."""
SHARE_OF_WORDS = 0.9
"""The least share of the data's words that the page's text must hold."""
REPEATED_SHARE = 5
"""A block that stands in one of so many posts is no post's own."""
MOST_PICTURES = 100
"""Pictures of one post whose captions are looked for."""
CUT_WORDS = 3
"""The data's last words that go on inside one block where the data are cut, at least."""
SURE_WORDS = 8
"""Words that are enough to know the place where the data end."""


class PageText(NamedTuple):
    """The blocks of a post on the page and whether they hold the data's; `cut` if those end early.

    `mended` says that the page's blocks go on where the data's end, `headline` is the heading over
    a text for which the data have none.
    """

    body: tuple[Block, ...] = ()
    holds: bool = False
    cut: bool = False
    mended: bool = False
    headline: str = ""


def texts_shown(
    posts: Sequence[PostElement | None],
    entries: Sequence[Entry],
    heads: Sequence[Sequence[LexborNode]],
    labels: Sequence[frozenset[str]],
    base: str,
) -> list[PageText]:
    """The texts of the posts on the page, in the order of the updates.

    `heads` are the elements with each post's names, `labels` the words of its labels; neither is
    text.
    """
    drafts = [
        [_Said.of(block) for block in _blocks(post, entry, head, base)] if post is not None else []
        for post, entry, head in zip(posts, entries, heads, strict=True)
    ]
    bound = sum(post is not None for post in posts)
    times = Counter(key for draft in drafts for key in {said.key for said in draft})
    often = {
        key
        for key, count in times.items()
        if key and count >= 2 and count * REPEATED_SHARE >= bound
    }
    return [
        _text(draft, entry, often | own) if post is not None else PageText()
        for post, draft, entry, own in zip(posts, drafts, entries, labels, strict=True)
    ]


class _Said(NamedTuple):
    """A block of the page, its words, and what is the same where it repeats: with its links."""

    block: Block
    words: list[str]
    key: str

    @classmethod
    def of(cls, block: Block) -> "_Said":
        words = words_in(" ".join(block.words))
        links = () if isinstance(block, Image | Embed) else block.links
        return cls(block, words, " ".join([*words, *(link.url for link in links)]))


def _blocks(
    post: PostElement, entry: Entry, head: Sequence[LexborNode], base: str
) -> tuple[Block, ...]:
    """All blocks of an element but headline, names, times and foreign parts."""
    node, told, beside = post.node, Foreign(entry, post), Head(post.node)
    instead: dict[int, tuple[Block, ...]] = {x.mem_id: () for x in head}
    instead.update((x.mem_id, ()) for x in told.parts())
    instead.update((x.mem_id, ()) for x in post.css("time") if beside.has(x))
    links = told.permalinks()
    instead.update((x.mem_id, ()) for x in links if entry.head_words or not _is_in_heading(x))
    if entry.head_words:
        instead.update(
            (x.mem_id, ())
            for x in post.css(_HEADLINES)
            if words_in(told.text_of(x) or "") == entry.head_words
        )
    else:
        titles = _titles(post, entry, told, beside)
        instead = {x.mem_id: (heading,) for x, heading in titles} | instead
    looked_at = {node.mem_id}
    for picture in post.css(PICTURE_ELEMENTS)[:MOST_PICTURES]:
        found = beside_picture(picture, instead, looked_at)
        if found is not None and (image := captioned_picture(picture, *found, entry, base)):
            instead[found[0].mem_id] = image
    return tree_blocks(node, base, instead=instead)


def _titles(
    post: PostElement, entry: Entry, told: Foreign, beside: Head
) -> Iterator[tuple[LexborNode, Heading]]:
    """The lines of a post that are headings though their tags do not say so."""
    for title in post.css(_TITLES):
        text = one_line(told.text_of(title) or "")
        is_line = (title.tag == "p" or title.css_first("p") is None) and not told.is_in_text(title)
        if not text or len(text) > LONGEST_TITLE or not is_line or not beside.has(title):
            continue
        is_marked = title.tag not in ("b", "strong")
        if is_marked or " ".join(words_in(text)) not in " ".join(entry.body_words):
            yield title, Heading(text)


def _is_in_heading(link: LexborNode) -> bool:
    """Whether a link is a heading, or stands in one."""
    above = link.parent
    return link.css_first(_HEADINGS) is not None or (above is not None and above.tag in _H_TAGS)


def _text(draft: list[_Said], entry: Entry, often: set[str]) -> PageText:
    """The blocks between the first and the last that the data know, and what hangs on them."""
    body = entry.body_words
    blocks = [said.block for said in draft]
    words = [said.words for said in draft]
    known = [entry.says(x) for x in words]
    own = [
        number
        for number, said in enumerate(draft)
        if known[number] or not (said.key in often or _is_clock(said.block))
    ]
    while own and not known[own[0]] and words[own[0]] == entry.head_words:
        own = own[1:]
    over = None if entry.head_words else _heading_over(blocks, own, known)
    headline = "" if over is None else " ".join(blocks[over].words)
    own = [number for number in own if number != over]
    if not body:
        rest = tuple(blocks[number] for number in own if words[number] != entry.head_words)
        return PageText(rest, holds=True, headline=headline)
    shared = [number for number in own if known[number]]
    if not shared:
        return PageText(headline=headline)
    cut = _is_cut(body, [words[number] for number in shared])
    first, last = shared[0], shared[-1]
    kept = [
        number
        for place, number in enumerate(own)
        if first <= number <= last
        or _hangs_on(blocks[number])
        or (cut and number > last)
        or _leads_to_list(blocks, own[place : place + 2])
    ]
    there = [*words_in(headline), *(word for number in kept for word in words[number])]
    enough = there == body or _hold(set(there), set(body[:-1] if cut else body))
    body_shown = tuple(blocks[number] for number in kept)
    return PageText(body_shown, enough, cut, mended=cut and enough, headline=headline)


def _heading_over(blocks: Sequence[Block], own: Sequence[int], known: Sequence[bool]) -> int | None:
    """The number of the heading that no text of the data stands before, or None."""
    for number in own:
        if isinstance(blocks[number], Heading):
            return number
        if known[number]:
            break
    return None


def _hold(there: set[str], needed: set[str]) -> bool:
    return len(needed & there) >= SHARE_OF_WORDS * len(needed)


def _hangs_on(block: Block) -> bool:
    """Whether a block can stand before or behind all that the data know of a post."""
    if isinstance(block, ListItem | Quote | Image | Embed | ReadMore):
        return True
    return any(provider_of(link.url) and not SHARES.search(link.url) for link in block.links)


def _leads_to_list(blocks: Sequence[Block], numbers: Sequence[int]) -> bool:
    """Whether the first of two blocks only announces the list that follows it."""
    if len(numbers) < 2 or not isinstance(blocks[numbers[1]], ListItem):
        return False
    return " ".join(blocks[numbers[0]].words).endswith(":")


def _is_clock(block: Block) -> bool:
    """Whether a block is only a time: "10:31", "vor 3 Stunden", "il y a 2 h"."""
    text = " ".join(block.words)
    return not isinstance(block, Image | Embed) and is_clock(text)


def _is_cut(data: list[str], blocks: list[list[str]]) -> bool:
    """Whether the data's last words go on inside a block, and end none."""
    if any(block[-SURE_WORDS:] == data[-SURE_WORDS:] for block in blocks):
        return False
    ends = [_end_of(data, block) for block in blocks]
    return any(ends) and all(end is not False for end in ends)


def _end_of(data: list[str], block: list[str]) -> bool | None:
    """True where the data's last words go on in a block, False where they end it, else None.

    The words before them must agree as well, back to the block's beginning or for SURE_WORDS.
    """
    last = data[-1]
    for place in range(len(block) - 1, CUT_WORDS - 2, -1):
        if not block[place].startswith(last):
            continue
        same = 1
        while (
            same < min(SURE_WORDS, place + 1, len(data)) and block[place - same] == data[-1 - same]
        ):
            same += 1
        if same >= CUT_WORDS and same >= min(SURE_WORDS, place + 1, len(data)):
            return place + 1 < len(block) or block[place] != last
    return None


def holds(shown: tuple[Block, ...], data: tuple[Block, ...]) -> bool:
    """Whether blocks hold nearly all the words of the data's."""
    words = {word for block in data for word in words_in(" ".join(block.words))}
    there = {word for block in shown for word in words_in(" ".join(block.words))}
    return _hold(there, words)
