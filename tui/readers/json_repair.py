"""JSON as pages write it: slips are mended, and JSON-LD's several forms of one thing made one."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

type Object = dict[str, Any]

DENSEST = 12
"""Bytes of objects that a byte of JSON may need, roughly: pages need one, a file of "{}," sixty."""
MOST_GUESSED = 1_000_000
"""Characters of a block of any density, in which missing signs are guessed."""
MOST_MENDED = 4_000_000
"""Characters of a block whose slips are mended."""
MOST_COUNTED = 12_000_000
"""Characters in which the density is counted."""
MOST_SLIPS = 40
"""Quotes and commas of one block that are mended; each costs a try."""
MOST_TRIED = 8_000_000
"""Characters of all tries to mend one block."""
DEEPEST = 20
"""Lists and objects inside each other in a text that breaks off and is closed."""
LISTS_IN_LISTS = 4
"""Lists inside each other that are made one."""
MOST_TEXTS = 1000
"""Texts of one property that are read."""
TOO_DEEP = "it is nested too deeply"
DENSE = "it is made of millions of nearly empty values"
HUGE_NUMBER = "it has a number of thousands of digits"
GUESSED = "has quotes or commas amiss; they were put where they seem to belong"
UNSLASHED = "has lost the backslashes of its escapes (u2019 for \u2019); they were put back"
BROKEN_OFF = "breaks off; what stands before that was read"

# Strings, as most JSON is valid and needs none of them.
_BEFORE = (
    r"(?s)(?:[\s\ufeff;]++|/\*.*?\*/|//++(?:[^\n{\[]{0,200}\n)?|<!--|<!\[CDATA\["
    r"|(?:(?:var|let|const)\s+)?[A-Za-z_$][\w$.]{0,60}\s*=)*+"
)
_ESCAPE = r'(?s)\\(?:(["\\/bfnrt]|u[0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.?))'
_UNSLASHED = (  # not "Peru2021"
    r"(?:u(?!20[12]\d)[0-9a-f]{4}){2,}|u00(?:[a-f][0-9a-f]|3[CEce]|26)|u201[cd]|u2019(?=[A-Za-z])"
    r"|(?<=[ >(])u2018(?=[A-Za-z])|(?<=[ \d])u20(?:1[34]|22|ac)(?=[ \d])"
)
_TRAILING_COMMA = r",(\s*[}\]])"
_UNDEFINED = r"(?<=[:,\[ ])undefined(?=\s{0,20}[,}\]])"
_TOKEN = r'(?s)"(?:[^"\\]|\\.)*"|[{}\[\]]'
_CLOSINGS = ("-->", "//]]>", "// ]]>", "/*]]>*/", "/* ]]> */", "]]>", "//", ";")
_BETWEEN = re.compile(r"[\s,;]*")
# Found twenty times as fast, and hardly ever there.
_PERHAPS_UNSLASHED = re.compile(r"u[0-9a-fCE]{4}")
_QUOTE_AND_END = re.compile(r'""\s*[,}\]]')
_CLOSER = {"{": "}", "[": "]"}
_LISTS_IN_LISTS = re.compile(r"\[\s*\[")
_OTHER_FORMS = ('"@value"', '"@list"', '"@set"', '"schema:', "schema.org/liveBlogUpdate")
_PREFIX = re.compile(r"schema:|https?://(?:www\.)?schema\.org/")


class Parsed(NamedTuple):
    """The value of a JSON text, its error or "", and what was guessed to read it or ""."""

    value: Any
    trouble: str = ""
    guessed: str = ""


def parse(text: str, *, json_ld: bool = True) -> Parsed:
    """The value of a JSON text, in which slips that pages make are mended.

    With `json_ld` JSON-LD's several forms of one thing are made one.
    """
    is_small = len(text) <= MOST_GUESSED
    if is_dense(text):
        return Parsed(None, DENSE)
    loads = _Loads(text[:MOST_GUESSED] if json_ld else "")
    slashed = _with_backslashes(text) if is_small else text
    parsed, mended = _first_valid(slashed, loads)
    if isinstance(parsed.value, str):  # JSON in a JSON string
        return parse(parsed.value, json_ld=json_ld)
    may_guess = is_small and parsed.trouble != TOO_DEEP and "liveblogupdate" in text.lower()
    if parsed.trouble and may_guess:
        parsed = _guessed(mended, loads) or parsed
    if parsed.trouble or slashed == text:
        return parsed
    return parsed._replace(
        guessed=f"{UNSLASHED}, and it {parsed.guessed}" if parsed.guessed else UNSLASHED
    )


def has_other_forms(text: str) -> bool:
    """Whether the beginning of a JSON text has any of JSON-LD's other forms of one thing."""
    sample = text[:MOST_GUESSED]
    if '"tui:' in sample:  # this program's own
        return False
    return any(form in sample for form in _OTHER_FORMS) or bool(_LISTS_IN_LISTS.search(sample))


