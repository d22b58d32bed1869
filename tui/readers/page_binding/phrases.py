"""Elements that hold an update's words, for updates that no address leads to."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tui.readers.page_binding.addresses import Candidates
from tui.readers.page_binding.entry import Entry, words_in
from tui.readers.page_binding.seen import path_of, unseen_in

BEGINNING = 5
"""Words with which an update's text begins and no other."""
MOST_CHARACTERS = 120
"""Characters of a text in which these are looked for."""
LENGTH = 5
"""Words of a run that is looked for."""
MOST_RUNS = 20
"""Runs of one update that are looked for."""
SPREAD = 120
"""Places of an update's text, spread over it, at which one can begin."""
LONG_WORDS = ((6, 8), (4, 3), (1, 0))
"""Letters of a run's first word, and how many such runs are enough: few places can be theirs."""
MOST_PLACES = 8
"""Places of one run on the page; a run with more says nothing."""
MOST_WORDS = 1_000_000
"""Words of a page that are searched."""
SHARE_ON_PAGE = 0.5
"""The least share of an update's runs that must stand on the page."""
SHARE_IN_ELEMENT = 0.8
"""The least share of those that one element must hold."""

type Run = tuple[str, ...]


def by_words(
    tree: LexborHTMLParser, entries: Sequence[Entry], left: Sequence[int]
) -> dict[int, LexborNode]:
    """The deepest visible element that holds the words of each update in `left`."""
    headlines = Counter(entry.headline for entry in entries)
    texts = Counter(tuple(entry.body_words) for entry in entries)
    left = [
        number
        for number in left
        if not entries[number].body_words or texts[tuple(entries[number].body_words)] == 1
    ]
    wanted = {number: _runs(entries[number], headlines) for number in left}
    every = {run for runs in wanted.values() for run in runs}
    if not every:
        return {}
    words, starts, nodes = _visible_words(tree)
    # Where all runs begin with long words, the others need no look.
    least = min(len(run[0]) for run in every)
    places: dict[Run, list[int]] = {}
    for place in [place for place, word in enumerate(words) if len(word) >= least]:
        run = tuple(words[place : place + LENGTH])
        if run in every:
            places.setdefault(run, []).append(place)
    paths = _Paths(starts, nodes)
    found: dict[int, LexborNode] = {}
    for number, runs in wanted.items():
        node = _holder([places[run] for run in runs if run in places], len(runs), paths)
        if node is not None:
            found[number] = node
    return found


