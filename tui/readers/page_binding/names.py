"""Who signs a post on the page, beside its text and never in it."""

import re
from collections.abc import Iterable, Sequence

from selectolax.lexbor import LexborNode

from tui.model.blog import Author
from tui.model.safe_text import clean, letters_of
from tui.readers.authors import named
from tui.readers.html.tree import around, short_text_of, text_of
from tui.readers.page_binding.entry import Entry
from tui.readers.page_binding.inside import PostElement
from tui.readers.page_binding.parts import LONGEST_CLOCK, Head, is_clock, is_quoted

LONGEST = 120
"""Characters of an element that can be a byline."""
MOST_ELEMENTS = 100
"""Elements of a post's head that are looked at."""
_MARKS = (
    '[rel~="author"], [itemprop~="author"], [itemprop~="creator"], [class*="author" i], '
    '[class*="byline" i], [class*="autor" i], [class*="auteur" i], [class*="contributor" i], '
    '[class*="reporter" i], [class*="firma" i], [class*="signature" i], [data-testid*="author" i], '
    '[data-testid*="byline" i], address'
)
_TIMES = (
    "time, [datetime], [class*='time' i], [class*='date' i], [class*='clock' i], [data-time], "
    "[class*='zeit' i], [class*='hora' i], [class*='heure' i], [data-timestamp]"
)
_ROLE = re.compile(r"role|position|jobtitle|description|funktion", re.IGNORECASE)
_LABEL = re.compile(
    r"label|tag|kicker|categor|topic|badge|rubri|ressort|section|title|headline|heading|share"
    r"|location|place|key-?event|credit|caption|copyright|logo|button",
    re.IGNORECASE,
)
_ALONE = re.compile(r"[^\W\d_][\w.'’\-]*(?:\s+[^\W\d_][\w.'’\-]*){1,3}")
_NO_NAME = re.compile(
    r"\b(?:live|update[sd]?|breaking|key|event|news|video|photos?|pictures?|watch|opinion|analysis"
    r"|read|more|share|latest|today|yesterday|top|story|exclusive|just|in|now|pinned|post|posts"
    r"|the|new|neu|wichtig|eilmeldung|mehr|heute|gestern|direct|alerte|à|la|une|urgent|ahora"
    r"|hace|última|hora|agora|há|ao|vivo|minuto|partager|teilen|compartir|am|um|uhr|vor|le|il)\b",
    re.IGNORECASE,
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


class Byline:
    """The authors that a post's element shows, and the elements that show them."""

    __slots__ = ("authors", "nodes")

    def __init__(self, authors: tuple[Author, ...], nodes: Sequence[LexborNode]) -> None:
        self.authors, self.nodes = authors, nodes


NO_BYLINE = Byline((), ())


def byline_of(post: PostElement, entry: Entry, nobody: frozenset[str]) -> Byline:
    """The authors of a post: the data's as the page spells them, else whom it marks as such.

    `nobody` are the letters of names that sign no post: the publisher's and the site's.
    """
    names, head = entry.names, Head(post.node, entry.says_text)
    marked = [x for x in post.css(_MARKS)[:MOST_ELEMENTS] if _can_sign(x, head)]
    beside = _beside_times(post, head)
    known = _spelt(names, marked) or _spelt(names, beside)
    if known is not None:
        return known
    return _marked(marked, nobody) or _alone(beside, nobody) or NO_BYLINE


def _can_sign(x: LexborNode, head: Head) -> bool:
    if x.tag in ("img", "svg", "meta", "time", "button") or is_quoted(x):
        return False
    return bool(short_text_of(x, LONGEST)) and head.has(x)


def _spelt(names: Sequence[str], elements: Iterable[LexborNode]) -> Byline | None:
    """The data's names in the spelling of the elements, if these have all of them."""
    if not names:
        return None
    found: dict[str, tuple[str, LexborNode]] = {}
    for x in elements:
        text = clean(text_of(x))
        letters = letters_of(text)
        for name in names:
            key = letters_of(name)
            if key and key in letters and name not in found:
                spelt = _spelling(name, text)
                if spelt:
                    found[name] = (spelt, x)
    if len(found) < len(names):
        return None
    return Byline(
        tuple(Author(found[name][0]) for name in names), [found[name][1] for name in names]
    )


def _spelling(name: str, text: str) -> str:
    """The name as a text spells it, or "" if the text has only its letters."""
    words = [re.escape(word) for word in re.findall(r"\w+", name)]
    found = re.search(rf"(?<!\w){r'[\W_]+'.join(words)}(?!\w)", text, re.IGNORECASE)
    return found[0] if found else ""


def _marked(marked: list[LexborNode], nobody: frozenset[str]) -> Byline | None:
    """The authors in the elements that are marked as such, the innermost of each."""
    ids = {x.mem_id for x in marked}
    signing = [x for x in marked if not _is_role(x)]
    outer = {above.mem_id for x in signing for above in around(x) if above.mem_id in ids}
    authors: dict[Author, LexborNode] = {}
    role = ""
    for x in marked:
        names = x.attributes.get("class") or ""
        if x.mem_id in outer:
            continue
        if _is_role(x):
            role = role or clean(text_of(x))
            continue
        if _LABEL.search(names) and not re.search(r"name", names, re.IGNORECASE):
            continue
        said, role_within = _signature(x)
        role = role or role_within
        for author in named(said, is_person=True):
            if letters_of(author.name) not in nobody and _looks_like_name(author.name):
                authors.setdefault(author, x)
    if not authors:
        return None
    signed = tuple(authors)
    if role and len(signed) == 1 and not signed[0].role:
        signed = (Author(signed[0].name, role),)
    return Byline(signed, list(authors.values()))


def _signature(x: LexborNode) -> tuple[str, str]:
    """The names and the role in an element, between which often nothing but a tag stands.

    As in "<a>Ana Lee</a><span>Harbour correspondent</span>": there a comma is put.
    """
    said = role = ""
    for inner in x.traverse(include_text=True):
        text, around = (inner.text_content or "", inner.parent) if inner.is_text_node else ("", x)
        if around is not None and around.mem_id != x.mem_id and _is_role(around):
            role += text
            continue
        if said[-1:].isalnum() and text[:1].isupper():
            said += ", " if " " in said.strip() else " "
        said += text
    return clean(" ".join(said.split()).strip(" ,–—-")), clean(" ".join(role.split()))


def _is_role(x: LexborNode) -> bool:
    return bool(_ROLE.search(x.attributes.get("class") or ""))


def _looks_like_name(text: str) -> bool:
    words = text.split()
    return 1 <= len(words) <= 6 and not _NO_NAME.fullmatch(text) and any(map(str.isalpha, text))


def _alone(beside: list[LexborNode], nobody: frozenset[str]) -> Byline | None:
    """Two to four capitalised words that stand alone beside the post's time."""
    for x in beside:
        text = clean(text_of(x))
        if (
            _ALONE.fullmatch(text)
            and all(word[0].isupper() for word in text.split())
            and not text.isupper()
            and not _NO_NAME.search(text)
            and letters_of(text) not in nobody
        ):
            authors = named(text)
            if len(authors) == 1 and authors[0].name == text:
                return Byline(authors, [x])
    return None


def _beside_times(post: PostElement, head: Head) -> list[LexborNode]:
    """The small elements beside the first time of a post: its siblings, or its parent's."""
    node, times = post.node, post.css(_TIMES)[:MOST_ELEMENTS]
    time = next((x for x in times if head.has(x) and _is_time(x)), None)
    if time is None:
        return []
    beside: list[LexborNode] = []
    around: LexborNode | None = time
    for _ in range(2):
        if around is None or around.mem_id == node.mem_id or around.parent is None:
            break
        sibling = around.parent.child
        while sibling is not None and len(beside) < MOST_ELEMENTS:
            if sibling.is_element_node and sibling.mem_id != around.mem_id and _is_small(sibling):
                beside.append(sibling)
            sibling = sibling.next
        around = around.parent
    return beside


def _is_time(x: LexborNode) -> bool:
    return (
        x.tag == "time" or "datetime" in x.attributes or is_clock(short_text_of(x, LONGEST_CLOCK))
    )


def _is_small(x: LexborNode) -> bool:
    if x.tag in _HEADINGS or x.tag in ("time", "p", "ul", "ol", "img", "button") or is_quoted(x):
        return False
    attributes = x.attributes
    names = f"{attributes.get('class') or ''} {attributes.get('href') or ''}"
    return not _LABEL.search(names) and bool(short_text_of(x, LONGEST))
