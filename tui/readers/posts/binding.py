"""Binds records to elements of a page by scope, id, or a run of words."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from urllib.parse import parse_qsl

from selectolax.lexbor import LexborNode

from tui.readers.html.seen import path_of, texts_of
from tui.readers.html.words import words_in
from tui.readers.page import Page
from tui.readers.posts.draft import Draft

RUN = 5  # words in a row that identify a text
MOST_RUNS = 20  # per record
LEAST_SHARE = 0.5  # share of a record's words in its element
MOST_KEYS = 20  # kinds of attributes with ids
_NUMBER = re.compile(r"[0-9a-f]{16,}|\d{4,}")
_KEYS = ("-id", "-key", "-ref")  # attributes with an id for programs

type Seeds = dict[Draft, LexborNode]
type _Keys[T] = Iterable[tuple[str, T]]


def bind(page: Page, records: Sequence[Draft], family: Sequence[LexborNode]) -> None:
    """Set the element of each record whose element is clear, by keys that only the two have."""
    if not (records and page.is_markup):
        return
    members = {x.mem_id for x in family}
    sure = _by_id(page, records, members)
    seeds = sure | _by_words(page, [x for x in records if x not in sure])
    for record, node in _placed(seeds, members).items():
        if record in sure or _says(node, record):
            record.node = node


def _says(node: LexborNode, record: Draft) -> bool:
    """An element has half of a record's words; a list of links to posts has none."""
    wanted = set(record.said or record.heading)
    return len(wanted.intersection(words_in(node.text(separator=" ")))) >= LEAST_SHARE * len(wanted)


def _by_id(page: Page, records: Sequence[Draft], members: Set[int]) -> Seeds:
    """Elements with an id, or its last number."""
    whole: list[tuple[str, Draft]] = []
    numbers: list[tuple[str, Draft]] = []
    for record in records:
        for keys in map(_keys_in, filter(None, (record.entry.id, record.entry.url))):
            whole += ((key, record) for key in keys)
            numbers += ((run, record) for run in _NUMBER.findall(keys[0].lower())[-1:])
    held = list(_ids(page)) if whole else []
    numbered = [(run, x) for key, x in held for run in _NUMBER.findall(key.lower())]
    return _matched(page, numbers, numbered, members) | _matched(page, whole, held, members)


def _ids(page: Page) -> Iterator[tuple[str, LexborNode]]:
    names = [x for x in page.data_attributes if x.endswith(_KEYS)][:MOST_KEYS]
    for name, query in (("id", "[id]"), *((x, f"[{x}]") for x in names), ("name", "a[name]")):
        yield from ((x.attributes[name] or "", x) for x in page.tree.css(query))


def _by_words(page: Page, records: Sequence[Draft]) -> Seeds:
    """The smallest element around a run of words that has half of the record's words."""
    own = _unique((run, x) for x in records for run in _runs(x))
    found: Seeds = {}
    for run, node in _unique(_runs_shown(page, own.keys())).items():
        if (record := own[run]) not in found:
            found[record] = next((x for x in path_of(node) if _says(x, record)), node)
    return found


def _matched(page: Page, keys: _Keys[Draft], nodes: _Keys[LexborNode], members: Set[int]) -> Seeds:
    own = _unique(keys)
    told = [(key, x) for key, x in nodes if key in own and page.seen(x)]
    at_home = (x for x in told if any(y.mem_id in members for y in path_of(x[1])))
    named = _unique(told) | _unique(at_home)
    return {record: named[key] for key, record in own.items() if key in named}


def _keys_in(name: str) -> list[str]:
    """Possible ids of an element: fragment or last part of an address, and query values."""
    before, mark, fragment = name.rpartition("#")
    page, _, query = (before if mark else name).partition("?")
    values = [x for _, x in parse_qsl(query, max_num_fields=50)[:5]] if query else []
    return [fragment or page.rsplit("/", 1)[-1], *values]


def _unique[T](pairs: _Keys[T]) -> dict[str, T]:
    """Values of keys that only one value has."""
    found: dict[str, T | None] = {}
    for key, value in pairs:
        first = found.setdefault(key, value)
        if first is not value and getattr(first, "mem_id", None) != getattr(value, "mem_id", value):
            found[key] = None
    return {x: y for x, y in found.items() if x and y is not None}


def _runs(record: Draft) -> list[str]:
    """Runs of the text's words, else of the headline's."""
    words = record.said if len(record.said) >= RUN else record.heading
    every = range(len(words) - RUN + 1)
    step = max(len(every) // MOST_RUNS, 1)
    return [" ".join(words[n : n + RUN]) for n in every[::step]]


def _runs_shown(page: Page, wanted: Set[str]) -> Iterator[tuple[str, LexborNode]]:
    """Runs that are wanted and seen, with the elements in which they begin."""
    firsts = {run.partition(" ")[0] for run in wanted}
    words: list[str] = []
    holders: list[LexborNode] = []
    body = page.tree.body if firsts else None
    for text, node in filter(lambda x: page.seen(x[1]), texts_of(body) if body is not None else ()):
        own = words_in(text)
        words, holders = words[1 - RUN :] + own, holders[1 - RUN :] + [node] * len(own)
        for place, holder in enumerate(holders[: 1 - RUN]):
            run = " ".join(words[place : place + RUN]) if words[place] in firsts else ""
            if run in wanted:
                yield run, holder


def _placed(seeds: Seeds, members: Set[int]) -> Seeds:
    """Members of the family around most seeds, a seed in each; else grown seeds."""
    pairs = [(x, y) for x, node in seeds.items() for y in path_of(node) if y.mem_id in members]
    held = Counter(x.mem_id for _, x in pairs)
    placed = {record: x for record, x in pairs if held[x.mem_id] == 1}
    return placed if len(placed) * 2 > len(seeds) else _grown(seeds)


def _held(seeds: Seeds) -> Counter[int]:
    """The number of seeds in each element around them."""
    return Counter(x.mem_id for node in seeds.values() for x in path_of(node))


def _grown(seeds: Seeds) -> Seeds:
    """Each seed grown to the largest element without another seed, all of one tag and depth."""
    held = _held(seeds)
    seeds = {x: node for x, node in seeds.items() if held[node.mem_id] == 1}
    if len(seeds) < 2:
        return seeds
    held = _held(seeds)
    kinds: dict[Draft, dict[tuple[str | None, int], LexborNode]] = {}
    for record, node in seeds.items():
        path = list(path_of(node))
        alone = [n for n, x in enumerate(path) if held[x.mem_id] == 1]
        kinds[record] = {(path[n].tag, len(path) - n): path[n] for n in alone}
    largest = Counter(list(x)[-1] for x in kinds.values())
    kind = largest.most_common(1)[0][0]
    return {x: kinds[x].get(kind, node) for x, node in seeds.items()}
