"""Kinds of lines in a post's element, and the blocks of text lines."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

from selectolax.lexbor import LexborNode

from tui.model.blog import Author, Block, Embed, Image
from tui.model.safe_text import letters_of, one_line
from tui.readers.html.element_blocks import tree_blocks
from tui.readers.html.figures import PICTURES, figure_blocks
from tui.readers.html.seen import names_of
from tui.readers.html.words import words_in
from tui.readers.pieces.marks import is_clock
from tui.readers.posts.foreign import CONTROLS, ForeignContent
from tui.readers.posts.lines import (
    BOLD,
    LABEL,
    LONGEST_HEAD,
    Draft,
    Known,
    ShownLine,
    is_label,
    lines_of,
)
from tui.readers.posts.names import LONGEST_OWN, SIGNED, find_names, is_name

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
_PINNED = re.compile(r"pinned|sticky-post", re.IGNORECASE)
_KEY = re.compile(r"key-?event", re.IGNORECASE)


def draft_of(node: LexborNode, known: Known) -> Draft:
    draft = Draft(node, list(lines_of(node)))
    finder = ForeignContent(known.says, known.here, has_headline=bool(known.headline))
    foreign = {x.mem_id for x in finder.parts(node)}
    for line in draft.lines:
        if not line.loose:
            line.kind = _kind_of(line, known, foreign)
    if not any(x.kind == "text" for x in draft.lines):  # a post that is only a link
        for line in draft.lines:
            if line.kind == "foreign" and line.node.tag not in CONTROLS:
                line.kind = "text"
    _find_headline(draft, known.headline)
    find_names(draft, known)
    _find_labels(draft, known)
    return draft


def _kind_of(line: ShownLine, known: Known, foreign: set[int]) -> str:
    if any(x.mem_id in foreign for x in line.path):
        return "foreign"
    if known.says(line.words):
        return "text"
    if any(x.tag == "figcaption" or _CAPTION.search(names_of(x)) for x in line.path[:4]):
        return "caption"
    is_time = line.node.tag == "time" and len(line.text) < LONGEST_HEAD
    return "clock" if is_time or is_clock(line.text) else "text"


def _find_headline(draft: Draft, headline: list[str]) -> None:
    """Mark the data's headline, else the first heading before the text."""
    if headline:
        for line in draft.lines:
            if line.words == headline and not line.loose:
                line.kind, draft.headline = "headline", draft.headline or one_line(line.text)
        return
    for line in draft.head:
        is_bold = line.node.tag in BOLD and line is not draft.lines[-1]
        is_title = is_bold or line.is_heading or bool(_TITLE.search(line.names))
        is_free = line.kind == "text" and len(line.text) <= LONGEST_HEADLINE
        if is_title and is_free and not SIGNED.search(line.names):
            line.kind, draft.headline = "headline", one_line(line.text)
            return


def _find_labels(draft: Draft, known: Known) -> None:
    """Mark labels of a post's head: kicker, key event, pinned post."""
    near = (draft.node, *draft.node.iter())
    kinds = " ".join(f"{names_of(x)} {x.attributes.get('data-type') or ''}" for x in near)
    draft.pinned, draft.key_event = bool(_PINNED.search(kinds)), bool(_KEY.search(kinds))
    for line in draft.head:
        said = " ".join(line.words)
        is_mark = said.startswith(("key event", "pinned")) and len(line.words) < 3
        is_named = is_label(line.node) or (bool(LABEL.search(line.names)) and not line.is_heading)
        is_free = line.kind == "text" and len(line.words) <= LONGEST_OWN + 2
        if (is_mark or is_named) and is_free and not known.says(line.words):
            line.kind = "label"
            draft.pinned = draft.pinned or said.startswith("pinned")
            draft.key_event = draft.key_event or said.startswith("key event")
            draft.kicker = draft.kicker or ("" if is_mark else one_line(line.text))


