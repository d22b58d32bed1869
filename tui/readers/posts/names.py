"""Authors of a post on the page, beside its text and never in it."""

import re
from collections.abc import Sequence

from tui.model.blog import Author
from tui.model.safe_text import letters_of
from tui.readers.authors import is_person, named
from tui.readers.html.element import Element
from tui.readers.html.lines import ShownLine
from tui.readers.html.roles import roles_in
from tui.readers.html.seen import QUOTED
from tui.readers.posts.draft import Draft
from tui.readers.posts.witness import Witness
from tui.readers.times.languages import NO_NAMES, folded

LONGEST = 120  # characters of a signature's line
LONGEST_OWN = 4  # words of a name that may occur in the text, too
LONGEST_ROLE = 8
MOST_LINES = 200  # short lines per post
_FROM = re.compile(
    r"(?:reported |written |posted )?(?:from|by|von|par|por|di|da|door)\s+(?:.{1,40}['’]s\s+)?"
    r"(\S.*)",
    re.IGNORECASE,
)
_SIGNED_BESIDE = frozenset(("clock", "headline"))
"""Kinds of a signature's own line and its neighbours."""
_WORD = re.compile(r"[^\W_]+")


def find_names(draft: Draft) -> None:
    """Mark lines that sign: the data's names, marked lines, "From Ann Lee", names by the clock."""
    free = [x for x in draft.lines if _may_sign(x)][:MOST_LINES]
    ends = draft.ends
    spelt = _spelt(draft.known, [x for x in free if x in ends])
    found = {x.name: x for x in spelt}
    last: Element | None = None  # signed element of the last name
    for line in free:
        box = next(filter(_signs, reversed(line.path)), None)
        if line.kind == "name":
            last = box
        elif _is_role(draft, line, is_in_box=bool(box) and box is last):
            found = _with_role(found, line)
        elif signed := _signers(draft, line, box, may_be_bare=line in ends, is_spelt=bool(spelt)):
            line.kind, last = "name", box
            found = found if spelt else signed | found
    draft.authors = tuple(found.values())


def _with_role(found: dict[str, Author], line: ShownLine) -> dict[str, Author]:
    """Take the role under names: "Reporting from Holm"."""
    if not found or len(line.words) > LONGEST_ROLE:
        return found
    line.kind = "name"
    return {name: Author(x.name, x.role or line.text) for name, x in found.items()}


def _signers(
    draft: Draft, line: ShownLine, box: Element | None, *, may_be_bare: bool, is_spelt: bool
) -> dict[str, Author]:
    said = line.text if box is not None else ""
    if box is None and may_be_bare:
        said = _unsigned(draft, line, is_spelt=is_spelt)
    people = named(said.strip(" –—-|·"), is_person=True) if said else ()
    return {x.name: x for x in people if _may_be_author(x.name, draft.nobody)}


def _is_role(draft: Draft, line: ShownLine, *, is_in_box: bool) -> bool:
    """In the box of a name, or behind a name and called a role."""
    is_behind = line.place > 0 and draft.lines[line.place - 1].kind == "name"
    if is_behind and "role" in roles_in(line.at.names):
        return True
    return is_in_box and ("role" in line.roles or not is_person(line.text))


def _unsigned(draft: Draft, line: ShownLine, *, is_spelt: bool) -> str:
    """Unmarked names: "From X's Ann Lee", a name by the clock."""
    if "label" in roles_in(line.at.names):
        return ""
    prefixed = _FROM.fullmatch(line.text) if len(line.words) <= 2 * LONGEST_OWN + 2 else None
    if prefixed and all(is_person(x.name) for x in named(prefixed[1], is_person=True)):
        return prefixed[1]
    near = draft.lines[max(line.place - 1, 0) : line.place + 2]
    is_free = any(x.kind == "clock" for x in near) and not line.is_heading and not is_spelt
    return line.text if is_free and is_person(line.text) else ""


def _may_sign(line: ShownLine) -> bool:
    is_free = line.kind == "text" and not line.loose and len(line.text) <= LONGEST
    return is_free and not any(x.tag in QUOTED for x in line.path)


def _may_be_author(name: str, nobody: frozenset[str]) -> bool:
    return letters_of(name) not in nobody and folded(name) not in NO_NAMES


def _signs(element: Element) -> bool:
    return element.tag == "address" or "signed" in roles_in(element.names)


def _spelt(known: Witness, ends: Sequence[ShownLine]) -> list[Author]:
    """The data's names in the page's spelling, if lines have them all."""
    authors, lines = known.post.authors, [x for x in ends if not known.says(x.words)]
    found: dict[str, str] = {}
    holding = []
    for name, line in ((x.name, y) for x in authors for y in lines):
        if name not in found and (spelling := _spelling(name, line.text)):
            found[name] = spelling
            holding.append(line)
    if len(found) < len(authors):
        return []
    for line in holding:
        line.kind = "name"
    return [Author(found[name], role) for name, role in authors]


def _spelling(name: str, text: str) -> str:
    """A name in the text's spelling, else ""."""
    words = r"[\W_]+".join(map(re.escape, _WORD.findall(name)))
    found = re.search(rf"(?<![^\W_]){words}(?![^\W_])", text, re.IGNORECASE) if words else None
    return found[0] if found else ""


def sign_by_habit(drafts: Sequence[Draft]) -> None:
    """Mark recurring names; if the headline was such a name, it is looked for again."""
    unsigned = [x for x in drafts if not (x.authors or x.known.post.authors or x.known.heading)]
    found = [(draft, line) for draft in unsigned if (line := _signature(draft)) is not None]
    if not found:
        return
    from tui.readers.pieces.clocks.names import come_again  # few pages need the room of clocks

    if not come_again((line.text for _, line in found), len(unsigned)):
        return
    for draft, line in found:
        was, line.kind, draft.authors = line.kind, "name", (Author(line.text),)
        if was == "headline":
            draft.find_headline()


def _signature(draft: Draft) -> ShownLine | None:
    """The line that is a name at a place for signatures."""
    ends = draft.ends
    kinds = ["", *(x.kind for x in draft.lines), ""]
    for line in draft.lines:
        if line in ends and _is_name_alone(line, draft.nobody):
            is_beside = not _SIGNED_BESIDE.isdisjoint(kinds[line.place : line.place + 3])
            is_last = line is draft.lines[-1] and all(x.tag != "a" for x in line.at.inside)
            if is_beside or is_last:
                return line
    return None


def _is_name_alone(line: ShownLine, nobody: frozenset[str]) -> bool:
    is_free = line.kind in ("headline", "text") and not line.loose and "label" not in line.roles
    return is_free and is_person(line.text) and _may_be_author(line.text, nobody)
