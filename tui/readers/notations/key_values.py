"""Blocks of "Key: value" lines with the same keys: mails, exports of chats, lists in YAML."""

import json
import re
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from itertools import chain, pairwise
from typing import NamedTuple

from tui.readers.notations.tables import MOST_ROWS, Row
from tui.readers.times.moments import moment_of

NOTATION = "names and values"
BELOW = "text below"  # name of the text below the values of a record
FEWEST = 4  # records; fewer are a mail and its answers
SHARE = 0.8  # of records that hold a time
_FIELD = re.compile(
    r"(\s*+(?:- +)?)[*_]{0,3}([^\W\d_][\w.-]*+(?: [\w.()-]++){0,2}+)"
    r"[*_ ]{0,3}(?::(?=[\s*_]|$)|：)[*_]{0,3}\s*+(.*)"
)
_BORDER = re.compile(r"\s*(?:[-=*_#~ ]*|[-=]{3}.{0,60})\s*")
_ENVELOPE = re.compile(r"From \S+ .*\d{4}")  # of a mail in a box
_ENCODED = re.compile(r"(?i)transfer-encoding: *(?:base64|quoted)|=\?[\w-]+\?[bq]\?")
_SENTENCE = re.compile(r"[.!?…。।؟][\"'»”]*$")
_BLOCK = re.compile(r"\A[|>][+-]?(?:\n|\Z)")  # a YAML text on the lines below


class _Line(NamedTuple):
    text: str
    is_border: bool = False
    indent: int = 0
    is_item: bool = False
    name: str = ""
    value: str = ""


def read(text: str) -> Row | None:
    """Records in an object with the lines of title above them; None without records that begin
    with the same name and hold a time, and for mails that software has encoded."""
    lines = list(map(_line, re.split(r"\r?\n", text)))
    starts = _starts(lines)
    parts = [lines[a:b] for a, b in pairwise([*starts[:MOST_ROWS], len(lines)])]
    rows = [_record(x, BELOW) for x in parts]
    go_on = sum(bool(_SENTENCE.search([*x.values()][-1 - (BELOW in x)])) for x in rows)
    if 2 * go_on > len(rows):
        rows = [_record(x) for x in parts]
    timed = sum(len(x) > 1 and any(map(moment_of, x.values())) for x in rows)
    if timed < max(SHARE * len(rows), FEWEST) or _ENCODED.search(text):
        return None
    above = [x for x in lines[: starts[0]] if not x.is_border]
    about: Row = {x.name: x.value for x in above if x.value}
    titles = [x.text.strip() for x in above if not x.name]
    title = next(chain(about.values(), titles), "")
    return about | {"headline": title, "description": "\n".join(titles), "rows": rows}


def _line(text: str) -> _Line:
    if _ENVELOPE.match(text):
        return _Line(text, name="envelope")
    if _BORDER.fullmatch(text) or not (found := _FIELD.match(text)):
        return _Line(text, _BORDER.fullmatch(text) is not None)
    before, name, value = found.groups()
    return _Line(text, False, len(before), "-" in before, name.lower(), value.strip())


def _starts(lines: Sequence[_Line]) -> list[int]:
    """Lines with the first name that comes again below a border, a value, or as an item."""
    pairs = enumerate(pairwise([_Line("", True), *lines]))
    opened = [(at, y) for at, (x, y) in pairs if x.is_border or x.name or y.is_item]
    found = {at: x[2:5] for at, x in opened if x.name}
    counts = Counter(found.values())
    first = next((x for x in found.values() if counts[x] >= FEWEST), None)
    return [at for at, x in found.items() if x == first]


def _record(lines: Sequence[_Line], below: str = "") -> Row:
    """Values by name; the text below them has the name `below`, or goes on with the last."""
    found: dict[str, list[str]] = {}
    name, indent = "", lines[0].indent
    is_apart = is_below = False
    for line in lines:
        is_inner = line.is_border or line.text[: indent + 1].isspace()
        is_below = is_below or (is_apart and not is_inner)
        is_own = line.name and line.indent == indent and line.name not in found and not is_below
        name = line.name if is_own else below or name if is_below else name
        text = "" if line.is_border else line.text
        found.setdefault(name, []).append(line.value if is_own else text)
        is_apart = line.is_border
    return {name: _value("\n".join(x).strip()) for name, x in found.items()}


def _value(text: str) -> str:
    """A value of YAML, in its quotation marks or on the lines below."""
    text = _BLOCK.sub("", text)
    if text[:1] == text[-1:] == '"':
        with suppress(ValueError):
            return str(json.loads(text, strict=False))
    return text[1:-1].replace("''", "'") if text[1:] and text[0] == text[-1] == "'" else text
