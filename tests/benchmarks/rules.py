"""Switches each rule of the readers off and prints what of the pages changes.

    python tests/benchmarks/rules.py [FILE...]

Without files it reads `tests/data`. A rule that changes nothing there is one too
many: remove it, or write the page that needs it.
"""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tui.model.blog import LiveBlog
from tui.model.errors import LiveBlogError
from tui.readers import read
from tui.readers.dialects import dialects

OURS = Path(__file__).parents[1] / "data"
PLACES = {
    "dialects": "tui.readers.pieces.records.dialects",
    "elements": "tui.readers.evidence.elements.find",
    "records": "tui.readers.evidence.records.find",
    "JSON in scripts": "tui.readers.pieces.data._assigned",
    "microdata": "tui.readers.pieces.data.items_of",
    "binding by id": "tui.readers.pieces.binding._Look.by_id",
    "binding by words": "tui.readers.pieces.binding._Look.by_words",
    "binding by links": "tui.readers.pieces.binding._Look.by_link",
    "clocks of the page": "tui.readers.pieces.marks._shown_clocks",
    "one way of clocks": "tui.readers.pieces.elements._Counter._goes_one_way",
    "lists of teasers": "tui.readers.pieces.elements._target",
    "foreign parts": "tui.readers.posts.foreign.Foreign._is_foreign",
    "teasers in posts": "tui.readers.posts.foreign.Foreign._is_teaser",
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
}
"""The function of each rule."""
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
}
"""What stands for a rule that is off; else an empty list, or nothing."""


def facts(data: bytes) -> Counter[tuple[str, str]]:
    """What is read of a page, in pieces that can be compared."""
    try:
        blog = read(data)
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
    with patch(place, INSTEAD.get(rule, nothing)):
        yield


def _nothing(*_: object) -> None:
    pass


def _empty(*_: object, **__: object) -> list[Any]:
    return []


def main(names: list[str]) -> None:
    """Print what each rule changes: facts that are lost and gained, by their kind."""
    paths = [Path(x) for x in names] or [x for x in sorted(OURS.rglob("*.*")) if x.suffix != ".md"]
    pages = {path.name: path.read_bytes() for path in paths}
    before = {name: facts(data) for name, data in pages.items()}
    for rule in PLACES:
        with switched_off(rule):
            after = {name: facts(data) for name, data in pages.items()}
        changed = [name for name in pages if before[name] != after[name]]
        lost = Counter(kind for x in changed for kind, _ in (before[x] - after[x]).elements())
        gained = Counter(kind for x in changed for kind, _ in (after[x] - before[x]).elements())
        count = f"{len(changed)} of {len(pages)} pages"
        print(f"{rule}: {count}; lost {dict(lost)}, gained {dict(gained)}")


if __name__ == "__main__":
    main(sys.argv[1:])
