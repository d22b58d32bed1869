"""The kind of each line of a post's element, and the blocks of those that are text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

from selectolax.lexbor import LexborNode

from tui.model.blog import Author, Block, Embed, Image
from tui.model.safe_text import letters_of
from tui.readers.html.element_blocks import tree_blocks
from tui.readers.html.figures import PICTURES, figure_blocks
from tui.readers.html.seen import names_of
from tui.readers.html.words import words_in
from tui.readers.pieces.clocks.names import come_again
from tui.readers.pieces.marks import is_clock
from tui.readers.posts.draft import LONGEST_HEAD, Draft, Known
from tui.readers.posts.foreign import CONTROLS, Foreign
from tui.readers.posts.head import find_headline, find_labels
from tui.readers.posts.lines import LABEL, ShownLine, lines_of
from tui.readers.posts.names import find_names, is_name

MOST_CAPTIONS, MOST_AROUND = 100, 10
"""Captions outside of figures, and elements around one in which its picture is looked for."""
REPEATED_SHARE, FEWEST_REPEATED = 5, 3
"""A line that stands in one of so many posts, and in so many, is no post's own."""
_CAPTION = re.compile(r"caption|legend|credit|copyright", re.IGNORECASE)
_PICTURES = ", ".join(PICTURES)
_BOXED = frozenset(("name", "clock", "foreign", "label"))
"""Kinds of lines whose box goes with them: a portrait with its name."""


def draft_of(node: LexborNode, known: Known) -> Draft:
    """The lines of a post's element, each with its kind."""
    draft = Draft(node, lines_of(node))
    finder = Foreign(known.says, known.here, has_headline=bool(known.headline))
    foreign = {x.mem_id for x in finder.parts(node)}
    for line in draft.lines:
        if not line.loose:
            line.kind = _kind_of(line, known, foreign)
    if not any(x.kind == "text" for x in draft.lines):  # a post that is only a link
        for line in draft.lines:
            if line.kind == "foreign" and line.node.tag not in CONTROLS:
                line.kind = "text"
    find_headline(draft, known.headline)
    find_names(draft, known)
    find_labels(draft, known)
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


def mark_repeated(drafts: Sequence[tuple[Draft, Known]]) -> None:
    """Mark the lines that stand in many posts and in no data: they are no post's own."""
    times = Counter(
        key
        for draft, _ in drafts
        for key in {" ".join(x.words) for x in draft.lines if x.kind == "text"}
    )
    least = max(FEWEST_REPEATED, len(drafts) / REPEATED_SHARE)
    often = {key for key, count in times.items() if key and count >= least}
    for draft, known in drafts:
        for line in draft.lines:
            is_free = line.kind == "text" and not line.loose and " ".join(line.words) in often
            if is_free and not known.says(line.words):
                line.kind = "repeated"


def sign_by_habit(drafts: Sequence[tuple[Draft, Known]]) -> None:
    """Mark names that come again over the posts, beside the clock or the headline or at the end.

    A name in bold type was taken for the headline, which is then looked for again.
    """
    unsigned = [x for x, known in drafts if not (x.authors or known.authors or known.headline)]
    nobody = drafts[0][1].nobody if drafts else frozenset()
    found = [_name_of(x, nobody) for x in unsigned]
    if not come_again((x.text if x is not None else "" for x in found), len(unsigned)):
        return
    for draft, line in zip(unsigned, found, strict=True):
        if line is None:
            continue
        is_headline = line.kind == "headline"
        line.kind, draft.authors = "name", (Author(line.text),)
        if is_headline:
            draft.headline = ""
            find_headline(draft, [])


def _name_of(draft: Draft, nobody: frozenset[str]) -> ShownLine | None:
    """The line that is a name and stands where a post is signed; None if there is none."""
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
    """Read the blocks of what is text, and count the words of each kind."""
    skipped = {x.node.mem_id for x in draft.lines if x.kind not in ("text", "caption")}
    skipped |= _boxes(draft)
    instead: dict[int, tuple[Block, ...]] = dict.fromkeys(skipped, ())
    draft.body = tree_blocks(
        draft.node, base, instead=instead | dict(_captioned(draft, skipped, base))
    )
    _count(draft)


def _count(draft: Draft) -> None:
    """Count the words of each kind of line; those that no block shows are "other"."""
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
    """The boxes around names, which hold portraits too, and around foreign lines."""
    held: dict[int, set[str]] = {}
    for line in draft.lines:
        for x in line.path:
            held.setdefault(x.mem_id, set()).add(line.kind)
    found: set[int] = set()
    for line in draft.lines:
        if line.kind in ("name", "foreign"):
            around = takewhile(lambda x: held[x.mem_id] <= _BOXED, line.path)
            found.update(x.mem_id for x in around)
    return found


def _captioned(
    draft: Draft, skipped: set[int], base: str
) -> Iterator[tuple[int, tuple[Block, ...]]]:
    """Pictures whose caption stands outside of their figure, in the smallest element with both."""
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
    """The words of blocks, those of captions with them."""
    return [
        word
        for block in body
        for word in words_in(" ".join(block.notes if isinstance(block, Image) else block.words))
    ]


def is_empty(body: Sequence[Block]) -> bool:
    """Whether blocks have neither word nor picture."""
    return not any(isinstance(x, Image | Embed) or any(x.words) for x in body)
