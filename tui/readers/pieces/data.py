"""Data of a page or a file: JSON in scripts, or the file itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING, Any

from tui.model.safe_text import one_line
from tui.readers.json_text import Value, each_of, held, is_dense, linked, parse, value_at
from tui.readers.notations import key_values, tables
from tui.readers.page import Page

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MOST_SCRIPTS = 500  # per page
MOST_TABLES = 20
MOST_TRIED = 3000  # values in scripts, or attributes, that are parsed
MOST_LOOKS = 4  # times that a script's text is read, at most
LONGEST_NAME = 40  # characters of an attribute's name, which may say "comments"
IN_SCRIPT = "JSON in a script"
TABLE = "HTML table"
_OBJECT = re.compile(r'\{\s*+(?:\\|"[^"\\]{0,300}+"\s*+:\s*+["{\[\dtfn-])')
_BEFORE_OBJECT = re.compile(r'[=(,]\s{0,9}("?\[?\s{0,9})\Z')
"""As in `name = {"a": 1}`, `push([{`, `setPayload('x', {`, `parse("{\\"`; to search for its brace
takes a third of the time of a search for the marks before it."""
_BYTE = r"\\(?<!\\\\)u00([89a-f][0-9a-f])"  # begins with what is rare
FEWEST_BYTES = 3  # different ones; two are a letter, which may be meant
# Not "props", in which islands repeat posts. A search that begins with "=" takes a tenth.
_ATTRIBUTE = r"""=(?<!\sprops=)(?:"(\[?\{\s*+&(?:quot|#34|#x22);[^"]*+)"|'(\[?\{\s*+["&][^']*+)')"""
_STREAMED = re.compile(r"\s{0,99}(?:self\.)?__next_f\.push\(")


@dataclass(frozen=True, slots=True)
class Data:
    """Values of a page, and the troubles of values that cannot be parsed."""

    values: list[Value] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    def take(self, notation: str, value: Any, trouble: str = "") -> None:
        if trouble:
            self.troubles.append(trouble)
        elif isinstance(value, dict | list):
            self.values.append(Value(notation, linked(value)))


def data_of(page: Page) -> Data:
    return page.once(_look_for_data)


def _look_for_data(page: Page) -> Data:
    found = Data()
    if page.may_be_table:
        _take_rows(page, found)
    if found.values:
        page.is_markup = False  # tags stand in cells
        return found
    if page.is_json:
        notation = "JSON Feed" if page.has("//jsonfeed.org/version/") else "JSON"
        notation = "JSON-LD" if page.has('"@type"') else notation
        found.take(notation, *parse(_with_letters(page.text)))
    elif page.is_markup:
        _take_scripts(page, found)
        for passed in islice(re.finditer(_ATTRIBUTE, page.attributes), MOST_TRIED):
            start = max(passed.start() - LONGEST_NAME, 0)
            name = page.attributes[start : passed.start()].split()[-1:]
            value = linked(parse(unescape(passed[1] or passed[2])).value)
            found.take("JSON in an attribute", dict.fromkeys(name, value))
        _take_table(page, found)
    return found


def _take_rows(page: Page, found: Data) -> None:
    """Take a feed, lines of JSON or a table. Raises UnreadableError for a broken or vast feed."""
    if page.xml_root:
        from tui.readers.notations import feeds  # few sources are XML

        found.values.append(Value(*feeds.read(page.text, page.xml_root), True))
        return
    rows, trouble = tables.json_lines(page.text)
    if rows:
        found.values.append(Value("JSON lines", rows, True))
        found.troubles.extend(filter(None, [trouble]))
    elif not page.is_json and (table := tables.read(page.text)):
        found.values.append(Value(*table, True))
    elif not page.is_json and (blocks := key_values.read(page.text)):
        found.values.append(Value(key_values.NOTATION, blocks, True))


def _with_letters(text: str) -> str:
    """JSON in which bytes of UTF-8 stand for letters, as in chats that Meta exports:
    "\\u00c3\\u00a9" for "é". Other JSON as it is, such as "Â©" alone."""
    if len(set(re.findall(_BYTE, text))) < FEWEST_BYTES:
        return text
    try:
        return re.sub(_BYTE, lambda x: chr(int(x[1], 16)), text).encode("latin-1").decode()
    except UnicodeError:
        return text


def _take_scripts(page: Page, found: Data) -> None:
    left = MOST_TRIED
    streamed: list[str] = []  # by React, a value on each line
    for script in page.tree.css("script")[:MOST_SCRIPTS]:
        text = script.text()
        if "ld+json" in (script.attributes.get("type") or "").lower():
            found.take("JSON-LD", *parse(text))
        elif text.lstrip()[:1] in ("{", "["):
            found.take(IN_SCRIPT, parse(text).value)
        elif pushed := _STREAMED.match(text):
            streamed += [x for x in each_of(value_at(text, pushed.end())[0]) if isinstance(x, str)]
        else:
            for value in islice(_assigned(text), left):
                left -= 1
                found.take(IN_SCRIPT, value)
    for line in "".join(streamed).split("\n")[:MOST_TRIED]:
        found.take(IN_SCRIPT, held(line.partition(":")[2]))  # `5:{...}`


def _take_table(page: Page, found: Data) -> None:
    """The table with most words of a page without elements with a time: a saved spreadsheet."""
    nodes = page.tree.css("table:not(:has(table))")[:MOST_TABLES]
    if not nodes or page.tree.body is None or page.tree.css_first("[datetime]") is not None:
        return
    words = page.tree.body.text()
    for table in (x for x in nodes if 2 * len(x.text()) > len(words)):
        rows = (x.css("th, td") for x in table.css("tr")[: tables.MOST_ROWS])
        found.take(TABLE, tables.named([_cell(x) for x in row] for row in rows))


def _cell(node: "LexborNode") -> str:
    """Text of a cell, or its markup if it has paragraphs, links or pictures."""
    from tui.readers.html.seen import texts_of  # imports the parser, which few data need

    is_rich = node.tag == "td" and node.css_first("a, br, p, li, img") is not None
    return (node.html or "") if is_rich else one_line("".join(x for x, _ in texts_of(node)))


def _assigned(text: str) -> Iterator[Any]:
    """Objects, or lists of them, that a script assigns or passes on; None for a broken one."""
    place, left = 0, 0 if is_dense(text) else MOST_LOOKS * len(text)
    while left > 0 and (found := _OBJECT.search(text, place)):
        place, brace = found.end(), found.start()
        if before := _BEFORE_OBJECT.search(text, max(brace - 20, 0), brace):
            value, end = value_at(text, before.start(1))
            left -= end - before.start(1)
            place = place if value is None else end
            yield value
