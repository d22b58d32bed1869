"""Roles of lines beside clocks, and which of them are usual in the posts of a text."""

from collections.abc import Sequence
from itertools import pairwise

from tui.readers.habits import come_again
from tui.readers.pieces.clocks.head import Head
from tui.readers.pieces.clocks.lines import Line, is_headline

NAMES = frozenset({"speaker", "name before", "name behind", "name below", "name above"})
HEADLINES = frozenset({f"headline {x}" for x in ("behind", "below", "above", "inline")})
LONGEST_PERSON = 2  # words of names that need not come again


def is_usual(role: str, found: Sequence[Head]) -> bool:
    """In half of the posts, the front apart; names come again, or are people's in all."""
    texts = [x.roles.get(role, "") for x in found[role == "headline above" :]]
    names = list(filter(None, texts))
    if role in HEADLINES:
        return _are_headlines(role, names, found)
    if role in ("speaker", "name behind") and all(map(str.isupper, names)):  # "DONE DEAL: Text"
        return False
    if role == "speaker":
        return len({*names}) < len(names) and 3 * len(names) >= 2 * len(found)
    return come_again(texts, len(found)) or (all(texts) and _are_people(role, names, found))


def _are_people(role: str, names: Sequence[str], found: Sequence[Head]) -> bool:
    """One has a role, or all are short and before clocks."""
    are_short = all(len(x.split()) <= LONGEST_PERSON for x in names)
    return (role == "name before" and are_short) or any(y.role for x in found for y in x.authors)


def _are_headlines(role: str, names: Sequence[str], found: Sequence[Head]) -> bool:
    """In half of the posts, or two of a sure role if none comes again and not all others are
    elsewhere. Behind clocks, no fewer than posts without a text below that read as headlines do."""
    if role == "headline behind":
        alone = (Line(x.rest, apart=False) for x in found if x.rest and x.body >= x.end)
        return len(names) >= sum(map(is_headline, alone))
    is_sure = _is_sure(role, found) and len({*names}) == len(names)
    is_sure = is_sure and not all(x.roles.keys() & HEADLINES for x in found[1:])
    count = len({*names} if role == "headline above" else names)
    return count >= max(0 if is_sure else len(found) / 2, min(len(found), 2))


def _is_sure(role: str, found: Sequence[Head]) -> bool:
    """Below clocks alone on their lines, or above clocks with names and below other texts."""
    pairs = [(a, b) for a, b in pairwise(found) if role in b.roles]
    are_above_names = all("name before" in b.roles and a.body < b.first for a, b in pairs)
    return role == "headline below" or (role == "headline above" and are_above_names)
