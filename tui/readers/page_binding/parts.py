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


class Head:
    """Tells which elements of a post stand beside its text; each around them is looked at once.

    `says` tells of words whether they are the data's text.
    """

    def __init__(self, post: LexborNode, says: Callable[[list[str]], bool] = nothing) -> None:
        self._post, self._says = post.mem_id, says
        self._known: dict[int, bool] = {post.mem_id: True}

    def has(self, node: LexborNode) -> bool:
        """Whether an element is seen, and stands in nothing unseen, quoted or written."""
        if node.mem_id == self._post:
            return True
        looked: list[int] = []
        has = False
        around = node.parent if not is_unseen(node) else None
        while around is not None:
            known = self._known.get(around.mem_id)
            if known is not None:
                has = known
                break
            looked.append(around.mem_id)
            if self._hides(around):
                break
            around = around.parent
        self._known.update(dict.fromkeys(looked, has))
        return has

    def _hides(self, around: LexborNode) -> bool:
        if is_unseen(around) or is_quoted(around):
            return True
        if around.tag not in _TEXT:
            return False
        text = around.text()
        return len(text) > TEXT_LENGTH or self._says(words_in(text))


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
