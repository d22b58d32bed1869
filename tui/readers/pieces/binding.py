"""Which element of the page is which record's: by its scope, its id, or a run of its words."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from selectolax.lexbor import LexborNode

from tui.readers.html.links import address
from tui.readers.html.seen import Visibility, path_of, texts_of
from tui.readers.html.words import words_in
from tui.readers.page import Page
from tui.readers.pieces.elements import Family

RUN = 5
"""Words in a row by which a text is known."""
MOST_RUNS = 20
"""Runs of one record that are looked for."""
MOST_PLACES = 8
"""Places of one run on the page; a run with more says nothing."""
LEAST_SHARE, LEAST_FOUND = 0.5, 0.8
"""The least share of a record's runs, and of those found, that must stand in its element."""
MOST_CLIMBED = 500_000
"""Elements around places that are looked at."""
HEAD_WORDS = 60
MOST_LINKS = 20_000
_NUMBER = re.compile(r"[0-9a-f]{16,}|\d{4,}")
_KEYS = ("-id", "-key", "-ref")
"""Ends of attributes with an id for programs."""
MOST_KEYS = 20


@dataclass(frozen=True, slots=True)
class Clue:
    """What a record's element is known by; `names` are its id and its address."""

    names: tuple[str, ...]
    headline: list[str]
    body: list[str]
    scope: LexborNode | None = None
    address: str = ""


def bind(
    page: Page, clues: Sequence[Clue], family: Family | None, base: str = ""
) -> list[LexborNode | None]:
    """The element of each record; None where it is unclear or absent.

    `base` is the live blog's address, to which links are relative.
    """
    seen = Visibility()
    seeds = {n: x.scope for n, x in enumerate(clues) if x.scope is not None and seen(x.scope)}
    links: dict[int, LexborNode] = {}
    if len(seeds) < len(clues):
        links = {n: x for n, x in _by_link(page, clues, base or page.address).items() if seen(x)}
        by_id = {n: x for n, x in _by_id(page, clues).items() if seen(x)}
        seeds = links | by_id | seeds
    if len(seeds) < len(clues):
        by_words = _by_words(page, clues, seeds.keys())
        seeds = {n: x for n, x in by_words.items() if seen(x)} | seeds
    held = Counter(x.mem_id for node in seeds.values() for x in path_of(node))
    seeds = {n: node for n, node in seeds.items() if held[node.mem_id] == 1}
    placed = _in_family(seeds, family) if family is not None else {}
    if family is None or len(placed) * 2 <= len(seeds):
        placed = _grown(seeds)
    else:
        placed |= _by_headline(placed, clues, family)
    by_link = [n for n, x in links.items() if seeds.get(n) is x]
    wrong = {n for n in by_link if n in placed and not _says(placed[n], clues[n])}
    return [placed.get(n) if n not in wrong else None for n in range(len(clues))]


def _says(node: LexborNode, clue: Clue) -> bool:
    """Whether an element has half of a record's words: a list of links to posts has none."""
    wanted = set(clue.body or clue.headline)
    return len(wanted.intersection(words_in(node.text(separator=" ")))) >= LEAST_SHARE * len(wanted)


def _in_family(seeds: dict[int, LexborNode], family: Family) -> dict[int, LexborNode]:
    """The members of the family around the seeds, or inside them, where these are one each."""
    members = {x.mem_id: x for x in family.nodes}
    inside: dict[int, LexborNode] = {}
    times: Counter[int] = Counter()
    for member in family.nodes:
        for above in path_of(member):
            inside[above.mem_id] = member
            times[above.mem_id] += 1
    found: dict[int, LexborNode] = {}
    for number, node in seeds.items():
        around = next((members[x.mem_id] for x in path_of(node) if x.mem_id in members), None)
        if around is None and times[node.mem_id] == 1:
            around = inside[node.mem_id]
        if around is not None:
            found[number] = around
    owners = Counter(x.mem_id for x in found.values())
    return {number: x for number, x in found.items() if owners[x.mem_id] == 1}


