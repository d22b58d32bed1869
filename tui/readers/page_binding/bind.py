"""Which element of the page is which update's."""

from collections import Counter
from collections.abc import Iterable, Sequence

from selectolax.lexbor import LexborNode

from tui.readers.html.tree import classes_of
from tui.readers.page import Page
from tui.readers.page_binding.addresses import Addresses, Candidates
from tui.readers.page_binding.entry import Entry, words_in
from tui.readers.page_binding.phrases import by_beginnings, by_words, visible_texts
from tui.readers.page_binding.seen import Seen, path_of

LEAST_SHARE = 0.6
"""The least share of an update's words that its element must hold."""
MANY_WORDS = 10
LEAST_OF_FEW = 0.9
"""The least share of fewer words, which may stand in any text by chance."""
LEAST_GAIN = 0.05
"""The least further share for which a larger element is taken."""
TIMES_LONGER = 8
SPARE_CHARACTERS = 4000
"""An element is not an update's if it is so many times longer than the data, and that more."""
MOST_STEPS = 8
"""Elements around a named one that are looked at, at most."""
FEWEST_ALIKE = 3
"""Elements of which the usual kind and depth can be told."""
_POST_TAGS = frozenset(("article", "section", "li"))
_POST_SIGNS = "time, [datetime], h2, h3, h4"
_SEVERAL = -1

type Elements = dict[int, LexborNode]
type Step = tuple[LexborNode, int]
"""An element on the way up from an update's, with its depth."""


def document_order(page: Page, elements: Sequence[LexborNode | None]) -> list[int]:
    """The numbers of the updates that have an element, in the order of the page."""
    numbers = {x.mem_id: number for number, x in enumerate(elements) if x is not None}
    tags = sorted({x.tag or "*" for x in elements if x is not None})
    is_plain = all(tag.isascii() and tag.isalnum() for tag in tags)
    nodes = page.tree.css(", ".join(tags) if is_plain else "*") if tags else []
    return [numbers[x.mem_id] for x in nodes if x.mem_id in numbers]


def bind(page: Page, entries: Sequence[Entry]) -> list[LexborNode | None]:
    """The element of each update, in the updates' order; None where it is unclear or absent."""
    work = _Binding(page, entries)
    bound = work.elements()
    return [bound.get(number) for number in range(len(entries))]


