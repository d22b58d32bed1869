"""Parts of a post's element that are somebody else's: comments, quotations, figures, the text."""

import re

from selectolax.lexbor import LexborNode

from tui.readers.page_binding.seen import is_unseen

_QUOTED = frozenset(("blockquote", "q", "figure", "aside", "footer", "nav", "form"))
_COMMENTS = re.compile(
    r"(?:^|[\s_-])(?:comments?|replies|reply|kommentare?|comentarios?|commentaires?|commenti"
    r"|coment[aá]rios?|reacties?|discussion|disqus)(?:$|[\s_-])",
    re.IGNORECASE,
)
_TEXT = frozenset(("p", "li", "td", "dd"))
TEXT_LENGTH = 60
"""Characters from which a paragraph is a text and not a line of a post's head."""


def is_quoted(node: LexborNode) -> bool:
    """Whether an element holds what others say: a quotation, a figure, comments."""
    if node.tag in _QUOTED:
        return True
    attributes = node.attributes
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return len(names) > 1 and is_comments(names)


def is_comments(names: str) -> bool:
    """Whether a class or an id says that an element holds readers' comments."""
    return bool(_COMMENTS.search(names))


def is_in_head(node: LexborNode, within: LexborNode) -> bool:
    """Whether a node of a post stands beside its text: seen, not quoted, in no paragraph."""
    above: LexborNode | None = node
    while above is not None and above.mem_id != within.mem_id:
        if is_unseen(above) or (above.mem_id != node.mem_id and is_quoted(above)):
            return False
        if above.tag in _TEXT and len(above.text()) > TEXT_LENGTH:
            return False
        above = above.parent
    return above is not None
