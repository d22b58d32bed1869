"""When each post was published, as the page says it: the times of all posts or of none."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import islice, pairwise
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from tui.readers.page_binding.entry import Entry
from tui.readers.page_binding.inside import PostElement
from tui.readers.page_binding.parts import is_in_head, is_in_paragraph, is_quoted

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
MOST_STAMPS = 20
"""Names of `data-*` attributes in which times are looked for."""
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_STAMPS = re.compile(
    r"data-(?<![\w-]data-)((?=[a-z-]*?(?:time|date|stamp|publi|creat|posted|epoch))[a-z-]++)\s*="
)
_EDITED = re.compile(r"modif|updat|edit|chang|expir|end|aktualis", re.IGNORECASE)
_EDITED_NAME = re.compile(
    r"modif|updat|\bedited|aktualis|ge[aä]e?ndert|bijgewerkt|actualiz|atualiz"
)
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
EDITS = "the page's are those of the edits"
SHIFTED = "the page's differ from the data's by one offset of a zone"


type Says = Callable[[list[str]], bool]


class Shown(NamedTuple):
    """The times to take, or None for all with the reason."""

    times: list[datetime | None] | None
    reason: str = ""


def times_shown(
    posts: Sequence[PostElement | None],
    order: Sequence[int],
    entries: Sequence[Entry],
    others: Sequence[datetime],
    text: str,
) -> Shown:
    """The times of the posts, in the order of the updates, where the page's are to be believed.

    `order` numbers the updates in the order of the page, `others` are the times of the blog as a
    whole, `text` is the page's. A time whose minute is the data's is the data's, with its seconds.
    """
    data = [entry.moment for entry in entries]
    shown = _read(posts, entries, _span([x for x in (*data, *others) if x is not None]), text)
    bound = sum(post is not None for post in posts)
    found = [moment for moment in shown if moment is not None]
    if not found:
        return Shown(None, NONE_SHOWN if bound else "")
    if len(found) < max(FEWEST, LEAST_SHARE * bound):
        return Shown(None, TOO_FEW)
    if Counter(found).most_common(1)[0][1] * 2 > len(found):
        return Shown(None, ALL_EQUAL)
    breaks = _breaks([x for number in order if (x := shown[number])])
    if _have_order(data) and breaks > _breaks([x for x in data if x]):
        return Shown(None, OUT_OF_ORDER)
    pairs = [(x, own) for x, own in zip(shown, data, strict=True) if x and own]
    if _have_one_shift(pairs):
        return Shown(None, SHIFTED)
    if _have_order(data) and breaks == _breaks([x for x in data if x]):
        shown = [
            None if x and _same_minute(x, entry.modified) else x
            for x, entry in zip(shown, entries, strict=True)
        ]
    times = [
        own if x is None or _same_minute(x, own) else x for x, own in zip(shown, data, strict=True)
    ]
    return Shown(times, EDITS if times == data and None in shown else "")


def _read(
    posts: Sequence[PostElement | None],
    entries: Sequence[Entry],
    span: tuple[datetime, datetime],
    text: str,
) -> list[datetime | None]:
    """The time that each element shows."""

    @cache
    def stamps() -> list[str]:
        names = {f"data-{name}" for name in _STAMPS.findall(text) if not _EDITED.search(name)}
        return sorted(names)[:MOST_STAMPS]

    return [
        _time_of(post, entry.says_text, span, stamps) if post is not None else None
        for post, entry in zip(posts, entries, strict=True)
    ]


def _same_minute(moment: datetime, own: datetime | None) -> bool:
    return own is not None and _minute(moment) == _minute(own)


def _minute(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(second=0, microsecond=0)


def _have_order(data: Sequence[datetime | None]) -> bool:
    """Whether the data's times differ, so that their order says something."""
    own = [moment for moment in data if moment is not None]
    return bool(own) and Counter(own).most_common(1)[0][1] * 2 <= len(own)


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
    post: PostElement, says: Says, span: tuple[datetime, datetime], stamps: Callable[[], list[str]]
) -> datetime | None:
    """The earliest plausible time that the post's head shows.

    Those in paragraphs count where no others stand: they may be of what the post tells. `stamps`
    gives the names of attributes to look into where no `datetime` says it.
    """
    node = post.node
    shown = [(x, "datetime") for x in (node, *post.css("[datetime]")[:MOST_TIMES])]
    beside, within = _moments(shown, node, says, span)
    if not beside and stamps():
        marked = [node, *post.css(", ".join(f"[{name}]" for name in stamps()))[:MOST_TIMES]]
        named = [(x, name) for x in marked for name in stamps()]
        beside, marked_within = _moments(named, node, says, span)
        within = within or marked_within
    return min(beside or within, default=None)


def _moments(
    places: list[tuple[LexborNode, str]],
    node: LexborNode,
    says: Says,
    span: tuple[datetime, datetime],
) -> tuple[list[datetime], list[datetime]]:
    """The plausible moments in these attributes in a post's head: beside and in paragraphs."""
    beside: list[datetime] = []
    within: list[datetime] = []
    for x, name in places:
        value = x.attributes.get(name)
        moment = moment_of(value, epoch=name != "datetime") if value else None
        if moment is None or not span[0] <= moment <= span[1]:
            continue
        if name == "datetime" and _is_edit(x, node):
            continue
        if x.mem_id == node.mem_id or (not is_quoted(x) and is_in_head(x, node, says)):
            (within if is_in_paragraph(x, node) else beside).append(moment)
    return beside, within


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


def _is_edit(x: LexborNode, node: LexborNode) -> bool:
    """Whether a time in a post's element says when the post was edited: "updated 3 h ago"."""
    names = f"{x.attributes.get('class') or ''} {x.attributes.get('itemprop') or ''}".lower()
    if _EDITED_NAME.search(names) and "publi" not in names:
        return True
    if x.mem_id == node.mem_id:
        return False
    around = x.parent
    is_whole = around is None or around.mem_id == node.mem_id
    return bool(
        _EDITED_TEXT.match(_begin(x))
        or (not is_whole and around is not None and _EDITED_TEXT.match(_begin(around)))
    )


def _begin(node: LexborNode) -> str:
    """The first words of an element, which may be a whole page."""
    begin = ""
    for inner in islice(node.traverse(include_text=True), MOST_BEFORE_TEXT):
        if inner.tag == "-text":
            begin += (inner.text_content or "")[:60]
            if len(begin) >= 60:
                break
    return begin[:60]
