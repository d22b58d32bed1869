"""When each post was published, as the page says it: the times of all posts or of none."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from tui.readers.page_binding.parts import is_in_head, is_quoted

FEWEST = 3
"""Times that must be known before any is taken."""
LEAST_SHARE = 0.8
"""The least share of the bound posts that must have a time."""
QUARTER = timedelta(minutes=15)
"""Offsets of zones are multiples of it."""
MARGIN = timedelta(days=1)
"""How far outside the data's span a time may lie."""
MOST_TIMES = 50
"""Times of one post that are looked at."""
MOST_BEFORE_TEXT = 200
"""Elements in which the first words of another are looked for."""
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_STAMPS = re.compile(
    r"data-(?<![\w-]data-)((?=[a-z-]*?(?:time|date|stamp|publi|creat|posted|epoch))[a-z-]++)\s*="
)
_EDITED = re.compile(r"modif|updat|edit|chang|expir|end|aktualis", re.IGNORECASE)
_EDITED_TEXT = re.compile(
    r"\s*(?:last\s+)?(?:updated|modified|edited|aktualisiert|ge[aä]ndert|stand\b|mis à jour"
    r"|m[aà]j\b|modifié|actualizad[oa]|editad[oa]|atualizad[oa]|aggiornato|modificato|bijgewerkt|gewijzigd"
    r"|تحديث|آخر تحديث|güncelle)",
    re.IGNORECASE,
)

NONE_SHOWN = "the page shows none"
TOO_FEW = "fewer than four in five posts show one"
ALL_EQUAL = "the page's are mostly equal"
OUT_OF_ORDER = "the page's are out of order"
SHIFTED = "the page's differ from the data's by one offset of a zone"


type Says = Callable[[list[str]], bool]


class Shown(NamedTuple):
    """The times to take, or None for all with the reason."""

    times: list[datetime | None] | None
    reason: str = ""


def times_shown(
    elements: Sequence[LexborNode | None],
    order: Sequence[int],
    data: Sequence[datetime | None],
    others: Sequence[datetime],
    says: Sequence[Says],
    text: str,
) -> Shown:
    """The times of the posts, in the order of the updates, where the page's are to be believed.

    `order` numbers the updates in the order of the page, `data` are the data's times, `others`
    those of the blog as a whole, `says` tells of words whether they are an update's text; `text` is
    the page's. A time whose minute is the data's is the data's, with its seconds.
    """
    span = _span([moment for moment in (*data, *others) if moment is not None])
    bound = [node for node in elements if node is not None]
    names = _STAMPS.findall(text) if bound else ()
    stamps = tuple({f"data-{name}" for name in names if not _EDITED.search(name)})
    shown = [
        _time_of(node, told, span, stamps) if node is not None else None
        for node, told in zip(elements, says, strict=True)
    ]
    found = [moment for moment in shown if moment is not None]
    if not found:
        return Shown(None, NONE_SHOWN if bound else "")
    if len(found) < max(FEWEST, LEAST_SHARE * len(bound)):
        return Shown(None, TOO_FEW)
    if Counter(found).most_common(1)[0][1] * 2 > len(found):
        return Shown(None, ALL_EQUAL)
    if _are_out_of_order([x for number in order if (x := shown[number])], data):
        return Shown(None, OUT_OF_ORDER)
    pairs = [
        (moment, own)
        for moment, own in zip(shown, data, strict=True)
        if moment is not None and own is not None
    ]
    if _have_one_shift(pairs):
        return Shown(None, SHIFTED)
    return Shown(
        [
            own if moment is None or _same_minute(moment, own) else moment
            for moment, own in zip(shown, data, strict=True)
        ]
    )


def _same_minute(moment: datetime, own: datetime | None) -> bool:
    return own is not None and _minute(moment) == _minute(own)


