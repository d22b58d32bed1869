"""Tables as rows of cells by column name, and lines of JSON."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime, time
from functools import partial
from io import StringIO
from itertools import chain, islice, takewhile
from typing import Any

from tui.readers.json_text import MOST_RECORDS, objects, parse
from tui.readers.times.clocks import CLOCK
from tui.readers.times.moments import moment_of

MOST_ROWS = MOST_RECORDS + 1  # the last shows that there are more
CUT = "lines without a whole object: {} of {}"
MOST_COLUMNS = 1000
MOST_BROKEN = 10  # one line in so many
SAMPLE = 20  # rows
FEWEST_ROWS = 2
FITTING = (0.9, 0.8)  # shares of rows with all columns; of four or more, as no prose has
LONGEST_HEAD = 2400  # characters of the line with the names
LONGEST_NAME = 80  # characters of a column's name
_NAMES = {"\t": "TSV", ",": "CSV", ";": "CSV", "|": "CSV"}
_KINDS: dict[type | None, str] = {datetime: "time", time: "time", date: "date"}
_NO_NAME = re.compile(r"\d:\d\d|\d{4}-\d|<")
_LINK = re.compile(r"(?<!\S)\S{1,20}://\S+")
_LETTER = re.compile(r"[^\W\d_]")
_BORDERS = re.compile(r"^ *\|[-|:+ ]*\n|^ *\||\| *$", re.MULTILINE)  # Markdown's
_ABOVE = re.compile(r"\A[\ufeff\n\r ]*(?:sep=.[\n\r]+)?")  # with Excel's line about the sign

type Row = dict[str, Any]
type Cells = Iterable[Sequence[Any]]


def json_lines(text: str) -> tuple[list[Row], str]:
    """Objects of a text with an object per line, and the trouble with a few that are broken."""
    first, _, rest = text.lstrip().partition("\n")
    if first[:1] != "{" or rest.lstrip()[:1] != "{":
        return [], ""
    lines = [x for x in text.split("\n") if x.strip()][:MOST_ROWS]
    rows = [row for line in lines for row in objects(parse(f"[{line}]").value)]
    broken = len(lines) - len(rows)
    is_whole = len(rows) >= FEWEST_ROWS and 0 <= broken <= max(1, len(lines) // MOST_BROKEN)
    return (rows, CUT.format(broken, len(lines)) * bool(broken)) if is_whole else ([], "")


def read(text: str) -> tuple[str, Row] | None:
    """Notation and rows of a table, in an object with the lines of title above them."""
    head = _ABOVE.sub("", text)
    first = head[:LONGEST_HEAD].partition("\n")[0]
    head = _BORDERS.sub("", head) if first[:1] == first.rstrip()[-1:] == "|" else head
    csv.field_size_limit(10_000_000)  # characters of a cell
    for sign, _ in Counter(x for x in first if x in _NAMES).most_common():
        with suppress(csv.Error):
            filled = filter(any, csv.reader(StringIO(head), delimiter=sign))
            top = list(islice(filled, SAMPLE))
            if _are_lines(top):
                return None
            above = takewhile(lambda x: len(x) != 2 and x[0] and not any(x[1:]), top)
            titles = [x[0] for x in above]  # lines with one cell, or only the first filled
            if rows := named(chain(top[len(titles) :], filled), sign):
                title, about = [*titles, ""][0], "\n".join(titles[1:])
                return _NAMES[sign], {"headline": title, "description": about, "rows": rows}
    return None


def _are_lines(rows: Sequence[Sequence[str]]) -> bool:
    """Most first cells go on in words behind a clock, as lines of a text with commas do."""
    firsts = [x[0].strip() for x in rows if x[0].strip()]
    return 2 * sum(bool(CLOCK.match(x)) and moment_of(x) is None for x in firsts) > len(firsts)


def named(cells: Cells, sign: str = " ") -> list[Row]:
    """Rows by the names of their columns, on top or from the kinds of values; [] without either.
    `sign` joins cells that are too many: it stood unquoted in a text, the column with most letters;
    a space, between cells of a page, joins them to the last."""
    filled = filter(any, cells)
    sample = list(islice(filled, SAMPLE))
    names = _take_names(sample, sign)
    fitting = [row for row in sample if len(row) == len(names)]
    fewest = FITTING[len(names) >= 4] * len(sample)
    if not names or len(sample) < FEWEST_ROWS or len(fitting) < fewest:
        return []
    rows = _with_halves(chain(sample, islice(filled, MOST_ROWS - len(sample))), sample)
    rows = _with_days(rows, sample)
    columns = len(names)
    full = columns - (not all(x[-1] for x in fitting))
    at = columns - 1 if sign == " " else _longest(fitting)
    whole = partial(_whole, columns=columns, full=full, at=at, sign=sign)
    return [dict(zip(names, whole(row), strict=False)) for row in rows]


def _take_names(sample: list[Sequence[Any]], sign: str) -> list[str]:
    """Names of columns: the first row, which leaves the sample; else by the kinds of values."""
    names = [str(x).strip() for x in next(iter(sample), ())]
    if len(names) > MOST_COLUMNS:
        return []
    if all(map(_is_name, names)):
        del sample[:1]
        return names
    return _by_values(sample) if sign != "\t" else []  # tabs are a chat's, too


def _with_halves(rows: Cells, sample: Sequence[Sequence[Any]]) -> Cells:
    """Clocks with am and pm that have a column of their own behind them."""
    columns = [{str(x).casefold() for x in column} for column in zip(*sample, strict=False)]
    at = next((n for n, x in enumerate(columns) if n and x <= {"am", "pm"}), 0)
    return ([*x[: at - 1], f"{x[at - 1]} {x[at]}", *x[at:]] for x in rows) if at else rows


def _with_days(rows: Cells, sample: Sequence[Sequence[Any]]) -> Cells:
    """Empty cells and clocks below a day with that day; a line with only a day is left out."""
    kinds = (set(map(_kind, column)) for column in zip(*sample, strict=False))
    days = {n: "" for n, x in enumerate(kinds) if {date} < x <= {date, time, None}}
    for row in rows:
        dated = [_dated(x, n, days) for n, x in enumerate(row)]
        if not days or any(x for n, x in enumerate(row) if n not in days):
            yield dated


def _kind(cell: Any) -> type | None:
    return type(moment_of(cell)) if cell else None


def _dated(cell: Any, column: int, days: dict[int, str]) -> Any:
    """A day, which is kept for its column, or an empty cell or a clock with the day above."""
    if column in days and (kind := _kind(cell)) is date:
        days[column] = cell
    elif days.get(column) and kind in (time, None):
        return f"{days[column]} {cell}".strip()
    return cell


def _by_values(rows: Sequence[Sequence[Any]]) -> list[str]:
    """Names of three or more columns: "time 1", "date 2", "column 3"; [] without day and clock."""
    every = ({type(moment_of(x)) for x in column} for column in zip(*rows, strict=False))
    kinds = [x.pop() if len(x) == 1 else None for x in every]
    if len(kinds) < 3 or not (datetime in kinds or {date, time} <= {*kinds}):
        return []
    return [f"{_KINDS.get(x, 'column')} {n}" for n, x in enumerate(kinds, 1)]


def _longest(rows: Sequence[Sequence[Any]]) -> int:
    columns = (_LINK.sub("", " ".join(map(str, x))) for x in zip(*rows, strict=True))
    lengths = [len(_LETTER.findall(x)) for x in columns]
    return lengths.index(max(lengths))


def _whole(row: Sequence[Any], *, columns: int, full: int, at: int, sign: str) -> Sequence[Any]:
    """A row without cells beyond the columns, of which the last is empty in some if not `full`."""
    if len(row) <= columns or not any(row[full:]):
        return row
    end = at + len(row) - columns + 1
    return [*row[:at], sign.join(map(str, row[at:end])).strip(), *row[end:]]


def _is_name(text: str) -> bool:
    """Of a column: short, no number, no time, no markup."""
    is_word = bool(_LETTER.search(text)) and not _NO_NAME.search(text)
    return not text or (is_word and len(text) <= LONGEST_NAME)
