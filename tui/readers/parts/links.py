"""The links of a page to the older and newer posts of its live blog."""

from collections.abc import Iterable
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from tui.model.addresses import same_blog
from tui.readers.html.links import address
from tui.readers.html.tree import text_of
from tui.readers.page import Page

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
    """The neighbours that a page links to: other addresses of the same live blog only.

    Many sites name the next article "next" too, and the next page of comments.
    """
    here = {base.partition("#")[0], page.address.partition("#")[0]}
    links = [
        (link, names)
        for link, names in _links(page.tree.css("link[rel][href], a[href]")[:MOST_LINKS], base)
        if same_blog(link, base) and "comment" not in link and "cpage=" not in link
    ]
    older = (x for x, names in links if names & OLDER and x.partition("#")[0] not in here)
    # The page with the newest posts may have the address of the live blog itself.
    return Neighbours(next(older, ""), next((x for x, names in links if names & NEWER), ""))


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
