"""Posts without an element around each: the first element of a post holds its time."""

from collections import defaultdict
from collections.abc import Sequence, Set
from itertools import chain, pairwise

from selectolax.lexbor import LexborNode

from tui.readers.html.seen import first_text, holds_blocks, path_of
from tui.readers.html.tags import EMBEDS, HEADINGS, LISTED, PICTURES
from tui.readers.page import Page
from tui.readers.pieces.elements import FEWEST, Mark
from tui.readers.times.clocks import scan

_SHOWN = ", ".join(sorted(PICTURES | EMBEDS))


def sectioned(page: Page, marks: Sequence[Mark]) -> Page | None:
    """The page with a section around each clock with a machine's time and what is below it, up to
    the next; None if nothing is between them."""
    openers = _openers(marks)
    if not (openers and (parent := openers[0].parent) and all(map(scan, map(first_text, openers)))):
        return None
    if not (parts := _parts(parent, {x.mem_id for x in openers})):
        return None
    before, *posts, behind = map(_html, parts)
    sections = "".join(f"<section>{x}</section>" for x in posts)
    made = f"<{parent.tag}>{before}{sections}{behind}</{parent.tag}>"
    text = (page.tree.html or "").replace(_html([parent]), made, 1)
    return Page(text.encode(), "utf-8", page.given)


def _html(nodes: Sequence[LexborNode]) -> str:
    return "".join(x.html or "" for x in nodes)


def _openers(marks: Sequence[Mark]) -> list[LexborNode]:
    """Elements of one tag beside one another, such as paragraphs and no items of lists, that hold
    no blocks and a machine's time each."""
    held: defaultdict[int, dict[int, LexborNode]] = defaultdict(dict)
    paths = (path_of(x.node) for x in marks if x.moment.tzinfo)
    for node in chain.from_iterable(paths):
        if node.parent is not None:
            held[node.parent.mem_id][node.mem_id] = node
    nodes = [*max(held.values(), key=len, default={}).values()]
    tags = {x.tag for x in nodes}
    are_alike = len(tags) == len(tags - LISTED) == 1
    is_flat = are_alike and len(nodes) >= FEWEST and not any(map(holds_blocks, nodes))
    return nodes if is_flat else []


def _parts(parent: LexborNode, openers: Set[int]) -> list[list[LexborNode]]:
    """What is before the posts, each post with a heading right above its clock, and what is behind;
    [] if no post has several elements."""
    rows = list(filter(_is_shown, parent.iter(include_text=True)))
    firsts = [at for at, x in enumerate(rows) if x.mem_id in openers]
    if firsts[-1] - firsts[0] < len(firsts):
        return []
    headed = {at + 1 for at, x in enumerate(rows) if x.tag in HEADINGS}
    starts = [at - (at in headed) for at in firsts]
    places = [0, *starts, _end(rows, starts[0], firsts[-1]), len(rows)]
    return [rows[a:b] for a, b in pairwise(places)]


def _end(rows: Sequence[LexborNode], first: int, last: int) -> int:
    """Place behind the last post, which has elements of the others' tags."""
    usual = {x.tag for x in rows[first:last]}
    return next((at for at in range(last, len(rows)) if rows[at].tag not in usual), len(rows))


def _is_shown(node: LexborNode) -> bool:
    """Has words, or a picture or an embed."""
    return bool((node.text() or "").strip()) or node.css_first(_SHOWN) is not None
