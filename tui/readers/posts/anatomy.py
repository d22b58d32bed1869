"""Kinds of lines in a post's element, and the blocks of text lines."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

from selectolax.lexbor import LexborNode

from tui.model.blog import Author, Block
from tui.model.safe_text import one_line
from tui.readers.authors import is_person
from tui.readers.html.blocks import shown_words
from tui.readers.html.element_blocks import tree_blocks
from tui.readers.html.figures import PICTURES, figure_blocks
from tui.readers.html.seen import names_of
from tui.readers.pieces.marks import is_clock
from tui.readers.posts.foreign import CONTROLS, mark_foreign
from tui.readers.posts.lines import (
    BOLD,
    LABEL,
    LONGEST_HEAD,
    PROSE,
    Draft,
    ShownLine,
    is_label,
    lines_of,
    parts_of,
)
from tui.readers.posts.names import LONGEST_OWN, SIGNED, find_names, may_be_author
from tui.readers.posts.witness import Witness

MOST_CAPTIONS, MOST_AROUND = 100, 10
"""Captions outside of figures; elements around a caption with a picture."""
REPEATED_SHARE, FEWEST_REPEATED = 5, 3
"""Share of the posts (a fifth), and number, from which a repeated line is no post's own."""
LONGEST_HEADLINE = 250
_CAPTION = re.compile(r"caption|legend|credit|copyright", re.IGNORECASE)
_PICTURES = ", ".join(PICTURES)
_BOXED = frozenset(("name", "clock", "foreign", "label"))
"""Kinds whose box goes too: a portrait with a name."""
_TITLE = re.compile(
    r"(?:^|[\s_-])(?:head(?:line|ing)|title|titel|titre|titulo)(?:$|[\s_-])|headline", re.IGNORECASE
)
_SIGNED_BESIDE = frozenset(("clock", "headline"))
"""Kinds of a signature's own line and its neighbours."""
_PINNED = re.compile(r"pinned|sticky-post", re.IGNORECASE)
_KEY = re.compile(r"key-?event", re.IGNORECASE)


def draft_of(node: LexborNode, known: Witness, nobody: frozenset[str], here: str) -> Draft:
    """`here` is the page's address."""
    parts = parts_of(node)
    mark_foreign(parts, known, here)
    draft = Draft(node, known, nobody, list(lines_of(parts[0])))
    firm = [x for x in draft.lines if not x.loose]
    for line in firm:
        line.kind = _kind_of(line, known)
    if not any(x.kind == "text" for x in draft.lines):  # a post that is only a link
        for line in firm:
            if line.kind == "foreign" and line.part.tag not in CONTROLS:
                line.kind = "text"
    _find_headline(draft, known.heading)
    find_names(draft)
    _find_labels(draft)
    return draft


def _kind_of(line: ShownLine, known: Witness) -> str:
    if any(x.is_foreign for x in line.path):
        return "foreign"
    if is_clock(line.text) and line.part.tag not in PROSE:
        return "clock"
    if known.says(line.words):
        return "text"
    if any(x.tag == "figcaption" or _CAPTION.search(x.names) for x in line.path[:4]):
        return "caption"
    is_time = line.part.tag == "time" and len(line.text) < LONGEST_HEAD
    return "clock" if is_time or is_clock(line.text) else "text"


def _find_headline(draft: Draft, headline: list[str]) -> None:
    """Mark the data's headline, else the first heading before the text."""
    if headline:
        found = [x for x in draft.lines if x.words == headline and not x.loose]
    else:
        found = [x for x in draft.head if _is_title(x, draft)][:1]
    for line in found:
        line.kind = "headline"
    draft.headline = one_line(found[0].text) if found else ""


def _is_title(line: ShownLine, draft: Draft) -> bool:
    is_free = line.kind == "text" and len(line.text) <= LONGEST_HEADLINE
    if not is_free or SIGNED.search(line.names):
        return False
    is_bold = line.part.tag in BOLD and line is not draft.lines[-1]
    return is_bold or line.is_heading or bool(_TITLE.search(line.names))


def _find_labels(draft: Draft) -> None:
    """Mark labels of a post's head: kicker, key event, pinned post."""
    near = (draft.node, *draft.node.iter())
    kinds = " ".join(f"{names_of(x)} {x.attributes.get('data-type') or ''}" for x in near)
    draft.pinned, draft.key_event = bool(_PINNED.search(kinds)), bool(_KEY.search(kinds))
    for line in draft.head:
        is_free = line.kind == "text" and len(line.words) <= LONGEST_OWN + 2
        if is_free and not draft.known.says(line.words):
            _take_label(draft, line)


