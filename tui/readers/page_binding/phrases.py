"""Elements that hold an update's words, for updates that no address leads to."""

from collections import Counter
from collections.abc import Sequence
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tui.readers.page_binding.addresses import Candidates
from tui.readers.page_binding.entry import Entry, words_in
from tui.readers.page_binding.seen import is_unseen, path_of

LENGTH = 5
"""Words of a run that is looked for."""
MOST_RUNS = 40
"""Runs of one update that are looked for, spread over its text."""
MOST_PLACES = 8
"""Places of one run on the page; a run with more says nothing."""
MOST_WORDS = 1_000_000
"""Words of a page that are searched."""
SHARE_ON_PAGE = 0.5
"""The least share of an update's runs that must stand on the page."""
SHARE_IN_ELEMENT = 0.8
"""The least share of those that one element must hold."""

type Run = tuple[str, ...]


def by_words(tree: LexborHTMLParser, entries: Sequence[Entry], left: Sequence[int]) -> Candidates:
    """The deepest visible element that holds the words of each update in `left`."""
    headlines = Counter(entry.headline for entry in entries)
    wanted = {number: _runs(entries[number], headlines) for number in left}
    every = Counter(run for runs in wanted.values() for run in runs)
    if not every or tree.body is None:
        return {}
    words, starts, nodes = _visible_words(tree.body)
    places: dict[Run, list[int]] = {}
    shifted = [islice(words, start, None) for start in range(LENGTH)]
    for place, run in enumerate(zip(*shifted, strict=False)):
        if run in every:
            places.setdefault(run, []).append(place)
    paths = _Paths(starts, nodes)
    found: Candidates = {}
    for number, runs in wanted.items():
        node = _holder([places[run] for run in runs if run in places], len(runs), paths)
        if node is not None:
            found[number] = [node]
    return found


def _runs(entry: Entry, headlines: Counter[str]) -> list[Run]:
    """Runs of an update's words, without a headline that several have."""
    parts = [entry.body_words]
    if headlines[entry.headline] == 1:
        parts.append(entry.head_words)
    runs = [
        run
        for words in parts
        for run in zip(*(words[start:] for start in range(LENGTH)), strict=False)
    ]
    return runs[:: max(-(-len(runs) // MOST_RUNS), 1)]


def _visible_words(root: LexborNode) -> tuple[list[str], list[int], list[LexborNode]]:
    """All words in order; the place where each text begins, and the element that holds it."""
    words: list[str] = []
    starts: list[int] = []
    nodes: list[LexborNode] = []
    node = root.child
    while node is not None and len(words) < MOST_WORDS:
        child = None
        if node.is_text_node:
            text = words_in(node.text_content or "")
            if text and node.parent is not None:
                starts.append(len(words))
                nodes.append(node.parent)
                words += text
        elif node.child is not None and not is_unseen(node):
            child = node.child
        node = child or _following(node, root)
    return words, starts, nodes


def _following(node: LexborNode, root: LexborNode) -> LexborNode | None:
    while node.next is None:
        above = node.parent
        if above is None or above.mem_id == root.mem_id:
            return None
        node = above
    return node.next


class _Paths:
    """The elements around a place in the page's words, the outermost first."""

    def __init__(self, starts: list[int], nodes: list[LexborNode]) -> None:
        self._starts, self._nodes = starts, nodes
        self._known: dict[int, list[int]] = {}
        self.elements: dict[int, LexborNode] = {}

    def around(self, place: int) -> list[int]:
        """The `mem_id` of each element around all words of the run at that place."""
        first, last = self._path(place), self._path(place + LENGTH - 1)
        if first is last:
            return first
        shared = 0
        for one, other in zip(first, last, strict=False):
            if one != other:
                break
            shared += 1
        return first[:shared]

    def _path(self, place: int) -> list[int]:
        from bisect import bisect_right

        node = self._nodes[bisect_right(self._starts, place) - 1]
        path = self._known.get(node.mem_id)
        if path is None:
            around = list(path_of(node))[::-1]
            self.elements.update((x.mem_id, x) for x in around)
            path = self._known[node.mem_id] = [x.mem_id for x in around]
        return path


def _holder(places: list[list[int]], count: int, paths: _Paths) -> LexborNode | None:
    """The deepest element with most of the runs; None if it is unclear which."""
    if len(places) < SHARE_ON_PAGE * count or not count:
        return None
    held: Counter[int] = Counter()
    depths: dict[int, int] = {}
    telling = [every for every in places if len(every) <= MOST_PLACES]
    for every in telling:
        around: set[int] = set()
        for place in every:
            path = paths.around(place)
            around.update(path)
            depths.update((key, depth) for depth, key in enumerate(path))
        held.update(around)
    full = [key for key, times in held.items() if times >= SHARE_IN_ELEMENT * len(places)]
    if not full:
        return None
    full.sort(key=depths.__getitem__, reverse=True)
    deepest = paths.elements[full[0]]
    above = {x.mem_id for x in path_of(deepest)}
    return deepest if above.issuperset(full) else None
