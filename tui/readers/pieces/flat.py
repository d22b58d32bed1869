"""Posts without an element around each: the first element of a post holds its time."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from selectolax.lexbor import LexborNode

from tui.readers.html.seen import first_text, path_of
from tui.readers.html.tags import HEADINGS
from tui.readers.page import Page
from tui.readers.pieces.elements import FEWEST, Mark
from tui.readers.times.clocks import scan


def sectioned(page: Page, marks: Sequence[Mark]) -> Page | None:
    """The page with a section around each clock with a machine's time and what is below it, up to
    the next; None unless most have elements below them."""
    openers: defaultdict[int, dict[int, LexborNode]] = defaultdict(dict)
    for mark in marks:
        for node in path_of(mark.node) if mark.moment.tzinfo else ():
            if node.parent is not None:
                openers[node.parent.mem_id][node.mem_id] = node
    most = max(openers.values(), key=len, default={})
    nodes = list(most.values())
    parent = nodes[0].parent if len(nodes) >= FEWEST else None
    are_alike = len({x.tag for x in nodes}) == 1 and all(scan(first_text(x)) for x in nodes)
    if parent is None or not are_alike:
        return None
    rows = [x for x in parent.iter(include_text=True) if (x.text() or "").strip()]
    firsts = [at for at, x in enumerate(rows) if x.mem_id in most]
    if 2 * sum(b - a > 1 for a, b in pairwise([*firsts, len(rows)])) <= len(firsts):
        return None
    starts = [at - (at > 0 and rows[at - 1].tag in HEADINGS) for at in firsts]
    usual = {x.tag for x in rows[starts[0] : starts[-1]]}
    end = next((at for at in range(firsts[-1], len(rows)) if rows[at].tag not in usual), len(rows))
    parts = [rows[a:b] for a, b in pairwise([0, *starts, end, len(rows)])]
    texts = ["".join(x.html or "" for x in part) for part in parts]
    posts = "".join(f"<section>{x}</section>" for x in texts[1:-1])
    inner = f"<{parent.tag}>{texts[0]}{posts}{texts[-1]}</{parent.tag}>"
    made = (page.tree.html or "").replace(parent.html or "", inner, 1)
    return Page(made.encode(), "utf-8", page.given)
