"""Names that sign posts: behind "by", in a chat, or alone on a line if most posts have them."""

import re
from collections import Counter
from collections.abc import Iterable

from tui.model.blog import Author
from tui.readers.authors import ROLE, is_name, named
from tui.readers.times.languages import BY, NO_NAMES, folded

LONGEST = 60  # characters of a line that only signs
# Not compiled: a start needs only the patterns of its text.
_CAPITAL = r"[^\W\d_a-z][\w'’-]*\.?"
NAME = rf"{_CAPITAL}(?: (?:{_CAPITAL}|van|von|de|der|la|di|da|du|el|al|bin)){{0,3}}"
_FIRST_NAMES = ("per", "di", "von")  # "by" in some languages: two words follow, or it is a name
_AND = r"(?:, | and | und | et | y | e | en | og | och | i | & )"
_BY = (
    rf"[—–-]?\s?(?:(?i:from|(?:reporting|posted|written) by|{'|'.join(sorted(BY))})\s)"
    r"(?:[\w.-]+['’]s? )?"
    rf"(?P<names>{NAME}(?:{_AND}{NAME}){{0,4}})(?:,? (?:via|edited|in|at|for|to)\b.{{0,30}})?"
)
_IN_STARS = r"[*_]{1,2}([^*_]{4,60})[*_]{1,2}"
_SIGNED_OFF = rf"[.!?…][\"'»”“’)]*\s(?:/|[—–-]\s|\()({_CAPITAL}(?: {_CAPITAL}){{1,2}})\)?$"
_SIGNED = (
    rf"(?:<\s?[@+%&~]?|\[)?({NAME}|\+?[\d ]{{8,20}}|[\w.-]{{2,20}}(?=> ))[:>\]] "
    rf"|by ({NAME}|[\w.-]{{2,20}})[\])]:? "
)
_IN_TABS = rf"(?<=\d)\t\s?({NAME}|[\w.-]{{2,20}})\t"


def names_in(text: str) -> tuple[str, ...]:
    """Names that fill a line, perhaps in dashes or brackets."""
    plain = text.strip(" ()[]—–-―•·‣●▪\ufe0f") if len(text) <= LONGEST else ""
    names = re.split(_AND, plain)
    if not all(map(is_name, names)) or any(folded(x) in NO_NAMES for x in plain.split()):
        return ()
    return tuple(names)


def signers(text: str, *, are_usual: bool = True) -> tuple[Author, ...]:
    """Authors of a line, by their names alone where these are usual."""
    return signature(text) or (tuple(map(Author, names_in(text))) if are_usual else ())


def signature(text: str) -> tuple[Author, ...]:
    """Authors of a line such as "By Ann Lee" or "*Ann Lee, Live editor*"."""
    if len(text) > LONGEST:
        return ()
    if match := re.fullmatch(_IN_STARS, text):
        name, _, role = match[1].partition(", ")
        return (Author(name, role),) if names_in(name) else ()
    if found := _with_role(text):
        return found
    match = re.fullmatch(_BY, text)
    if match and " " not in match["names"] and folded(text.partition(" ")[0]) in _FIRST_NAMES:
        return (Author(text),)
    return tuple(map(Author, re.split(_AND, match["names"]))) if match else ()


def _with_role(text: str) -> tuple[Author, ...]:
    """Author of "Ann Lee, Live editor", "Ann Lee | Reporter"."""
    found = named(text, is_person=True) if "," in text or "|" in text else ()
    are_sure = [is_name(x.name) and bool(ROLE.search(x.role)) for x in found]
    return found if are_sure == [True] else ()


def signed_off(text: str) -> str:
    """Name behind the last sentence of a line: "It is open. /Ann Lee"."""
    if not text or not (text[-1].isalpha() or text[-1] == ")"):
        return ""
    match = re.search(_SIGNED_OFF, text[-LONGEST:])
    return match[1] if match else ""


def speaker(text: str) -> tuple[str, str]:
    """Speaker and words in a chat: "Ann Lee: text", "<ann> text"."""
    match = re.match(_SIGNED, text)
    name = (match[1] or match[2]) if match else ""
    is_name = name and folded(name) not in NO_NAMES
    return (name, text[match.end() :]) if match and is_name else ("", "")


def without_tabs(text: str) -> str:
    """Speakers between tabs behind clocks, as chats write them, in the marks of other chats."""
    return re.sub(_IN_TABS, r" <\1> ", text) if "\t" in text else text


def is_habit(names: Iterable[str], posts: int) -> bool:
    """Half of the posts have a name, and names recur."""
    counts = Counter(filter(None, names))
    return 2 * counts.total() >= posts and len(counts) < counts.total()


def come_again(names: Iterable[str], posts: int) -> bool:
    """Half of the posts have a name, and half of these share it with another post."""
    counts = Counter(filter(None, names))
    again = sum(x for x in counts.values() if x > 1)
    return 2 * counts.total() >= posts and 2 * again >= max(counts.total(), 1)
