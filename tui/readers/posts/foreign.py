"""Foreign parts of a post's element: advertisements, teasers, sharing, comments."""

from collections.abc import Sequence
from itertools import takewhile

from tui.readers.html.element import CONTROLS, HEADINGS, PICTURES, QUOTING, Element
from tui.readers.html.figures import is_picture_file
from tui.readers.html.links import provider_of
from tui.readers.html.text_blocks import points_elsewhere
from tui.readers.html.words import words_in
from tui.readers.pieces.elements import page_of
from tui.readers.posts.lines import PROSE
from tui.readers.posts.roles import roles_in, roles_of
from tui.readers.posts.witness import Witness

LINKED_SHARE = 0.8  # share of a teaser's characters in links elsewhere
SHORT = 120  # characters of a teaser of one linked picture
MOST_PARTS = 2000  # parts of one post that are tested
MOST_ELEMENTS = 20_000  # per post; no real post has so many
MOST_LOOKS, SPARE = 5, 100_000
"""Times that a post's text is read for nested parts, and characters on top."""
_WHOLE = frozenset(("p", "a", "blockquote", "figure"))  # not searched
_BOXES = frozenset((
    "p", "a", "div", "section", "article", "ul", "ol", "aside", "figure", "header", "footer", "dl",
    "table",
))  # fmt: skip
_QUOTATIONS = "[class*='embed' i], [class*='tweet' i]"


def foreign_in(elements: Sequence[Element], known: Witness, here: str) -> set[Element]:
    """Outermost foreign elements of a post; words of the data are not foreign.

    `here` is the page's address.
    """
    found: set[Element] = set()
    if len(elements) > MOST_ELEMENTS:
        return found
    teasers = _Teasers(elements, known, here)
    waiting = _parts(elements[0])
    for _ in range(MOST_PARTS):
        if not waiting or teasers.left <= 0:
            break
        part = waiting.pop()
        is_foreign = _is_named(part) or teasers.has(part)
        if is_foreign and not known.says(words_in(part.node.text())):
            found.add(part)
        elif part.tag not in _WHOLE:
            waiting += _parts(part)
    return found


def _parts(element: Element) -> list[Element]:
    return [x for x in element.inner if isinstance(x, Element) and x.says]


def _is_named(part: Element) -> bool:
    if part.tag in CONTROLS or part.attributes.get("role") == "complementary":
        return True
    return "foreign" in roles_in(part.names)


class _Teasers:
    """Nearly all words link elsewhere, or a heading or picture does, outside of prose and
    quotations. The links around and in the post's own heading are no teasers."""

    def __init__(self, elements: Sequence[Element], known: Witness, here: str) -> None:
        self.left = MOST_LOOKS * len(elements[0].text) + SPARE  # characters
        self._heading = None if known.heading else _first_heading(elements[0])
        self._links: dict[Element, list[Element]] = {}
        """Links elsewhere in each element."""
        here = page_of(here)
        for link in elements[1:]:
            if link.tag == "a" and _leads_away(link, here):
                for around in link.path:
                    self._links.setdefault(around, []).append(link)

    def has(self, part: Element) -> bool:
        links = self._links.get(part)
        if not links or part.tag not in _BOXES or self._is_permalink(part):
            return False
        text = part.text
        self.left -= len(text)
        if not text or _is_written(part, text) or _quotes(part, links):
            return False
        linked = sum(len("".join(x.text.split())) for x in links)
        if linked >= LINKED_SHARE * len("".join(text.split())):
            return True
        holds_picture = len(text) < SHORT and any(map(_holds_picture, links))
        return holds_picture or any(_links_heading(part, x) for x in links)

    def _is_permalink(self, part: Element) -> bool:
        heading = self._heading
        return heading is not None and (part in heading.path or heading in part.path)


def _links_heading(part: Element, link: Element) -> bool:
    """A heading around the link or inside it."""
    around = takewhile(lambda x: x is not part, link.path)
    return not HEADINGS.isdisjoint(link.holds) or any(x.tag in HEADINGS for x in around)


def _first_heading(post: Element) -> Element | None:
    found: Element | None = post
    while found is not None and found.tag not in HEADINGS:
        inner = (x for x in found.inner if isinstance(x, Element))
        found = next((x for x in inner if not HEADINGS.isdisjoint((x.tag, *x.holds))), None)
    return found


def _is_written(part: Element, text: str) -> bool:
    """Links by a writer: "read more", a part of a sentence."""
    around = part.outer
    is_in_prose = part.tag == "a" and around is not None and around.tag in PROSE
    is_part = is_in_prose and around is not None and around.text != text
    return is_part or (part.tag == "p" and points_elsewhere(text))


def _quotes(part: Element, links: Sequence[Element]) -> bool:
    is_quoting = not QUOTING.isdisjoint(part.holds) or part.node.css_first(_QUOTATIONS) is not None
    return is_quoting or any(provider_of(x.attributes.get("href") or "") for x in links)


def _holds_picture(link: Element) -> bool:
    is_enlarged = is_picture_file(link.attributes.get("href") or "")
    return not PICTURES.isdisjoint(link.holds) and not is_enlarged


def _leads_away(link: Element, here: str) -> bool:
    """A link to another page that is no signature."""
    if page_of(link.attributes.get("href")) in ("", here):
        return False
    near = [x for x in (link, link.outer) if x is not None]
    return "signed" not in roles_of(*near) and all(x.tag != "address" for x in near)
