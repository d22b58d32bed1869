"""Blocks of "Key: value" lines with the same keys: mails, exports of chats, lists in YAML."""

import json
import re
from collections import Counter
from contextlib import suppress
from itertools import pairwise
from re import Match

from tui.readers.notations.tables import MOST_ROWS, Row
from tui.readers.times.moments import moment_of

NOTATION = "names and values"
BELOW = "text below"  # name of the text below the values of a record
FEWEST = 4  # records; fewer are a mail and its answers
SHARE = 0.8  # of records that hold a time
_BORDER = r"(?:[-=*_#~ ]*\n|From \S+ .*\d\n){1,9}+"  # or the envelopes of mails
_KEY = r"[^\W\d_][\w.-]*+(?: [\w.()-]++){0,2}+"
_NAME = rf"([ \t]*+(?:- ++)?)\*{{0,2}}({_KEY})\*{{0,2}}(?::(?=[\s*]|$)|：)\*{{0,2}}"
_FIELD = re.compile(rf"(?m)^{_NAME}")
_FIRST = re.compile(rf"\n(?:{_BORDER}|(?= *- )){_NAME}")
_BELOW = re.compile(rf"\n{_BORDER}(?=( *+))")
_ENCODED = re.compile(r"(?i)transfer-encoding: *(?:base64|quoted)|=\?[\w-]+\?[bq]\?")  # mails
_SENTENCE = re.compile(r"[.!?…。।؟][\"'»”]*$")
_BLOCK = re.compile(r"\A[|>][+-]?(?:\n|\Z)")  # a YAML text on the lines below


def read(text: str) -> Row | None:
    """Records in an object with the lines of title above them; None without records that begin
    with the same name and hold a time."""
    above, *records = _parts("\n\n" + text.replace("\r\n", "\n"))
    if not records or _ENCODED.search(text):
        return None
    indent = len(_FIELD.split(records[0])[1])
    parts = [_head_and_text(x, indent) for x in records]
    go_on = 2 * sum(bool(_SENTENCE.search(x)) for x, _ in parts) > len(parts)
    rows = [_record(*x, indent=indent, go_on=go_on) for x in parts]
    timed = sum(len(x) > 1 and any(map(moment_of, x.values())) for x in rows)
    title, *about = [*filter(None, (_value(_FIELD.sub("", x, 1)) for x in above.split("\n"))), ""]
    whole = {"headline": title, "description": "\n".join(about), "rows": rows}
    return whole if timed >= SHARE * len(rows) else None


def _parts(text: str) -> list[str]:
    """What is above the records, and the records, which begin with the first name that comes again
    below a border or as an item."""
    found = list(_FIRST.finditer(text))
    counts = Counter(map(Match.groups, found))
    first = next((x.groups() for x in found if counts[x.groups()] >= FEWEST), None)
    found = [x for x in found if x.groups() == first][:MOST_ROWS]
    ends = [*(x.start() for x in found), len(text)]
    return [text[: ends[0]], *(text[x.start(1) : y] for x, y in zip(found, ends[1:], strict=True))]


def _head_and_text(record: str, indent: int) -> tuple[str, str]:
    """The values, and the text below a border that is no part of a value."""
    borders = ((x.start(), x.end()) for x in _BELOW.finditer(record) if len(x[1]) <= indent)
    start, end = next(borders, (len(record), len(record)))
    return record[:start], record[end:]


def _record(head: str, text: str, *, indent: int, go_on: bool) -> Row:
    """Values by name; the text below them goes on with the last, or has a name of its own."""
    fields = [x for x in _FIELD.finditer(head) if len(x[1]) == indent]
    places = pairwise([*fields, None])
    row = {x[2].lower(): _value(head[x.end() : y.start() if y else None]) for x, y in places if x}
    name = [*row][-1] if go_on else BELOW
    return row | {name: f"{row.get(name, '')}\n\n{text}".strip()} if text.strip() else row


def _value(text: str) -> str:
    """A value of YAML, in its quotation marks or on the lines below."""
    text = _BLOCK.sub("", text.strip())
    if text[:1] == text[-1:] == '"':
        with suppress(ValueError):
            return str(json.loads(text, strict=False))
    return text[1:-1].replace("''", "'") if text[1:] and text[0] == text[-1] == "'" else text