def value_at(text: str, position: int) -> Parsed:
    """The JSON value that begins at a position of a longer text, such as a page's script.

    A string that holds JSON, as some pages write it, gives the value inside. Whoever asks for many
    values of one text looks first whether it `is_dense`.
    """
    try:
        value, _ = json.JSONDecoder(strict=False).raw_decode(text, position)
    except RecursionError:
        return Parsed(None, TOO_DEEP)
    except json.JSONDecodeError as error:
        return Parsed(None, f"{error.msg} at line {error.lineno}, column {error.colno}")
    except ValueError:
        return Parsed(None, HUGE_NUMBER)
    return parse(value, json_ld=False) if isinstance(value, str) else Parsed(value)


def _first_valid(text: str, loads: "_Loads") -> tuple[Parsed, str]:
    """The value of the first valid candidate, or the first error; and the last candidate."""
    trouble = ""
    candidate = text
    for candidate in _candidates(text):
        try:
            return Parsed(loads(candidate)), candidate
        except RecursionError:
            return Parsed(None, TOO_DEEP), candidate
        except json.JSONDecodeError as error:
            trouble = trouble or f"{error.msg} at line {error.lineno}, column {error.colno}"
        except ValueError:  # an integer of thousands of digits
            trouble = trouble or HUGE_NUMBER
    return Parsed(None, trouble), candidate


class _Loads:
    """json.loads, and JSON-LD's other forms made plain if a sample of the text has any."""

    def __init__(self, sample: str) -> None:
        self._hook: Callable[[Object], Any] | None = plain if has_other_forms(sample) else None

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
    """An object's plain form: {"@value": x} is x, "schema:name" is name, [[x]] is [x]."""
    for key in ("@value", "@list", "@set"):
        if key in fields:
            return fields[key]
    return {
        _PREFIX.sub("", key, count=1) if ":" in key else key: _flat(value)
        for key, value in fields.items()
    }


def _flat(value: Any) -> Any:
    """A list without lists inside it, if they are not too deep; anything else is itself."""
    for _ in range(LISTS_IN_LISTS):
        if not isinstance(value, list) or not any(isinstance(x, list) for x in value):
            break
        value = [x for entry in value for x in (entry if isinstance(entry, list) else [entry])]
    return value


