"""Binds records to elements of a page by scope, id, link, or a run of words."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from urllib.parse import parse_qsl

from selectolax.lexbor import LexborNode

from tui.readers.html.links import address
from tui.readers.html.seen import path_of, texts_of
from tui.readers.html.words import words_in
from tui.readers.page import Page
from tui.readers.posts.draft import Draft

RUN = 5  # words in a row that identify a text
MOST_RUNS = 20  # per record
LEAST_SHARE = 0.5  # share of a record's words in its element
MOST_LINKS, MOST_KEYS = 20_000, 20  # links; kinds of attributes with ids
_NUMBER = re.compile(r"[0-9a-f]{16,}|\d{4,}")
_KEYS = ("-id", "-key", "-ref")  # attributes with an id for programs

type Seeds = dict[int, LexborNode]
type Open = dict[int, Draft]  # records without an element, by number


def bind(page: Page, records: Sequence[Draft], family: Sequence[LexborNode], base: str) -> None:
    """Set the element of each record whose element is clear. `base` is the live blog's address."""
    if not (records and page.is_markup):
        return
    look = _Look(page, family, base or page.address)
    sure = look.by_id(dict(enumerate(records)))
    for n, node in _placed(_with_others(sure, look, records), family).items():
        if n in sure or _says(node, records[n]):
            records[n].node = node


def _with_others(seeds: Seeds, look: "_Look", records: Sequence[Draft]) -> Seeds:
    """Seeds of all records: by links and words, if not by an id."""
    for find in (look.by_link, look.by_words):
        if rest := {n: x for n, x in enumerate(records) if n not in seeds}:
            seeds = seeds | find(rest)
    return seeds


def _placed(seeds: Seeds, family: Sequence[LexborNode]) -> Seeds:
    """The seeds' elements in the family if it has most, else grown."""
    held = Counter(key for _, key in _around(seeds))
    seeds = {n: node for n, node in seeds.items() if held[node.mem_id] == 1}
    placed = _in_family(seeds, family)
    return placed if len(placed) * 2 > len(seeds) else _grown(seeds)


def _says(node: LexborNode, record: Draft) -> bool:
    """An element has half of a record's words; a list of links to posts has none."""
    wanted = set(record.said or record.heading)
    return len(wanted.intersection(words_in(node.text(separator=" ")))) >= LEAST_SHARE * len(wanted)


class _Look:
    def __init__(self, page: Page, family: Sequence[LexborNode], base: str) -> None:
        self._page, self._base = page, base
        self._members = {x.mem_id for x in family}

    def _is_home(self, node: LexborNode) -> bool:
        return any(x.mem_id in self._members for x in path_of(node))

    def by_id(self, records: Open) -> Seeds:
        """Elements with an id or a number that only one record and one element have."""
        whole: list[tuple[str, int]] = []
        numbers: list[tuple[str, int]] = []
        for n, record in records.items():
            for keys in map(_keys_in, filter(None, (record.entry.id, record.entry.url))):
                whole += ((key, n) for key in keys)
                numbers += ((run, n) for run in _numbers_in(keys[0])[-1:])
        held = list(self._ids()) if whole else []
        numbered = [(run, x) for key, x in held for run in _numbers_in(key)]
        return self._matched(numbers, numbered) | self._matched(whole, held)

    def _ids(self) -> Iterator[tuple[str, LexborNode]]:
        names = sorted(x for x in self._page.data_attributes if x.endswith(_KEYS))[:MOST_KEYS]
        queries = (("id", "[id]"), *((x, f"[{x}]") for x in names), ("name", "a[name]"))
        for name, query in queries:
            yield from ((x.attributes[name] or "", x) for x in self._page.tree.css(query))

    def by_link(self, records: Open) -> Seeds:
        """Links to records' own addresses."""
        own = [(x.record.url, n) for n, x in records.items() if x.record.url]
        links = self._page.tree.css("a[href]")[:MOST_LINKS] if own else []
        return self._matched(own, ((address(x.attributes["href"], self._base), x) for x in links))

    def by_words(self, records: Open) -> Seeds:
        """The element around a run of words that no other record or element has."""
        own = _unique((run, n) for n, x in records.items() for run in _runs(x))
        shown = _runs_shown(self._page, own.keys())
        found: Seeds = {}
        for run, node in _unique(x for x in shown if x[0] in own and self._page.seen(x[1])).items():
            around = (x for x in path_of(node) if _says(x, records[own[run]]))
            found.setdefault(own[run], next(around, node))
        return found

    def _matched(
        self, keys: Iterable[tuple[str, int]], nodes: Iterable[tuple[str, LexborNode]]
    ) -> Seeds:
        """Records and elements of keys that only one record and one element have."""
        own = _unique(keys)
        told = [(key, x) for key, x in nodes if key in own and self._page.seen(x)]
        named = _unique(told) | _unique((key, x) for key, x in told if self._is_home(x))
        return {n: named[key] for key, n in own.items() if key in named}


