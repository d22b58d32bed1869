"""JSON as pages write it: its slips mended, and the other forms that JSON-LD has for one thing made into one."""

import html
import json
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

type Object = dict[str, Any]

DENSEST = 12
"""Bytes of objects a byte of JSON may need, by a rough count: pages need about one; a file of "{}," needs sixty."""
SMALL = 1_000_000
"""Characters; below it the density does not matter, and what is missing is guessed."""
MENDED = 4_000_000
"""Characters of a block whose slips are mended."""
LOOKED_AT = 12_000_000
"""Characters in which the density is looked for."""
MOST_SLIPS, MOST_TRIED = 40, 8_000_000
"""Quotes and commas of one block that are mended; each costs a try, and so many characters are tried in all."""
DEEPEST = 20
"""Lists and objects inside each other at most where a text that breaks off is closed."""
LISTS_IN_LISTS = 4
"""Lists inside each other that are made one."""
MOST_TEXTS = 1000
"""Texts of one property that are read."""
GUESSED = "has quotes or commas amiss; they were put where they seem to belong"
UNSLASHED = "has lost the backslashes of its escapes (u2019 for \u2019); they were put back"
BROKEN_OFF = "breaks off; what stands before that was read"

_BEFORE = re.compile(
    r"(?:[\s\ufeff;]|/\*.*?\*/|//(?:[^\n{\[]*\n)?|<!--|<!\[CDATA\[|(?:(?:var|let|const)\s+)?[A-Za-z_$][\w$.]{0,60}\s*=)*",
    re.DOTALL,
)
_CLOSINGS = ("-->", "//]]>", "// ]]>", "/*]]>*/", "/* ]]> */", "]]>", "//", ";")
_BETWEEN = re.compile(r"[\s,;]*")
_ESCAPE = re.compile(r'\\(?:(["\\/bfnrt]|u[0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.?))', re.DOTALL)
_UNSLASHED = re.compile(  # not "Peru2021"
    r"(?:u(?!20[12]\d)[0-9a-f]{4}){2,}|u00(?:[a-f][0-9a-f]|3[CEce]|26)|u201[cd]|u2019(?=[A-Za-z])"
    r"|(?<=[ >(])u2018(?=[A-Za-z])|(?<=[ \d])u20(?:1[34]|22|ac)(?=[ \d])"
)
_PERHAPS_UNSLASHED = re.compile(
    r"u[0-9a-fCE]{4}"
)  # found twenty times as fast, and hardly ever there
_QUOTE_AND_END = re.compile(r'""\s*[,}\]]')
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]', re.DOTALL)
_LISTS_IN_LISTS = re.compile(r"\[\s*\[")
_OTHER_FORMS = ('"@value"', '"@list"', '"@set"', '"schema:', "schema.org/liveBlogUpdate")
_PREFIX = re.compile(r"schema:|https?://(?:www\.)?schema\.org/")


class Parsed(NamedTuple):
    """The value of a JSON text; what is wrong with it, or ""; and what had to be guessed to read it, or ""."""

    value: Any
    trouble: str = ""
    guessed: str = ""


def parse(text: str) -> Parsed:
    """The value of a JSON text; slips that pages make are mended."""
    if len(text) > SMALL and _is_dense(text):
        return Parsed(None, "it is made of millions of nearly empty values")
    loads = _Loads(text[:SMALL])
    trouble = ""
    text, told = _with_backslashes(text) if len(text) <= SMALL else (text, "")
    for candidate in _candidates(text):
        try:
            value = loads(candidate)
        except RecursionError:
            return Parsed(None, "it is nested too deeply")
        except json.JSONDecodeError as error:
            trouble = trouble or f"{error.msg} at line {error.lineno}, column {error.colno}"
        except ValueError:  # an integer of thousands of digits
            trouble = trouble or "it has a number of thousands of digits"
        else:
            return (
                parse(value) if isinstance(value, str) else Parsed(value, "", told)
            )  # JSON in a JSON string
    if len(text) <= SMALL and "liveblogupdate" in text.lower():
        guessed = _guessed(candidate, loads)
        if guessed is not None:
            both = told and guessed.guessed
            return guessed._replace(
                guessed=f"{told}, and it {guessed.guessed}" if both else told or guessed.guessed
            )
    return Parsed(None, trouble)


class _Loads:
    """json.loads, and the other forms of JSON-LD made plain where a sample of the text has any."""

    def __init__(self, sample: str) -> None:
        own = '"tui:' in sample
        others = not own and (
            any(form in sample for form in _OTHER_FORMS) or bool(_LISTS_IN_LISTS.search(sample))
        )
        self._hook: Callable[[Object], Any] | None = plain if others else None

    def __call__(self, text: str) -> Any:
        return json.loads(text, strict=False, object_hook=self._hook)

    def several(self, text: str) -> Any:
        """The values that stand one after another."""
        decoder = json.JSONDecoder(strict=False, object_hook=self._hook)
        values, position = [], 0
        while text[position : position + 1] in ("{", "["):
            value, position = decoder.raw_decode(text, position)
            values.append(value)
            if between := _BETWEEN.match(text, position):
                position = between.end()
        return values if len(values) != 1 else values[0]