def text_in(value: Any) -> str:
    """The text of a property: a string, a number, an object with one, a list of them."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        texts = (text_in(x) for x in value[:MOST_TEXTS] if not isinstance(x, list))
        return "\n\n".join(filter(None, texts))
    if isinstance(value, dict):
        keys = ("@value", "text", "articleBody", "name")
        return next((x for key in keys if isinstance(x := value.get(key), str)), "")
    is_number = isinstance(value, float) or (type(value) is int and abs(value) < 10**18)
    return str(value) if is_number else ""


def is_dense(text: str) -> bool:
    """Whether the objects would need far more memory than a long text, judged by its beginning."""
    if len(text) <= MOST_GUESSED:
        return False
    text = text[:MOST_COUNTED]
    return 200 * text.count("{") + 60 * text.count("[") + 30 * text.count(",") > DENSEST * len(text)


def _candidates(text: str) -> Iterator[str]:
    """The text as it is, then with one kind of slip after another mended."""
    yield text
    mended = _unwrapped(text)
    if mended != text:
        yield mended
    if len(text) > MOST_MENDED:  # each try costs as much as the whole
        return
    mends = (_without_entities, _with_known_escapes, _without_trailing_commas, _with_null)
    for mend in mends:
        before, mended = mended, mend(mended)
        if mended != before:
            yield mended


def _unwrapped(text: str) -> str:
    """The text without comments, CDATA and an assignment around it."""
    begin = re.match(_BEFORE, text)
    bare = text[begin.end() if begin else 0 :].rstrip()
    for _ in range(3):
        for closing in _CLOSINGS:
            bare = bare.removesuffix(closing).rstrip()
    return bare


def _with_backslashes(text: str) -> str:
    """The text with the backslashes of its escapes, if a database took them all."""
    if not text.isascii() or "\\u" in text or "\\/" in text:
        return text
    if not _PERHAPS_UNSLASHED.search(text):
        return text
    return re.sub(_UNSLASHED, lambda found: re.sub("u(?=[0-9a-fA-F]{4})", r"\\u", found[0]), text)


def _without_entities(text: str) -> str:
    import html  # takes 1 ms

    for _ in range(2):
        if '"' not in text and "quot;" in text:
            text = html.unescape(text)
    return text


def _with_known_escapes(text: str) -> str:
    r"""The escapes of JavaScript that JSON has not: \' and \x27."""
    return re.sub(_ESCAPE, lambda e: e[0] if e[1] else f"\\u00{e[2]}" if e[2] else e[3], text)


def _without_trailing_commas(text: str) -> str:
    return re.sub(_TRAILING_COMMA, r"\1", text)


def _with_null(text: str) -> str:
    """JavaScript's undefined as null."""
    return re.sub(_UNDEFINED, "null", text)


def _guessed(text: str, loads: _Loads) -> Parsed | None:
    """The value if the text is several values, lacks quotes or commas, or breaks off; else None."""
    guessed = ""
    for _ in range(min(MOST_SLIPS, MOST_TRIED // (len(text) + 1))):
        try:
            return Parsed(loads.several(text), "", guessed) if text[:1] in ("{", "[") else None
        except json.JSONDecodeError as error:
            mended = _mended(text, error)
            if not mended:
                break
            text, guessed = mended, GUESSED
        except (ValueError, RecursionError):
            return None
    closed = _closed(text)
    guessed = f"{guessed}, and it {BROKEN_OFF}" if guessed else BROKEN_OFF
    try:
        return Parsed(loads(closed), "", guessed) if closed else None
    except (ValueError, RecursionError):
        return None


def _mended(text: str, error: json.JSONDecodeError) -> str:
    """The text with the slip mended that the parser met, or "" if it is of another kind."""
    if error.msg.startswith(("Unterminated", "Invalid")) or error.pos >= len(text):
        return ""
    # A text that ends with a quotation: its last quote is the end.
    ends = _QUOTE_AND_END.match(text, error.pos - 1)
    if error.msg.startswith("Expecting ',' delimiter") and text[error.pos] in '"{' and not ends:
        return f"{text[: error.pos]},{text[error.pos :]}"
    quote = text.rfind('"', 0, error.pos)
    return f'{text[:quote]}\\"{text[quote + 1 :]}' if quote > 0 else ""


def _closed(text: str) -> str:
    """A text that breaks off, cut behind the last whole object in a list and closed, or ""."""
    opened: list[str] = []
    cut, closers = 0, ""
    for token in re.finditer(_TOKEN, text):
        sign = token[0]
        if sign in _CLOSER:
            opened.append(_CLOSER[sign])
        elif sign in _CLOSER.values():
            if not opened or opened.pop() != sign:
                return ""
            ends_object_in_list = sign == "}" and opened[-1:] == ["]"]
            if ends_object_in_list and len(opened) < DEEPEST:
                cut, closers = token.end(), "".join(reversed(opened))
    return text[:cut] + closers if opened and cut else ""
