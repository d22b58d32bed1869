"""Posts in markup: the largest family of elements of one tag and class that hold a time each."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import time
from itertools import pairwise

from selectolax.lexbor import LexborNode

from tui.readers.html.seen import path_of
from tui.readers.page import Page
from tui.readers.pieces.marks import CLOCK, Mark

FEWEST = 3
"""Elements of a family."""
ONE_WAY = 0.75
"""The share of neighbours in one direction where only clocks say the times."""
MOST_TIMES = 6
"""Times in one post: of its publication, its edit, quoted posts."""
FEWEST_WORDS = 12
"""Words of the middle one of the elements."""
FEWEST_WORDS_BY_CLOCK = 18
"""The same where only clocks say the times."""
HEAD_WORDS = 12
MOST_COUNTED = 300
"""Words of one post that speak for a family."""
MOST_MARKS = 5000
MOST_CLIMBED = 200_000
"""Elements around marks that are looked at."""
MOST_LOOKS = 30
"""So often the page's text is counted in families that stand inside each other."""
ALIKE, AS_MANY = 0.7, 0.95
"""Families with this share of the most words compete; those with as many members win."""
_HEADINGS = "h1, h2, h3, h4"
_NUMBER = re.compile(r"\d{3}")


@dataclass(frozen=True, slots=True)
class Family:
    """Elements of one kind in the page's order, and how many of their words count."""

    nodes: tuple[LexborNode, ...]
    words: int = 0


def find(page: Page, marks: Sequence[Mark]) -> Family | None:
    """The family with most words; of several around each other that with most members, then the
    outermost.
    """
    families = _families(marks)
    counter = _Counter(page, marks)
    counted = [x for family in families if (x := counter.counted(family)) is not None]
    if not counted:
        return None
    most = max(x.words for x in counted)
    best = [x for x in counted if x.words >= ALIKE * most]
    fewest = AS_MANY * max(len(x.nodes) for x in best)
    return min(
        (x for x in best if len(x.nodes) >= fewest),
        key=lambda x: (-x.words // 50, sum(1 for _ in path_of(x.nodes[0]))),
    )


def _families(marks: Sequence[Mark]) -> list[tuple[LexborNode, ...]]:
    """Elements of one tag and class with a few times each, and none of them inside another."""
    held: Counter[int] = Counter()
    nodes: dict[int, LexborNode] = {}
    climbed = 0
    for node in list({x.node.mem_id: x.node for x in marks}.values())[:MOST_MARKS]:
        for above in path_of(node):
            held[above.mem_id] += 1
            nodes[above.mem_id] = above
            climbed += 1
        if climbed > MOST_CLIMBED:
            break
    kinds: defaultdict[tuple[str, object], list[LexborNode]] = defaultdict(list)
    for key, node in nodes.items():
        if held[key] <= MOST_TIMES:
            for name in _kinds_of(node):
                kinds[node.tag or "", name].append(node)
    made: dict[tuple[int, ...], tuple[LexborNode, ...]] = {}
    for family in kinds.values():
        if len(family) >= FEWEST:
            innermost = _innermost(family)
            made.setdefault(tuple(x.mem_id for x in innermost), innermost)
    return [x for x in made.values() if len(x) >= FEWEST]


def _kinds_of(node: LexborNode) -> list[object]:
    """The classes of an element that hold no id; an element without has its parent's kind."""
    classes: list[object] = [
        x for x in (node.attributes.get("class") or "").split() if not _NUMBER.search(x)
    ]
    if classes or node.parent is None:
        return classes
    return [node.parent.mem_id]


def _innermost(family: Sequence[LexborNode]) -> tuple[LexborNode, ...]:
    inside: set[int] = set()
    for node in family:
        for above in path_of(node):
            if above.mem_id == node.mem_id:
                continue
            if above.mem_id in inside:
                break
            inside.add(above.mem_id)
    return tuple(x for x in family if x.mem_id not in inside)


class _Counter:
    """Counts the words of families, within a limit on the text that is looked at."""

    def __init__(self, page: Page, marks: Sequence[Mark]) -> None:
        self._here = page_of(page.address)
        only_clocks = all(x.moment is None for x in marks)
        self._clocks = {
            x.node.mem_id: x.clock for x in marks if only_clocks and x.clock is not None
        }
        self._left = MOST_LOOKS * len(page.text) + 100_000

    def counted(self, nodes: tuple[LexborNode, ...]) -> Family | None:
        """The family with its words; None if it has few, or only leads to as many other pages.

        Where clocks are all that says the times it has more words, and goes one way.
        """
        if self._left < 0:
            return None
        texts = [x.text(separator=" ") for x in nodes]
        self._left -= sum(map(len, texts))
        words = [x.split(maxsplit=MOST_COUNTED) for x in texts]
        lengths = sorted(min(len(x), MOST_COUNTED) for x in words)
        fewest = FEWEST_WORDS_BY_CLOCK if self._clocks else FEWEST_WORDS
        if lengths[len(lengths) // 2] < fewest:
            return None
        if self._clocks and not self._goes_one_way(nodes, words):
            return None
        targets = {target for x in nodes if (target := _target(x, self._here))}
        if len(targets) * 2 > len(nodes):
            return None
        return Family(nodes, sum(lengths))

    def _goes_one_way(self, nodes: Sequence[LexborNode], words: Sequence[list[str]]) -> bool:
        """Whether the clocks stand in the heads of the elements and rise or fall."""
        clocks = (next(self._clocks_in(x), time()) for x in nodes)
        minutes = [x.hour * 60 + x.minute for x in clocks]
        rises = [(b - a) % 1440 < 720 for a, b in pairwise(minutes) if b != a]
        one_way = max(rises.count(True), rises.count(False))
        in_head = sum(bool(CLOCK.search(" ".join(x[:HEAD_WORDS]))) for x in words)
        return one_way >= max(ONE_WAY * len(rises), 2) and in_head >= ONE_WAY * len(words)

    def _clocks_in(self, node: LexborNode) -> Iterator[time]:
        return (self._clocks[x.mem_id] for x in node.css("*") if x.mem_id in self._clocks)


def _target(node: LexborNode, here: str) -> str:
    """The other page to which an element leads as a teaser: by its heading or most of its words."""
    links = [node] if node.tag == "a" else node.css("a[href]")
    away = {
        x.mem_id: (x, target)
        for x in links
        if (target := page_of(x.attributes.get("href"))) and target != here
    }
    if not away:
        return ""
    heading = node.css_first(_HEADINGS)
    if heading is not None:
        ids = [x.mem_id for x in path_of(heading)] + [x.mem_id for x in heading.css("a[href]")]
        linked = next((away[x] for x in ids if x in away), None)
        if linked is not None:
            return linked[1]
    words = sum(len(x.text().split()) for x, _ in away.values())
    return next(iter(away.values()))[1] if words * 2 > len(node.text().split()) else ""


def page_of(target: str | None) -> str:
    """The page of an address, without query and fragment."""
    return (target or "").partition("#")[0].partition("?")[0]
