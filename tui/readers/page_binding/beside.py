"""Posts that the page shows and its data lack, as on pages that grow while a reader scrolls."""

from collections import Counter
from collections.abc import Sequence

from selectolax.lexbor import LexborNode

from tui.readers.html.tree import classes_of
from tui.readers.page import Page
from tui.readers.page_binding.entry import Entry, words_in
from tui.readers.page_binding.seen import Seen, path_of

FEWEST_BOUND = 3
"""Bound posts of which it can be told how this page's posts look."""
SHARE_ALIKE = 0.8
"""The least share of them that must look alike."""
FEWEST_WORDS = 8
MOST_LOOKED_AT = 2000
MOST_CHARACTERS = 20_000
"""Characters of an element in which the beginning of an update is looked for."""
MOST_LOOKS = 4
"""Times that all text of the page is looked at, for elements can stand inside each other."""
_TIMES, _HEADINGS = "time, [datetime]", "h2, h3, h4"

type Kind = tuple[str, frozenset[str]]
type Look = tuple[Kind, bool, bool]


def posts_beside(
    page: Page, elements: Sequence[LexborNode | None], entries: Sequence[Entry]
) -> list[LexborNode]:
    """The elements that look as the bound posts do and are no update's, in the page's order.

    Those that repeat an update's headline or beginning are copies, and for each update without an
    element one may be its own, so that as many are left out.
    """
    bound = [node for node in elements if node is not None]
    looks = Counter(map(_look, bound))
    if len(bound) < FEWEST_BOUND:
        return []
    look, times = looks.most_common(1)[0]
    (tag, names), has_time, is_named = look
    if times < SHARE_ALIKE * len(bound) or not names or not (has_time or is_named) or "-" in tag:
        return []
    around = {above.mem_id for node in bound for above in path_of(node)}
    inside = {node.mem_id for node in bound}
    headlines = {tuple(entry.head_words) for entry in entries if entry.head_words}
    beginnings = {tuple(entry.body_words[:FEWEST_WORDS]) for entry in entries}
    is_seen, beside = Seen(), []
    characters_left = MOST_LOOKS * len(page.text)
    for node in page.tree.css(tag)[:MOST_LOOKED_AT]:
        if node.mem_id in around or _kind(node) != (tag, names) or _look(node) != look:
            continue
        if any(above.mem_id in inside for above in path_of(node)) or not is_seen(node):
            continue
        text = node.text(separator=" ")
        characters_left -= len(text)
        if characters_left < 0:
            break
        words = words_in(text[:MOST_CHARACTERS])
        runs = {tuple(words[at : at + FEWEST_WORDS]) for at in range(len(words))}
        heads = {tuple(words_in(x.text())) for x in node.css(_HEADINGS)}
        is_copy = not runs.isdisjoint(beginnings) or not heads.isdisjoint(headlines)
        if len(words) >= FEWEST_WORDS and not is_copy:
            beside.append(node)
    return beside[len(entries) - len(bound) :]


def among_posts(
    beside: Sequence[LexborNode], elements: Sequence[LexborNode | None]
) -> list[LexborNode]:
    """Those of the elements that stand in one list with bound posts, if all updates are bound."""
    lists = {x.parent.mem_id for x in elements if x is not None and x.parent is not None}
    if any(x is None for x in elements):
        return []
    return [x for x in beside if x.parent is not None and x.parent.mem_id in lists]


def _kind(node: LexborNode) -> Kind:
    return node.tag or "", classes_of(node.attributes.get("class"))


def _look(node: LexborNode) -> Look:
    """What an element is, whether it has a time in it, and whether it has a name of its own."""
    is_named = any(name == "id" or name.startswith("data-") for name in node.attributes)
    return _kind(node), node.css_first(_TIMES) is not None, is_named