def _runs(entry: Entry, headlines: Counter[str]) -> list[Run]:
    """Runs of an update's words, without a headline that several have.

    Those that begin with a long word, where these are enough: fewer places of a page can be theirs.
    """
    parts = [entry.body_words]
    if headlines[entry.headline] == 1:
        parts.append(entry.head_words)
    step = max(sum(map(len, parts)) // SPREAD, 1)
    starts: list[tuple[list[str], int]] = []
    for letters, enough in LONG_WORDS:
        starts = [
            (words, start)
            for words in parts
            for start in range(0, len(words) - LENGTH + 1, step)
            if len(words[start]) >= letters
        ]
        if len(starts) >= enough:
            break
    chosen = starts[:: max(-(-len(starts) // MOST_RUNS), 1)]
    return [tuple(words[start : start + LENGTH]) for words, start in chosen]


def by_beginnings(
    tree: LexborHTMLParser, entries: Sequence[Entry], left: Sequence[int]
) -> Candidates:
    """The elements whose text begins as that of an update in `left` does, and no other's."""
    wanted: dict[Run, int | None] = {}
    for number, entry in enumerate(entries):
        key = tuple(entry.body_words[:BEGINNING])
        if len(key) == BEGINNING:
            wanted[key] = None if key in wanted else number
    found: dict[int, list[LexborNode]] = {}
    asked = set(left)
    shortest = min((len("".join(key)) for key in wanted), default=0)
    for text, node in _visible_texts(tree):
        if len(text) < shortest:
            continue
        owner = wanted.get(tuple(words_in(text[:MOST_CHARACTERS])[:BEGINNING]))
        if owner is not None and owner in asked:
            found.setdefault(owner, []).append(node)
    return {number: nodes for number, nodes in found.items() if len(nodes) == 1}


def _visible_texts(tree: LexborHTMLParser) -> Iterator[tuple[str, LexborNode]]:
    """Each text that a reader sees, in order, with the element that holds it."""
    root, unseen = tree.body, unseen_in(tree)
    node = root.child if root is not None else None
    while node is not None and root is not None:
        child = None
        if node.is_text_node:
            text = node.text_content or ""
            if not text.isspace() and node.parent is not None:
                yield text, node.parent
        else:
            child = node.child
            if child is not None and node.mem_id in unseen:
                child = None
        node = child or _following(node, root)


def _visible_words(tree: LexborHTMLParser) -> tuple[list[str], list[int], list[LexborNode]]:
    """All words in order; the place where each text begins, and the element that holds it."""
    words: list[str] = []
    starts: list[int] = []
    nodes: list[LexborNode] = []
    for text, node in _visible_texts(tree):
        if len(words) > MOST_WORDS:
            break
        if own := words_in(text):
            starts.append(len(words))
            nodes.append(node)
            words += own
    return words, starts, nodes


def _following(node: LexborNode, root: LexborNode) -> LexborNode | None:
    while node.next is None:
        above = node.parent
        if above is None or above.mem_id == root.mem_id:
            return None
        node = above
    return node.next


class _Paths:
    """The elements around a place in the page's words, the outermost first, by their `mem_id`."""

    def __init__(self, starts: list[int], nodes: list[LexborNode]) -> None:
        self._starts, self._nodes = starts, nodes
        self._known: dict[int, list[int]] = {}
        self.elements: dict[int, LexborNode] = {}

    def texts(self, place: int) -> tuple[int, int]:
        """The numbers of the texts in which the run at a place begins and ends."""
        first = bisect_right(self._starts, place) - 1
        is_last = first + 1 == len(self._starts)
        if is_last or place + LENGTH <= self._starts[first + 1]:
            return first, first
        return first, bisect_right(self._starts, place + LENGTH - 1) - 1

    def around(self, texts: tuple[int, int]) -> list[int]:
        """The elements around both of two texts."""
        first, last = self._path(texts[0]), self._path(texts[1])
        if first is last:
            return first
        shared = 0
        for one, other in zip(first, last, strict=False):
            if one != other:
                break
            shared += 1
        return first[:shared]

    def _path(self, text: int) -> list[int]:
        path = self._known.get(text)
        if path is None:
            around = list(path_of(self._nodes[text]))[::-1]
            self.elements.update((x.mem_id, x) for x in around)
            path = self._known[text] = [x.mem_id for x in around]
        return path


def _holder(places: list[list[int]], count: int, paths: _Paths) -> LexborNode | None:
    """The deepest element with most of the runs; None if it is unclear which."""
    telling = [every for every in places if len(every) <= MOST_PLACES]
    if len(telling) < SHARE_ON_PAGE * count or not count:
        return None
    # Most runs stand in the same few texts, so that elements are looked at once for each.
    groups = Counter(frozenset(map(paths.texts, every)) for every in telling)
    held: Counter[int] = Counter()
    depths: dict[int, int] = {}
    for texts, times in groups.items():
        around: set[int] = set()
        for pair in texts:
            path = paths.around(pair)
            around.update(path)
            depths.update((key, depth) for depth, key in enumerate(path))
        for key in around:
            held[key] += times
    full = [key for key, times in held.items() if times >= SHARE_IN_ELEMENT * len(telling)]
    if not full:
        return None
    full.sort(key=depths.__getitem__, reverse=True)
    deepest = paths.elements[full[0]]
    above = {x.mem_id for x in path_of(deepest)}
    return deepest if above.issuperset(full) else None
