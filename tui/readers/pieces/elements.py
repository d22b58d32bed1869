"""Posts in markup: times on a page, and the largest family of elements with a time each."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import chain, islice, pairwise

from selectolax.lexbor import LexborNode

from tui.readers.habits import COMMENTS
from tui.readers.html.seen import first_text, names_in, path_of, texts_of
from tui.readers.html.words import spaced
from tui.readers.names import byline_before
from tui.readers.page import Page
from tui.readers.pieces.teasers import Nodes, are_teasers
from tui.readers.times.clocks import CLOCK, only_clock, zone_of
from tui.readers.times.days import only_day, western
from tui.readers.times.languages import UPDATED, says_ago
from tui.readers.times.moments import Moment, Moments

FEWEST = 3  # elements of a family; times in attributes, for which times in words are ignored
MOST_STAMPS = 20  # different attributes with times
MOST_ATTRIBUTES = 20_000  # elements with an attribute that may hold a time
LONGEST_CLOCK = 60  # characters of a line that can be a time
MOST_BEFORE = 80  # characters before a clock
MOST_TIMES = 6  # in one post: publication, edit, quoted posts
FEWEST_WORDS = 12  # in the median element
FEWEST_IF_SURE = 3  # the same, with a time of its own in each
FEW_WORDS = 5  # in an element like the posts that is counted
MOST_COUNTED = 300  # words of one post that count for a family
MOST_MARKS = 5000  # times shown, and so posts
MOST_CLIMBED = 200_000  # elements around marks
MOST_LOOKS = 30  # times that the page's text is counted, in nested families
ALIKE, AS_MANY = 0.7, 0.95
"""Shares: of most words, for families to compete; of most members, to win."""
_TIMES = (  # elements with a time, but not that of a plan, and the attribute that says it
    ("[datetime]:not([itemprop~=startDate])", "datetime"),
    ("[itemprop~=datePublished][content]", "content"),
    ("[title]:not([datetime*=':'])", "title"),
)
_STAMP = re.compile(r"time|date|stamp|publi|creat|posted|epoch|\bts\b")
_YEAR = re.compile(r"\d{4}")
BETWEEN = r"\s[·•|/]\s"  # parts of a line: "Ann Lee · 14 March 2030, 7.48pm · Link"
_DECLARED = "[itemprop~=liveBlogUpdate][itemscope]"


@dataclass(frozen=True, slots=True)
class Mark:
    """An element with a time; a naive one is in the blog's zone."""

    node: LexborNode
    moment: datetime
    doubt: str = ""  # about days such as 7/8/2024


@lru_cache(maxsize=1024)
def is_clock(text: str) -> bool:
    """Only times: "10:31", "vor 3 Stunden", "8:15 PM EDT / Updated 9 PM EDT"."""
    if len(text) > LONGEST_CLOCK or not any(map(str.isdigit, text)):
        return says_ago(text)
    parts = re.split(BETWEEN, text)
    return all(map(_says_time, parts)) or (len(parts) > 1 and _says_time(text))


def _says_time(text: str) -> bool:
    return bool(only_clock(text) or says_ago(text) or only_day(text))


def marks_of(page: Page) -> list[Mark]:
    """Times in attributes; with fewer than three times, also those that the page shows. Attributes
    of one time, as a theme's software writes, say less than the words."""
    if not page.is_markup:
        return []
    marks = _marks(page, islice(_attributes(page), MOST_ATTRIBUTES))
    times = {x.moment for x in marks}
    if len(times) >= FEWEST:
        return marks
    clocks, moments = _clocks_shown(page), Moments()
    moments.learn(clocks.values())
    shown = _marks(page, ((node, _shown(node, moments)) for node in clocks), moments)
    is_constant = len(times) == 1 and len({x.moment for x in shown}) >= FEWEST
    return shown if is_constant else marks + shown


def _marks(
    page: Page, found: Iterable[tuple[LexborNode, Moment | None]], by: Moments | None = None
) -> list[Mark]:
    return [
        Mark(node, moment.replace(microsecond=0), by.doubt if by else "")
        for node, moment in found
        if isinstance(moment, datetime) and page.seen(node)
    ]


def _attributes(page: Page) -> Iterator[tuple[LexborNode, Moment | None]]:
    """Elements, and the times of attributes that may be times."""
    stamps = [x for x in page.data_attributes if _STAMP.search(x) and not UPDATED.search(x)]
    moments = Moments()
    for query, name in (*_TIMES, *((f"[{x}]", x) for x in stamps[:MOST_STAMPS])):
        nodes = page.tree.css(query)[:MOST_MARKS]
        said = [(x.attributes.get(name) or "").strip() for x in nodes]
        moments.learn(said)
        yield from ((x, moments.of([text])) for x, text in zip(nodes, said, strict=True))