def _keys_in(name: str) -> list[str]:
    """Possible ids of an element: fragment or last part of an address, and query values."""
    before, mark, fragment = name.rpartition("#")
    page, _, query = (before if mark else name).partition("?")
    values = [x for _, x in parse_qsl(query, max_num_fields=50)[:5]] if query else []
    return [fragment or page.rsplit("/", 1)[-1], *values]


def _numbers_in(key: str) -> list[str]:
    return _NUMBER.findall(key.lower())


def _unique[T](pairs: Iterable[tuple[str, T]]) -> dict[str, T]:
    found: dict[str, dict[object, T]] = {}
    for key, value in pairs:
        found.setdefault(key, {})[getattr(value, "mem_id", value)] = value
    return {x: next(iter(y.values())) for x, y in found.items() if x and len(y) == 1}


def _runs(record: Draft) -> list[str]:
    """Runs of the text's words, else of the headline's."""
    words = record.said if len(record.said) >= RUN else record.heading
    every = range(len(words) - RUN + 1)
    step = max(len(every) // MOST_RUNS, 1)
    return [" ".join(words[n : n + RUN]) for n in every[::step]]


def _runs_shown(page: Page, wanted: Set[str]) -> Iterator[tuple[str, LexborNode]]:
    """Runs of words that may be wanted, with the elements in which they begin."""
    firsts = {run.partition(" ")[0] for run in wanted}
    words: list[str] = []
    holders: list[LexborNode] = []
    for text, node in texts_of(page.tree.body) if firsts and page.tree.body is not None else ():
        own = words_in(text)
        words, holders = words[1 - RUN :] + own, holders[1 - RUN :] + [node] * len(own)
        for place, holder in enumerate(holders[: 1 - RUN]):
            if words[place] in firsts:
                yield " ".join(words[place : place + RUN]), holder


def _in_family(seeds: Seeds, family: Sequence[LexborNode]) -> Seeds:
    """Members of the family around the seeds, or inside them, if unique."""
    members = {x.mem_id: x for x in family}
    pairs = set(_pairs(seeds, members))
    of_seed, of_member = Counter(n for n, _ in pairs), Counter(key for _, key in pairs)
    return {n: members[key] for n, key in pairs if of_seed[n] == of_member[key] == 1}


def _pairs(seeds: Seeds, members: Seeds) -> Iterator[tuple[int, int]]:
    owners = {node.mem_id: n for n, node in seeds.items()}
    yield from ((n, key) for n, key in _around(seeds) if key in members)
    yield from ((owners[seed], key) for key, seed in _around(members) if seed in owners)


def _around(nodes: Seeds) -> Iterator[tuple[int, int]]:
    """Each node's key, with the ids of the elements around it."""
    return ((key, x.mem_id) for key, node in nodes.items() for x in path_of(node))


def _grown(seeds: Seeds) -> Seeds:
    """Each seed grown to the largest element without another seed, all of one tag and depth."""
    if len(seeds) < 2:
        return seeds
    held = Counter(key for _, key in _around(seeds))
    paths = {n: [x for x in path_of(node) if held[x.mem_id] == 1] for n, node in seeds.items()}
    kind = Counter(_kind_of(path[-1]) for path in paths.values()).most_common(1)[0][0]
    return {n: _of_kind(kind, path) or seeds[n] for n, path in paths.items()}


def _of_kind(kind: object, nodes: Iterable[LexborNode]) -> LexborNode | None:
    return next((x for x in nodes if _kind_of(x) == kind), None)


def _kind_of(node: LexborNode) -> tuple[str | None, int]:
    """Tag and depth."""
    return node.tag, sum(1 for _ in path_of(node))
