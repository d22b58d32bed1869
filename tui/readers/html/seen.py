"""Elements and texts that a reader of a page sees."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import islice

from selectolax.lexbor import LexborNode

from tui.readers.html.roles import roles_in
from tui.readers.html.tags import BLOCKS, UNSEEN
from tui.readers.html.tree import is_hidden

MOST_TEXTS = 40  # in a line
MARGIN = 60  # characters of an aside that is a post's, with a time and a name
_NAMES = ("class", "id", "itemprop", "rel", "slot")
_BLOCKS = ", ".join(sorted(BLOCKS - {"br"}))


def path_of(node: LexborNode) -> Iterator[LexborNode]:
    """The node and the elements around it, without the body."""
    above: LexborNode | None = node
    while above is not None and above.tag not in ("body", "html", "-undef"):
        yield above
        above = above.parent


def holds_blocks(node: LexborNode) -> bool:
    return any(x.mem_id != node.mem_id for x in node.css(_BLOCKS))


def names_in(attributes: Mapping[str, str | None]) -> str:
    """Names that the page's editors gave an element."""
    return " ".join(filter(None, map(attributes.get, _NAMES))) if attributes else ""


def texts_of(node: LexborNode) -> Iterator[tuple[str, LexborNode]]:
    """Each visible text, with the element that holds it."""
    around = [(node, node.iter(include_text=True))]
    while around:  # lazily: most callers want the first words
        holder, rest = around[-1]
        inner = next(rest, None)
        if inner is None:
            around.pop()
        elif inner.is_text_node:
            text = inner.text_content or ""
            if not text.isspace():
                yield text, holder
        elif inner.child is not None and not (inner.tag in UNSEEN or is_hidden(inner.attributes)):
            around.append((inner, inner.iter(include_text=True)))


def first_text(node: LexborNode) -> str:
    """The first texts of an element, on one line."""
    return " ".join(" ".join(x for x, _ in islice(texts_of(node), MOST_TEXTS)).split())


class Visibility:
    """Finds elements outside hidden, pointing and commenting elements, and asides of less than half
    of the page's text, but the margins of posts; remembers answers."""

    def __init__(self, body: LexborNode | None) -> None:
        self._known: dict[int, bool] = {}
        self._body = body

    @cached_property
    def _half(self) -> float:
        return len(self._body.text()) / 2 if self._body is not None else 0

    def __call__(self, node: LexborNode) -> bool:
        looked: list[int] = []
        for above in path_of(node):
            looked.append(above.mem_id)
            seen = self._known.get(above.mem_id)
            if seen is not None or self._is_other(above):
                break
        else:
            seen = True
        self._known.update(dict.fromkeys(looked, bool(seen)))
        return bool(seen)

    def _is_other(self, node: LexborNode) -> bool:
        tag, attributes = node.tag, node.attributes
        names = f"{attributes.get('class')} {attributes.get('id')}"  # a forum's posts are
        is_less = tag == "aside" and MARGIN < len(node.text()) < self._half  # comments in microdata
        is_unseen = tag == "nav" or tag in UNSEEN or is_hidden(attributes)
        return is_less or is_unseen or "comments" in roles_in(names)