def _minute(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(second=0, microsecond=0)


def _are_out_of_order(shown: list[datetime], data: Sequence[datetime | None]) -> bool:
    """Whether more of the page's times than of the data's are out of order, each where it stands.

    Data that are mostly of one time have no order.
    """
    own = [moment for moment in data if moment is not None]
    if not own or Counter(own).most_common(1)[0][1] * 2 > len(own):
        return False
    return _breaks(shown) * len(own) > _breaks(own) * len(shown)


def _breaks(moments: list[datetime]) -> int:
    """How many neighbours are out of order, newest or oldest first, whichever has fewer."""
    later = sum(after > before for before, after in pairwise(moments))
    earlier = sum(after < before for before, after in pairwise(moments))
    return min(later, earlier)


def _have_one_shift(pairs: list[tuple[datetime, datetime]]) -> bool:
    """Whether the page's times lie all as far from the data's, as those of another zone do."""
    shifts = Counter(_minute(moment) - _minute(own) for moment, own in pairs)
    if not shifts:
        return False
    shift, times = shifts.most_common(1)[0]
    is_offset = bool(shift) and not shift % QUARTER
    return is_offset and times >= LEAST_SHARE * len(pairs)


def _span(known: list[datetime]) -> tuple[datetime, datetime]:
    """The first and the last moment that a time of the blog can have."""
    if not known:
        return datetime(1990, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)
    return min(known) - MARGIN, max(known) + MARGIN


def _time_of(
    node: LexborNode, says: Says, span: tuple[datetime, datetime], stamps: tuple[str, ...]
) -> datetime | None:
    """The earliest plausible time that the post's head shows."""
    shown = [(x, "datetime") for x in (node, *node.css("[datetime]")[:MOST_TIMES])]
    moments = _moments([pair for pair in shown if not _is_edit(pair[0])], node, says, span)
    if moments or not stamps:
        return min(moments, default=None)
    marked = [node, *node.css(", ".join(f"[{name}]" for name in stamps))[:MOST_TIMES]]
    named = [(x, name) for x in marked for name in stamps]
    return min(_moments(named, node, says, span), default=None)


def _moments(
    places: list[tuple[LexborNode, str]],
    node: LexborNode,
    says: Says,
    span: tuple[datetime, datetime],
) -> list[datetime]:
    """The plausible moments in these attributes of elements in a post's head."""
    return [
        moment
        for x, name in places
        if (value := x.attributes.get(name))
        and (moment := moment_of(value, epoch=name != "datetime")) is not None
        and span[0] <= moment <= span[1]
        and (x.mem_id == node.mem_id or (not is_quoted(x) and is_in_head(x, node, says)))
    ]


def moment_of(value: str, *, epoch: bool = False) -> datetime | None:
    """The moment of a value in ISO 8601 with an offset, or with `epoch` in seconds since 1970."""
    value = value.strip()
    if not 10 <= len(value) <= 40:
        return None
    if epoch and _EPOCH.fullmatch(value):
        return datetime.fromtimestamp(int(value[:10]), UTC)
    try:
        moment = datetime.fromisoformat(re.sub(r"(?<!\s)\s++(?=[+-]\d\d:?\d\d$)", "", value))
    except ValueError:
        return None
    if moment.tzinfo is None or not 1970 < moment.year <= 9000:
        return None
    return moment.replace(microsecond=0)


def _is_edit(node: LexborNode) -> bool:
    """Whether a time says when a post was edited: "updated 3 h ago"."""
    names = f"{node.attributes.get('class') or ''} {node.attributes.get('itemprop') or ''}".lower()
    if _EDITED.search(names) and "publi" not in names:
        return True
    parent = node.parent
    if _EDITED_TEXT.match(_begin(node)):
        return True
    return parent is not None and bool(_EDITED_TEXT.match(_begin(parent)))


def _begin(node: LexborNode) -> str:
    """The first words of an element, which may be a whole page."""
    begin = ""
    for inner in islice(node.traverse(include_text=True), MOST_BEFORE_TEXT):
        if inner.tag == "-text":
            begin += (inner.text_content or "")[:60]
            if len(begin) >= 60:
                break
    return begin[:60]
