"""No regular expression of the readers takes time that grows much faster than its text.

Hypothesis writes a text that matches, short parts of it are repeated many times, and the end
spoils the match.
"""

import ast
import importlib
import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tui.readers

pytestmark = pytest.mark.nightly
type Pattern = re.Pattern[Any]

HANGS_SECONDS = 0.5
"""CPU time after which a match is stopped."""
CLEAR_SECONDS = 0.2
"""CPU time of a match from which its text need not get longer."""
LEAST_SECONDS = 0.004
"""A share of the CPU time that a coarse clock may leave out."""
SIZES = [32 << doubling for doubling in range(12)]
FAR_FROM_LINEAR = 24
"""Growth over three doublings: a linear time has 8, a quadratic one 64."""
SPOILERS = ("", "\n\x00")
SLOW = [r"(a+)+$", r"\s+$", r"(.*?)\s*:(.*)\Z", r"x\s*=\s*['\"]?\s*y", rb"<meta[^>]*charset"]
LINEAR = [r"(?<!\s)\s++$", r"x\s*+=\s*+['\"]?+\s*+y", rb"<meta[^>]{0,200}?charset", r"\d(?:,\d)*"]


def expressions() -> Iterator[tuple[str, Pattern]]:
    """The expressions of all modules, with their places: named, in tables, and inside calls."""
    root = Path(tui.readers.__file__).parent
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root.parents[1]).with_suffix("").parts
        module = importlib.import_module(".".join(parts).removesuffix(".__init__"))
        for name, value in vars(module).items():
            yield from ((f"{module.__name__} {name}", found) for found in _patterns_in(value))
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Attribute(value=ast.Name(id="re")),
                    args=[ast.Constant(value=str() | bytes() as text), *_],
                ):
                    yield f"{module.__name__} line {node.lineno}", re.compile(text)


def _patterns_in(value: object) -> Iterator[Pattern]:
    match value:
        case re.Pattern():
            yield value
        case dict():
            for item in (*value.keys(), *value.values()):
                yield from _patterns_in(item)
        case tuple() | list() | frozenset():
            for item in value:
                yield from _patterns_in(item)


EXPRESSIONS = {pattern: place for place, pattern in expressions()}


def seconds(match: Callable[[Any], object], text: str | bytes) -> float:
    """CPU seconds of a match, HANGS_SECONDS at most."""
    start = time.process_time()
    try:
        with _stopped():
            match(text)
    except TimeoutError:
        return HANGS_SECONDS
    return time.process_time() - start


@contextmanager
def _stopped() -> Iterator[None]:
    def stop(number: int, frame: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, HANGS_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def slow_part(pattern: Pattern, text: Any) -> object:
    """A part of a matching text that is slow when repeated; None if there is none."""
    spoilers = [spoiler.encode() if isinstance(text, bytes) else spoiler for spoiler in SPOILERS]
    for start in range(min(len(text), 8)):
        for end in range(start + 1, min(start + 7, len(text) + 1)):
            for before, spoiler in product({text[:start], text[:0]}, spoilers):
                if grows(pattern, before, text[start:end], spoiler):
                    return before, text[start:end], spoiler
    return None


def grows(pattern: Pattern, before: Any, part: Any, after: Any) -> bool:
    """True if eight times the length takes far more than eight times as long."""
    taken: list[float] = []
    for size in SIZES:
        taken.append(seconds(pattern.search, before + part * (size // len(part)) + after))
        if taken[-1] > CLEAR_SECONDS:
            break
    if len(taken) < 4 or taken[-1] >= HANGS_SECONDS:
        return taken[-1] >= HANGS_SECONDS
    return taken[-1] > FAR_FROM_LINEAR * max(taken[-4], LEAST_SECONDS)


def is_slow(pattern: Pattern) -> object:
    """A slow part of one of several texts that match."""
    found: list[object] = []

    @given(st.from_regex(pattern))
    @settings(max_examples=6, database=None, deadline=None, suppress_health_check=[*HealthCheck])
    def try_text(text: Any) -> None:
        if not found and (part := slow_part(pattern, text[:40])) is not None:
            found.append(part)

    try_text()
    return found


@pytest.mark.parametrize("pattern", EXPRESSIONS, ids=EXPRESSIONS.get)
def test_its_time_grows_with_its_text(pattern: Pattern) -> None:
    assert not is_slow(pattern)


@pytest.mark.parametrize("pattern", SLOW)
def test_a_slow_one_is_found(pattern: str | bytes) -> None:
    assert is_slow(re.compile(pattern))


@pytest.mark.parametrize("pattern", LINEAR)
def test_a_linear_one_is_not_accused(pattern: str | bytes) -> None:
    assert not is_slow(re.compile(pattern))