def _take_label(draft: Draft, line: ShownLine) -> None:
    said = " ".join(line.words)
    is_mark = said.startswith(("key event", "pinned")) and len(line.words) < 3
    is_named = is_label(line.part) or (not line.is_heading and LABEL.search(line.names))
    if is_mark:
        line.kind = "label"
        draft.pinned = draft.pinned or said.startswith("pinned")
        draft.key_event = draft.key_event or said.startswith("key event")
    elif is_named:
        line.kind, draft.kicker = "label", draft.kicker or one_line(line.text)


def mark_repeated(drafts: Sequence[Draft]) -> None:
    """Mark lines of many posts and of no data: no post's own text."""
    lines = [
        (" ".join(x.words), x, draft)
        for draft in drafts
        for x in draft.lines
        if x.kind == "text" and x.words
    ]
    times = Counter(key for key, _ in {(key, id(draft)) for key, _, draft in lines})
    least = max(FEWEST_REPEATED, len(drafts) / REPEATED_SHARE)
    often = [(x, draft) for key, x, draft in lines if times[key] >= least and not x.loose]
    for line, draft in often:
        if not draft.known.says(line.words):
            line.kind = "repeated"


def sign_by_habit(drafts: Sequence[Draft]) -> None:
    """Mark recurring names; if the headline was such a name, it is looked for again."""
    unsigned = [x for x in drafts if not (x.authors or x.known.authors or x.known.heading)]
    found = list(map(_signature, unsigned))
    if not any(found):
        return
    from tui.readers.pieces.clocks.names import come_again  # few pages need the room of clocks

    if not come_again((x.text if x is not None else "" for x in found), len(unsigned)):
        return
    for draft, line in zip(unsigned, found, strict=True):
        if line is not None:
            was, line.kind, draft.authors = line.kind, "name", (Author(line.text),)
            if was == "headline":
                _find_headline(draft, [])


def _signature(draft: Draft) -> ShownLine | None:
    """The line that is a name at a place for signatures."""
    ends = draft.ends
    kinds = ["", *(x.kind for x in draft.lines), ""]
    for number, line in enumerate(draft.lines):
        is_free = id(line) in ends and line.kind in ("headline", "text") and not line.loose
        if is_free and _may_sign(line, draft.nobody):
            is_beside = not _SIGNED_BESIDE.isdisjoint(kinds[number : number + 3])
            is_last = line is draft.lines[-1] and line.part.node.css_first("a") is None
            if is_beside or is_last:
                return line
    return None


def _may_sign(line: ShownLine, nobody: frozenset[str]) -> bool:
    is_alone = is_person(line.text) and not LABEL.search(line.names)
    return is_alone and may_be_author(line.text, nobody)


def take_text(draft: Draft, base: str) -> None:
    """Read the blocks of text, and count the words of each kind."""
    skipped = {x.part.key for x in draft.lines if x.kind not in ("text", "caption")}
    skipped |= _boxes(draft)
    instead: dict[int, tuple[Block, ...]] = dict.fromkeys(skipped, ())
    draft.body = tree_blocks(
        draft.node, base, instead=instead | dict(_captioned(draft, skipped, base))
    )
    shown = Counter(shown_words(draft.body))
    for kind, otherwise in (("text", "other"), ("caption", "label of a picture")):
        words = Counter(word for line in draft.lines if line.kind == kind for word in line.words)
        hidden = (words - shown).total()
        shown -= words
        draft.account[kind] += words.total() - hidden
        draft.account[otherwise] += hidden
    for line in draft.lines:
        if line.kind not in ("text", "caption"):
            draft.account[line.kind] += len(line.words)


def _kinds_inside(draft: Draft) -> dict[int, set[str]]:
    held: dict[int, set[str]] = {}
    for line in draft.lines:
        for part in line.path:
            held.setdefault(part.key, set()).add(line.kind)
    return held


def _boxes(draft: Draft) -> set[int]:
    """Boxes around foreign lines and around names, with portraits."""
    paths = [x.path for x in draft.lines if x.kind in ("name", "foreign")]
    held = _kinds_inside(draft) if paths else {}
    return {x.key for y in paths for x in takewhile(lambda z: held[z.key] <= _BOXED, y)}


def _captioned(
    draft: Draft, skipped: set[int], base: str
) -> Iterator[tuple[int, tuple[Block, ...]]]:
    """Pictures with a caption outside of their figure, in the smallest element with both."""
    captions = [x for x in draft.lines if x.kind == "caption"][:MOST_CAPTIONS]
    kinds = _kinds_inside(draft) if captions else {}
    for line in captions:
        path = takewhile(
            lambda x: x.tag != "figure" and x.key not in skipped, line.path[:MOST_AROUND]
        )
        around = next((x for x in path if x.node.css_first(_PICTURES) is not None), None)
        if around is not None and kinds[around.key] == {"caption"}:
            yield around.key, figure_blocks(around.node, base) or ()
