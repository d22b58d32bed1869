"""Which elements a reader sees, and the paths from them to the body."""

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tui.readers.html.figures import HIDDEN_CLASSES, is_hidden

_UNSEEN = frozenset(("script", "style", "template", "noscript", "head", "svg", "textarea"))
_POINTING = frozenset(("nav", "aside", "footer"))
_MAY_BE_HIDDEN = "[hidden], [style], " + ", ".join(f".{name}" for name in HIDDEN_CLASSES)
_ROOTS = frozenset(("body", "html", "-undef"))


def path_of(node: LexborNode) -> Iterator[LexborNode]:
    """The node and the elements around it, without the body."""
    above: LexborNode | None = node
    while above is not None and above.tag not in _ROOTS:
        yield above
        above = above.parent


def is_unseen(node: LexborNode) -> bool:
    """Whether a browser does not draw the element, whatever holds it."""
    return node.tag in _UNSEEN or is_hidden(node.attributes)


def unseen_in(tree: LexborHTMLParser) -> set[int]:
    """The `mem_id` of each element of a page that a browser does not draw."""
    names = ", ".join(sorted(_UNSEEN - {"head"}))
    return {x.mem_id for x in tree.css(f"{names}, {_MAY_BE_HIDDEN}") if is_unseen(x)}


class Seen:
    """Which elements of a page neither are hidden nor stand in a hidden one; each looked at once.

    Nor do they stand in one that only points to posts.
    """

    def __init__(self) -> None:
        self._known: dict[int, bool] = {}

    def __call__(self, node: LexborNode) -> bool:
        """Whether a reader sees the element as a part of the page's own text."""
        looked: list[int] = []
        seen = True
        for above in path_of(node):
            known = self._known.get(above.mem_id)
            if known is not None:
                seen = known
                break
            looked.append(above.mem_id)
            if above.tag in _POINTING or is_unseen(above):
                seen = False
                break
        self._known.update(dict.fromkeys(looked, seen))
        return seen
