"""Switches each rule of the reader of clocks off, and prints which texts are read otherwise.

    python tests/benchmarks/clock_rules.py [TEXT...]

The texts are the made-up ones of `copied_texts`, those of tests/data, and the files named. A rule
without which nothing changes has no reason to stay.
"""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from tui.model.errors import UnreadableError
from tui.readers import read
from tui.readers.page import GivenDay

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))
copied_texts = import_module("copied_texts")
FOUND = "tui.readers.pieces.clocks"
finding, days, family, furniture, heads, markdown, names, openings, posts, text = (
    import_module(f"{FOUND}{name}")
    for name in (
        "", ".days", ".family", ".furniture", ".heads", ".markdown", ".names", ".openings",
        ".posts", ".text",
    )
)  # fmt: skip
scanning = import_module("tui.readers.times.clocks")
writing = import_module("tui.readers.times.days")

DATA = Path(__file__).parents[1] / "data"
NOTHING = re.compile(r"(?!)")


def no(value: Any) -> Callable[..., Any]:
    """A function that always gives the value."""
    return lambda *_, **__: value


def same(first: Any, *_: Any, **__: Any) -> Any:
    """The first argument."""
    return first


type Rule = tuple[Any, str, Any]

RULES: dict[str, Rule] = {
    **{
        f"days of shape {number}": (writing, which, [x for x in shapes if x is not shape])
        for which, shapes in (("_BY_NUMBER", writing._BY_NUMBER), ("_BY_NAME", writing._BY_NAME))
        for number, shape in enumerate(shapes, 1)
    },
    "month before day": (days, "is_month_first", no(False)),
    "ranges are no clocks": (scanning, "_RANGE", NOTHING),
    "weekdays": (scanning, "WEEKDAYS", {}),
    "words before the clock": (scanning, "BEFORE", frozenset()),
    "words behind the clock": (scanning, "AFTER", frozenset()),
    "words before a date": (scanning, "BEFORE_DATE", frozenset()),
    "halves before the clock": (scanning, "HALVES", {}),
    "zones": (scanning, "_zone_at", no(None)),
    "words that repeat beside clocks": (openings, "_learnt", no(frozenset())),
    "clocks that end a line": (openings, "_at_the_end", no(None)),
    "names before a clock": (openings, "name_in", no("")),
    "a day before a clock at the end": (openings, "_without_day", lambda before: (before, None)),
    "times below what announces them": (openings, "_broken", no(None)),
    "times given twice": (openings, "_once", same),
    "the clock again on the next line": (openings, "_with_lines_below", lambda _, opening: opening),
    "posts that run on": (text, "run_in", same),
    "numbers that are no clocks": (finding, "looks_like_numbers", no(False)),
    "sentences with published at": (finding, "_without_sentences", same),
    "pinned posts": (finding, "_is_pinned", no(False)),
    "lists of key moments": (family, "_without_index", lambda run, _: run),
    "strangers at both ends": (family, "_alike", same),
    "sentences between clocks": (family, "LEAST_PROSE", 0),
    "one direction": (family, "LEAST_FORWARD", 0.0),
    "plans": (family, "LEAST_PLAN", 10**9),
    "logs": (family, "_LOG", NOTHING),
    "a little disorder is no night": (family, "DISORDER", 0),
    "nights": (days, "nights", no(0)),
    "days on lines": (days.Days, "_by_lines", no(())),
    "days of the page": (days.Days, "_dated_lines", no(())),
    "days of addresses": (days.Days, "_in_addresses", no(None)),
    "the time of an update": (days, "_UPDATED", NOTHING),
    "headlines above announced times": (heads, "_are_above", no(False)),
    "names below the clock": (heads, "_take_names_below", no(None)),
    "names in a chat": (heads, "_take_signatures", no(None)),
    "repeated lines": (posts, "repeated_lines", no(set())),
    "the foot of a page": (heads, "_end_above_foot", no(None)),
    "times ago": (heads, "_AGO", NOTHING),
    "labels are no headlines": (heads, "_LABEL", NOTHING),
    "kickers": (heads, "KICKERS", frozenset()),
    "by somebody": (names, "_BY", NOTHING),
    "names in stars": (names, "_IN_STARS", NOTHING),
    "bylines with a role": (posts, "bylines", no(((), 0))),
    "Markdown": (text, "plain", same),
    "pictures of Markdown": (markdown, "_PICTURE", NOTHING),
    "furniture of pages": (text, "without_furniture", lambda lines: (lines, [])),
    "consent boxes": (furniture, "_CONSENT_STARTS", ("\0",)),
}


@contextmanager
def without(rule: Rule) -> Iterator[None]:
    """The reader without a rule."""
    holder, name, instead = rule
    before = getattr(holder, name)
    setattr(holder, name, instead)
    try:
        yield
    finally:
        setattr(holder, name, before)


def texts(files: list[str]) -> dict[str, tuple[bytes, str]]:
    """All texts by their names, each with the day that the user gives."""
    found = {
        name: (copied.text.encode(), copied.day) for name, copied in copied_texts.BLOGS.items()
    }
    found |= {name: (ordinary.encode(), "") for name, ordinary in copied_texts.ORDINARY.items()}
    for path in [*sorted(DATA.glob("copied-*.txt")), *map(Path, files)]:
        found[path.name] = (path.read_bytes(), "2020-10-15" if "no-times" in path.name else "")
    return found


def reading(data: bytes, day: str) -> str:
    """What is read from a text, or why not."""
    given = GivenDay(date.fromisoformat(day), timeless=True) if day else None
    try:
        blog = read(data, given)
    except UnreadableError as error:
        return str(error)
    return repr((blog.posts, blog.title, blog.description, blog.summary))


def main(files: list[str]) -> None:
    """Print the texts that each rule changes."""
    corpus = texts(files)
    before = {name: reading(*each) for name, each in corpus.items()}
    for name, rule in RULES.items():
        with without(rule):
            changed = [x for x, each in corpus.items() if reading(*each) != before[x]]
        print(f"{name:34} {len(changed):3}  {'; '.join(changed)[:120] or 'NOTHING CHANGES'}")


if __name__ == "__main__":
    main(sys.argv[1:])
