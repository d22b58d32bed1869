"""Whether dates like "5/4/2024" begin with the day or with the month."""

import re
from collections.abc import Sequence
from datetime import tzinfo
from typing import Any

type Object = dict[str, Any]

_DATE = re.compile(r"\s*(\d{1,2})[/-](\d{1,2})[/-]\d{2,4}\b")
_MONTH_FIRST = frozenset(("America/New_York", "America/Chicago", "America/Los_Angeles"))
"""The zones of publishers in the United States."""


def is_day_first(updates: Sequence[Object], language: str, zones: Sequence[tzinfo]) -> bool:
    """Whether the day comes first: by the dates that can be read in one way only, else by the land.

    `zones` are the publisher's, the likeliest first.
    """
    for update in updates:
        value = update.get("datePublished")
        found = _DATE.match(value) if isinstance(value, str) else None
        if found and max(map(int, found.groups())) > 12:
            return int(found[1]) > 12
    return not (language.lower().endswith("us") or {str(zone) for zone in zones[:1]} & _MONTH_FIRST)