class _Binding:
    """The binding of one page's updates."""

    def __init__(self, page: Page, entries: Sequence[Entry]) -> None:
        self._page, self._entries = page, entries
        self._characters_left = 4 * len(page.data) + 100_000
        self._seeds: Elements = {}
        self._nobodys: list[LexborNode] = []
        self._named: set[int] = set()
        self._is_seen = Seen()

    def elements(self) -> Elements:
        """The element of each update that has one."""
        self._take_scopes()
        tree = self._page.tree
        if not self._left():
            return self._grown()
        addresses = Addresses(self._entries)
        self._take(addresses.by_id(tree), addresses)
        if self._left():
            self._take(addresses.by_mark(tree, self._page.text), addresses)
        if left := self._left():
            texts = list(visible_texts(tree))
            self._take(by_beginnings(texts, self._entries, left), addresses)
            if left := self._left():
                found = by_words(texts, self._entries, left)
                self._seeds |= {number: x for number, x in found.items() if self._is_seen(x)}
        self._drop_shared()
        return self._grown()

    def _left(self) -> list[int]:
        return [number for number in range(len(self._entries)) if number not in self._seeds]

    def _take_scopes(self) -> None:
        for number, entry in enumerate(self._entries):
            if entry.scope is not None and self._is_seen(entry.scope):
                self._seeds[number] = entry.scope
                self._named.add(number)

    def _take(self, candidates: Candidates, addresses: Addresses) -> None:
        """Take of each update's candidates the one that holds most of its words."""
        owners = _owners(
            [(number, node) for number, nodes in candidates.items() for node in nodes]
            + list(self._seeds.items())
        )
        for number, nodes in candidates.items():
            if number in self._seeds:
                continue
            named = [x for x in nodes if addresses.is_named(number, x) and self._is_seen(x)]
            if named:
                self._named.add(number)
            best = named[0] if named and self._begins(number, named[0]) else None
            best = best or self._best(number, nodes, owners) or (named[0] if named else None)
            if best is not None:
                self._seeds[number] = best

    def _begins(self, number: int, node: LexborNode) -> bool:
        """Whether an element has the beginning of the update's text, so that it is surely its."""
        beginning = self._entries[number].beginning
        return bool(beginning) and beginning in node.text().casefold()

    def _best(
        self, number: int, nodes: list[LexborNode], owners: dict[int, int]
    ) -> LexborNode | None:
        best, most = None, 0.0
        for node in nodes:
            holder, share = self._holder(number, node, owners)
            if holder is not None and share > most:
                best, most = holder, share
        return best

    def _holder(
        self, number: int, node: LexborNode, owners: dict[int, int]
    ) -> tuple[LexborNode | None, float]:
        """The smallest element around a named one that holds the update's words, and how many."""
        entry = self._entries[number]
        if not self._is_seen(node):
            return None, 0.0
        if not entry.head_words and not entry.body_words:
            return (node, 0.1) if node.tag != "a" else (None, 0.0)
        beginning, ending = entry.beginning, entry.ending
        best, most = None, 0.0
        for step, around in enumerate(path_of(node)):
            if step > MOST_STEPS or (step and owners.get(around.mem_id) != number):
                break
            text = around.text(separator=" ") if self._characters_left > 0 else ""
            self._characters_left -= len(text)
            spare = len(text) - SPARE_CHARACTERS
            if spare > 0 and spare > TIMES_LONGER * sum(map(len, entry.words)):
                break
            if beginning and ending and beginning in (small := text.casefold()) and ending in small:
                return around, 1.0
            share = entry.share_in(words_in(text))
            least = LEAST_SHARE if len(entry.vocabulary) >= MANY_WORDS else LEAST_OF_FEW
            if share >= least and share > most + LEAST_GAIN:
                best, most = around, share
            if share > 1 - LEAST_GAIN:
                break
        return best, most

    def _drop_shared(self) -> None:
        """Unbind updates with one element, and those whose element holds another's."""
        ids = {node.mem_id for node in self._seeds.values()}
        inside: Counter[int] = Counter()
        for node in self._seeds.values():
            inside.update(x.mem_id for x in path_of(node) if x.mem_id in ids)
        self._nobodys = [x for x in self._seeds.values() if inside[x.mem_id] > 1]
        self._seeds = {
            number: node for number, node in self._seeds.items() if inside[node.mem_id] == 1
        }

    def _grown(self) -> Elements:
        """Each element as the largest around it without another update, all of one kind."""
        if len(self._seeds) < 2:
            return self._seeds
        owners = _owners([*self._seeds.items(), *((_SEVERAL, node) for node in self._nobodys)])
        paths = {number: _growth(number, node, owners) for number, node in self._seeds.items()}
        kinds = Counter(_kind(path[-1]) for path in paths.values())
        kind, times = kinds.most_common(1)[0]
        if times * 2 < len(paths) or (len(paths) < FEWEST_ALIKE and times < len(paths)):
            return self._seeds
        return {
            number: alike or path[0][0]
            for number, path in paths.items()
            if (alike := next((x[0] for x in path if _kind(x) == kind), None)) is not None
            or number in self._named
        }


def _kind(step: Step) -> tuple[str | None, int]:
    return step[0].tag, step[1]


def _owners(marked: Iterable[tuple[int, LexborNode]]) -> dict[int, int]:
    """The update of each element around the marked ones, _SEVERAL where there are more."""
    owners: dict[int, int] = {}
    for number, node in marked:
        for around in path_of(node):
            known = owners.setdefault(around.mem_id, number)
            if known == _SEVERAL:
                break
            if known != number:
                owners[around.mem_id] = _SEVERAL
    return owners


def _growth(number: int, node: LexborNode, owners: dict[int, int]) -> list[Step]:
    """The update's element and those around it that hold no other update, the smallest first."""
    above = list(path_of(node))
    steps = [(node, len(above))]
    for place, around in enumerate(above[1:], 1):
        if owners.get(around.mem_id) != number or _is_one_of_many(above[place - 1], around):
            break
        steps.append((around, len(above) - place))
    return steps


def _is_one_of_many(node: LexborNode, parent: LexborNode) -> bool:
    """Whether an element stands among others of its kind that look like posts as it does."""
    if not _looks_like_post(node):
        return False
    kind = classes_of(node.attributes.get("class"))
    other = parent.child
    while other is not None:
        if other.tag == node.tag and other.mem_id != node.mem_id:
            names = classes_of(other.attributes.get("class"))
            if (kind & names or kind == names) and _looks_like_post(other):
                return True
        other = other.next
    return False


def _looks_like_post(node: LexborNode) -> bool:
    """Whether an element has an id, a time or a heading, or is of a kind that posts are of."""
    if node.tag in _POST_TAGS or node.id:
        return True
    return node.css_first(_POST_SIGNS) is not None
