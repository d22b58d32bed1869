"""Switches each rule of the readers off and prints what of the pages changes.

    python tests/benchmarks/rules.py [FILE...]

Without files it reads `tests/data` and the texts of `copied_texts`. A rule that changes nothing
there nor on real pages is one too many: remove it, or write the page that needs it.
"""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tui.model.blog import LiveBlog
from tui.model.errors import LiveBlogError
from tui.readers import read
from tui.readers.dialects import dialects
from tui.readers.page import GivenDay

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))
copied_texts = import_module("copied_texts")
OURS = Path(__file__).parents[1] / "data"
PLACES = {
    "dialects": "tui.readers.pieces.records.dialects",
    "elements": "tui.readers.evidence.elements.find",
    "records": "tui.readers.evidence.records.find",
    "JSON in scripts": "tui.readers.pieces.data._assigned",
    "microdata": "tui.readers.pieces.data.items_of",
    "binding by id": "tui.readers.posts.binding._Look.by_id",
    "binding by words": "tui.readers.posts.binding._Look.by_words",
    "binding by links": "tui.readers.posts.binding._Look.by_link",
    "clocks of the page": "tui.readers.pieces.marks._shown_clocks",
    "one way of clocks": "tui.readers.pieces.elements._Counter._goes_one_way",
    "lists of teasers": "tui.readers.pieces.elements._target",
    "foreign parts": "tui.readers.posts.foreign._is_named",
    "teasers in posts": "tui.readers.posts.foreign._Teasers.has",
    "names on the page": "tui.readers.posts.anatomy.find_names",
    "the page's spelling": "tui.readers.posts.names._spelt",
    "labels": "tui.readers.posts.anatomy._find_labels",
    "headlines on the page": "tui.readers.posts.anatomy._find_headline",
    "repeated lines": "tui.readers.posts.join.mark_repeated",
    "captions outside of figures": "tui.readers.posts.anatomy._captioned",
    "checks of the page's times": "tui.readers.posts.dating._doubt",
    "times of edits": "tui.readers.posts.dating.is_edit",
    "clocks of headlines": "tui.readers.posts.dating.leading_clock",
    "glued paragraphs": "tui.readers.posts.witness._are_glued",
    "links to key events": "tui.readers.evidence.with_links",
    "home zones": "tui.readers.posts.about.publisher_zones",
    "parts": "tui.readers.part.late_part",
    "other pages": "tui.readers.part.other_pages",
    **{
        name: f"tui.readers.pieces.clocks.{place}"
        for name, place in {
            "text: months before days": "days.is_month_first",
            "text: words that repeat beside clocks": "openings._learnt",
            "text: clocks that end a line": "openings._at_the_end",
            "text: names before a clock": "openings.name_in",
            "text: a day before a clock at the end": "openings._without_day",
            "text: times below what announces them": "openings._broken",
            "text: times given twice": "openings._without_repeat",
            "text: the clock again on the next line": "openings._with_lines_below",
            "text: posts that run on": "text.run_in",
            "text: sentences with published at": "_without_sentences",
            "text: pinned posts": "_is_pinned",
            "text: lists of key moments": "family._without_index",
            "text: the page's own times": "family._own_times",
            "text: strangers at both ends": "family._alike",
            "text: sentences between clocks": "family.LEAST_PROSE",
            "text: several traits at once": "family.BEAM",
            "text: plans": "family.LEAST_PLAN",
            "text: what calls itself live": "says_live",
            "text: logs": "family._LOG",
            "text: nights": "days.nights",
            "text: days on lines": "days.Days._by_lines",
            "text: days of the page": "days.Days._dated_lines",
            "text: days of addresses": "days.Days._in_addresses",
            "text: times of updates": "days.says_updated",
            "text: headlines above announced times": "heads._are_above",
            "text: names below the clock": "heads.take_names_below",
            "text: names above the clock": "heads.take_names_above",
            "text: names in a chat": "heads.take_speakers",
            "text: clocks below texts": "heads._behind_foot",
            "text: the foot of a page": "heads._end_above_foot",
            "text: times ago": "heads.says_ago",
            "text: labels are no headlines": "heads._LABEL",
            "text: kickers": "heads.KICKERS",
            "text: repeated lines": "posts.repeated_lines",
            "text: names behind the last sentence": "posts.signed_off",
            "text: bylines with a role": "posts.bylines",
            "text: by somebody": "names._BY",
            "text: Markdown": "text.plain",
            "text: furniture of pages": "text.without_furniture",
        }.items()
    },
}
"""The function or the value of each rule."""


def _same(first: Any, *_: Any, **__: Any) -> Any:
    return first


