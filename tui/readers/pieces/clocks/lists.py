"""Lists of a site around its live blog, which have clocks: a menu above, headlines below."""

from collections.abc import Sequence
from itertools import pairwise, takewhile

from tui.readers.pieces.clocks.halves import DAY, NOON
from tui.readers.pieces.clocks.openings import Opening, Trait

LEAST_POSTS = 3
LEAST_GIVEN = 2  # posts that suffice if the user or each post gives the day
LEAST_PROSE = 20  # characters of sentences in the median post


def without_lists(found: Sequence[Opening], prose: Sequence[int]) -> Sequence[Opening]:
    """Openings without lists that have no sentences, and another form or order than the posts."""
    found = found[_menu(found, _silent(found, prose)) :]
    return found[: len(found) - _rows_below(found, prose)]


def _rows_below(found: Sequence[Opening], prose: Sequence[int]) -> int:
    """Number of last rows: of no post's form ("yesterday" may be before a post's clock), or
    against the order."""
    silent = _silent(found, prose)
    posts = len(silent) - len([*takewhile(bool, reversed(silent))])
    if posts < LEAST_POSTS:
        return 0
    forms, falls = _forms(found[:posts], silent), _falls(found)
    last = takewhile(lambda x: not (x.traits in forms or x.scan.lead), reversed(found[posts:]))
    others, rows = len([*last]), len(found) - posts
    is_against = 2 * sum(falls[: posts - 1]) < posts or not falls[posts - 1]
    if rows > LEAST_POSTS and all(falls[posts:]) and is_against:
        return rows
    is_list = others >= LEAST_GIVEN and not _is_short_post(found, len(found) - others, prose)
    return others if is_list else 0


def _is_short_post(found: Sequence[Opening], at: int, prose: Sequence[int]) -> bool:
    """Right below a sentence, in order and without a day."""
    falls, line = _falls(found), found[at].line
    is_below = prose[line] > prose[line - 1]
    return is_below and falls[at - 1] == falls[0] and not found[at].scan.day


def _menu(found: Sequence[Opening], silent: Sequence[bool]) -> int:
    """Number of rows alike above the posts."""
    pairs = zip(found, found[1:], silent, strict=False)
    rows = [(b.line - a.line, a.traits == b.traits, wordless) for a, b, wordless in pairs]
    menu = 1 + sum(1 for _ in takewhile(lambda x: x == (rows[0][0], True, True), rows))
    falls = _falls(found)
    is_against = (2 * sum(falls[menu:]) < len(falls[menu:])) in falls[:menu]
    is_other = found[0].traits not in _forms(found[menu:], silent[menu:])
    least = LEAST_GIVEN if is_other else LEAST_POSTS
    is_menu = menu >= least and (is_other or is_against) and not found[0].its_day
    return menu if is_menu and len(found) - menu >= LEAST_POSTS else 0


def _silent(found: Sequence[Opening], prose: Sequence[int]) -> list[bool]:
    """No sentence is between an opening and the next."""
    return [prose[b.line] - prose[a.line] < LEAST_PROSE for a, b in pairwise(found)]


def _falls(found: Sequence[Opening]) -> list[bool]:
    """An opening is later than the next, as where the newest is first."""
    return [0 < (a.second - b.second) % DAY <= NOON for a, b in pairwise(found)]


def _forms(found: Sequence[Opening], silent: Sequence[bool]) -> set[frozenset[Trait]]:
    """Traits of openings with sentences, if they are half of all; else of all."""
    spoken = [x.traits for x, wordless in zip(found, silent, strict=False) if not wordless]
    return {*spoken} if 2 * len(spoken) >= len(found) else {x.traits for x in found}
