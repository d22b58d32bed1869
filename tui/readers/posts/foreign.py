"""Foreign parts of a post's element: advertisements, teasers, sharing, comments."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from tui.readers.html.element_blocks import HEADINGS
from tui.readers.html.figures import is_picture_file
from tui.readers.html.links import provider_of
from tui.readers.html.seen import is_comments, is_unseen, names_of, path_of, path_within
from tui.readers.html.text_blocks import points_elsewhere
from tui.readers.html.tree import outermost
from tui.readers.html.words import words_in
from tui.readers.pieces.elements import page_of
from tui.readers.posts.lines import PROSE
from tui.readers.posts.witness import Witness

LINKED_SHARE = 0.8  # share of a teaser's characters in links elsewhere
SHORT = 120  # characters of a teaser of one linked picture
MOST_PARTS = 2000  # parts of one post that are tested
MOST_ELEMENTS = 20_000  # per post; no real post has so many
MOST_CLIMBED = 200_000  # elements around links of one post
MOST_LOOKS, SPARE = 5, 100_000
"""Times that a post's text is read for nested parts, and characters on top."""
CONTROLS = frozenset(("button", "form", "input", "select", "textarea", "nav", "svg"))
_HEADINGS = ", ".join(sorted(HEADINGS))
_WHOLE = frozenset(("p", "a", "blockquote", "figure"))  # not searched
_BOXES = frozenset((
    "p", "div", "section", "article", "li", "ul", "ol", "aside", "figure", "header", "footer",
    "dl", "table",
))  # fmt: skip
_QUOTATIONS = "blockquote, q, iframe, [class*='embed' i], [class*='tweet' i]"
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:ads?|advert\w*|adslot|adunit|sponsor\w*|promo\w*|werbung|anzeige\w*|publicidad"
    r"|publicit[eé]|pubblicita|publicidade|reklam\w*|newsletter\w*|teaser\w*|related|shar(?:e|ing)\w*"
    r"|social|outbrain|taboola|recirc\w*)(?:$|[\s_-])",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"author|byline", re.IGNORECASE)


def foreign_parts(post: LexborNode, known: Witness, here: str) -> Iterator[LexborNode]:
    """Outermost foreign parts; words of the data are not foreign. `here` is the page's address."""
    if len(post.css("*")) > MOST_ELEMENTS:
        return
    teasers = _Teasers(post, known, here)
    waiting = list(post.iter())
    for _ in range(MOST_PARTS):
        if not waiting or teasers.left <= 0:
            return
        part = waiting.pop()
        if is_unseen(part):
            continue
        is_foreign = _is_named(part) or teasers.has(part)
        if is_foreign and not known.says(words_in(part.text())):
            yield part
        elif part.tag not in _WHOLE:
            waiting += part.iter()


def _is_named(part: LexborNode) -> bool:
    names = names_of(part)
    if part.tag in CONTROLS or part.attributes.get("role") == "complementary":
        return True
    return bool(names) and (bool(_NAMES.search(names)) or is_comments(names))


class _Teasers:
    """Nearly all words link elsewhere, or a heading or picture does, outside of prose and
    quotations. The post's own heading is no teaser."""

    def __init__(self, post: LexborNode, known: Witness, here: str) -> None:
        self.left = MOST_LOOKS * len(post.text()) + SPARE  # characters
        self._own = set() if known.heading else _own_heading(post)
        self._links: dict[int, list[LexborNode]] = {}
        """Links elsewhere in each element."""
        here, climbed = page_of(here), 0
        for link in post.css("a[href]"):
            if page_of(link.attributes.get("href")) in ("", here) or _signs(link):
                continue
            path = path_within(link, post, MOST_CLIMBED - climbed)
            climbed += len(path)
            for around in path:
                self._links.setdefault(around.mem_id, []).append(link)

    def has(self, part: LexborNode) -> bool:
        links = self._links.get(part.mem_id)
        if not links or part.mem_id in self._own or not (part.tag == "a" or part.tag in _BOXES):
            return False
        text = part.text().strip()
        self.left -= len(text)
        if not text or _is_written(part, text) or _quotes(part, links):
            return False
        linked = sum(len("".join(x.text().split())) for x in outermost(links))
        if linked >= LINKED_SHARE * len("".join(text.split())):
            return True
        if len(text) < SHORT and any(map(_holds_picture, links)):
            return True
        return self._links_heading(part, links)

    def _links_heading(self, part: LexborNode, links: list[LexborNode]) -> bool:
        inside = any(x.mem_id in self._links for x in part.css(_HEADINGS))
        return inside or any(x.css_first(_HEADINGS) is not None for x in links)


def _own_heading(post: LexborNode) -> set[int]:
    """First heading with the links around and in it: the permalink."""
    first = post.css_first(_HEADINGS)
    return {x.mem_id for x in (*path_of(first), *first.css("*"))} if first is not None else set()


def _is_written(part: LexborNode, text: str) -> bool:
    """Links by a writer: a list item, "read more", a part of a sentence."""
    if part.tag == "li" or (part.tag == "p" and points_elsewhere(text)):
        return True
    around = part.parent
    is_in_prose = part.tag == "a" and around is not None and around.tag in PROSE
    return is_in_prose and around is not None and around.text().strip() != text


def _quotes(part: LexborNode, links: list[LexborNode]) -> bool:
    if part.tag == "blockquote" or part.css_first(_QUOTATIONS) is not None:
        return True
    return any(provider_of(x.attributes.get("href") or "") for x in links)


def _holds_picture(link: LexborNode) -> bool:
    shows = link.css_first("img, picture") is not None
    return shows and not is_picture_file(link.attributes.get("href") or "")


def _signs(link: LexborNode) -> bool:
    near = (link, link.parent) if link.parent is not None else (link,)
    return any(x.tag == "address" or _SIGNED.search(names_of(x)) for x in near)