def body_with_clocks(page: Page) -> LexborNode | None:
    """The body; None without a clock, as walks through 300,000 elements take seconds."""
    body = page.tree.body
    if body is None or CLOCK.search(page.text):  # most pages; other digits take longer
        return body
    return body if any(map(CLOCK.search, map(western, (page.text, body.text())))) else None


def _clocks_shown(page: Page) -> dict[LexborNode, str]:
    body = page.once(body_with_clocks)
    texts = texts_of(body) if body is not None else ()
    shown = (x for x in texts if len(x[0]) <= 3 * LONGEST_CLOCK and CLOCK.search(x[0]))
    return {node: text for text, node in islice(shown, MOST_MARKS)}


def _shown(node: LexborNode, moments: Moments) -> datetime | None:
    """Clock of an element that is only a time, with a day in it or in the element around it."""
    line = first_text(node)
    parts = [line, byline_before(line)[1], *re.split(BETWEEN, line)]
    parts = parts if len(line) <= LONGEST_CLOCK else []
    text = next(filter(only_clock, parts), "")
    if not (clock := only_clock(text)):
        return None
    around = first_text(node.parent) if node.parent is not None else ""
    whole = text if _YEAR.search(text) or not is_clock(around) else around
    found = moments.of([re.sub(r"[•|·–—,]", " ", whole)]) if _YEAR.search(whole) else None
    if found is None or (isinstance(found, datetime) and found.tzinfo is not None):
        return found
    return datetime.combine(found, clock.time, zone_of(clock.zone))


def is_edit(mark: Mark, within: LexborNode) -> bool:
    """Time of an edit inside a post: "updated 3 h ago"."""
    node = mark.node
    if node.mem_id == within.mem_id:
        return False
    around = node.parent if node.parent and node.parent.mem_id != within.mem_id else node
    before = around.text().partition(node.text() or "\0")[0][-MOST_BEFORE:]
    other = max((x.end() for x in CLOCK.finditer(before)), default=0)  # of another clock
    said = first_text(node)[:30], before[other:].strip(" \n\t·|•–—-,(")
    return bool(UPDATED.search(names_in(node.attributes))) or any(map(UPDATED.match, said))


# Families of elements
def find(page: Page, marks: Sequence[Mark], *, is_sure: bool, fewest: int = FEWEST_WORDS) -> Nodes:
    """Elements that microdata call posts, else the family with most words, of nested families with
    most members, then the outermost; unless data make sure of them, none beside an article."""
    nodes = tuple(page.tree.css(_DECLARED)) if marks else ()
    if marks and not nodes:
        nodes = _largest(sorted(_counted(page, marks, fewest), key=lambda x: -x[0]))
    are_posts = is_sure or len(nodes) >= MOST_MARKS or not nodes
    is_other = not are_posts and (_are_beside(page.tree.body, nodes) or _are_comments(nodes))
    return () if is_other else nodes


def _are_comments(nodes: Nodes) -> bool:
    """The words above are only a heading of comments, and no link to them."""
    for node in path_of(nodes[0]):
        above = node.prev
        while above is not None:
            if words := above.text().split():
                is_link = above.tag == "a" or above.css_first("a, button") is not None
                return not is_link and re.fullmatch(COMMENTS, " ".join(words)) is not None
            above = above.prev
    return False


def _are_beside(body: LexborNode | None, nodes: Nodes) -> bool:
    """An article outside the nodes is longer than they: a list of videos, teasers or comments."""
    words = sum(len(x.text(strip=True)) for x in nodes)
    if body is None or len(body.text(strip=True)) <= 2 * words:  # mostly; paragraphs take longer
        return False
    return _article_length(body) - sum(map(_article_length, nodes)) > words


def _article_length(node: LexborNode) -> int:
    """Characters of paragraphs."""
    return sum(len(x.text(strip=True)) for x in node.css("p"))


