"""Foreign parts of a post's element: advertisements, teasers, sharing, comments."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from tui.readers.html.element_blocks import HEADINGS
from tui.readers.html.figures import is_picture_file
from tui.readers.html.links import provider_of
from tui.readers.html.seen import is_comments, is_unseen, names_of, path_of
from tui.readers.html.text_blocks import points_elsewhere
from tui.readers.html.tree import outermost
from tui.readers.html.words import words_in
from tui.readers.pieces.elements import page_of
from tui.readers.posts.lines import PROSE

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


@dataclass(frozen=True, slots=True)
class ForeignContent:
    """`says` tests for words of the data's text, `here` is the page's address."""

    says: Callable[[list[str]], bool]
    here: str
    has_headline: bool = False

    def parts(self, post: LexborNode) -> Iterator[LexborNode]:
        """Outermost foreign parts; the post's own heading is not foreign."""
        if len(post.css("*")) > MOST_ELEMENTS:
            return
        own = set() if self.has_headline else _own_heading(post)
        waiting = list(post.iter())
        characters = MOST_LOOKS * len(post.text()) + SPARE
        for _ in range(MOST_PARTS):
            if not waiting or characters <= 0:
                return
            part = waiting.pop()
            if is_unseen(part):
                continue
            text = part.text().strip()
            characters -= len(text)
            if self._is_foreign(part, text, own) and not self.says(words_in(text)):
                yield part
            elif part.tag not in _WHOLE:
                waiting += part.iter()

    def _is_foreign(self, part: LexborNode, text: str, own: set[int]) -> bool:
        names = names_of(part)
        if part.tag in CONTROLS or part.attributes.get("role") == "complementary":
            return True
        if names and (_NAMES.search(names) or is_comments(names)):
            return True
        return part.mem_id not in own and bool(text) and self._is_teaser(part, text)

    def _is_teaser(self, part: LexborNode, text: str) -> bool:
        """Nearly all links elsewhere, or a linked heading or picture, outside of prose and
        quotations."""
        links = self._links_away(part)
        if not links or _is_written(part, text):
            return False
        if part.tag == "blockquote" or part.css_first(_QUOTATIONS) is not None:
            return False
        if any(provider_of(x.attributes.get("href") or "") for x in links):
            return False
        linked = sum(len("".join(x.text().split())) for x in outermost(links))
        if linked >= LINKED_SHARE * len("".join(text.split())):
            return True
        if len(text) < SHORT and any(map(_holds_picture, links)):
            return True
        ids = {x.mem_id for x in links}
        headings = part.css(_HEADINGS)
        inside = any(y.mem_id in ids for x in headings for y in x.css("a[href]"))
        return inside or any(x.css_first(_HEADINGS) is not None for x in links)

    def _links_away(self, part: LexborNode) -> list[LexborNode]:
        inside = part.css("a[href]") if part.tag in _BOXES else []
        links = [part] if part.tag == "a" else inside
        here = page_of(self.here)
        return [
            x
            for x in links
            if page_of(x.attributes.get("href")) not in ("", here) and not _signs(x)
        ]


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


def _holds_picture(link: LexborNode) -> bool:
    shows = link.css_first("img, picture") is not None
    return shows and not is_picture_file(link.attributes.get("href") or "")


def _signs(link: LexborNode) -> bool:
    near = (link, link.parent) if link.parent is not None else (link,)
    return any(x.tag == "address" or _SIGNED.search(names_of(x)) for x in near)
