"""Elements that hold an update's words, for updates that no address leads to."""

from collections import Counter
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tui.readers.page_binding.addresses import Candidates
from tui.readers.page_binding.entry import Entry, can_begin, words_in
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
type Texts = list[tuple[str, LexborNode]]


def by_words(texts: Texts, entries: Sequence[Entry], left: Sequence[int]) -> dict[int, LexborNode]:
    """The deepest element around the texts that holds the words of each update in `left`."""
    headlines = Counter(entry.headline for entry in entries)
    bodies = Counter(tuple(entry.body_words) for entry in entries)
    left = [
        number
        for number in left
        if not entries[number].body_words or bodies[tuple(entries[number].body_words)] == 1
    ]
    wanted = {number: _runs(entries[number], headlines) for number in left}
    every = {run for runs in wanted.values() for run in runs}
    if not every:
        return {}
    words, holders = _words_of(texts)
    firsts = {run[0] for run in every}
    places: dict[Run, list[int]] = {}
    for place in [place for place, word in enumerate(words) if word in firsts]:
        run = tuple(words[place : place + LENGTH])
        if run in every:
            places.setdefault(run, []).append(place)
    paths = _Paths(holders, texts)
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


def by_beginnings(texts: Texts, entries: Sequence[Entry], left: Sequence[int]) -> Candidates:
    """The elements whose text begins as that of an update in `left` does, and no other's."""
    wanted: dict[Run, int | None] = {}
    for number, entry in enumerate(entries):
        key = tuple(entry.body_words[:BEGINNING])
        if len(key) == BEGINNING:
            wanted[key] = None if key in wanted else number
    found: dict[int, list[LexborNode]] = {}
    asked = set(left)
    shortest = min((len("".join(key)) for key in wanted), default=0)
    firsts = {key[0] for key in wanted}
    for text, node in texts:
        if len(text) < shortest or not can_begin(text, firsts):
            continue
        owner = wanted.get(tuple(words_in(text[:MOST_CHARACTERS])[:BEGINNING]))
        if owner is not None and owner in asked:
            found.setdefault(owner, []).append(node)
    return {number: nodes for number, nodes in found.items() if len(nodes) == 1}


def visible_texts(tree: LexborHTMLParser) -> Iterator[tuple[str, LexborNode]]:
    """Each text that a reader sees, in order, with the element that holds it."""
    root, unseen = tree.body, unseen_in(tree)
    if root is None:
        return
    behind: int | None = None  # the node behind an unseen element
    for node in root.traverse(include_text=True):
        if behind is not None and node.mem_id != behind:
            continue
        behind = None
        if node.is_text_node:
            text = node.text_content or ""
            if not text.isspace() and node.parent is not None:
                yield text, node.parent
        elif node.mem_id in unseen:
            following = _following(node, root)
            if following is None:
                return
            behind = following.mem_id


def _words_of(texts: Texts) -> tuple[list[str], list[int]]:
    """All words in order, and the number of the text in which each stands."""
    words: list[str] = []
    holders: list[int] = []
    for number, (text, _) in enumerate(texts):
        if len(words) > MOST_WORDS:
            break
        own = words_in(text)
        words += own
        holders += [number] * len(own)
    return words, holders


def _following(node: LexborNode, root: LexborNode) -> LexborNode | None:
    while node.next is None:
        above = node.parent
        if above is None or above.mem_id == root.mem_id:
            return None
        node = above
    return node.next


class _Paths:
    """The elements around a place in the page's words, the outermost first, by their `mem_id`."""

    def __init__(self, holders: list[int], texts: Texts) -> None:
        self._holders, self._texts = holders, texts
        self._known: dict[int, list[int]] = {}
        self._around: dict[tuple[int, int], list[int]] = {}
        self.elements: dict[int, LexborNode] = {}
        self.depths: dict[int, int] = {}

    def texts(self, place: int) -> tuple[int, int]:
        """The numbers of the texts in which the run at a place begins and ends."""
        return self._holders[place], self._holders[place + LENGTH - 1]

    def around(self, texts: tuple[int, int]) -> list[int]:
        """The elements around both of two texts."""
        if texts not in self._around:
            self._around[texts] = self._common(texts)
        return self._around[texts]

    def _common(self, texts: tuple[int, int]) -> list[int]:
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
            around = list(path_of(self._texts[text][1]))[::-1]
            path = self._known[text] = [x.mem_id for x in around]
            self.elements.update(zip(path, around, strict=True))
            self.depths.update(zip(path, range(len(path)), strict=True))
        return path


def _holder(places: list[list[int]], count: int, paths: _Paths) -> LexborNode | None:
    """The deepest element with most of the runs; None if it is unclear which."""
    telling = [every for every in places if len(every) <= MOST_PLACES]
    if len(telling) < SHARE_ON_PAGE * count or not count:
        return None
    # Most runs stand in the same few texts, so that elements are looked at once for each.
    groups = Counter(frozenset(map(paths.texts, every)) for every in telling)
    held: Counter[int] = Counter()
    for texts, times in groups.items():
        for key in {key for pair in texts for key in paths.around(pair)}:
            held[key] += times
    full = [key for key, times in held.items() if times >= SHARE_IN_ELEMENT * len(telling)]
    if not full:
        return None
    full.sort(key=paths.depths.__getitem__, reverse=True)
    deepest = paths.elements[full[0]]
    above = {x.mem_id for x in path_of(deepest)}
    return deepest if above.issuperset(full) else None
