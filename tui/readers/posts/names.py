"""Authors of a post on the page, beside its text and never in it."""

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborNode

from tui.model.blog import Author
from tui.model.safe_text import letters_of
from tui.readers.authors import named
from tui.readers.html.seen import QUOTED, names_of
from tui.readers.html.words import words_in
from tui.readers.posts.lines import LABEL, Draft, Known, ShownLine
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
_ALONE = re.compile(r"[^\W\d_][\w.'’\-]*(?:\s+[^\W\d_][\w.'’\-]*){1,3}")
_WORD = re.compile(r"[^\W_]+")
_PARTICLES = frozenset(["de", "da", "di", "van", "von", "al", "bin", "der", "del"])


def find_names(draft: Draft, known: Known) -> None:
    """Mark lines that sign: the data's names, marked lines, "From Ann Lee", names by the clock."""
    reader = _Names(draft, known)
    draft.authors = reader.read()


class _Names:
    def __init__(self, draft: Draft, known: Known) -> None:
        self._draft, self._known = draft, known
        self._ends = {id(x) for x in (*draft.head, *draft.foot)}
        self._free = [
            x
            for x in draft.lines
            if x.kind == "text"
            and not x.loose
            and len(x.text) <= LONGEST
            and not any(y.tag in QUOTED for y in x.path)
        ][:MOST_LINES]
        self._found: dict[str, Author] = {}
        self._places = {id(x): n for n, x in enumerate(draft.lines)}
        self._box: int | None = None  # signed element of the last name

    def read(self) -> tuple[Author, ...]:
        at_ends = (x for x in self._free if id(x) in self._ends)
        spelt = _spelt(self._known.authors, [x for x in at_ends if not self._known.says(x.words)])
        self._found = {x.name: x for x in spelt}
        for line in self._free:
            signed = [x for x in line.path if signs(x)]
            box = signed[-1].mem_id if signed else None
            if line.kind == "name":
                self._box = box
            elif self._is_role_of_name(line, box):
                self._take_role(line)
            elif people := self._people(line, is_signed=box is not None, is_spelt=bool(spelt)):
                line.kind, self._box = "name", box
                if not spelt:
                    self._found = {x.name: x for x in people} | self._found
        return tuple(self._found.values())

    def _is_role_of_name(self, line: ShownLine, box: int | None) -> bool:
        """In the box of a name, or behind a name and called a role."""
        lines = self._draft.lines
        place = self._places[id(line)]
        is_behind = place > 0 and lines[place - 1].kind == "name"
        is_called = is_behind and bool(_ROLE.search(names_of(line.node)))
        return is_called or (box is not None and box == self._box and _is_role(line))

    def _take_role(self, line: ShownLine) -> None:
        """Take the role under names: "Reporting from Holm"."""
        if len(line.words) <= LONGEST_ROLE and self._found:
            line.kind = "name"
            for name, author in self._found.items():
                self._found[name] = Author(author.name, author.role or line.text)

    def _people(self, line: ShownLine, *, is_signed: bool, is_spelt: bool) -> list[Author]:
        said = line.text if is_signed else ""
        if not is_signed and id(line) in self._ends and not LABEL.search(names_of(line.node)):
            said = self._unsigned(line, is_spelt=is_spelt)
        return [
            x
            for x in (named(said.strip(" –—-|·"), is_person=True) if said else ())
            if letters_of(x.name) not in self._known.nobody and folded(x.name) not in NO_NAMES
        ]

    def _unsigned(self, line: ShownLine, *, is_spelt: bool) -> str:
        """Unmarked names: "From X's Ann Lee", a name by the clock."""
        prefixed = _FROM.fullmatch(line.text) if len(line.words) <= 2 * LONGEST_OWN + 2 else None
        if prefixed and all(is_name(x.name) for x in named(prefixed[1], is_person=True)):
            return prefixed[1]
        is_free = not is_spelt and is_name(line.text)
        return line.text if is_free and self._is_beside_clock(line) else ""

    def _is_beside_clock(self, line: ShownLine) -> bool:
        lines = self._draft.lines
        place = self._places[id(line)]
        beside = lines[max(place - 1, 0) : place + 2]
        return not line.is_heading and any(x.kind == "clock" for x in beside)


def signs(node: LexborNode) -> bool:
    return node.tag == "address" or bool(SIGNED.search(names_of(node)))


def _is_role(line: ShownLine) -> bool:
    return bool(_ROLE.search(line.names)) or not is_name(line.text)


def is_name(text: str) -> bool:
    """A person's name and nothing else."""
    if not _ALONE.fullmatch(text) or text.isupper():
        return False
    if any(folded(x) in NO_NAMES for x in text.split()):
        return False
    words = (x for x in text.split() if x not in _PARTICLES)
    return (
        all(x[0].isupper() or x[0].lower() == x[0].upper() for x in words) and len(named(text)) == 1
    )


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
