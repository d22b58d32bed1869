"""What stands inside the posts' elements, found for all posts of a page at once."""

from collections import defaultdict
from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tui.readers.html.tree import nearest_known
from tui.readers.page_binding.seen import path_of


class Inside:
    """The elements that a selector names inside each post's element, in document order.

    One search around all posts costs a small part of a search in each.
    """

    def __init__(self, tree: LexborHTMLParser, elements: Sequence[LexborNode | None]) -> None:
        self._within = _around_all(elements) or tree
        self._owners: dict[int, int | None] = {
            x.mem_id: number for number, x in enumerate(elements) if x is not None
        }
        """The post of each element that is one or was looked at; None outside of all."""
        self._found: dict[str, dict[int, list[LexborNode]]] = {}

    def of(self, number: int, selector: str) -> Sequence[LexborNode]:
        """The elements inside the post of that number."""
        if selector not in self._found:
            self._found[selector] = self._look(selector)
        return self._found[selector].get(number, ())

    def _look(self, selector: str) -> dict[int, list[LexborNode]]:
        found: defaultdict[int, list[LexborNode]] = defaultdict(list)
        before = None
        for node in self._within.css(selector):
            # An element stands there once for each part of the selector that names it.
            owner = nearest_known(node, self._owners, None) if node.mem_id != before else None
            before = node.mem_id
            if owner is not None:
                found[owner].append(node)
        return found


def _around_all(elements: Sequence[LexborNode | None]) -> LexborNode | None:
    """The smallest element around all posts; None where only the body is."""
    posts = [node for node in elements if node is not None]
    around = list(path_of(posts[0])) if posts else []
    places = {x.mem_id: place for place, x in enumerate(around)}
    common = 0
    for node in posts[1:]:
        place = next((places[x.mem_id] for x in path_of(node) if x.mem_id in places), None)
        if place is None:
            return None
        common = max(common, place)
    return around[common] if around else None


class PostElement:
    """One post's element, and what stands inside it."""

    __slots__ = ("_inside", "_number", "node")

    def __init__(self, node: LexborNode, number: int, inside: Inside) -> None:
        self.node, self._number, self._inside = node, number, inside

    def css(self, selector: str) -> Sequence[LexborNode]:
        """The elements inside the post that a selector names."""
        return self._inside.of(self._number, selector)


def elements_in(
    tree: LexborHTMLParser, elements: Sequence[LexborNode | None]
) -> list[PostElement | None]:
    """A `PostElement` for each element, in their order."""
    inside = Inside(tree, elements)
    return [
        PostElement(x, number, inside) if x is not None else None
        for number, x in enumerate(elements)
    ]
