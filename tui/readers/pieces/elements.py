"""Posts in markup: the largest family of elements of one tag and class with a time each."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from selectolax.lexbor import LexborNode

from tui.readers.habits import lead_elsewhere
from tui.readers.html.seen import path_of
from tui.readers.page import Page
from tui.readers.pieces.marks import Mark

FEWEST = 3  # elements of a family
MOST_TIMES = 6  # in one post: publication, edit, quoted posts
FEWEST_WORDS = 12  # in the median element
MOST_COUNTED = 300  # words of one post that count for a family
MOST_MARKS = 5000
MOST_CLIMBED = 200_000  # elements around marks
MOST_LOOKS = 30  # times that the page's text is counted, in nested families
ALIKE, AS_MANY = 0.7, 0.95
"""Shares: of most words, for families to compete; of most members, to win."""
_DECLARED = "[itemprop~=liveBlogUpdate][itemscope]"
_HEADINGS = "h1, h2, h3, h4"

type Nodes = tuple[LexborNode, ...]


def find(page: Page, marks: Sequence[Mark], *, is_sure: bool) -> Nodes:
    """The posts' elements, or (); unless data make sure of them, none beside an article."""
    nodes = _posts(page, marks) if marks else ()
    return () if nodes and not is_sure and _stand_beside(page, nodes) else nodes


def _posts(page: Page, marks: Sequence[Mark]) -> Nodes:
    """Elements that microdata call posts, else the family with most words; of nested families most
    members, then the outermost."""
    if declared := page.tree.css(_DECLARED):
        return tuple(declared)
    every = [x for x in _counted(page, marks) if not _are_teasers(x[1])]
    return _largest(every) if every else ()


def _largest(every: Sequence[tuple[int, Nodes]]) -> Nodes:
    most = max(words for words, _ in every)
    alike = [x for x in every if x[0] >= ALIKE * most]
    fewest = AS_MANY * max(len(nodes) for _, nodes in alike)
    depths = (sum(1 for _ in path_of(nodes[0])) for _, nodes in alike)
    ranked = [(-x[0] // 50, depth, x[1]) for x, depth in zip(alike, depths, strict=True)]
    return min((x for x in ranked if len(x[2]) >= fewest), key=lambda x: x[:2])[2]


def _counted(page: Page, marks: Sequence[Mark]) -> Iterator[tuple[int, Nodes]]:
    """Families whose median element has some words, each behind the number of its words."""
    left = MOST_LOOKS * len(page.text) + 100_000
    for nodes in _families(marks):
        texts = [x.text(separator=" ") for x in nodes]
        left -= sum(map(len, texts))
        if left < 0:
            return
        lengths = sorted(min(len(x.split(maxsplit=MOST_COUNTED)), MOST_COUNTED) for x in texts)
        if lengths[len(lengths) // 2] >= FEWEST_WORDS:
            yield sum(lengths), nodes


def without_time(family: Nodes) -> int:
    """The number of siblings like all of the family, by tag and classes, without a time."""
    names = set.intersection(*(set(_classes(x)) for x in family)) if family else None
    if not names:
        return 0
    known = {x.mem_id for x in family}
    alike = (x for x in _siblings(family) if x.tag == family[0].tag and names <= set(_classes(x)))
    others = (x.text(separator=" ").split() for x in alike if x.mem_id not in known)
    return sum(len(words) >= FEWEST_WORDS for words in others)


def _siblings(family: Nodes) -> Iterator[LexborNode]:
    """All children of the parents of a family's elements."""
    parents = {x.parent.mem_id: x.parent for x in family if x.parent is not None}
    for parent in parents.values():
        yield from parent.iter()


def _stand_beside(page: Page, nodes: Sequence[LexborNode]) -> bool:
    """An article stands outside the nodes, longer than all their words: a list of videos, teasers
    or comments."""
    body = page.tree.body
    if body is None:
        return False
    words = sum(len(" ".join(x.text(separator=" ").split())) for x in nodes)
    return _article_length(body) - sum(map(_article_length, nodes)) > words


def _article_length(node: LexborNode) -> int:
    """Characters of paragraphs."""
    return sum(len(" ".join(x.text().split())) for x in node.css("p"))


def _families(marks: Sequence[Mark]) -> list[Nodes]:
    """Elements of one tag and class with a few times each, none inside another."""
    around = _Around(marks)
    kinds: defaultdict[tuple[str, object], list[int]] = defaultdict(list)
    for key, node in around.nodes.items():
        for name in _kinds_of(node) if around.held[key] <= MOST_TIMES else ():
            kinds[node.tag or "", name].append(key)
    made = dict.fromkeys(map(around.innermost, kinds.values()))
    return [tuple(around.nodes[key] for key in x) for x in made if len(x) >= FEWEST]


class _Around:
    """Elements around marks, by `mem_id`, with the number of marks that each holds."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self.held: Counter[int] = Counter()
        self.nodes: dict[int, LexborNode] = {}
        self._outer: dict[int, int] = {}
        for node in list({x.node.mem_id: x.node for x in marks}.values())[:MOST_MARKS]:
            path = {x.mem_id: x for x in path_of(node)}
            self.held.update(path.keys())
            self.nodes |= path
            self._outer |= pairwise(path)
            if self.held.total() > MOST_CLIMBED:
                break

    def innermost(self, keys: Sequence[int]) -> tuple[int, ...]:
        """Without the elements around others."""
        outside: set[int | None] = {None}
        for key in keys:
            above = self._outer.get(key)
            while above not in outside:
                outside.add(above)
                above = self._outer.get(above) if above is not None else None
        return tuple(x for x in keys if x not in outside)


def _kinds_of(node: LexborNode) -> Sequence[object]:
    """Classes, whose numbers may be ids; an element without classes has its parent's kind."""
    names = [re.sub(r"\d+", "0", x) for x in _classes(node)]
    return names if names or node.parent is None else [node.parent.mem_id]


def _classes(node: LexborNode) -> list[str]:
    return (node.attributes.get("class") or "").split()


def _are_teasers(family: Nodes) -> bool:
    """Most elements lead to different pages."""
    return lead_elsewhere((_link_of_heading(x) or _link_of_words(x) for x in family), len(family))


def _link_of_heading(node: LexborNode) -> str:
    """The address behind the first heading: of a link around or inside it."""
    heading = node.css_first(_HEADINGS)
    near = (*path_of(heading), *heading.css("a[href]")) if heading is not None else ()
    return next((x.attributes["href"] or "" for x in near if "href" in x.attributes), "")


def _link_of_words(node: LexborNode) -> str:
    """The first address in an element whose words are mostly links."""
    links = [node] if node.tag == "a" else node.css("a[href]")
    words = sum(len(x.text().split()) for x in links)
    is_lead = words * 2 > len(node.text(separator=" ").split())
    return links[0].attributes.get("href") or "" if is_lead else ""
