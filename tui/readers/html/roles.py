"""Roles of elements by the names that editors gave them: class, id, itemprop, rel."""

import re
from functools import lru_cache

_WORDS = {
    "comments": (
        r"(?:^|[\s_-])(?:comments?(?!-author)|replies|reply|kommentare?|comentarios?|commentaires?"
        r"|commenti|coment[aá]rios?|reacties?|discussion|disqus)(?:$|[\s_-])"
    ),
    "foreign": (
        r"(?:^|[\s_-])(?:ads?|advert\w*|adslot|adunit|sponsor\w*|promo\w*|werbung|anzeige\w*"
        r"|publicidad|publicit[eé]|pubblicita|publicidade|reklam\w*|newsletter\w*|related"
        r"|shar(?:e|ing)\w*|social|outbrain|taboola|recirc\w*|message-signature"
        r"|signature sig\w*|initials)(?:$|[\s_-])"
    ),
    "label": (
        r"label|(?<!header-)tag\b|header-tag|kicker|categor|topic|badge|rubri|ressort|key-?event"
        r"|pinned"
    ),
    "title": r"head(?:line|ing)|title|titel|titre|titulo",
    "headline": (
        r"(?:^|[\s_-])(?:heading|title|titel|titre|tit[ou]lo|tytul|baslik|nadpis|otsikko|judul"
        r"|zagolovok|ttl|tit|hed)(?:$|[\s_-])|headline"
    ),
    "signed": (
        r"author|byline|(?:\b|_)by\b|autor|auteur|contributor|reporter|firma\b|signature|writer"
        r"|sender|\bnick(?:name)?\b|(?:user|display)-?(?:name|link|mention)|from_name"
    ),
    "role": r"role|position|jobtitle|desc|funktion",
    "caption": r"caption|legend|credit|copyright",
    "credit": r"credit|copyright|source-?name|photographer|attribution",
    "pinned": r"pinned|sticky-post",
    "joined": r"(?:^|[\s_-])(?:joined|continu(?:ed|ation)|consecutive|same-(?:author|sender))\b",
    "key event": r"key.?(?:event|moment|point)|timeline__link",
}
_PATTERNS = {role: re.compile(words) for role, words in _WORDS.items()}


@lru_cache(maxsize=4096)
def roles_in(names: str) -> frozenset[str]:
    small = names.lower()
    found = {role for role, pattern in _PATTERNS.items() if pattern.search(small)}
    if "liveblog" in small or "update" in small:  # entries may be stored as comments
        found.discard("comments")
    if "title" in found:  # of a label
        found.discard("label")
    return frozenset(found | {"foreign"} if "comments" in found else found)
