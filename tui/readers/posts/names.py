"""Authors of a post on the page, beside its text and never in it."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tui.model.blog import Author
from tui.model.safe_text import letters_of
from tui.readers.habits import come_again
from tui.readers.html.element import Element
from tui.readers.html.lines import ShownLine
from tui.readers.html.roles import roles_in
from tui.readers.html.seen import names_of
from tui.readers.html.tags import QUOTED
from tui.readers.names import (
    NAME,
    NO_NAMES,
    is_person,
    named,
    signature,
    unlabelled,
    unprefixed,
)
from tui.readers.pieces.marks import BETWEEN, is_clock
from tui.readers.posts.draft import Draft
from tui.readers.times.clocks import SOME_CLOCK, scan
from tui.readers.times.languages import folded

LONGEST = 120  # characters of a signature's line
_FIELD = re.compile(r"(?:^|_)label(?:$|\s)")  # the name of a field: "Author"
MOST_LINES = 200  # short lines per post
_SIGNED_BESIDE = frozenset(("clock", "headline", "name"))
"""Kinds of a signature's own line and its neighbours; the name of an account is one."""


def find_names(draft: Draft) -> None:
    """Mark lines that sign: the data's names, marked lines, "From Ann Lee", names by the clock."""
    free = list(filter(_may_sign, draft.lines))[:MOST_LINES]
    ends = draft.ends.intersection(free)
    found = {x.name: x for x in _behind_clocks(draft)}
    for line in (x for x in free if x.kind == "text"):
        if _is_role(draft, line):  # "Reporting from Holm"
            line.kind = "name"
            found = {name: Author(name, x.role or line.text) for name, x in found.items()}
        elif signed := _signers(draft, line, is_end=line in ends):
            line.kind = "name"
            found = signed | found
    draft.authors = tuple(found.values())


def _behind_clocks(draft: Draft) -> Iterator[Author]:
    return (y for x in draft.lines if x.kind == "clock" for y in signers_behind_clock(x.text))


def signers_behind_clock(text: str) -> tuple[Author, ...]:
    """Authors in "10:26 Uhr – Text: Ann Lee", "2h ago · Ann Lee", "Ann Lee · 10:26 · Link",
    "by Ann Lee 10:26"."""
    if len(text) > LONGEST:
        return ()
    if signed := _signers_between_marks(text) or _signers_before_clock(text):
        return signed
    found = scan(text) if SOME_CLOCK.search(text) else None
    rest = text[found.end :].strip() if found else ""
    is_alone = found and found.separator and is_person(rest)
    return signature(rest) or (named(rest, is_person=True) if is_alone else ())


def _signers_before_clock(text: str) -> tuple[Author, ...]:
    """Author in "by Ann Lee 3 May 2024 10:26", perhaps with a label behind."""
    signed = unprefixed(text) if SOME_CLOCK.search(text) else text
    name = re.match(NAME, signed) if signed != text else None
    found = scan(signed, name.end()) if name else None
    is_foot = found and NO_NAMES.issuperset(map(folded, signed[found.end :].split()))
    return named(name[0], is_person=True) if name and is_foot else ()


def _signers_between_marks(text: str) -> tuple[Author, ...]:
    parts = re.split(BETWEEN, text)
    people = [x for x in parts if is_person(x)] if len(parts) > 1 else []
    is_foot = any(map(is_clock, parts)) and all(
        x in people or is_clock(x) for x in parts if " " in x
    )
    return named(people[0], is_person=True) if people and is_foot else ()


def _signers(draft: Draft, line: ShownLine, *, is_end: bool) -> dict[str, Author]:
    found: tuple[Author, ...] = ()
    if any(map(_signs, line.path)) and not _FIELD.search(line.at.names):
        found = named(unlabelled(line.text), is_person=True)
    elif is_end:
        found = _unmarked(draft, line)
    return {x.name: x for x in found if _may_be_author(x.name, draft.nobody)}


def _is_role(draft: Draft, line: ShownLine) -> bool:
    """Behind a name and called a role, or in the box of the name and no name."""
    before = draft.lines[line.place - 1] if line.place else line
    if before.kind != "name":
        return False
    is_in_box = any(_signs(x) and x in before.path for x in line.path)
    return "role" in roles_in(line.at.names) or (is_in_box and not is_person(line.text))


def _unmarked(draft: Draft, line: ShownLine) -> tuple[Author, ...]:
    """Names without markup: "From X's Ann Lee", a name by the clock."""
    if "label" in roles_in(line.at.names):
        return ()
    near = draft.lines[max(line.place - 1, 0) : line.place + 2]
    is_free = any(x.kind == "clock" for x in near) and not line.is_heading
    is_alone = is_free and is_person(line.text)
    return signature(line.text) or (named(line.text, is_person=True) if is_alone else ())


def _person_in(text: str) -> str:
    """Name of a line that is a name, or one with a role, else ""."""
    authors = named(text, is_person=True)
    return authors[0].name if len(authors) == 1 and is_person(authors[0].name) else ""


def _may_sign(line: ShownLine) -> bool:
    is_free = line.kind == "text" and not line.loose and len(line.text) <= LONGEST
    return is_free and not any(x.tag in QUOTED for x in line.path)


def _may_be_author(name: str, nobody: frozenset[str]) -> bool:
    return letters_of(name) not in nobody and folded(name) not in NO_NAMES


def _signs(element: Element) -> bool:
    return element.tag == "address" or "signed" in roles_in(element.names)


def sign_by_habit(drafts: Sequence[Draft]) -> None:
    """Mark recurring names; if the headline was such a name, it is looked for again."""
    _sign_joined(drafts)
    own = [x for x in drafts if not (x.record.authors or x.record.headline)]
    if come_again(map(_name_of, own), len(own)):
        for draft in own:
            _sign(draft)


def _name_of(draft: Draft) -> str:
    """The name of the first author, or on the first line that may sign."""
    names = [x.name for x in draft.authors] or [_person_in(x.text) for x in _signatures(draft)]
    return next(iter(names), "")


def _sign_joined(drafts: Sequence[Draft]) -> None:
    """Messages of one writer in a row, of which only the first is signed."""
    for before, draft in pairwise(drafts):
        is_joined = draft.node is not None and "joined" in roles_in(names_of(draft.node))
        if is_joined and not draft.is_signed:
            draft.authors = before.authors


def _sign(draft: Draft) -> None:
    for line in _signatures(draft)[:1]:
        was, line.kind, draft.authors = line.kind, "name", named(line.text, is_person=True)
        if was == "headline":
            draft.find_headline()


def _signatures(draft: Draft) -> list[ShownLine]:
    """Lines of a draft without authors that are a name at a place for signatures."""
    if draft.authors:
        return []
    ends, edges = draft.ends, (*draft.lines[:1], *draft.lines[-1:])
    kinds = ["", *(x.kind for x in draft.lines), ""]
    return [
        x
        for x in draft.lines
        if x in ends
        and _is_name_alone(x, draft.nobody)
        and (x in edges or not _SIGNED_BESIDE.isdisjoint(kinds[x.place : x.place + 3]))
    ]


def _is_name_alone(line: ShownLine, nobody: frozenset[str]) -> bool:
    is_free = line.kind in ("headline", "text") and not line.loose
    name = _person_in(line.text) if is_free else ""
    return bool(name) and _may_be_author(name, nobody)
