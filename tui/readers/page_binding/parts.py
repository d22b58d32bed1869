"""Parts of a post's element that are somebody else's: comments, quotations, figures, the text."""

import re
from collections.abc import Callable

from selectolax.lexbor import LexborNode

from tui.readers.page_binding.entry import words_in
from tui.readers.page_binding.seen import is_unseen

_QUOTED = frozenset(("blockquote", "q", "figure", "aside", "footer", "nav", "form"))
_COMMENTS = re.compile(
    r"(?:^|[\s_-])(?:comments?|replies|reply|kommentare?|comentarios?|commentaires?|commenti"
    r"|coment[aá]rios?|reacties?|discussion|disqus)(?:$|[\s_-])",
    re.IGNORECASE,
)
_TEXT = frozenset(("p", "li", "td", "dd"))
_CLOCK = re.compile(
    # Each run of letters is one of these words: two ways through one run would double the time.
    r"(?=.*\d)(?:\W|\d|(?<![^\W\d])(?:[ap]\.?m\.?(?:[a-z]{2,4}t\b)?|h|uhr|utc|gmt"
    r"|[a-z]{2,4}t\b|min(?:ute)?[ns]?|mins?|hours?|hrs?"
    r"|stunden?|std|tag(?:en)?|days?|ago|vor|y|heures?|jours?|hace|horas?|minutos?|d[ií]as?"
    r"|há|atr[aá]s|fa|ore|giorni|il|um|at|am|le|el|à|a|las|on|posted|published|updated"
    r"|aktualisiert|publi\w+|منذ|دقيقة|دقائق|ساعة|ساعات"
    r"|jan\w*|feb\w*|f[eé]v\w*|m[aä]r\w*|apr\w*|avr\w*|abr\w*|ma[iyo]\w*|jun\w*|juin|jul\w*"
    r"|juil\w*|aug\w*|ao[uû]t|ago\w*|sep\w*|o[ck]t\w*|nov\w*|de[cz]\w*|d[eé]c\w*|dic\w*|de"
    r"|mon\w*|tue\w*|wed\w*|thu\w*|fri\w*|sat\w*|sun\w*)(?![^\W\d]))++",
    re.IGNORECASE,
)
LONGEST_CLOCK = 60
"""Characters of a line that can be a time."""
TEXT_LENGTH = 60
"""Characters from which a paragraph is a text and not a line of a post's head."""


def nothing(_words: list[str]) -> bool:
    """Stands for data without a text."""
    return False


def is_quoted(node: LexborNode) -> bool:
    """Whether an element holds what others say: a quotation, a figure, comments."""
    if node.tag in _QUOTED:
        return True
    attributes = node.attributes
    named, key = attributes.get("class") or "", attributes.get("id") or ""
    names = f"{named} {key} {attributes.get('itemprop') or ''}"
    return len(names) > 2 and is_comments(names)


def is_comments(names: str) -> bool:
    """Whether a class or an id says that an element holds readers' comments."""
    return bool(_COMMENTS.search(names))


def is_in_head(
    node: LexborNode, within: LexborNode, says: Callable[[list[str]], bool] = nothing
) -> bool:
    """Whether a node of a post stands beside its text: seen, not quoted, in no paragraph.

    `says` tells of words whether they are the data's text.
    """
    above: LexborNode | None = node
    while above is not None and above.mem_id != within.mem_id:
        if is_unseen(above) or (above.mem_id != node.mem_id and is_quoted(above)):
            return False
        if above.tag in _TEXT and above.mem_id != node.mem_id:
            text = above.text()
            if len(text) > TEXT_LENGTH or says(words_in(text)):
                return False
        above = above.parent
    return above is not None


def is_clock(text: str) -> bool:
    """Whether a line is only a time: "10:31", "vor 3 Stunden", "il y a 2 h"."""
    return len(text) <= LONGEST_CLOCK and bool(_CLOCK.fullmatch(text))


def is_in_paragraph(node: LexborNode, within: LexborNode) -> bool:
    """Whether a node stands in a paragraph or an item of a list inside a post's element."""
    above: LexborNode | None = node
    while above is not None and above.mem_id != within.mem_id:
        if above.tag in _TEXT:
            return True
        above = above.parent
    return False
