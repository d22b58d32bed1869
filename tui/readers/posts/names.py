"""Authors of a post on the page, beside its text and never in it."""

import re
from collections.abc import Sequence

from tui.model.blog import Author
from tui.model.safe_text import letters_of
from tui.readers.authors import is_person, named
from tui.readers.html.seen import QUOTED
from tui.readers.html.words import words_in
from tui.readers.posts.lines import LABEL, Draft, Part, ShownLine
from tui.readers.times.languages import NO_NAMES, folded

LONGEST = 120  # characters of a signature's line
LONGEST_OWN = 4  # words of a name that may occur in the text, too
LONGEST_ROLE = 8
MOST_LINES = 200  # short lines per post
SIGNED = re.compile(
    r"author|byline|\bby\b|autor|auteur|contributor|reporter|firma\b|signature|writer",
    re.IGNORECASE,
)
_ROLE = re.compile(r"role|position|jobtitle|desc|funktion", re.IGNORECASE)
_FROM = re.compile(
    r"(?:reported |written |posted )?(?:from|by|von|par|por|di|da|door)\s+(?:.{1,40}['’]s\s+)?"
    r"(\S.*)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")


def find_names(draft: Draft) -> None:
    """Mark lines that sign: the data's names, marked lines, "From Ann Lee", names by the clock."""
    draft.authors = _Names(draft).read()


class _Names:
    def __init__(self, draft: Draft) -> None:
        self._draft, self._ends = draft, draft.ends
        self._free = [x for x in draft.lines if _may_sign(x)][:MOST_LINES]
        at_ends = [x for x in self._free if id(x) in self._ends and not draft.known.says(x.words)]
        self._spelt = _spelt(draft.known.authors, at_ends)
        self._found = {x.name: x for x in self._spelt}
        self._places = {id(x): n for n, x in enumerate(draft.lines)}
        self._box: int | None = None  # signed element of the last name

    def read(self) -> tuple[Author, ...]:
        for line in self._free:
            box = next((x.key for x in reversed(line.path) if signs(x)), None)
            if line.kind == "name":
                self._box = box
            elif self._is_role_of_name(line, box):
                self._take_role(line)
            elif people := self._people(line, is_signed=box is not None):
                line.kind, self._box = "name", box
                self._found = self._found if self._spelt else people | self._found
        return tuple(self._found.values())

    def _is_role_of_name(self, line: ShownLine, box: int | None) -> bool:
        """In the box of a name, or behind a name and called a role."""
        place = self._places[id(line)]
        is_behind = place > 0 and self._draft.lines[place - 1].kind == "name"
        if is_behind and _ROLE.search(line.part.names):
            return True
        is_in_box = box is not None and box == self._box
        return is_in_box and (bool(_ROLE.search(line.names)) or not is_person(line.text))

    def _take_role(self, line: ShownLine) -> None:
        """Take the role under names: "Reporting from Holm"."""
        if len(line.words) <= LONGEST_ROLE and self._found:
            line.kind = "name"
            for name, author in self._found.items():
                self._found[name] = Author(author.name, author.role or line.text)

    def _people(self, line: ShownLine, *, is_signed: bool) -> dict[str, Author]:
        said = line.text if is_signed else ""
        if not is_signed and id(line) in self._ends and not LABEL.search(line.part.names):
            said = self._unsigned(line)
        people = named(said.strip(" –—-|·"), is_person=True) if said else ()
        return {x.name: x for x in people if may_be_author(x.name, self._draft.nobody)}

    def _unsigned(self, line: ShownLine) -> str:
        """Unmarked names: "From X's Ann Lee", a name by the clock."""
        prefixed = _FROM.fullmatch(line.text) if len(line.words) <= 2 * LONGEST_OWN + 2 else None
        if prefixed and all(is_person(x.name) for x in named(prefixed[1], is_person=True)):
            return prefixed[1]
        place, lines = self._places[id(line)], self._draft.lines
        is_beside = any(x.kind == "clock" for x in lines[max(place - 1, 0) : place + 2])
        is_free = is_beside and not line.is_heading and not self._spelt
        return line.text if is_free and is_person(line.text) else ""


def _may_sign(line: ShownLine) -> bool:
    is_free = line.kind == "text" and not line.loose and len(line.text) <= LONGEST
    return is_free and not any(x.tag in QUOTED for x in line.path)


def may_be_author(name: str, nobody: frozenset[str]) -> bool:
    return letters_of(name) not in nobody and folded(name) not in NO_NAMES


def signs(part: Part) -> bool:
    return part.tag == "address" or bool(SIGNED.search(part.names))


def _spelt(authors: Sequence[Author], lines: Sequence[ShownLine]) -> list[Author]:
    """The data's names in the page's spelling, if lines have them all."""
    found: dict[str, str] = {}
    holding = []
    for name, line in ((x.name, y) for x in authors for y in lines):
        if name not in found and (spelling := _spelling(words_in(name), line.text)):
            found[name] = spelling
            holding.append(line)
    if len(found) < len(authors):
        return []
    for line in holding:
        line.kind = "name"
    return [Author(found[name], role) for name, role in authors]


def _spelling(wanted: list[str], text: str) -> str:
    """Words in a row in the text's spelling, else ""."""
    pieces = list(_WORD.finditer(text))
    words = [x[0].casefold() for x in pieces]
    for first in range(len(words) - len(wanted) + 1 if wanted else 0):
        last = first + len(wanted)
        if words[first:last] == wanted:
            return text[pieces[first].start() : pieces[last - 1].end()]
    return ""