def _by_headline(
    placed: dict[int, LexborNode], clues: Sequence[Clue], family: Family
) -> dict[int, LexborNode]:
    """Free members that begin with the headline of exactly one free record, one each."""
    heads = {
        n: f" {' '.join(x.headline)} "
        for n, x in enumerate(clues)
        if n not in placed and len(x.headline) > 2
    }
    taken = {x.mem_id for x in placed.values()}
    free = [x for x in family.nodes if x.mem_id not in taken]
    if not heads or not free or len(heads) * len(free) > MOST_CLIMBED:
        return {}
    texts = [(x, f" {' '.join(words_in(x.text(separator=' '))[:HEAD_WORDS])} ") for x in free]
    hits = {n: [x for x, text in texts if head in text] for n, head in heads.items()}
    owners = Counter(x.mem_id for each in hits.values() for x in each)
    return {
        n: each[0] for n, each in hits.items() if len(each) == 1 and owners[each[0].mem_id] == 1
    }


def _by_id(page: Page, clues: Sequence[Clue]) -> dict[int, LexborNode]:
    """Elements with a record's id or its number, where it is one record's and one element's."""
    names = ["id", *sorted(x for x in page.data_attributes if x.endswith(_KEYS))[:MOST_KEYS]]
    held = [(x, name) for name in names for x in page.tree.css(f"[{name}]")]
    held += [(x, "name") for x in page.tree.css("a[name]")]
    ids = [(key, x) for x, name in held if (key := x.attributes.get(name))]
    wanted = [(name, n) for n, clue in enumerate(clues) for name in clue.names if name]
    whole, named = _unique((key, n) for x, n in wanted for key in _keys_in(x)), _unique(ids)
    numbers = _unique((run, n) for x, n in wanted for run in _numbers_in(_keys_in(x)[0])[-1:])
    numbered = _unique((run, x) for key, x in ids for run in _numbers_in(key))
    found = {n: numbered[run] for run, n in numbers.items() if run in numbered}
    return found | {n: named[key] for key, n in whole.items() if key in named}


def _by_link(page: Page, clues: Sequence[Clue], base: str) -> dict[int, LexborNode]:
    """The links to records' own addresses, each the only one."""
    wanted = _unique((x.address, n) for n, x in enumerate(clues) if x.address)
    links = page.tree.css("a[href]")[:MOST_LINKS] if wanted else []
    targets = ((address(x.attributes.get("href"), base), x) for x in links)
    found = _unique((url, x) for url, x in targets if url in wanted)
    return {wanted[url]: x for url, x in found.items()}


def _keys_in(name: str) -> list[str]:
    """What of an id or an address can be an element's id: the fragment, or the path's last part,
    and what stands in the query.
    """
    before, mark, fragment = name.rpartition("#")
    page, _, query = (before if mark else name).partition("?")
    last = fragment or page.rsplit("/", 1)[-1]
    return (
        [last, *(value for _, value in parse_qsl(query, max_num_fields=50)[:5])]
        if query
        else [last]
    )


def _numbers_in(key: str) -> list[str]:
    return _NUMBER.findall(key.lower())


def _unique[T](pairs: Iterable[tuple[str, T]]) -> dict[str, T]:
    """The values of those keys that have one value only."""
    found: dict[str, dict[object, T]] = {}
    for key, value in pairs:
        found.setdefault(key, {})[getattr(value, "mem_id", value)] = value
    return {key: next(iter(values.values())) for key, values in found.items() if len(values) == 1}


type _Run = tuple[str, ...]


