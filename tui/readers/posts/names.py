"""Authors of a post on the page, beside its text and never in it."""

import re
from collections.abc import Iterator, Sequence, Set
from itertools import islice, pairwise

from tui.model.blog import Author
from tui.model.safe_text import letters_of
from tui.readers.habits import come_again
from tui.readers.html.element import Element
from tui.readers.html.lines import ShownLine
from tui.readers.html.seen import MARGIN
from tui.readers.html.tags import HEADINGS, QUOTED
from tui.readers.names import NO_NAMES, byline_before, is_person, named, signers, unprefixed
from tui.readers.pieces.elements import BETWEEN, is_clock
from tui.readers.posts.draft import Draft
from tui.readers.times.clocks import CLOCK, scan
from tui.readers.times.languages import folded

LONGEST = 120  # characters of a signature's line
MOST_LINES = 200  # per post
MOST_IN_ROLE = 4  # spaces of a name, and of a role with a full stop: "Reporter in Washington, D.C."
SIGNS = frozenset(("address", "signed"))  # tag or role of an element of names
_BY_NAMES = frozenset(("", "clock", "headline", "name", "foreign"))  # kinds of lines, "" at an end
_DIGIT = re.compile(r"\d")
_FIELD = re.compile(r"(?:^|_)label(?:$|\s)")  # the name of a field: "Author"


def find_names(draft: Draft, nobody: Set[str]) -> None:
    """Mark lines that sign: marked lines, "From Ann Lee", names by the clock, roles of names.
    `nobody` are letters of names that sign no post."""
    found = {x.name: x for x in draft.authors}
    for line, above, is_end in islice(_near_names(draft), MOST_LINES):
        if above and _is_role(line, above):  # "Reporting from Holm"
            line.kind, role = "name", line.text if any(map(str.isalpha, line.text)) else ""
            found = {name: Author(name, x.role or role) for name, x in found.items()}
        elif signed := _signers(draft, line, nobody, is_end=is_end):
            line.kind, found = "name", signed | found
    draft.authors = tuple(found.values())


def _near_names(draft: Draft) -> Iterator[tuple[ShownLine, ShownLine | None, bool]]:
    """Short lines below a name, at an end or in an element of names; the name; if at an end."""
    ends = draft.ends
    above: ShownLine | None = None
    for line in draft.lines:
        if (above or line in ends or line.is_in(SIGNS)) and _may_sign(line, "text"):
            yield line, above, line in ends
        if line.kind != "clock":
            above = line if line.kind == "name" else None


def _may_sign(line: ShownLine, *kinds: str) -> bool:
    if line.kind not in kinds or line.loose or len(line.text) > LONGEST or line.is_in(QUOTED):
        return False
    asides = (x for x in line.at.path if x.tag == "aside")  # with a clock it is the post's own
    return all(x.length <= MARGIN and CLOCK.search(x.text) for x in asides)


def _is_role(line: ShownLine, name: ShownLine) -> bool:
    """Behind a name and called a role, or in the box of the name and no name."""
    is_in_box = any(signs(x) and x in name.at.path for x in line.at.path)
    is_other = is_person(line.text) or _is_sentence(line.text)
    return "role" in line.at.roles or (is_in_box and not is_other)


def _is_sentence(text: str) -> bool:
    return text[-1:] in ".!?…" and text.count(" ") > MOST_IN_ROLE


def signs(element: Element) -> bool:
    """An element of names: <address>, class="author"."""
    return element.tag == "address" or "signed" in element.roles


def _signed(line: ShownLine, *, is_end: bool) -> str:
    """Text of an element of names around the line, or in it: "by <b class=author>ann</b>"."""
    if line.is_in(SIGNS):
        is_other = _FIELD.search(line.at.names) or _is_sentence(line.text)
        return "" if is_other else _with_role(line)
    inner = (x.text for x in line.at.inside if signs(x) and x.length) if is_end else ()
    return next((x for x in inner if _is_byline(line.text, x)), "")


def _with_role(line: ShownLine) -> str:
    """Name and role, also where the role touches the name: "Ann Lee<i>Editor</i>"."""
    name, *roles = line.at.inner
    if len(roles) == 1 and isinstance(name, str) and is_person(name.strip()):
        return line.text.replace(name.strip(), f"{name.strip()},", 1)
    return line.text


def _is_byline(line: str, name: str) -> bool:
    """Only a time or "by" stands before the name, no sentence behind: "9:05 by ann in Holm"."""
    before = line.partition(name)[0].split()
    said = ((" ".join(before[:n]), " ".join((*before[n:], name))) for n in range(len(before) + 1))
    is_marked = any((not x or is_clock(x)) and unprefixed(by) == name for x, by in said)
    return is_marked and bool(before) and not _is_sentence(line)


def _signers(draft: Draft, line: ShownLine, nobody: Set[str], *, is_end: bool) -> dict[str, Author]:
    if signed := _signed(line, is_end=is_end):
        found = named(_unlabelled(signed), is_person=True)
    elif is_end and "label" not in line.at.roles:
        near = draft.lines[max(line.place - 1, 0) : line.place + 2]
        is_by_clock = "clock" in {x.kind for x in near} and not line.is_in(HEADINGS)
        found = signers(line.text, are_usual=is_by_clock)
    else:
        return {}
    in_letters = (x for x in found if re.search(r"[^\W\d_]", x.name))
    return {x.name: x for x in in_letters if letters_of(x.name) not in nobody}


