"""Foreign parts of a post's element: advertisements, teasers, sharing, comments."""

from collections import defaultdict
from collections.abc import Sequence

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
    """Outermost foreign elements of a post, the first of the `elements`.

    Words of the data are not foreign, nor are links around and in the post's own heading. `here` is
    the page's address.
    """
    post = elements[0]
    links = _links_away(elements, page_of(here))
    if not draft.record.headline:
        links = _without_heading(links, post)
    searched, foreign = {post}, set[Element]()
    for part in elements[1:]:  # outer elements come first
        if part.outer not in searched or not part.length:
            continue
        if _is_named(part) or (part in links and _teases(part, links[part])):
            if not draft.says_most(words_in(part.text)):
                foreign.add(part)
        elif part.tag not in _WHOLE:
            searched.add(part)
    return foreign


def _is_named(part: Element) -> bool:
    return part.tag in CONTROLS or "foreign" in roles_in(part.names)


type Links = dict[Element, list[Element]]


def _without_heading(links: Links, post: Element) -> Links:
    heading = next((x for x in post.inside if x.tag in HEADINGS), None) if links else None
    own = {*heading.path, *heading.inside} if heading is not None else set()
    return {x: inside for x, inside in links.items() if x not in own}


def _links_away(elements: Sequence[Element], here: str) -> Links:
    """Links to other pages that are no signatures, by the elements around them."""
    links: defaultdict[Element, list[Element]] = defaultdict(list)
    for link in elements[1:]:
        if link.tag != "a" or page_of(link.attributes.get("href")) in ("", here):
            continue
        near = [x for x in (link, link.outer) if x is not None]
        if not any(x.tag == "address" or "signed" in roles_in(x.names) for x in near):
            for around in link.path:
                links[around].append(link)
    return dict(links)


def _teases(part: Element, links: Sequence[Element]) -> bool:
    """Nearly all words link elsewhere, or the heading or picture does, outside of prose and
    quotations."""
    if part.tag not in _BOXES or not QUOTING.isdisjoint(part.holds):
        return False
    if any(provider_of(x.attributes.get("href") or "") for x in links):  # a quoted post
        return False
    if sum(x.length for x in links) >= LINKED_SHARE * part.length:
        return True
    return "teaser" in roles_in(part.names) or any(_is_lead(x, part) for x in links)


def _is_lead(link: Element, part: Element) -> bool:
    """A heading is around the link or inside it, or the link holds the picture of few words."""
    around = {*link.path} - {*part.path}
    if not HEADINGS.isdisjoint(link.holds) or any(x.tag in HEADINGS for x in around):
        return True
    is_picture = part.length < SHORT and not PICTURES.isdisjoint(link.holds)
    return is_picture and not is_picture_file(link.attributes.get("href") or "")
