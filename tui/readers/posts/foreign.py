"""Foreign parts of a post's element: advertisements, teasers, sharing, comments."""

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborNode

from tui.readers.html.element_blocks import HEADINGS
from tui.readers.html.figures import is_picture_file
from tui.readers.html.links import provider_of
from tui.readers.html.seen import is_comments, path_of
from tui.readers.html.text_blocks import points_elsewhere
from tui.readers.html.tree import outermost
from tui.readers.html.words import words_in
from tui.readers.pieces.elements import page_of
from tui.readers.posts.lines import PROSE, Part
from tui.readers.posts.witness import Witness

LINKED_SHARE = 0.8  # share of a teaser's characters in links elsewhere
SHORT = 120  # characters of a teaser of one linked picture
MOST_PARTS = 2000  # parts of one post that are tested
MOST_ELEMENTS = 20_000  # per post; no real post has so many
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


def mark_foreign(parts: Sequence[Part], known: Witness, here: str) -> None:
    """Mark the outermost foreign parts; words of the data are not foreign. `here` is the page's
    address."""
    if len(parts) > MOST_ELEMENTS:
        return
    teasers = _Teasers(parts, known, here)
    waiting = parts[0].parts
    for _ in range(MOST_PARTS):
        if not waiting or teasers.left <= 0:
            return
        part = waiting.pop()
        is_foreign = _is_named(part) or teasers.has(part)
        part.is_foreign = is_foreign and not known.says(words_in(part.node.text()))
        if not part.is_foreign and part.tag not in _WHOLE:
            waiting += part.parts


def _is_named(part: Part) -> bool:
    if part.tag in CONTROLS or part.node.attributes.get("role") == "complementary":
        return True
    return bool(part.names) and (bool(_NAMES.search(part.names)) or is_comments(part.names))


class _Teasers:
    """Nearly all words link elsewhere, or a heading or picture does, outside of prose and
    quotations. The post's own heading is no teaser."""

    def __init__(self, parts: Sequence[Part], known: Witness, here: str) -> None:
        post = parts[0].node
        self.left = MOST_LOOKS * len(post.text()) + SPARE  # characters
        self._own = set() if known.heading else _own_heading(post)
        self._links: dict[int, list[LexborNode]] = {}
        """Links elsewhere in each part."""
        here = page_of(here)
        for link in parts[1:]:
            if link.tag == "a" and _leads_away(link, here):
                for around in link.path:
                    self._links.setdefault(around.key, []).append(link.node)

    def has(self, part: Part) -> bool:
        links = self._links.get(part.key)
        if not links or part.key in self._own or not (part.tag == "a" or part.tag in _BOXES):
            return False
        node = part.node
        text = node.text().strip()
        self.left -= len(text)
        if not text or _is_written(node, text) or _quotes(node, links):
            return False
        linked = sum(len("".join(x.text().split())) for x in outermost(links))
        if linked >= LINKED_SHARE * len("".join(text.split())):
            return True
        holds_picture = len(text) < SHORT and any(map(_holds_picture, links))
        return holds_picture or self._links_heading(node, links)

    def _links_heading(self, node: LexborNode, links: Sequence[LexborNode]) -> bool:
        is_inside = any(x.mem_id in self._links for x in node.css(_HEADINGS))
        return is_inside or any(x.css_first(_HEADINGS) is not None for x in links)


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


def _leads_away(link: Part, here: str) -> bool:
    """A link to another page that is no signature."""
    if page_of(link.node.attributes.get("href")) in ("", here):
        return False
    near = (link, link.outer) if link.outer is not None else (link,)
    return not any(x.tag == "address" or _SIGNED.search(x.names) for x in near)
