"""JSON as pages write it: with comments, commas too many, an assignment or CDATA around it."""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

type Object = dict[str, Any]

DENSEST = 12
"""Bytes of objects that a byte of JSON may need, roughly: pages need one, a file of "{}," sixty."""
LEAST_COUNTED, MOST_COUNTED = 1_000_000, 12_000_000
"""Characters from which, and up to which, the density is counted."""
MOST_MENDED = 4_000_000
"""Characters of a text from which comments and commas are taken out."""
LISTS_IN_LISTS = 4
"""Lists inside each other that are made one."""
TOO_DEEP = "it is nested too deeply"
DENSE = "it is made of millions of nearly empty values"
HUGE_NUMBER = "it has a number of thousands of digits"

# Strings, as most JSON is valid and needs none of them.
_BEFORE = (
    r"(?s)(?:[\s\ufeff;]++|/\*.*?\*/|//++(?:[^\n{\[]{0,200}\n)?|<!--|<!\[CDATA\["
    r"|(?:(?:var|let|const)\s+)?[A-Za-z_$][\w$.]{0,60}\s*=)*+"
)
_SLIPS = r'(?sm)("(?:[^"\\]|\\.)*+")|/\*.*?(?:\*/|\Z)|//[^\n"]*+$|,(?=\s*+[}\]])'
_UNDEFINED = r"(?<=[:,\[ ])undefined(?=\s{0,20}[,}\]])"
_CLOSINGS = ("-->", "//]]>", "// ]]>", "/*]]>*/", "/* ]]> */", "]]>", "//", ";")
_OTHER_FORMS = r'"(?:@(?:value|list|set)|schema:\w{1,40})"\s*+:|schema\.org/liveBlogUpdate'
_PREFIX = re.compile(r"schema:|https?://(?:www\.)?schema\.org/")


class Parsed(NamedTuple):
    """The value of a JSON text, or why it has none."""

    value: Any
    trouble: str = ""


def parse(text: str) -> Parsed:
    """The value of a JSON text, in which comments and commas too many are no error."""
    if is_dense(text):
        return Parsed(None, DENSE)
    hook = _plain if re.search(_OTHER_FORMS, text[:LEAST_COUNTED]) else None
    trouble = ""
    for candidate in _candidates(text):
        try:
            value = json.loads(candidate, strict=False, object_hook=hook)
        except RecursionError:
            return Parsed(None, TOO_DEEP)
        except json.JSONDecodeError as error:
            trouble = trouble or f"{error.msg} at line {error.lineno}, column {error.colno}"
        except ValueError:  # an integer of thousands of digits
            trouble = trouble or HUGE_NUMBER
        else:
            is_json = isinstance(value, str) and value.lstrip()[:1] in ("{", "[")
            return parse(value) if is_json else Parsed(value)
    return Parsed(None, trouble)


def value_at(text: str, position: int) -> tuple[Any, int]:
    """The JSON value that begins at a position of a script, or None, and where reading ended.

    A string that holds JSON gives the value inside. The caller looks whether the text `is_dense`.
    """
    try:
        value, end = json.JSONDecoder(strict=False).raw_decode(text, position)
    except json.JSONDecodeError as error:
        return None, error.pos
    except (ValueError, RecursionError):
        return None, len(text)
    is_json = isinstance(value, str) and value.lstrip()[:1] in ("{", "[")
    return (parse(value).value if is_json else value), end


def is_dense(text: str) -> bool:
    """True if the objects would need far more memory than a long text, judged by its beginning."""
    if len(text) <= LEAST_COUNTED:
        return False
    text = text[:MOST_COUNTED]
    return 200 * text.count("{") + 60 * text.count("[") + 30 * text.count(",") > DENSEST * len(text)


def objects_in(values: Any, limit: int) -> Iterator[Object]:
    """The objects in a value, those that hold others first, without recursion."""
    waiting = [values]
    for _ in range(limit):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
            waiting.extend(x for x in reversed(value.values()) if isinstance(x, dict | list))
        elif isinstance(value, list):
            waiting.extend(x for x in reversed(value) if isinstance(x, dict | list))


def _candidates(text: str) -> Iterator[str]:
    """The text as it is, then without what stands around it, then without slips."""
    yield text
    bare = _unwrapped(text)
    if bare != text:
        yield bare
    if len(text) <= MOST_MENDED:
        mended = bare
        for _ in range(2):  # a comma may stand before a comment
            mended = re.sub(_SLIPS, lambda found: found[1] or "", mended)
        yield re.sub(_UNDEFINED, "null", mended)


def _unwrapped(text: str) -> str:
    """The text without comments, CDATA and an assignment around it."""
    begin = re.match(_BEFORE, text)
    bare = text[begin.end() if begin else 0 :].rstrip()
    for _ in range(3):
        for closing in _CLOSINGS:
            bare = bare.removesuffix(closing).rstrip()
    return bare


def _plain(fields: Object) -> Any:
    """An object in JSON-LD's plain form: {"@value": x} is x, "schema:name" is name, [[x]] [x]."""
    keys: tuple[str, ...] = ("@value", "@list", "@set")
    for key in keys:
        if key in fields:
            return fields[key]
    return {_PREFIX.sub("", key, count=1): _flat(value) for key, value in fields.items()}


def _flat(value: Any) -> Any:
    """A list without lists inside it, if they are not too deep; anything else is itself."""
    for _ in range(LISTS_IN_LISTS):
        if not isinstance(value, list) or not any(isinstance(x, list) for x in value):
            break
        value = [x for entry in value for x in (entry if isinstance(entry, list) else [entry])]
    return value
