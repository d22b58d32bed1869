"""Clocks that open no posts: edits, sentences, contents, key moments, the page's own times."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, takewhile

from tui.readers.pieces.clocks.lines import Line
from tui.readers.pieces.clocks.openings import Opening, Trait
from tui.readers.times.languages import says_updated

LEAST_POSTS = 3
DIFFERENT = 3  # different traits that exclude an opening


def of_posts(run: list[Opening], lines: Sequence[Line], prose: Sequence[int]) -> list[Opening]:
    """A run without contents on top, clocks of another form, key moments and the page's times."""
    run = _without_index(_alike(_below_contents(run, prose)), lines, prose)
    return run[_own_times(run, prose) :]


def without_edits(found: Sequence[Opening]) -> list[Opening]:
    """Drop times of edits below texts: later than the time above them, and no more than others."""
    edits = {
        after.line for before, after in pairwise(found) if after.is_edit and not before.is_edit
        and after.second >= before.second
    }  # fmt: skip
    return [x for x in found if x.line not in edits] if 2 * len(edits) <= len(found) else [*found]


def without_sentences(found: Sequence[Opening]) -> list[Opening]:
    """Drop "It was published at 10:30" where headlines are glued to such words."""
    glued = sum(x.glued for x in found)
    said = {
        x.line
        for x in found
        if x.announced and not x.glued and (x.title or ("small", True) in x.traits)
    }
    return [x for x in found if x.line not in said] if 3 * glued >= len(said) else [*found]


def _below_contents(run: list[Opening], prose: Sequence[int]) -> list[Opening]:
    """Drop a list of contents on top: of another form than the openings below, and without text."""
    texts = [prose[b.line] > prose[a.line] for a, b in pairwise(run)]
    at = texts.index(True) if True in texts else 0
    is_list = LEAST_POSTS <= at <= len(run) - LEAST_POSTS
    return run[at:] if is_list and _usual(run[:at]) != _usual(run[at:]) else run


def _alike(run: list[Opening]) -> list[Opening]:
    """Drop openings at both ends that differ in three ways: a page's date, teasers."""
    usual = _usual(run)
    others = [usual - x.traits for x in run]
    alike = [
        at
        for at, other in enumerate(others)
        if len(other) + any(x[0] == "place" for x in other) < DIFFERENT
    ]
    return run[alike[0] : alike[-1] + 1] if alike else []


def _usual(run: Sequence[Opening]) -> set[Trait]:
    counts = Counter(trait for x in run for trait in x.traits)
    return {x for x, count in counts.items() if 2 * count > len(run) and x[0] != "form"}


def _without_index(
    run: list[Opening], lines: Sequence[Line], prose: Sequence[int]
) -> list[Opening]:
    """Drop a list of key moments: without text, and clock and words open another post."""
    ends = [*(x.line for x in run[1:]), len(prose) - 1][: len(run)]
    words = [
        (x.second, x.title or x.rest or (lines[x.end].text if x.end < end else ""))
        for x, end in zip(run, ends, strict=True)
    ]
    counts = Counter(words)
    return [
        x
        for x, own, end in zip(run, words, ends, strict=True)
        if prose[end] > prose[x.line] or x.announced or counts[own] == 1
    ]


def _own_times(run: Sequence[Opening], prose: Sequence[int]) -> int:
    """Openings on top that are the page's own times: without text, unlike most."""
    usual = _usual(run)

    def is_own(pair: tuple[Opening, Opening]) -> bool:
        first, second = pair
        has_text = prose[second.line] > prose[first.line] or first.announced or first.rest
        is_post = first.end < second.line and usual <= first.traits
        return says_updated(first.title) or not (has_text or is_post)

    most = max(0, len(run) - LEAST_POSTS)
    return min(most, len([*takewhile(is_own, pairwise(run))]))