def mark_repeated(drafts: Sequence[tuple[Draft, Known]]) -> None:
    """Mark lines of many posts and of no data: no post's own text."""
    lines = [
        (" ".join(x.words), x, n, known)
        for n, (draft, known) in enumerate(drafts)
        for x in draft.lines
        if x.kind == "text" and x.words
    ]
    times = Counter(key for key, _ in {(key, n) for key, _, n, _ in lines})
    least = max(FEWEST_REPEATED, len(drafts) / REPEATED_SHARE)
    for key, line, _, known in lines:
        if times[key] >= least and not line.loose and not known.says(line.words):
            line.kind = "repeated"


def sign_by_habit(drafts: Sequence[tuple[Draft, Known]]) -> None:
    """Mark recurring names; if the headline was such a name, it is looked for again."""
    unsigned = [x for x, known in drafts if not (x.authors or known.authors or known.headline)]
    nobody = drafts[0][1].nobody if drafts else frozenset()
    found = [_name_of(x, nobody) for x in unsigned]
    if not any(found):
        return
    from tui.readers.pieces.clocks.names import come_again  # few pages need the room of clocks

    if not come_again((x.text if x is not None else "" for x in found), len(unsigned)):
        return
    for draft, line in zip(unsigned, found, strict=True):
        if line is not None:
            was, line.kind, draft.authors = line.kind, "name", (Author(line.text),)
            if was == "headline":
                draft.headline = ""
                _find_headline(draft, [])


def _name_of(draft: Draft, nobody: frozenset[str]) -> ShownLine | None:
    """The line that is a name at a place for signatures."""
    ends = {id(x) for x in (*draft.head, *draft.foot)}
    around = [None, *draft.lines, None]
    for before, line, after in zip(around, draft.lines, around[2:], strict=False):
        if id(line) not in ends or line.loose or not is_name(line.text):
            continue
        is_beside = any(x is not None and x.kind in ("clock", "headline") for x in (before, after))
        ends_post = after is None and line.node.css_first("a") is None
        is_free = line.kind == "headline" or (line.kind == "text" and (is_beside or ends_post))
        if is_free and not LABEL.search(line.names) and letters_of(line.text) not in nobody:
            return line
    return None


def take_text(draft: Draft, base: str) -> None:
    """Read the blocks of text, and count the words of each kind."""
    skipped = {x.node.mem_id for x in draft.lines if x.kind not in ("text", "caption")}
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


def _boxes(draft: Draft) -> set[int]:
    """Boxes around foreign lines and around names, with portraits."""
    held: dict[int, set[str]] = {}
    for line in draft.lines:
        for x in line.path:
            held.setdefault(x.mem_id, set()).add(line.kind)
    paths = (x.path for x in draft.lines if x.kind in ("name", "foreign"))
    return {x.mem_id for y in paths for x in takewhile(lambda z: held[z.mem_id] <= _BOXED, y)}


def _captioned(
    draft: Draft, skipped: set[int], base: str
) -> Iterator[tuple[int, tuple[Block, ...]]]:
    """Pictures with a caption outside of their figure, in the smallest element with both."""
    captions = [x for x in draft.lines if x.kind == "caption"][:MOST_CAPTIONS]
    for line in captions:
        path = takewhile(
            lambda x: x.tag != "figure" and x.mem_id not in skipped, line.path[:MOST_AROUND]
        )
        around = next((x for x in path if x.css_first(_PICTURES) is not None), None)
        if around is None:
            continue
        inside = [x for x in draft.lines if any(y.mem_id == around.mem_id for y in x.path)]
        if all(x.kind == "caption" for x in inside):
            yield around.mem_id, figure_blocks(around, base) or ()


def shown_words(body: Sequence[Block]) -> list[str]:
    """Words of blocks, captions included."""
    return [
        word
        for block in body
        for word in words_in(" ".join(block.notes if isinstance(block, Image) else block.words))
    ]


def is_empty(body: Sequence[Block]) -> bool:
    return not any(isinstance(x, Image | Embed) or any(x.words) for x in body)
