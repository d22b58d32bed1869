"""The links of a page to the older and newer posts of its live blog."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from tui.model.addresses import blog_address, page_in, same_blog
from tui.readers.html.links import address
from tui.readers.html.tree import text_of
from tui.readers.page import Page
from tui.readers.parts.paginations import paginations_of

OLDER = frozenset((
    "next", "older", "older posts", "older updates", "older entries", "earlier updates",
    "nächste", "nächste seite", "ältere", "ältere beiträge", "ältere einträge", "ältere meldungen",
    "suivant", "suivante", "page suivante", "plus anciens", "messages précédents",
    "siguiente", "página siguiente", "más antiguos", "anteriores",
    "próxima", "próximo", "próxima página", "mais antigas", "mais antigos",
    "successiva", "pagina successiva", "volgende", "oudere berichten",
))  # fmt: skip
"""What links to older posts are called, or have as `rel`."""
NEWER = frozenset((
    "prev", "previous", "newer", "newer posts", "newer updates", "newer entries", "later updates",
    "vorherige", "vorherige seite", "neuere", "neuere beiträge", "neuere einträge",
    "neuere meldungen", "précédent", "précédente", "page précédente", "plus récents",
    "página anterior", "más recientes", "mais recentes", "pagina precedente",
    "vorige", "nieuwere berichten",
))  # fmt: skip
_ENDING = re.compile(r"\.s?html?$")
_NUMBER_BEHIND = re.compile(r"[/_,-]\d{1,2}(?:\.s?html?)?")
MOST_LINKS = 20_000
LONGEST_NAME = 40
"""Characters of a link's name that is compared."""


class Neighbours(NamedTuple):
    """The addresses of the pages with the next older and the next newer posts, or ""."""

    older: str = ""
    newer: str = ""

    @property
    def links(self) -> tuple[str, ...]:
        """The addresses there are, the older one first."""
        return tuple(filter(None, self))

    @classmethod
    def at(cls, base: str, *, older: object, newer: object) -> "Neighbours":
        """The neighbours with these addresses, relative to `base`; what is no text is left out."""
        return cls(*(address(x, base) if isinstance(x, str) else "" for x in (older, newer)))


def neighbours_in(node: LexborNode, base: str) -> Neighbours:
    """The neighbours that an element with links to pages names."""
    links = _links(node.css("a[href]"), base)
    return Neighbours(
        next((link for link, names in links if names & OLDER), ""),
        next((link for link, names in links if names & NEWER), ""),
    )


def neighbours_of(page: Page, base: str) -> Neighbours:
    """The neighbours that a page links to, by name or else by number.

    They are other addresses of the same live blog only: many sites name the next article "next"
    too, and the next page of comments.
    """
    here = {base.partition("#")[0], page.address.partition("#")[0]}
    links = [
        (link, names)
        for link, names in _links(page.tree.css("link[rel][href], a[href]")[:MOST_LINKS], base)
        if _is_page_of(link, base) and "comment" not in link and "cpage=" not in link
    ]
    older = (x for x, names in links if names & OLDER and x.partition("#")[0] not in here)
    # The page with the newest posts may have the address of the live blog itself.
    named = Neighbours(next(older, ""), next((x for x, names in links if names & NEWER), ""))
    return named if named.links else _numbered(page, base)


def _is_page_of(link: str, base: str) -> bool:
    """Whether a link leads to the live blog, perhaps with a number behind its path: "live/2"."""
    if same_blog(link, base):
        return True
    stem = _ENDING.sub("", blog_address(base))
    rest = blog_address(link).removeprefix(stem)
    return bool(stem) and bool(_NUMBER_BEHIND.fullmatch(rest))


def _numbered(page: Page, base: str) -> Neighbours:
    """The neighbours in links that are only numbers: "1 2 3", of which one is no link."""
    for pagination in paginations_of(page, base):
        here = pagination.current or page_in(base) or page_in(page.address) or 1
        older, newer = (pagination.pages.get(number, "") for number in (here + 1, here - 1))
        if older or newer:
            return Neighbours(older, newer)
    return Neighbours()


def _links(nodes: Iterable[LexborNode], base: str) -> list[tuple[str, frozenset[str]]]:
    """The addresses and names of links that are called older or newer."""
    named = ((node, _names(node)) for node in nodes)
    return [
        (address(node.attributes.get("href"), base), names)
        for node, names in named
        if names & OLDER or names & NEWER
    ]


def _names(node: LexborNode) -> frozenset[str]:
    """What a link is called: the words of its `rel`, its label, its text without arrows."""
    attributes = node.attributes
    names = set((attributes.get("rel") or "").lower().split())
    if node.tag == "a":
        names.add(_bare(attributes.get("aria-label") or ""))
        child = node.child
        if child is not None:
            names.add(_bare(text_of(node)))
    return frozenset(names)


def _bare(text: str) -> str:
    return text[:LONGEST_NAME].strip(" «»‹›<>←→").casefold()