def _unlabelled(signed: str) -> str:
    """Name of "Text: Ann Lee"; name and role, "Ann Lee, editor", of "Ann Lee: editor"."""
    label, _, name = signed.rpartition(": ")
    return f"{label}, {name}" if is_person(label) and not is_person(name) else name


def signers_by_clock(line: ShownLine) -> tuple[Author, ...]:
    """Authors beside a clock in a line, by marks and words or as all that is before the <time> of a
    footer; in a head it may be a place, a team or a topic."""
    if (found := _behind_clock(line.text)) or "footer" not in line.at.around:
        return found
    clock = next((x.text for x in line.at.parts if x.tag == "time" and x.length), "")
    before = line.text.removesuffix(clock).rstrip(" ,·–—-") if clock else ""
    return signers(before) if before else ()


def _behind_clock(text: str) -> tuple[Author, ...]:
    """Authors in "10:26 Uhr – Text: Ann Lee", "2h ago · Ann Lee", "Ann Lee · 10:26 · Link",
    "by Ann Lee 3 May 2024 10:26 Share"."""
    if len(text) > LONGEST or not _DIGIT.search(text) or is_clock(text):
        return ()
    if (signed := _between_marks(text)) or not CLOCK.search(text):
        return signed
    name, rest = byline_before(text)
    found = scan(rest) if name else None
    if found and NO_NAMES.issuperset(map(folded, rest[found.end :].split())):
        return named(name, is_person=True)
    found = scan(text)
    return signers(text[found.end :].strip(), are_usual=bool(found.separator)) if found else ()


def _between_marks(text: str) -> tuple[Author, ...]:
    """The first person beside a clock, if parts of several words are persons or clocks."""
    parts = re.split(BETWEEN, text)
    people = list(filter(is_person, parts)) if len(parts) > 1 else []
    others = [x for x in parts if " " in x and x not in people]
    is_foot = people and any(map(is_clock, parts)) and all(map(is_clock, others))
    return signers(people[0]) if is_foot else ()


def sign_by_habit(drafts: Sequence[Draft], nobody: Set[str]) -> None:
    """Mark names that recur at places for signatures; the data's headline is none."""
    _sign_joined(drafts)
    own = [x for x in drafts if not x.record.authors or x.entry.is_of_house]
    nobody = {"", *nobody, *_nobody(own)}
    signed = {x: _signature(x, nobody) for x in own}
    names = [x.authors[0].name if x.authors else _name_in(line) for x, line in signed.items()]
    if come_again(names, len(own)):
        for draft, line in signed.items():
            if line is not None:
                line.kind, draft.authors = "name", named(_without_clock(line), is_person=True)


def _sign_joined(drafts: Sequence[Draft]) -> None:
    """Messages in a row, by class or in an element of each writer, of which the first is signed."""
    are_signed = [bool(x.authors or x.record.authors) for x in drafts]
    are_groups = _begin_groups(drafts) == are_signed and len(drafts) > sum(are_signed) > 1
    for before, draft, is_signed in zip(drafts, drafts[1:], are_signed[1:], strict=False):
        if not is_signed and (draft.is_joined or are_groups):
            draft.authors = before.authors


def _begin_groups(drafts: Sequence[Draft]) -> list[bool]:
    """True for each post that is the first in the element around it."""
    around = (x.node.parent for x in drafts if x.node is not None)
    return [a != b for a, b in pairwise([0, *(x.mem_id for x in around if x is not None)])]


def _nobody(drafts: Sequence[Draft]) -> Set[str]:
    """Letters of buttons and of names that sign no post: lines beside the names of other posts."""
    lines = (y for x in drafts if x.authors for y in x.lines if y.text.count(" ") <= MOST_IN_ROLE)
    return {"".join(x.words) for x in lines if _may_sign(x, "text")}


def _signature(draft: Draft, nobody: Set[str]) -> ShownLine | None:
    """The first name before or behind the text, at an end or by a clock, headline or account."""
    if draft.authors:
        return None
    kinds, ends = ["", *(x.kind for x in draft.lines), ""], draft.ends
    kinds_of_names = ("text",) if draft.heading else ("headline", "text")
    free = (x for x in draft.lines if x in ends and _may_sign(x, *kinds_of_names))
    by = (x for x in free if not _BY_NAMES.isdisjoint(kinds[x.place : x.place + 3]))
    return next((x for x in by if letters_of(_name_in(x)) not in nobody), None)


def _name_in(line: ShownLine | None) -> str:
    """Name of a line that is a name, or one with a role, else ""."""
    authors = named(_without_clock(line), is_person=True) if line is not None else ()
    return authors[0].name if len(authors) == 1 and is_person(authors[0].name) else ""


def _without_clock(line: ShownLine) -> str:
    """Text beside an element that is only a time: "Ann Lee <i>2 h ago</i>"."""
    clock = next((x.text for x in line.at.parts if x.length and is_clock(x.text)), "")
    return line.text.replace(clock, "", 1).strip(" ·|,–—-") if clock else line.text
