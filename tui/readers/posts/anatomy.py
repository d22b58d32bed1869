"""Kinds of lines in a post's element, and the blocks of text lines."""

from collections import Counter
from collections.abc import Iterator
from itertools import takewhile

from selectolax.lexbor import LexborNode

from tui.model.safe_text import one_line
from tui.readers.html.blocks import shown_words
from tui.readers.html.element import CONTROLS, PICTURES, Element, elements_of
from tui.readers.html.element_blocks import blocks_of
from tui.readers.html.figures import figure_blocks
from tui.readers.pieces.marks import is_clock
from tui.readers.posts.foreign import foreign_in
from tui.readers.posts.lines import BOLD, LONGEST_HEAD, PROSE, Draft, ShownLine, lines_of
from tui.readers.posts.names import LONGEST_OWN, find_names
from tui.readers.posts.roles import is_label, roles_in, roles_of
from tui.readers.posts.witness import Witness

MOST_CAPTIONS, MOST_AROUND = 100, 10
"""Captions outside of figures; elements around a caption with a picture."""
LONGEST_HEADLINE = 250
_PICTURES = ", ".join(PICTURES)
_SHOWN = ("text", "caption")
_BOXED = frozenset(("name", "clock", "foreign", "label"))
"""Kinds whose box goes too: a portrait with a name."""


def draft_of(node: LexborNode, known: Witness, nobody: frozenset[str], here: str) -> Draft:
    """`here` is the page's address."""
    elements = elements_of(node)
    foreign = foreign_in(elements, known, here)
    draft = Draft(elements[0], known, nobody, lines_of(elements[0]))
    firm = [x for x in draft.lines if not x.loose]
    for line in firm:
        line.kind = _kind_of(line, known, foreign)
    if not any(x.kind == "text" for x in draft.lines):  # a post that is only a link
        for line in firm:
            if line.kind == "foreign" and line.at.tag not in CONTROLS:
                line.kind = "text"
    find_headline(draft, known.heading)
    find_names(draft)
    _find_labels(draft)
    return draft


def _kind_of(line: ShownLine, known: Witness, foreign: set[Element]) -> str:
    if not foreign.isdisjoint(line.path):
        return "foreign"
    if is_clock(line.text) and line.at.tag not in PROSE:
        return "clock"
    if known.says(line.words):
        return "text"
    near = line.path[:4]
    if "caption" in roles_of(*near) or any(x.tag == "figcaption" for x in near):
        return "caption"
    is_time = line.at.tag == "time" and len(line.text) < LONGEST_HEAD
    return "clock" if is_time or is_clock(line.text) else "text"


def find_headline(draft: Draft, headline: list[str]) -> None:
    """Mark the data's headline, else the first heading before the text."""
    if headline:
        found = [x for x in draft.lines if x.words == headline and not x.loose]
    else:
        found = [x for x in draft.head if _is_title(x, draft)][:1]
    for line in found:
        line.kind = "headline"
    draft.headline = one_line(found[0].text) if found else ""


def _is_title(line: ShownLine, draft: Draft) -> bool:
    is_free = line.kind == "text" and not line.loose and len(line.text) <= LONGEST_HEADLINE
    if not is_free or "signed" in line.roles:
        return False
    is_bold = line.at.tag in BOLD and line is not draft.lines[-1]
    return is_bold or line.is_heading or "headline" in line.roles


def _find_labels(draft: Draft) -> None:
    """Mark labels of a post's head: kicker, key event, pinned post."""
    near = (draft.element, *(x for x in draft.element.inner if isinstance(x, Element)))
    roles = roles_in(" ".join(f"{x.names} {x.attributes.get('data-type') or ''}" for x in near))
    draft.pinned, draft.key_event = "pinned" in roles, "key event" in roles
    for line in draft.head:
        is_free = line.kind == "text" and len(line.words) <= LONGEST_OWN + 2
        if is_free and not draft.known.says(line.words):
            _take_label(draft, line)


def _take_label(draft: Draft, line: ShownLine) -> None:
    said = " ".join(line.words)
    is_mark = said.startswith(("key event", "pinned")) and len(line.words) < 3
    is_named = is_label(line.at) or (not line.is_heading and "label" in line.roles)
    if is_mark:
        line.kind = "label"
        draft.pinned = draft.pinned or said.startswith("pinned")
        draft.key_event = draft.key_event or said.startswith("key event")
    elif is_named:
        line.kind, draft.kicker = "label", draft.kicker or one_line(line.text)


def take_text(draft: Draft, base: str) -> None:
    """Read the blocks of text, and count the words of each kind."""
    kinds: dict[Element, set[str]] = {}
    for line in draft.lines:
        for element in line.path:
            kinds.setdefault(element, set()).add(line.kind)
    for element in _left_out(draft, kinds):
        element.instead = ()
    for element in _captioned(draft, kinds):
        element.instead = figure_blocks(element.node, base) or ()
    draft.body = blocks_of(draft.element, base)
    shown = Counter(shown_words(draft.body))
    for kind, otherwise in (("text", "other"), ("caption", "label of a picture")):
        words = Counter(word for line in draft.lines if line.kind == kind for word in line.words)
        hidden = (words - shown).total()
        shown -= words
        draft.account[kind] += words.total() - hidden
        draft.account[otherwise] += hidden
    for line in draft.lines:
        if line.kind not in _SHOWN:
            draft.account[line.kind] += len(line.words)


def _left_out(draft: Draft, kinds: dict[Element, set[str]]) -> Iterator[Element]:
    """Elements of lines that are no text, and boxes around foreign lines and around names, with
    portraits."""
    for line in draft.lines:
        if line.kind not in _SHOWN:
            yield line.at
        if line.kind in ("name", "foreign"):
            yield from takewhile(lambda x: kinds[x] <= _BOXED, line.path)


def _captioned(draft: Draft, kinds: dict[Element, set[str]]) -> Iterator[Element]:
    """The smallest elements with a picture and its caption, which has no figure."""
    captions = [x for x in draft.lines if x.kind == "caption"][:MOST_CAPTIONS]
    for line in captions:
        path = takewhile(lambda x: x.tag != "figure" and x.instead is None, line.path[:MOST_AROUND])
        around = next((x for x in path if x.node.css_first(_PICTURES) is not None), None)
        if around is not None and kinds[around] == {"caption"}:
            yield around
