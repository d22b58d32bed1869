"""Finds the text on which a regular expression takes time that grows faster than n log n.

For each repeat in an expression it builds texts that reach the repeat, go round it many times and
then fail, and texts that begin the expression again and again. Time is CPU time; a verdict needs
growth over three doublings of the length that is far from linear.
"""

import re
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from re import _parser as parser  # type: ignore[attr-defined]  # typeshed leaves it out
from typing import Any, NamedTuple

type Pattern = re.Pattern[str] | re.Pattern[bytes]
type Tree = Sequence[tuple[Any, Any]]

SCREEN_CHARACTERS = 16_384
"""Length at which every text is tried once: at n² its work is in the tens of milliseconds."""
SCREEN_SECONDS = 0.008
"""CPU time of a text that is then measured at doubling lengths."""
MOST_CHARACTERS = 65_536
ENOUGH_SECONDS = 0.2
"""CPU time of one match that ends the doubling: the ratio is clear by then."""
CLOCK_SECONDS = 0.004
"""What a clock of CPU time may leave out, as one that counts the kernel's ticks."""
HANGS_SECONDS = 0.5
"""CPU time after which a match is stopped: it is exponential, or a high power."""
LINEAR, FAR_FROM_LINEAR = 8, 24
"""Growth of a linear time over three doublings, and that of the verdict (n² has 64)."""
_LETTERS = " a0\nA.-:/<>\"'=,_[{(&x\t\\é"
"""Letters to stand for a class, the commonest first."""
_FAILS = ("", "\x00", "\n\x00", "!\xff")
_REPEATS = (parser.MAX_REPEAT, parser.MIN_REPEAT, parser.POSSESSIVE_REPEAT)
_MANY = 8
"""Rounds from which a repeat is worth pumping."""


