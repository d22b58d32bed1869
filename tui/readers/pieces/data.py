"""Data of a page or a file: JSON in scripts, or the file itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from tui.readers.html.nodes import each_of
from tui.readers.json_text import Value, is_dense, parse, value_at
from tui.readers.notations import values_in
from tui.readers.page import Page

SHORTEST = 60  # characters of data in a script that can hold posts
LONGEST_NUMBER = 10  # characters of the number of a streamed value
MOST_SCRIPTS = 500  # per page
MOST_TRIED = 3000  # values in scripts that are parsed
MOST_LOOKS = 4  # times that a script's text is read, at most
_BEGINNINGS = ('{"', "{\n", "{\r", "{ ", "[{", "[\n", "[ ", '"{\\"', '"[{\\"')
"""Beginnings of values; few characters are found ten times as fast as a pattern."""
_STREAMED = re.compile(r"\s{0,99}(?:self\.)?__next_f\.push\(")
_BEFORE = ("=", "(", ",")  # as in `name = {`, `push([`, `setPayload('x', {`


@dataclass(frozen=True, slots=True)
class Data:
    """Values of a page, and the troubles of values that cannot be parsed."""

    values: list[Value] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    def take(self, notation: str, value: Any, trouble: str = "") -> None:
        if trouble:
            self.troubles.append(trouble)
        elif isinstance(value, dict | list):
            self.values.append(Value(notation, value))


def data_of(page: Page) -> Data:
    return page.once(_look_for_data)


def _look_for_data(page: Page) -> Data:
    found = Data()
    rows, trouble = values_in(page) if page.may_be_table else (None, "")
    if rows is not None:
        found.values.append(rows)
        found.troubles.extend(filter(None, [trouble]))
    elif page.is_json:
        notation = "JSON-LD" if page.has('"@type"') else "JSON"
        found.take(notation, *page.json)
    elif page.is_markup:
        _take_scripts(page, found)
    return found


def _take_scripts(page: Page, found: Data) -> None:
    left = MOST_TRIED
    streamed: list[str] = []  # by React, a value on each line
    for script in page.tree.css("script")[:MOST_SCRIPTS]:
        text = script.text()
        kind = (script.attributes.get("type") or "").lower()
        if "ld+json" in kind:
            found.take("JSON-LD", *parse(text))
        elif "json" in kind or text[:SHORTEST].lstrip()[:1] in ("{", "["):
            found.take("JSON in a script", parse(text).value)
        elif pushed := _STREAMED.match(text):
            streamed += [x for x in each_of(value_at(text, pushed.end())[0]) if isinstance(x, str)]
        else:
            for value in islice(_assigned(text), left):
                left -= 1
                found.take("JSON in a script", value)
    for value in _values_in("".join(streamed)):
        found.take("JSON in a script", value)


def _values_in(stream: str) -> Iterator[Any]:
    """Values of lines such as `5:{...}`."""
    for line in stream.split("\n")[:MOST_TRIED]:
        number, _, text = line.partition(":")
        if len(text) > SHORTEST and text[0] in "{[" and len(number) < LONGEST_NUMBER:
            yield parse(text).value


def _assigned(text: str) -> Iterator[Any]:
    """Values that a script assigns or passes on; None for a value that cannot be parsed."""
    if len(text) <= SHORTEST or is_dense(text):
        return
    end, left = 0, MOST_LOOKS * len(text)
    for begin in sorted(x for words in _BEGINNINGS for x in _places(text, words)):
        if begin < end or not text[max(begin - 9, 0) : begin].rstrip().endswith(_BEFORE):
            continue
        value, stop = value_at(text, begin)
        left -= stop - begin
        end = stop if value is not None else end
        yield value if value is not None and stop - begin >= SHORTEST else None
        if left < 0:
            return


def _places(text: str, words: str) -> Iterator[int]:
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)
