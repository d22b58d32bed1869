"""Roles of elements by the names that editors gave them: class, id, itemprop, rel."""

import re
from functools import lru_cache

from tui.readers.html.element import Element
from tui.readers.html.seen import COMMENTS

_WORDS = {
    "foreign": (
        r"(?:^|[\s_-])(?:ads?|advert\w*|adslot|adunit|sponsor\w*|promo\w*|werbung|anzeige\w*"
        r"|publicidad|publicit[eé]|pubblicita|publicidade|reklam\w*|newsletter\w*|teaser\w*|related"
        r"|shar(?:e|ing)\w*|social|outbrain|taboola|recirc\w*)(?:$|[\s_-])"
    ),
    "label": (
        r"label|(?<!header-)tag\b|header-tag|kicker|categor|topic|badge|rubri|ressort|key-?event"
        r"|pinned"
    ),
    "title": r"head(?:line|ing)|title|titel|titre|titulo",
    "headline": r"(?:^|[\s_-])(?:heading|title|titel|titre|titulo)(?:$|[\s_-])|headline",
    "signed": r"author|byline|\bby\b|autor|auteur|contributor|reporter|firma\b|signature|writer",
    "role": r"role|position|jobtitle|desc|funktion",
    "caption": r"caption|legend|credit|copyright",
    "pinned": r"pinned|sticky-post",
    "key event": r"key-?event",
}
_PATTERNS = {role: re.compile(words, re.IGNORECASE) for role, words in _WORDS.items()}


@lru_cache(maxsize=4096)
def roles_in(names: str) -> frozenset[str]:
    found = {role for role, pattern in _PATTERNS.items() if pattern.search(names)}
    return frozenset(found | ({"foreign"} if COMMENTS.search(names) else set()))


def roles_of(*elements: Element) -> frozenset[str]:
    return frozenset().union(*(roles_in(x.names) for x in elements if x.names))


def is_label(element: Element) -> bool:
    """A topic, a badge, "key event"; no label's headline."""
    roles = roles_in(element.names)
    return "label" in roles and "title" not in roles