def _by_words(page: Page, clues: Sequence[Clue], bound: Iterable[int]) -> dict[int, LexborNode]:
    """The deepest element that holds most runs of a record's words, if there is one such."""
    done = set(bound)
    heads = Counter(" ".join(x.headline) for x in clues)
    runs: dict[int, list[_Run]] = {}
    for number, clue in enumerate(clues):
        if number not in done:
            is_own = heads[" ".join(clue.headline)] == 1
            own = _runs(clue.body) or (_runs(clue.headline) if is_own else [])
            if own:
                runs[number] = own
    places = _places(page, {run for each in runs.values() for run in each})
    found: dict[int, LexborNode] = {}
    left = MOST_CLIMBED
    for number, each in runs.items():
        hits = [x for run in each if 0 < len(x := places.get(run, [])) <= MOST_PLACES]
        node, climbed = _deepest(hits, max(LEAST_SHARE * len(each), LEAST_FOUND * len(hits)))
        left -= climbed
        if node is not None:
            found[number] = node
        if left < 0:
            break
    return found


def _runs(words: list[str]) -> list[_Run]:
    every = range(len(words) - RUN + 1)
    return [tuple(words[n : n + RUN]) for n in every[:: max(len(every) // MOST_RUNS, 1)]]


def _places(page: Page, wanted: set[_Run]) -> dict[_Run, list[LexborNode]]:
    """The elements in which runs of words begin that are wanted."""
    firsts = {run[0] for run in wanted}
    places: dict[_Run, list[LexborNode]] = {}
    for words, holders in _texts(page) if wanted else ():
        for place, word in enumerate(words[: 1 - RUN]):
            if word in firsts:
                run = tuple(words[place : place + RUN])
                if run in wanted and len(there := places.setdefault(run, [])) <= MOST_PLACES:
                    there.append(holders[place])
    return places


def _texts(page: Page) -> Iterator[tuple[list[str], list[LexborNode]]]:
    """The words of each text of the page with their elements, after the last words before it."""
    words: list[str] = []
    holders: list[LexborNode] = []
    for text, node in texts_of(page.tree.body) if page.tree.body is not None else ():
        own = words_in(text)
        words, holders = words[1 - RUN :] + own, holders[1 - RUN :] + [node] * len(own)
        if len(words) >= RUN:
            yield words, holders


def _deepest(hits: Sequence[Sequence[LexborNode]], least: float) -> tuple[LexborNode | None, int]:
    """The deepest element with at least so many of the hits, and how many were looked at."""
    held: Counter[int] = Counter()
    nodes: dict[int, tuple[int, LexborNode]] = {}
    climbed = 0
    for places in hits:
        above: dict[int, LexborNode] = {}
        for place in places:
            path = list(path_of(place))
            climbed += len(path)
            for depth, x in enumerate(reversed(path)):
                above[x.mem_id] = x
                nodes.setdefault(x.mem_id, (depth, x))
        held.update(above.keys())
    full = [nodes[key] for key, count in held.items() if count >= least]
    depths = Counter(depth for depth, _ in full)
    is_one = bool(full) and max(depths.values()) == 1
    return (max(full, key=lambda x: x[0])[1] if is_one else None), climbed


def _grown(seeds: dict[int, LexborNode]) -> dict[int, LexborNode]:
    """Each seed as the largest element around it without another seed, all of one kind."""
    if len(seeds) < 2:
        return seeds
    held = Counter(x.mem_id for node in seeds.values() for x in path_of(node))
    paths = {n: [x for x in path_of(node) if held[x.mem_id] == 1] for n, node in seeds.items()}
    depth = {n: sum(1 for _ in path_of(path[-1])) for n, path in paths.items()}
    kind, times = Counter((path[-1].tag, depth[n]) for n, path in paths.items()).most_common(1)[0]
    if times * 2 < len(paths):
        return seeds
    grown = {}
    for number, path in paths.items():
        alike = (x for n, x in enumerate(reversed(path)) if (x.tag, depth[number] + n) == kind)
        grown[number] = next(alike, seeds[number])
    return grown
