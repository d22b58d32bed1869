"""JSON as pages write it: with comments, extra commas, an assignment or CDATA around it."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

type Object = dict[str, Any]

DENSEST = 12  # rough bytes of objects per byte of JSON: pages need 1, a file of "{}," 60
MOST_RECORDS = 15_000  # read as posts
LEAST_COUNTED, MOST_COUNTED = 1_000_000, 12_000_000  # characters in which density is counted
MOST_LINKED, DEEPEST_LINKED = 500_000, 40  # values that name each other, and around each other
MOST_MENDED = 4_000_000  # characters; comments and commas stay in longer texts

_HOLDERS = (dict, list)
_DECODER = json.JSONDecoder(strict=False)
# Strings, as most JSON is valid and needs none of these; those that break off are passed over once.
_SLIPS = (
    r'(?sm)("(?:[^"\\]|\\.)*+(?:"|\\?\Z)|//[^\n"]*+(?="))'
    r"|/\*.*?(?:\*/|\Z)|//[^\n\"]*+$|,(?=\s*+[}\]])"
)
_BARE_NAMES = r'("(?:[^"\\]|\\.)*+(?:"|\\?\Z))|\b([A-Za-z_$][\w$]*+)(?=\s{0,9}:)'  # {id: 1}


class Value(NamedTuple):
    """Data in the form of JSON, with the notation for `check` ("JSON-LD", "RSS")."""

    notation: str
    data: Any
    is_table: bool = False  # or a feed


class Parsed(NamedTuple):
    value: Any
    trouble: str = ""


def parse(text: str) -> Parsed:
    """Value of a JSON text; comments and extra commas are no error."""
    if is_dense(text):
        return Parsed(None, "it is made of millions of nearly empty values")
    trouble = ""
    for candidate in _candidates(text):
        try:
            value = json.loads(candidate, strict=False)
        except RecursionError:
            return Parsed(None, "it is nested too deeply")
        except json.JSONDecodeError as error:
            trouble = trouble or f"{error.msg} at line {error.lineno}, column {error.colno}"
        except ValueError:
            trouble = trouble or "it has a number of thousands of digits"
        else:
            return parse(value) if _is_json(value) else Parsed(value)
    return Parsed(None, trouble)


def value_at(text: str, position: int) -> tuple[Any, int]:
    """A value, or None, and its end; JSON in a string is parsed. Callers check `is_dense`."""
    try:
        value, end = _DECODER.raw_decode(text, position)
    except json.JSONDecodeError as error:
        return None, error.pos
    except (ValueError, RecursionError):
        return None, len(text)
    return (parse(value).value if _is_json(value) else value), end


def held(value: Any) -> Any:
    """A list or an object, also that of JSON in a string: {"body": "[{...}]"}; else None."""
    if isinstance(value, _HOLDERS):
        return value
    return value_at(value.lstrip(), 0)[0] if _is_json(value) else None


def _is_json(value: Any) -> bool:
    return isinstance(value, str) and value.lstrip()[:1] in ("{", "[")


def is_dense(text: str) -> bool:
    """Objects would need far more memory than a long text, judged by its beginning."""
    if len(text) <= LEAST_COUNTED:
        return False
    text = text[:MOST_COUNTED]
    return 200 * text.count("{") + 60 * text.count("[") + 30 * text.count(",") > DENSEST * len(text)


def objects_in(values: Any, limit: int) -> Iterator[Object]:
    """Objects in a value, outer objects first, without recursion."""
    waiting = [values]
    for _ in range(limit):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
            waiting += [x for x in reversed(value.values()) if type(x) in _HOLDERS]
        elif isinstance(value, list):
            waiting += [x for x in reversed(value) if type(x) in _HOLDERS]


def at(value: Any, path: Sequence[str]) -> Any:
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    return value


def objects(value: Any) -> list[Object]:
    """Members of a list that are objects; of any other value none."""
    return [x for x in value if isinstance(x, dict)] if isinstance(value, list) else []


def resolved(value: Object, known: Mapping[str, Object]) -> Object:
    """The object that a reference names, else the value."""
    key = value.get("@id") or value.get("__ref")
    is_reference = isinstance(key, str) and len(value) - ("@type" in value) < 2
    return known.get(key, value) if is_reference and isinstance(key, str) else value


def linked(value: Any) -> Any:
    """The data in a list whose values name each other by place, as Nuxt and Remix write them:
    [{"posts": 1}, [2], {"title": 3}, "The gate is open"]; any other value as it is."""
    first = value[0] if isinstance(value, list) and any(isinstance(x, str) for x in value) else None
    places = [*first.values()] if isinstance(first, dict) else each_of(first)[1:]
    if not places or any(type(x) is not int for x in places):
        return value
    return _made(value, 0, iter(range(MOST_LINKED)))


def _made(values: Sequence[Any], place: Any, left: Iterator[int], depth: int = 0) -> Any:
    """The value at a place with those that it names, as a copy; None where there is none `left`."""
    is_place = type(place) is int and 0 <= place < len(values) and depth < DEEPEST_LINKED
    value = values[place] if is_place and next(left, None) is not None else None
    if isinstance(value, dict):
        return {_named(x, values): _made(values, y, left, depth + 1) for x, y in value.items()}
    if not isinstance(value, list):
        return value
    if len(value) == 2 and value[0] in ("Date", "D"):
        return value[1]
    return [_made(values, x, left, depth + 1) for x in value if type(x) is int]


def _named(key: str, values: Sequence[Any]) -> str:
    """A name, which "_7" says by place."""
    place = int(key[1:]) if re.fullmatch(r"_\d{1,6}", key) else len(values)
    return str(values[place]) if place < len(values) else key


def each_of(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _candidates(text: str) -> Iterator[str]:
    """The text, what is between its first and last bracket, and that without slips."""
    yield text
    begin = re.search(r"[{\[]", text)
    end = max(text.rfind("}"), text.rfind("]")) + 1
    bare = text[begin.start() if begin else 0 : end]
    yield bare
    if len(text) <= MOST_MENDED:
        for _ in range(2):  # a comma may precede a comment
            bare = re.sub(_SLIPS, lambda found: found[1] or "", bare)
        bare = re.sub(r"(?<=[:,\[ ])undefined(?=\s{0,20}[,}\]])", "null", bare)
        yield bare
        yield re.sub(_BARE_NAMES, lambda found: found[1] or f'"{found[2]}"', bare)