def plain(fields: Object) -> Any:
    """An object's plain form: {"@value": x} is x, a list in a list is one list, "schema:name" is name."""
    for key in ("@value", "@list", "@set"):
        if key in fields:
            return fields[key]
    made: Object = {}
    for key, value in fields.items():
        for _ in range(LISTS_IN_LISTS):
            if value.__class__ is not list or not any(x.__class__ is list for x in value):
                break
            value = [x for entry in value for x in (entry if isinstance(entry, list) else [entry])]
        made[_PREFIX.sub("", key, count=1) if ":" in key else key] = value
    return made


def text_in(value: Any) -> str:
    """The text of a property, whatever form it has: a string, a number, an object with one, a list of them."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "\n\n".join(
            text for x in value[:MOST_TEXTS] if not isinstance(x, list) and (text := text_in(x))
        )
    if isinstance(value, dict):
        return next(
            (
                x
                for key in ("@value", "text", "articleBody", "name")
                if isinstance(x := value.get(key), str)
            ),
            "",
        )
    return (
        str(value)
        if isinstance(value, float) or (type(value) is int and abs(value) < 10**18)
        else ""
    )


def _is_dense(text: str) -> bool:
    """Whether the objects would need far more memory than the text; a large text is looked at in its first part."""
    text = text[:LOOKED_AT]
    return 200 * text.count("{") + 60 * text.count("[") + 30 * text.count(",") > DENSEST * len(text)


def _candidates(text: str) -> Iterator[str]:
    """The text as it is, then with one kind of slip after another mended."""
    yield text
    mended = _unwrapped(text)
    if mended != text:
        yield mended
    if len(text) > MENDED:  # each try costs as much as the whole
        return
    for mend in (_without_entities, _with_known_escapes, _without_trailing_commas):
        before, mended = mended, mend(mended)
        if mended != before:
            yield mended


def _unwrapped(text: str) -> str:
    """The text without comments, CDATA and an assignment around it."""
    begin = _BEFORE.match(text)
    bare = text[begin.end() if begin else 0 :].rstrip()
    for _ in range(3):
        for closing in _CLOSINGS:
            bare = bare.removesuffix(closing).rstrip()
    return bare


def _with_backslashes(text: str) -> tuple[str, str]:
    """Escapes as they were before a database took their backslashes, and what to say of it: only where all are gone."""
    if not text.isascii() or "\\u" in text or "\\/" in text:
        return text, ""
    if not _PERHAPS_UNSLASHED.search(text) or not _UNSLASHED.search(text):
        return text, ""
    slashed = _UNSLASHED.sub(lambda found: re.sub("u(?=[0-9a-fA-F]{4})", r"\\u", found[0]), text)
    return slashed, UNSLASHED


def _without_entities(text: str) -> str:
    for _ in range(2):
        if '"' not in text and "quot;" in text:
            text = html.unescape(text)
    return text


def _with_known_escapes(text: str) -> str:
    r"""The escapes of JavaScript that JSON has not: \' and \x27."""
    return _ESCAPE.sub(lambda e: e[0] if e[1] else f"\\u00{e[2]}" if e[2] else e[3], text)


def _without_trailing_commas(text: str) -> str:
    return _TRAILING_COMMA.sub(r"\1", text)


def _guessed(text: str, loads: _Loads) -> Parsed | None:
    """Several values in one block; else quotes inside of texts, forgotten commas, or an end that is missing."""
    told = ""
    for _ in range(min(MOST_SLIPS, MOST_TRIED // (len(text) + 1))):
        try:
            return Parsed(loads.several(text), "", told) if text[:1] in ("{", "[") else None
        except json.JSONDecodeError as error:
            mended = _mended(text, error)
            if not mended:
                break
            text, told = mended, GUESSED
        except (ValueError, RecursionError):
            return None
    closed = _closed(text)
    try:
        return (
            Parsed(loads(closed), "", f"{told}, and it {BROKEN_OFF}" if told else BROKEN_OFF)
            if closed
            else None
        )
    except (ValueError, RecursionError):
        return None


def _mended(text: str, error: json.JSONDecodeError) -> str:
    """The text with the one slip mended that the parser met, or "" where it is of another kind."""
    if error.msg.startswith(("Unterminated", "Invalid")) or error.pos >= len(text):
        return ""
    ends = _QUOTE_AND_END.match(
        text, error.pos - 1
    )  # a text that ends with a quotation: its last quote is the end
    if error.msg.startswith("Expecting ',' delimiter") and text[error.pos] in '"{' and not ends:
        return f"{text[: error.pos]},{text[error.pos :]}"
    quote = text.rfind('"', 0, error.pos)
    return f'{text[:quote]}\\"{text[quote + 1 :]}' if quote > 0 else ""


def _closed(text: str) -> str:
    """A text that breaks off, cut behind the last whole object in a list, and closed; "" where there is none."""
    opened: list[str] = []
    cut, closers = 0, ""
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign in ("{", "["):
            opened.append("}" if sign == "{" else "]")
        elif sign in ("}", "]"):
            if not opened or opened.pop() != sign:
                return ""
            if sign == "}" and opened[-1:] == ["]"] and len(opened) < DEEPEST:
                cut, closers = token.end(), "".join(reversed(opened))
    return text[:cut] + closers if opened and cut else ""
