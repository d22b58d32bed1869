"""What a post says on the page, where that holds what the data say."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from tui.model.blog import Block, Embed, Image, ListItem, Quote, ReadMore
from tui.model.safe_text import one_line
from tui.readers.html.element_blocks import tree_blocks
from tui.readers.html.figures import (
    PICTURES,
    captioned,
    ends_in_brackets,
    figure_blocks,
    image_of,
)
from tui.readers.html.links import provider_of
from tui.readers.page_binding.entry import Entry, words_in
from tui.readers.page_binding.foreign import SHARES, Foreign
from tui.readers.page_binding.inside import PostElement
from tui.readers.page_binding.parts import Head, is_clock
from tui.readers.page_binding.seen import path_of

_PICTURES = ", ".join(PICTURES)
_NOTES = (
    "[class*='caption' i], [class*='legend' i], [class*='credit' i], [class*='copyright' i], "
    "figcaption"
)
_HEADLINES = (
    "h1, h2, h3, h4, h5, h6, strong, b, [itemprop~='headline'], [class*='title' i], "
    "[class*='headline' i]"
)
SHARE_OF_WORDS = 0.9
"""The least share of the data's words that the page's text must hold."""
REPEATED_SHARE = 5
"""A block that stands in one of so many posts is no post's own."""
LONGEST_CAPTION = 40
"""Words of a picture's nearest text that can be its caption."""
MOST_PICTURES = 100
"""Pictures of one post whose captions are looked for."""
MOST_AROUND = 10
"""Elements around a picture in which its caption is looked for."""
CUT_WORDS = 3
"""The data's last words that go on inside one block where the data are cut, at least."""
SURE_WORDS = 8
"""Words that are enough to know the place where the data end."""


class PageText(NamedTuple):
    """The blocks of a post on the page and whether they hold the data's; `cut` if those end early.

    `mended` says that the page's blocks go on where the data's end.
    """

    body: tuple[Block, ...] = ()
    holds: bool = False
    cut: bool = False
    mended: bool = False


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
    instead.update((x.mem_id, ()) for x in told.permalinks())
    if entry.head_words:
        instead.update(
            (x.mem_id, ())
            for x in post.css(_HEADLINES)
            if words_in(told.text_of(x) or "") == entry.head_words
        )
    looked_at = {node.mem_id}
    for picture in post.css(_PICTURES)[:MOST_PICTURES]:
        found = _beside_picture(picture, instead, looked_at)
        if found is not None and (image := _captioned(picture, *found, entry, base)):
            instead[found[0].mem_id] = image
    return tree_blocks(node, base, instead=instead)


def _beside_picture(
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


def _captioned(
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
    if len(words) > LONGEST_CAPTION or len(around.css(_PICTURES)) > 1:
        return False
    return ends_in_brackets(text) or not entry.says(words, headline=True)


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
    if not body:
        rest = tuple(blocks[number] for number in own if words[number] != entry.head_words)
        return PageText(rest, holds=True)
    shared = [number for number in own if known[number]]
    if not shared:
        return PageText()
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
    there = [word for number in kept for word in words[number]]
    enough = there == body or _hold(set(there), set(body[:-1] if cut else body))
    body_shown = tuple(blocks[number] for number in kept)
    return PageText(body_shown, holds=enough, cut=cut, mended=cut and enough)


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
