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
_ENCODED = re.compile(r"(?i)transfer-encoding: *(?:base64|quoted)|=\?[\w-]+\?[bq]\?")  # mails
_SENTENCE = re.compile(r"[.!?…。।؟][\"'»”]*$")
_BLOCK = re.compile(r"\A[|>][+-]?(?:\n|\Z)")  # a YAML text on the lines below


def read(text: str) -> Row | None:
    """Records in an object with the lines of title above them; None without records that begin
    with the same name and hold a time."""
    text = "\n\n" + text.replace("\r\n", "\n")
    found = list(_FIRST.finditer(text))
    counts = Counter(map(Match.groups, found))
    first = next((x.groups() for x in found if counts[x.groups()] >= FEWEST), ("", ""))
    found = [x for x in found if x.groups() == first][:MOST_ROWS]
    if not found or _ENCODED.search(text):
        return None
    ends = [*(x.start() for x in found[1:]), len(text)]
    below = rf"\n{_BORDER}(?! {{{len(first[0]) + 1}}})"
    parts = [
        re.split(below, text[x.start(1) : end], maxsplit=1)
        for x, end in zip(found, ends, strict=True)
    ]
    go_on = 2 * sum(bool(_SENTENCE.search(x[0])) for x in parts) > len(parts)
    rows = [_record(*x, indent=len(first[0]), go_on=go_on) for x in parts]
    timed = sum(len(x) > 1 and any(map(moment_of, x.values())) for x in rows)
    above = [_value(_FIELD.sub("", x, 1)) for x in text[: found[0].start()].split("\n")]
    title, *about = [*filter(None, above), ""]
    whole = {"headline": title, "description": "\n".join(about), "rows": rows}
    return whole if timed >= SHARE * len(rows) else None


def _record(head: str, below: str = "", *, indent: int, go_on: bool) -> Row:
    """Values by name; the text below them goes on with the last, or has a name of its own."""
    fields = [x for x in _FIELD.finditer(head) if len(x[1]) == indent]
    places = pairwise([*fields, None])
    row = {x[2].lower(): _value(head[x.end() : y.start() if y else None]) for x, y in places if x}
    name = [*row][-1] if go_on else BELOW
    text = f"{row.get(name, '')}\n\n{below}".strip()
    return row | {name: text} if below.strip() else row


def _value(text: str) -> str:
    """A value of YAML, in its quotation marks or on the lines below."""
    text = _BLOCK.sub("", text.strip())
    if text[:1] == text[-1:] == '"':
        with suppress(ValueError):
            return str(json.loads(text, strict=False))
    return text[1:-1].replace("''", "'") if text[1:] and text[0] == text[-1] == "'" else text
