"""The part of a live blog, and its times, as writers/json_ld.py writes them."""

from datetime import datetime
from typing import Any, get_args

from tui.model.instants import with_fixed_zone
from tui.model.part import Missing, Part, Sign
from tui.model.safe_text import clean
from tui.readers.html.links import safe_link

_MOST = 10_000
"""Pages, spans and addresses that are read of each list."""
_SIGNS = get_args(Sign.__value__)


def read_part(value: Any) -> Part | None:
    """The part written in a file, without what does not fit; None if there is none."""
    if not isinstance(value, dict):
        return None
    sign = value.get("sign", "")
    total = _count(value.get("total"))
    return Part(
        missing=tuple(_span(entry) for entry in _list(value.get("missing"))),
        pages=tuple(page for x in _list(value.get("pages")) if 0 < (page := _count(x)) <= total),
        total=total,
        sign=sign if sign in _SIGNS else "",
        links=tuple(url for x in _list(value.get("links")) if (url := _address(x))),
        began=time_in(value.get("began")),
        lacks=_count(value.get("lacks")),
        absent=tuple(clean(x) for x in _list(value.get("absent")) if isinstance(x, str)),
    )


def _list(value: Any) -> list[Any]:
    return value[:_MOST] if isinstance(value, list) else []


def _span(value: Any) -> Missing:
    ends = value if isinstance(value, list) and len(value) == 2 else (None, None)
    return Missing(*map(time_in, ends))


def time_in(value: Any) -> datetime | None:
    """The moment of a text in ISO 8601 with an offset; None for any other value."""
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    if moment is None or moment.tzinfo is None or not 2 <= moment.year <= 9998:
        return None
    return with_fixed_zone(moment)


def _count(value: Any) -> int:
    return value if type(value) is int and 0 <= value <= _MOST else 0


def _address(value: Any) -> str:
    return safe_link(value) if isinstance(value, str) else ""