class Pump(NamedTuple):
    """A text that grows: `before`, `piece` again and again, `after`."""

    before: str
    piece: str
    after: str

    def text(self, characters: int) -> str:
        """About so many characters."""
        return self.before + self.piece * max(characters // len(self.piece), 1) + self.after


class Growth(NamedTuple):
    """The verdict on a pump: time that grew too fast, from one length to another."""

    pump: Pump
    lengths: tuple[int, ...]
    seconds: tuple[float, ...]


class _Hangs(Exception):
    """A match took longer than HANGS_SECONDS."""


def too_fast_growth(pattern: Pattern, methods: Iterable[str] = ("search",)) -> Growth | None:
    """The first growth beyond n log n of the pattern's methods, or None."""
    for method in methods:
        run = _runner(pattern, method)
        for pump in dict.fromkeys(pumps(pattern)):
            if _seconds(run, pump.text(SCREEN_CHARACTERS)) < SCREEN_SECONDS:
                continue
            if (growth := _measured(run, pump)) is not None:
                return growth
    return None


def _runner(pattern: Pattern, method: str) -> Callable[[str], object]:
    called: Any = getattr(pattern, method)
    encode = isinstance(pattern.pattern, bytes)

    def run(text: str) -> object:
        data: Any = text.encode("latin-1", "replace") if encode else text
        if method in ("sub", "subn"):
            return called(data[:0], data)
        return sum(1 for _ in called(data)) if method == "finditer" else called(data)

    return run


def _measured(run: Callable[[str], object], pump: Pump) -> Growth | None:
    lengths: list[int] = []
    seconds: list[float] = []
    length = 16
    while length <= MOST_CHARACTERS:
        text = pump.text(length)
        spent = _seconds(run, text)
        if length > 1000 and spent <= ENOUGH_SECONDS:  # the clock is too coarse for short ones
            spent = min(spent, _seconds(run, text))
        lengths.append(length)
        seconds.append(spent)
        if spent > ENOUGH_SECONDS:
            break
        length *= 2
    hangs = seconds[-1] >= HANGS_SECONDS
    grew = len(seconds) > 3 and seconds[-1] / max(seconds[-4], CLOCK_SECONDS)
    if hangs or (grew and grew > FAR_FROM_LINEAR and seconds[-1] > SCREEN_SECONDS):
        return Growth(pump, tuple(lengths), tuple(seconds))
    return None


def _seconds(run: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    try:
        with _stopped_when_it_hangs():
            run(text)
    except _Hangs:
        return HANGS_SECONDS
    return time.process_time() - start


@contextmanager
def _stopped_when_it_hangs() -> Iterator[None]:
    def stop(number: int, frame: object) -> None:
        raise _Hangs

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, HANGS_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def pumps(pattern: Pattern) -> Iterator[Pump]:
    """The texts to try: for each repeat that reaches it, and the beginning again and again."""
    text = pattern.pattern
    source = text.decode("latin-1") if isinstance(text, bytes) else text
    tree = parser.parse(source, pattern.flags & ~re.UNICODE)
    whole = _sample(tree)
    for before, bodies in _repeats(tree, ""):
        for body in filter(None, bodies):
            for fail in _FAILS:
                yield Pump(before, body, fail)
                if before:
                    yield Pump("", before + body, fail)
                    yield Pump("", before, fail)
    if whole:
        yield Pump("", whole, "\x00")
        yield Pump("", whole[:-1] or whole, "\x00")


def _repeats(tree: Tree, before: str) -> Iterator[tuple[str, list[str]]]:
    """Each repeat of many rounds: what leads to it, and what one round may be."""
    for operator, argument in tree:
        if operator in _REPEATS:
            _, most, body = argument
            if most >= _MANY:
                yield before, _samples(body)
            yield from _repeats(body, before)
        else:
            for inner in _inner(operator, argument):
                yield from _repeats(inner, before)
        before += _sample([(operator, argument)])


def _inner(operator: Any, argument: Any) -> list[Tree]:
    if operator is parser.SUBPATTERN:
        return [argument[-1]]
    if operator is parser.BRANCH:
        return list(argument[1])
    if operator is parser.ATOMIC_GROUP:
        return [argument]
    if operator in (parser.ASSERT, parser.ASSERT_NOT):
        return [argument[1]]
    return []


def _samples(tree: Tree) -> list[str]:
    """A few different texts that a tree matches: each letter of a class, each branch."""
    if len(tree) == 1:
        operator, argument = tree[0]
        if operator is parser.BRANCH:
            return [text for branch in argument[1] for text in _samples(branch)]
        if operator in (parser.SUBPATTERN, parser.ATOMIC_GROUP):
            return _samples(_inner(operator, argument)[0])
        if operator in (parser.IN, parser.ANY, parser.NOT_LITERAL):
            return _letters([(operator, argument)])[:5]
    return [_sample(tree)]


def _sample(tree: Tree) -> str:
    """One text that a tree matches, assertions aside."""
    return "".join(_sample_of(operator, argument) for operator, argument in tree)


def _sample_of(operator: Any, argument: Any) -> str:
    if operator is parser.LITERAL:
        return chr(argument)
    if operator in (parser.IN, parser.ANY, parser.NOT_LITERAL):
        return next(iter(_letters([(operator, argument)])), "")
    if operator in _REPEATS:
        least, _, body = argument
        return _sample(body) * int(least)
    if operator is parser.BRANCH:
        return _sample(argument[1][0])
    inner = _inner(operator, argument)
    return _sample(inner[0]) if inner and operator is not parser.ASSERT_NOT else ""


def _letters(tree: Tree) -> list[str]:
    """The letters that a class matches."""
    operator, argument = tree[0]
    named: list[str] = []
    if operator is parser.IN:
        for kind, value in argument:
            if kind is parser.LITERAL:
                named.append(chr(value))
            elif kind is parser.RANGE:
                named.append(chr(value[0]))
    return [x for x in dict.fromkeys([*_LETTERS, *named]) if _is_in(operator, argument, x)]


_CATEGORIES: dict[Any, Callable[[str], bool]] = {
    parser.CATEGORY_DIGIT: str.isdigit,
    parser.CATEGORY_NOT_DIGIT: lambda x: not x.isdigit(),
    parser.CATEGORY_SPACE: str.isspace,
    parser.CATEGORY_NOT_SPACE: lambda x: not x.isspace(),
    parser.CATEGORY_WORD: lambda x: x.isalnum() or x == "_",
    parser.CATEGORY_NOT_WORD: lambda x: not (x.isalnum() or x == "_"),
}


def _is_in(operator: Any, argument: Any, letter: str) -> bool:
    if operator is parser.ANY:
        return letter != "\n"
    if operator is parser.NOT_LITERAL:
        return bool(ord(letter) != argument)
    negated = bool(argument) and argument[0][0] is parser.NEGATE
    return negated != any(_fits(kind, value, letter) for kind, value in argument)


def _fits(kind: Any, value: Any, letter: str) -> bool:
    if kind is parser.LITERAL:
        return bool(ord(letter) == value)
    if kind is parser.RANGE:
        return bool(value[0] <= ord(letter) <= value[1])
    return kind is parser.CATEGORY and _CATEGORIES[value](letter)
