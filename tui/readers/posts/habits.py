"""Lines that many posts have: names that sign them, and words that belong to no post alone."""

from collections import Counter
from collections.abc import Sequence

from tui.model.blog import Author
from tui.readers.authors import is_person
from tui.readers.html.lines import Line
from tui.readers.posts.anatomy import find_headline
from tui.readers.posts.draft import Draft
from tui.readers.posts.names import may_be_author

REPEATED_SHARE, FEWEST_REPEATED = 5, 3
"""Share of the posts (a fifth), and number, from which a repeated line is no post's own."""
_SIGNED_BESIDE = frozenset(("clock", "headline"))
"""Kinds of a signature's own line and its neighbours."""


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
    for key, line, draft in lines:
        if times[key] >= least and not line.loose and not draft.known.says(line.words):
            line.kind = "repeated"


def sign_by_habit(drafts: Sequence[Draft]) -> None:
    """Mark recurring names; if the headline was such a name, it is looked for again."""
    unsigned = [x for x in drafts if not (x.authors or x.known.post.authors or x.known.heading)]
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
                find_headline(draft, [])


def _signature(draft: Draft) -> Line | None:
    """The line that is a name at a place for signatures."""
    ends = draft.ends
    kinds = ["", *(x.kind for x in draft.lines), ""]
    for line in draft.lines:
        is_free = line in ends and line.kind in ("headline", "text") and not line.loose
        if is_free and _is_name_alone(line, draft.nobody):
            is_beside = not _SIGNED_BESIDE.isdisjoint(kinds[line.place : line.place + 3])
            is_last = line is draft.lines[-1] and all(x.tag != "a" for x in line.at.inside)
            if is_beside or is_last:
                return line
    return None


def _is_name_alone(line: Line, nobody: frozenset[str]) -> bool:
    is_alone = is_person(line.text) and "label" not in line.roles
    return is_alone and may_be_author(line.text, nobody)
