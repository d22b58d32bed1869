"""Which elements a reader sees, and the paths from them to the body."""

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from tui.readers.html.figures import is_hidden

_UNSEEN = frozenset(("script", "style", "template", "noscript", "head", "svg", "textarea"))
_ROOTS = frozenset(("body", "html", "-undef"))


def path_of(node: LexborNode) -> Iterator[LexborNode]:
    """The node and the elements around it, without the body."""
    above: LexborNode | None = node
    while above is not None and above.tag not in _ROOTS:
        yield above
        above = above.parent


def depth_of(node: LexborNode) -> int:
    """How many elements of the body hold the node, itself included."""
    return sum(1 for _ in path_of(node))


def is_unseen(node: LexborNode) -> bool:
    """Whether a browser does not draw the element, whatever holds it."""
    return node.tag in _UNSEEN or is_hidden(node.attributes)


def is_seen(node: LexborNode) -> bool:
    """Whether neither the element nor one around it is hidden."""
    return not any(is_unseen(above) for above in path_of(node))
