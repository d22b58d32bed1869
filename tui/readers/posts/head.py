"""The headline and the labels of a post's element."""

import re

from tui.model.safe_text import one_line
from tui.readers.html.seen import names_of
from tui.readers.posts.draft import BOLD, Draft, Known
from tui.readers.posts.lines import LABEL, is_label
from tui.readers.posts.names import LONGEST_OWN, SIGNED

LONGEST_HEADLINE = 250
_TITLE = re.compile(
    r"(?:^|[\s_-])(?:head(?:line|ing)|title|titel|titre|titulo)(?:$|[\s_-])|headline", re.IGNORECASE
)
_PINNED = re.compile(r"pinned|sticky-post", re.IGNORECASE)
_KEY = re.compile(r"key-?event", re.IGNORECASE)


def find_headline(draft: Draft, headline: list[str]) -> None:
    """Mark the line with the data's headline; where they have none the first heading before the
    text.
    """
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


def find_labels(draft: Draft, known: Known) -> None:
    """Mark the labels of a post's head: its kicker, a key event, a pinned post."""
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