def _largest(every: Sequence[tuple[int, Nodes]]) -> Nodes:
    """Of families by words, without teasers."""
    alike: list[tuple[int, Nodes]] = []
    for words, nodes in every:
        is_large = not alike or words >= ALIKE * alike[0][0]
        if is_large and not are_teasers(nodes):
            alike.append((words, nodes))
    fewest = AS_MANY * max((len(nodes) for _, nodes in alike), default=0)
    ranked = [(-x // 50, len([*path_of(y[0])]), y) for x, y in alike if len(y) >= fewest]
    return min(ranked, key=lambda x: x[:2], default=(0, 0, ()))[2]


def _counted(page: Page, marks: Sequence[Mark], fewest: int) -> Iterator[tuple[int, Nodes]]:
    """Families whose median element has some words, each behind the number of its words."""
    left = MOST_LOOKS * len(page.text) + 100_000
    own = {x.node.mem_id: x.moment for x in marks}
    for nodes in _families(marks):
        texts = [x.text(separator=" ") for x in nodes]
        left -= sum(map(len, texts))
        if left < 0:
            return
        words = (spaced(x).split(maxsplit=MOST_COUNTED)[:MOST_COUNTED] for x in texts)
        lengths = sorted(map(len, words))
        median = lengths[len(lengths) // 2]
        if median >= fewest or (median >= FEWEST_IF_SURE and _are_sure(nodes, own)):
            yield sum(lengths), nodes


def _are_sure(nodes: Nodes, own: Mapping[int, datetime]) -> bool:
    """Each element has, or holds, a machine-readable time of its own."""
    if len({own.get(x.mem_id) for x in nodes} - {None}) == len(nodes):
        return True
    times = [x.css_first("[datetime*=':'], [title*=':']") for x in nodes]
    said = {x.attributes.get("datetime") or x.attributes["title"] for x in times if x is not None}
    return len(said) == len(nodes)


def _families(marks: Sequence[Mark]) -> list[Nodes]:
    """Elements of one tag and class with a few times each, none inside another."""
    held, nodes, outer = _climbed(marks)
    kinds: defaultdict[tuple[str, object], list[int]] = defaultdict(list)
    for key, node in nodes.items():
        if held[key] <= MOST_TIMES:  # without classes the element has its parent's kind
            for name in _classes(node) or (outer.get(key),):
                kinds[node.tag or "", name].append(key)
    made = dict.fromkeys(_innermost(keys, outer) for keys in kinds.values())
    return [tuple(nodes[key] for key in x) for x in made if len(x) >= FEWEST]


def _climbed(marks: Sequence[Mark]) -> tuple[Counter[int], dict[int, LexborNode], dict[int, int]]:
    """Elements around marks: the number of marks in each, its node, the element around it."""
    left, held = MOST_CLIMBED, Counter[int]()
    nodes: dict[int, LexborNode] = {}
    outer: dict[int, int] = {}
    for node in list({x.node.mem_id: x.node for x in marks}.values())[:MOST_MARKS]:
        path = {x.mem_id: x for x in path_of(node)}
        held.update(path.keys())
        nodes |= path
        outer |= pairwise(path)
        if (left := left - len(path)) < 0:
            break
    return held, nodes, outer


def _innermost(keys: Sequence[int], outer: Mapping[int, int]) -> tuple[int, ...]:
    """Without the elements around others."""
    around: set[int | None] = {None}
    for key in keys:
        above = outer.get(key)
        while above is not None and above not in around:
            around.add(above)
            above = outer.get(above)
    return tuple(x for x in keys if x not in around)


def _classes(node: LexborNode) -> dict[str, None]:
    """Without their numbers, which may be ids; each once ("col-6 col-12")."""
    return dict.fromkeys(re.sub(r"\d+", "0", node.attributes.get("class") or "").split())


def without_time(family: Nodes, bound: Set[int]) -> int:
    """The number of elements beside and around all of the family, like all of it in tag and
    classes, with words of their own, without a time and not `bound` to a record."""
    others = {x.mem_id: x for x in _alike(family)} if family else {}
    left = others.keys() - {x.mem_id for x in family} - bound
    around = {x.parent.mem_id for x in family if x.parent}
    inside = 0 if around.isdisjoint(left) else sum(map(_words, family))
    least = {x: FEW_WORDS + inside * (x in around) for x in left}
    return sum(_words(others[x], count) >= count for x, count in least.items())


def _words(node: LexborNode, most: int = -1) -> int:
    return len(node.text(separator=" ").split(None, most))


def _alike(family: Nodes) -> Iterator[LexborNode]:
    """Elements beside and, if the family has classes, around it, with its tag and classes."""
    classes = set.intersection(*map(set, map(_classes, family)))
    parents = {x.parent.mem_id: x.parent for x in family if x.parent is not None}.values()
    for node in chain(parents if classes else (), *(x.iter() for x in parents)):
        names = _classes(node)
        if node.tag == family[0].tag and classes.issubset(names) and (classes or not names):
            yield node