INSTEAD: dict[str, Callable[..., Any]] = {
    "dialects": lambda: tuple(x for x in dialects() if x.key),
    "one way of clocks": lambda *_: True,
    "lists of teasers": lambda *_: "",
    "checks of the page's times": lambda *_: "",
    "links to key events": lambda _page, posts, _elements: list(posts),
    "other pages": lambda *_: __import__(
        "tui.readers.other_pages"
    ).readers.other_pages.OtherPages(),
    "binding by id": lambda *_: {},
    "binding by words": lambda *_: {},
    "binding by links": lambda *_: {},
    "elements": lambda *_: None,
    "records": lambda *_, **__: None,
    **dict.fromkeys(
        (
            "text: times given twice",
            "text: posts that run on",
            "text: sentences with published at",
            "text: lists of key moments",
            "text: strangers at both ends",
            "text: Markdown",
        ),
        _same,
    ),
    "text: the clock again on the next line": lambda _, opening: opening,
    "text: a day before a clock at the end": lambda before: (before, None),
    "text: furniture of pages": lambda lines: (lines, []),
    "text: names above the clock": lambda *_: True,
    "text: clocks below texts": lambda _, start, end: start,
    "text: bylines with a role": lambda *_: ((), 0),
    **dict.fromkeys(("text: nights", "text: the page's own times"), lambda *_, **__: 0),
    **dict.fromkeys(
        ("text: names before a clock", "text: names behind the last sentence"), lambda *_: ""
    ),
}
"""What stands for a rule that is off; else an empty list, or nothing."""
VALUES: dict[str, Any] = {
    "text: sentences between clocks": 0,
    "text: several traits at once": 1,
    "text: plans": 10**9,
    "text: logs": r"(?!)",
    "text: labels are no headlines": r"(?!)",
    "text: by somebody": r"(?!)",
    "text: kickers": frozenset(),
    "text: words that repeat beside clocks": lambda *_: frozenset(),
    "text: repeated lines": lambda *_: set(),
    "text: days on lines": lambda *_: (),
    "text: days of the page": lambda *_: (),
}


def facts(data: bytes, day: str = "") -> Counter[tuple[str, str]]:
    """All that is read of a page, in pieces that can be compared; `day` is the user's."""
    try:
        blog = read(data, GivenDay(date.fromisoformat(day)) if day else None)
    except LiveBlogError:
        return Counter([("blog", "refused")])
    return Counter(_facts(blog))


def _facts(blog: LiveBlog) -> Iterator[tuple[str, str]]:
    yield "part", str(blog.part)
    yield "zone", blog.zone
    for post in blog.posts:
        yield "times", post.published.isoformat()
        yield "headlines", post.headline
        yield "names", post.byline
        yield "labels", " ".join(post.labels)
        for word in re.findall(r"\w+", " ".join(x for block in post.body for x in block.words)):
            yield "words", word


@contextmanager
def switched_off(rule: str) -> Iterator[None]:
    """Reads without a rule."""
    place = PLACES[rule]
    is_list = place.rpartition(".")[2] in ("_assigned", "items_of", "_captioned", "_shown_clocks")
    nothing: Callable[..., Any] = (lambda *_, **__: []) if is_list else (lambda *_, **__: None)
    if "find_" in place or "mark_" in place:
        nothing = _nothing
    if rule in ("the page's spelling", "home zones"):
        nothing = _empty
    with patch(place, VALUES.get(rule, INSTEAD.get(rule, nothing))):
        yield


def _nothing(*_: object) -> None:
    pass


def _empty(*_: object, **__: object) -> list[Any]:
    return []


def main(names: list[str]) -> None:
    """Print what each rule changes: facts that are lost and gained, by their kind."""
    paths = [Path(x) for x in names] or [x for x in sorted(OURS.rglob("*.*")) if x.suffix != ".md"]
    pages = {path.name: (path.read_bytes(), "") for path in paths}
    if not names:
        pages |= {name: (x.text.encode(), x.day) for name, x in copied_texts.BLOGS.items()}
        pages |= {name: (x.encode(), "") for name, x in copied_texts.ORDINARY.items()}
    before = {name: facts(*each) for name, each in pages.items()}
    for rule in PLACES:
        with switched_off(rule):
            after = {name: facts(*each) for name, each in pages.items()}
        changed = [name for name in pages if before[name] != after[name]]
        lost = Counter(kind for x in changed for kind, _ in (before[x] - after[x]).elements())
        gained = Counter(kind for x in changed for kind, _ in (after[x] - before[x]).elements())
        count = f"{len(changed)} of {len(pages)} pages"
        print(f"{rule}: {count}; lost {dict(lost)}, gained {dict(gained)}")


if __name__ == "__main__":
    main(sys.argv[1:])
