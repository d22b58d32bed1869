"""Foreign parts of a post's element: advertisements, teasers, sharing, comments."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from tui.readers.html.element import Element
from tui.readers.html.figures import is_picture_file
from tui.readers.html.links import page_of, provider_of
from tui.readers.html.roles import roles_in
from tui.readers.html.tags import CONTROLS, HEADINGS, PICTURES, QUOTING
from tui.readers.html.words import words_in
from tui.readers.posts.draft import Draft

LINKED_SHARE = 0.8  # share of a teaser's characters in links elsewhere
SHORT = 120  # characters of a teaser of one linked picture
_WHOLE = frozenset(("p", "a", "blockquote", "figure"))  # not searched
_BOXES = frozenset((
    "p", "a", "div", "section", "article", "ul", "ol", "aside", "figure", "header", "footer", "dl",
    "table",
))  # fmt: skip


def foreign_in(elements: Sequence[Element], draft: Draft, here: str) -> set[Element]:
    """Outermost foreign elements of a post; words of the data are not foreign.

    `here` is the page's address.
    """
    teasers = _teasers(elements, draft, here)
    foreign: set[Element] = set()
    searched = {elements[0]}
    for part in elements[1:]:  # outer elements come first
        if part.outer not in searched or not part.length:
            continue
        if _is_named(part) or part in teasers:
            if not draft.says_most(words_in(part.text)):
                foreign.add(part)
        elif part.tag not in _WHOLE:
            searched.add(part)
    return foreign


def _is_named(part: Element) -> bool:
    return part.tag in CONTROLS or "foreign" in roles_in(part.names)


def _teasers(elements: Sequence[Element], draft: Draft, here: str) -> set[Element]:
    """Parts nearly all of whose words link elsewhere, or whose heading or picture does, outside of
    prose and quotations. The links around and in the post's own heading are no teasers."""
    links = _links_away(elements, page_of(here))
    heading = _first_heading(elements[0]) if links and not draft.record.headline else None
    own = {*heading.path, *heading.inside} if heading is not None else set()
    return {x for x, inside in links.items() if x not in own and _teases(x, inside)}


def _links_away(elements: Sequence[Element], here: str) -> Mapping[Element, list[Element]]:
    """Links to other pages, by the elements around them."""
    links: defaultdict[Element, list[Element]] = defaultdict(list)
    for link in elements[1:]:
        if link.tag == "a" and _leads_away(link, here):
            for around in link.path:
                links[around].append(link)
    return links


def _teases(part: Element, links: Sequence[Element]) -> bool:
    if part.tag not in _BOXES or not part.length or _quotes(part, links):
        return False
    is_named = "teaser" in roles_in(part.names)
    if is_named or sum(x.length for x in links) >= LINKED_SHARE * part.length:
        return True
    return any(
        _links_heading(part, x) or (part.length < SHORT and _holds_picture(x)) for x in links
    )


def _links_heading(part: Element, link: Element) -> bool:
    """A heading around the link or inside it."""
    return not HEADINGS.isdisjoint(link.holds) or any(
        x.tag in HEADINGS for x in link.path if x not in part.path
    )


def _first_heading(post: Element) -> Element | None:
    return next((x for x in post.inside if x.tag in HEADINGS), None)


def _quotes(part: Element, links: Sequence[Element]) -> bool:
    is_quotation = not QUOTING.isdisjoint(part.holds)
    return is_quotation or any(provider_of(x.attributes.get("href") or "") for x in links)


def _holds_picture(link: Element) -> bool:
    is_enlarged = is_picture_file(link.attributes.get("href") or "")
    return not PICTURES.isdisjoint(link.holds) and not is_enlarged


def _leads_away(link: Element, here: str) -> bool:
    """A link to another page that is no signature."""
    if page_of(link.attributes.get("href")) in ("", here):
        return False
    near = [x for x in (link, link.outer) if x is not None]
    return not any(x.tag == "address" or "signed" in roles_in(x.names) for x in near)
