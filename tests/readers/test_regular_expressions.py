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
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tui.readers
from tui.readers.names import LONGEST_BYLINE

pytestmark = pytest.mark.nightly
type Pattern = re.Pattern[Any]

HANGS_SECONDS = 0.5
"""CPU time after which a match is stopped."""
CLEAR_SECONDS = 0.2
"""CPU time of a match from which its text need not get longer."""
LEAST_SECONDS = 0.004
"""A share of the CPU time that a coarse clock may leave out."""
SIZES = [32 << doubling for doubling in range(12)]
SHORT_TEXTS = {"tui.readers.names": 4 * LONGEST_BYLINE}
"""Characters that reach the expressions of a module at most, where its own limit says so."""
IN_LOOPS = {"form": "of times with 80 characters at most"}
FAR_FROM_LINEAR = 24
"""Growth over three doublings: a linear time has 8, a quadratic one 64."""
MOST_PUMPS = 500
SPOILERS = ("", "\n\x00")
SLOW = [r"(a+)+$", r"\s+$", r"(.*?)\s*:(.*)\Z", r"x\s*=\s*['\"]?\s*y", rb"<meta[^>]*charset"]
LINEAR = [r"(?<!\s)\s++$", r"x\s*+=\s*+['\"]?+\s*+y", rb"<meta[^>]{0,200}?charset", r"\d(?:,\d)*"]


ROOT = Path(tui.readers.__file__).parent


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT.parents[1]).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


TREES = {path: ast.parse(path.read_text("utf-8")) for path in sorted(ROOT.rglob("*.py"))}
SEARCHED = {
    name
    for path, tree in TREES.items()
    for node in ast.walk(tree)
    if isinstance(node, ast.Attribute)
    and isinstance(node.value, ast.Name)
    and node.attr in ("search", "finditer", "findall", "sub", "split")
    for name in (f"{module_of(path)} {node.value.id}", node.value.id)
    if " " in name or not name.startswith("_")
}
"""Names of expressions that are looked for anywhere in a text; the others begin at one place."""


def expressions() -> Iterator[tuple[str, Pattern]]:
    """The expressions of all modules, with their places: named, in tables, and inside calls."""
    for path, tree in TREES.items():
        module = importlib.import_module(module_of(path))
        for name, value in vars(module).items():
            yield from ((f"{module.__name__} {name}", found) for found in _patterns_in(value))
        for node in ast.walk(tree):
            match node:
                case ast.Call(
                    func=ast.Attribute(value=ast.Name(id="re"), attr=called), args=[text, *_]
                ) if called not in ("compile", "escape") and ast.unparse(text) not in IN_LOOPS:
                    said = (x.value for x in node.keywords if x.arg == "flags")
                    flags = next((_value(x, module) for x in said), 0)
                    pattern = re.compile(_value(text, module), flags)
                    yield f"{module.__name__} re.{called} line {node.lineno}", pattern


def _value(node: ast.expr, module: ModuleType) -> Any:
    """Raises NameError for a name that only a call knows: such an expression needs a test."""
    return eval(compile(ast.Expression(node), "", "eval"), vars(module))


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


def matcher(pattern: Pattern) -> Callable[[Any], object]:
    """The way in which the readers use an expression; others are looked for anywhere."""
    place = EXPRESSIONS.get(pattern, "")
    name = place.rpartition(" ")[2]
    from_its_start = "match" in place
    if name.isidentifier():
        from_its_start = not {place, name} & SEARCHED
    return pattern.match if from_its_start else pattern.search


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


def pumps(text: Any) -> Iterator[tuple[Any, Any, Any]]:
    """Texts to repeat: the text before a part, the part, and a spoiler behind the part."""
    spoilers = [spoiler.encode() if isinstance(text, bytes) else spoiler for spoiler in SPOILERS]
    for start in range(min(len(text), 8)):
        for end in range(start + 1, min(start + 7, len(text) + 1)):
            yield from product({text[:start], text[:0]}, [text[start:end]], spoilers)


def grows(pattern: Pattern, before: Any, part: Any, after: Any) -> bool:
    """True if eight times the length takes far more than eight times as long."""
    taken: list[float] = []
    limit = SHORT_TEXTS.get(EXPRESSIONS.get(pattern, "").partition(" ")[0], SIZES[-1])
    for size in (each for each in SIZES if each <= limit):
        taken.append(seconds(matcher(pattern), before + part * (size // len(part)) + after))
        if taken[-1] > CLEAR_SECONDS:
            break
    if len(taken) < 4 or taken[-1] >= HANGS_SECONDS:
        return taken[-1] >= HANGS_SECONDS
    return taken[-1] > FAR_FROM_LINEAR * max(taken[-4], LEAST_SECONDS)


def slow_part(pattern: Pattern) -> object:
    """A part of one of several texts that match, slow when repeated; None if there is none."""
    tried: dict[tuple[Any, Any, Any], bool] = {}

    drawn: Any = pattern
    if isinstance(pattern.pattern, bytes):  # drawn in one case, without huge counts
        plain = re.sub(rb"^\(\?\w+\)|\{\d{4,}\}", b"", pattern.pattern)
        drawn = re.compile(plain, pattern.flags & ~re.IGNORECASE)

    @given(st.from_regex(drawn))
    @settings(max_examples=20, database=None, deadline=None, suppress_health_check=[*HealthCheck])
    def try_text(text: Any) -> None:
        for pump in pumps(text[:30]):
            if pump not in tried and len(tried) < MOST_PUMPS and not any(tried.values()):
                tried[pump] = grows(pattern, *pump)

    try_text()
    return next((pump for pump, slow in tried.items() if slow), None)


@pytest.mark.parametrize("pattern", EXPRESSIONS, ids=EXPRESSIONS.get)
def test_its_time_grows_with_its_text(pattern: Pattern) -> None:
    assert not slow_part(pattern)


@pytest.mark.parametrize("pattern", SLOW)
def test_a_slow_one_is_found(pattern: str | bytes) -> None:
    assert slow_part(re.compile(pattern))


@pytest.mark.parametrize("pattern", LINEAR)
def test_a_linear_one_is_not_accused(pattern: str | bytes) -> None:
    assert not slow_part(re.compile(pattern))
