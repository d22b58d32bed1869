"""The data of a page or a file: JSON of its scripts, microdata, or the file itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tui.readers.json_text import is_dense, parse, value_at
from tui.readers.page import Page
from tui.readers.pieces.microdata import items_of
from tui.readers.pieces.values import Value

SHORTEST = 200
"""Characters of data in a script that can hold posts."""
MOST_SCRIPTS = 500
"""Scripts of a page that are looked at."""
MOST_TRIED = 300
"""Values in scripts that are tried."""
MOST_LOOKS = 4
"""So often a script is read in search of values."""
_ASSIGNED = re.compile(r'[=(,]\s{0,9}(?=[{\[]|"(?:[{\[]|\\"))')
"""What stands before a value in a script: `name = {`, `push([`, `setPayload('x', {`."""


@dataclass(frozen=True, slots=True)
class Data:
    """The values of a page, and why others cannot be parsed."""

    values: list[Value] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)


def data_of(page: Page) -> Data:
    """All data of a page, or the file itself if it is JSON; looked for once."""
    return page.once(_look_for_data)


def _look_for_data(page: Page) -> Data:
    found = Data()
    if page.is_json:
        _take(found, "JSON", page.json.value, page.json.trouble)
    elif page.is_markup:
        _take_scripts(page, found)
        found.values.extend(items_of(page))
    return found


def _take(found: Data, notation: str, value: Any, trouble: str) -> None:
    if trouble:
        found.troubles.append(trouble)
    elif isinstance(value, dict | list):
        found.values.append(Value(notation, value))


def _take_scripts(page: Page, found: Data) -> None:
    tried = 0
    for script in page.tree.css("script")[:MOST_SCRIPTS]:
        text = script.text()
        kind = (script.attributes.get("type") or "").lower()
        if "ld+json" in kind:
            _take(found, "JSON-LD", *parse(text)[:2])
        elif "json" in kind or text[:SHORTEST].lstrip()[:1] in ("{", "["):
            _take(found, "JSON in a script", parse(text).value, "")
        elif len(text) > SHORTEST and tried < MOST_TRIED and not is_dense(text):
            for value in _assigned(text):
                tried += 1
                _take(found, "JSON in a script", value, "")
                if tried == MOST_TRIED:
                    break


def _assigned(text: str) -> Iterator[Any]:
    """The values that a script assigns or passes on; None for each place that holds none."""
    end, left = 0, MOST_LOOKS * len(text)
    while left > 0 and (found := _ASSIGNED.search(text, end)):
        begin = found.end()
        value, end = value_at(text, begin)
        left -= end - begin
        yield value if end - begin >= SHORTEST else None
        end = max(end if value is not None else begin, begin)
