"""Names: bylines, signatures and speakers in any language."""

import html
import re
from collections import Counter, deque
from collections.abc import Sequence
from functools import lru_cache

from tui.model.blog import Author
from tui.model.safe_text import one_line
from tui.readers.times.languages import AND, BY, UNSPACED_NAME, folded

LONGEST_BYLINE = 200  # characters; anything longer is text
LONGEST_NAME = 120  # characters, with a place
LONGEST_SIGNATURE = 60  # characters of a line that only signs
_NOBODY = {"", "null", "undefined", "none", "n/a", "-", "by", *BY} - {"di", "per"}  # are names, too
_LABELS = (
    "live update updates updated breaking key event news video photo photos picture pictures watch"
    " opinion analysis read more share latest today yesterday top story exclusive just in now"
    " pinned post posts the new neu wichtig eilmeldung mehr heute gestern direct alerte la une"
    " urgent ahora hace ultima hora agora ao vivo minuto partager teilen compartir am um uhr vor"
    " le il haberin devami by copied belangrijk importante viktigt"
)
NO_NAMES = frozenset(_LABELS.split())  # labels and times, where a name can stand, too
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|(?<=\w) \([^\s@()]{1,64}@[^\s@()]{1,99}\)")  # or a mail's
# "Di Evans" and "Von Miller" are names: words of other languages need two more behind them.
_BEFORE_NAME = re.compile(
    r"[–—-]{1,3}\s*(?=\S)|by:(?=\S)|@\S+\s+(?=[^\s@])"
    r"|(?:(?:written|reported|reporting|posted|compiled|curated|story|analysis|publicado|postado"
    r"|escrito|enviado|publié|écrit|eingestellt|geschrieben|pubblicato|scritto|geplaatst|gepost)\s+"
    rf"(?:by(?:\s?:-?)?|from|{'|'.join(sorted(BY))})"
    r"|by:?|(?:text|words)(?::|(?=\s\S+\s))|from(?:\s+\S.{0,40}['’]s(?=\s))?"
    rf"|(?:{'|'.join(sorted(BY))}|írta|από|tác giả)(?::|(?=\s\S+\s)))\s+(?=\S)"
    r"|(?:记者|記者)[:：]?\s?(?=[\u4e00-\u9fff]{2,4}$)",
    re.IGNORECASE,
)
"""Words, a dash, an account before a name: "From The Bell's Ann Lee", "— Ann Lee"."""
_HANDLE = re.compile(r"(?<=\w)\s+@\S+$")
"""An account behind a name: "Ann Lee @ann@example.org"."""
_ACCOUNT = r"@[\w.-]+(?:@[\w.-]+)?"
_EDITED = re.compile(
    r"(?P<before>(?:.*?[^\s,;|.])??)[\s,;|.]*+\bedit(?:ed|ing)\s+by:?\s+(?P<editors>.+)",
    re.I | re.DOTALL,
)
_SEVERAL = re.compile(
    rf"(?<!\s)\s*(?:;|\||/|\s(?:&|{'|'.join(sorted(AND))})\s|,\s*(?:and|&)\s)\s*"
    r"|(?<!\s)\s*[,،]\s*",
    re.IGNORECASE,
)
_SHIFTS = ("now", "earlier")
_SIGNS = r"\u0900-\u0963\u0970-\u0dff\u0e31-\u0e4e"  # of vowels, which are characters of their own
_NAME = re.compile(
    rf"(?:[^\W\d_][\w{_SIGNS}.'’\-]*)(?:\s+[^\W\d_][\w{_SIGNS}.'’\-]*){{1,4}}|{UNSPACED_NAME}"
)
"""Words, or a Chinese or Korean name."""
_PARTICLES = frozenset((
    "de", "da", "di", "do", "dos", "du", "del", "della", "der", "den", "van", "von", "zu", "la",
    "le", "el", "al", "bin", "ibn", "ben", "abu", "y", "e", "ter", "ten",
))  # fmt: skip
ROLE = re.compile(
    r"\b(?:editors?|correspondents?|reporters?|journalists?|writers?|analysts?|columnists?"
    r"|producers?|presenters?|commentators?|statistician|broadcaster|anchor|pundit|summariser"
    r"|expert|specialist|professor|lecturer|historian|economist|coach|captain|former|verify"
    r"|newsreader|reporting|host|chief|staff|team|desk|agency|agencies|bureau|news|sports?|bbc"
    r"|cnn|media|press|online|digital|senior|political|business|world|health|science|editorial"
    r"|redaktion|rédaction|redacción)\b"
    rf"|^(?:{'|'.join(_SHIFTS)})$",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(.+?)(?<!\s)\s*(?:(?<=\s)((?:in|at|from)\s+[^\W\d_][\w'’. \-]{0,80})|\(([^()]+)\))"
)
"""A name with a place or a shift: "Ana Lee in Delhi", "Ana Lee (now)"."""
_REPORTER = r"(\w{2,20}) ?(기자|記者|记者)"  # behind the name
_ROLED = rf"[,|]|\((?:{'|'.join(_SHIFTS)})\)"  # no "Storm Vera (now over Marrow)"
_ROLE_BEHIND = re.compile(r"\s*[,|]\s*")
# Not compiled: a start needs only the patterns of its text.
_CAPITAL = rf"[^\W\d_a-z][\w{_SIGNS}'’-]*\.?"
_JOINT = "|".join(sorted(x for x in _PARTICLES if len(x) > 1))
NAME = rf"{_CAPITAL}(?: (?:{_CAPITAL}|(?:{_JOINT})\b)){{0,3}}"
_SIGNED_OFF = (
    rf"[.!?…](?:[\"'»”“’)]*\s(?:/|[|—–-]\s|\()({_CAPITAL}(?: {_CAPITAL}){{1,2}})\)?"
    rf"|\s—\s?({_CAPITAL}))$"
)
_BY = r"(?i)(?:\w+ )?by\b"  # an agency may follow
_SPEAKER = (
    rf"[Ff]rom {{1,2}}({NAME}) [Tt]o [^:]{{1,30}}: |[Ff]rom {{1,2}}({NAME}) : "
    rf"|(?:<\s?[@+%&~]?|\[)?({NAME}|\+?[\d ]{{8,20}}|[\w.-]{{2,20}}(?=[>\]] )) ?[:>\]|] "
    rf"|by ({NAME}|[\w.-]{{2,20}})[\])]:? "
)
_IN_TABS = rf"(?<=\d)\t\s?({NAME}|[\w.-]{{2,20}})\t"
_IN_CELLS = r"(?m)^[^\d\n\t]{0,16}\d.*\t.+"
LONGEST_ROLE = 100  # characters of a line below a name
_ROLE_IN_WORDS = r"(?i)\bhead of\b|^ex-\w"
_BEFORE_PLACE = frozenset(["in", "at", "on", "from", "for", "outside", "inside", "near", "aboard"])


def named(text: str, *, is_person: bool = False, is_name: bool = False) -> tuple[Author, ...]:
    """Authors in a byline: "By Ana Lee and Bo Chen in Delhi". `is_person` by the data: a comma
    separates name and role. `is_name`: a name property, of which no word is cut ("Di Evans")."""
    line = without_markup(text)
    is_other = line.endswith(":") or line.startswith(("http://", "https://", "//", "www."))
    if is_other or len(line) > LONGEST_BYLINE or line.casefold() in _NOBODY:
        return ()
    if "dit" in line and (edited := _EDITED.fullmatch(line)):
        editors = named(edited["editors"], is_person=True)
        return (
            *named(edited["before"], is_person=is_person),
            *(Author(x.name, ", ".join(filter(None, ("editor", x.role)))) for x in editors),
        )
    return _people(line if is_name else unprefixed(line), is_person=is_person)


def without_markup(text: str) -> str:
    return one_line(_TAG.sub(" ", html.unescape(text[: 4 * LONGEST_BYLINE])))


def unprefixed(line: str) -> str:
    """A byline without marks at its edges and words before the names."""
    line = line.strip(" |·")
    if line[:1] + line[-1:] in ("()", "[]"):
        line = line[1:-1]
    prefix = _BEFORE_NAME.match(line)
    return line[prefix.end() :] if prefix else line


def byline_before(text: str) -> tuple[str, str]:
    """The name at the head of a line that words mark, and what is behind it: "Ann Lee" and
    "3 May 2024 10:26" of "by Ann Lee 3 May 2024 10:26"; else nobody, and the text."""
    signed = unprefixed(text)
    name = re.match(NAME, signed) if signed != text else None
    return (name[0], signed[name.end() :].strip()) if name else ("", text)


def _people(line: str, *, is_person: bool) -> tuple[Author, ...]:
    if reporter := re.fullmatch(_REPORTER, line):
        return (Author(reporter[1].strip(), reporter[2]),)
    parts = list(filter(None, _SEVERAL.split(line)))
    if len(parts) > 1 and not all(map(is_name, parts)):
        return (_with_role(line, is_person=is_person) or _with_place(line),)
    shift, found = "", deque[Author]()
    for name, role in map(_with_place, reversed(parts)):
        shift = role if role in _SHIFTS else shift  # of all names before it
        found.appendleft(Author(name, role or shift))
    return tuple(found)


def _with_role(line: str, *, is_person: bool) -> Author | None:
    """Name and role: "Ana Lee, correspondent", "Ana Lee | The News"."""
    name, *role = _ROLE_BEHIND.split(line, maxsplit=1)
    is_role = any(role) and (is_person or ROLE.search(role[0])) and is_name(name)
    return Author(name, role[0]) if is_role and not _SEVERAL.search(name) else None


def _with_place(text: str) -> Author:
    place = _PLACE.fullmatch(text)
    if place and place[3] and "@" in place[1]:  # "desk@rail.example (News desk)"
        return Author(place[3])
    return Author(place[1], place[2] or place[3]) if place and is_name(place[1]) else Author(text)


def is_handle(text: str) -> bool:
    """The name of an account: "@ann", "@ann@example.org"."""
    return text.startswith("@") and re.fullmatch(_ACCOUNT, text) is not None


def is_name(text: str) -> bool:
    """Two to five words that can be a person's name, with or without a place."""
    if len(text) > LONGEST_NAME:
        return False
    place = _PLACE.fullmatch(text)
    name = place[1] if place else text
    if not _NAME.fullmatch(name) or ROLE.search(name):
        return False
    return not any(x[0].islower() for x in name.split() if x.lower() not in _PARTICLES)


def is_person(text: str) -> bool:
    """A person's name and nothing else: no label, no place."""
    is_alone = is_name(text) and not text.isupper() and not _PLACE.fullmatch(text)
    return is_alone and NO_NAMES.isdisjoint(map(folded, text.split()))


# Lines of a text


def names_in(text: str) -> tuple[str, ...]:
    """Names that fill a line, perhaps in dashes or brackets, or an account."""
    if is_handle(text):
        return (text,)
    if len(text) > LONGEST_SIGNATURE:
        return ()
    plain = text.strip(" ()[]—–-―•·‣●▪\ufe0f")
    names = tuple(_SEVERAL.split(plain))
    is_label = any(folded(x) in NO_NAMES for x in plain.split())
    return names if all(map(is_name, names)) and not is_label else ()


@lru_cache(10_000)  # a head is read with several sets of roles
def signature(text: str) -> tuple[Author, ...]:
    """Authors of a line that only signs: "By Ann Lee", "*Ann Lee, Live editor*", "Ann Lee @ann"."""
    plain = _HANDLE.sub("", text.strip("*_")) if len(text) <= LONGEST_SIGNATURE else ""
    is_by = re.match(_BY, plain) or re.fullmatch(_REPORTER, plain)
    is_marked = any((plain != text, is_by, unprefixed(plain) != plain))
    authors = named(plain, is_person=True) if is_marked or re.search(_ROLED, plain) else ()
    if not is_marked and not all(ROLE.search(x.role) for x in authors):
        return ()
    return authors if all(_can_sign(x.name, is_by=bool(is_by)) for x in authors) else ()


def _can_sign(name: str, *, is_by: bool) -> bool:
    """A person; behind "by" also an agency."""
    is_agency = is_by and re.fullmatch(NAME, name) is not None and folded(name) not in NO_NAMES
    return is_agency or is_person(name)


def signers(text: str, *, are_usual: bool = True) -> tuple[Author, ...]:
    """Authors of a line, by their names alone where these are usual."""
    return signature(text) or (tuple(map(Author, names_in(text))) if are_usual else ())


def writers(text: str, *, are_usual: bool, is_dated: bool) -> tuple[Author, ...]:
    """Authors in the words before a clock; with a day, an account: "mara — today at 10:26"."""
    is_account = are_usual and is_dated and text.islower() and " " not in text
    if is_account and folded(text) not in NO_NAMES:
        return (Author(text),)
    return signers(text, are_usual=are_usual)


def bylines(lines: Sequence[str]) -> tuple[tuple[Author, ...], int]:
    """Authors of the first lines, and the number of these lines. Name and role on two lines ("Tom
    Bateman", "in Beijing"). A name alone is no byline: it may be a constituency, a score, or the
    author of a comment above."""
    authors, at = list[Author](), 0
    while at < len(lines):
        text, below = lines[at], lines[at + 1] if at + 1 < len(lines) else ""
        found = signers(text)
        has_role = bool(found) and not any(x.role for x in found) and _is_role(below)
        if not (has_role or signature(text)):
            break
        authors += [Author(x.name, x.role or below * has_role) for x in found]
        at += 1 + has_role
    return tuple(authors), at


def _is_role(text: str) -> bool:
    """Role, place or account: "Asia reporter", "in Beijing", "ex-England captain", "@ann"."""
    if len(text) > LONGEST_ROLE or text[-1:] in ("", *".!?:>"):
        return False
    first, _, place = text.partition(" ")
    is_place = first.lower() in _BEFORE_PLACE and any("A" <= letter <= "Z" for letter in place)
    return is_place or is_handle(text) or bool(ROLE.search(text) or re.search(_ROLE_IN_WORDS, text))


def signed_off(text: str) -> str:
    """Name behind the last sentence of a line: "It is open. /Ann Lee"."""
    if not text or not (text[-1].isalpha() or text[-1] == ")"):
        return ""
    match = re.search(_SIGNED_OFF, text[-LONGEST_SIGNATURE:])
    return match[match.lastindex or 0] if match else ""


def speaker(text: str) -> tuple[str, str]:
    """Speaker and words in a chat: "Ann Lee: text", "<ann> text", "From Ann Lee to All: text"."""
    text = f"{text} "
    match = re.match(_SPEAKER, text)
    name = next(filter(None, match.groups())) if match else ""
    is_name = name and folded(name) not in NO_NAMES
    return (name, text[match.end() :]) if match and is_name else ("", "")


def without_tabs(text: str) -> str:
    """Speakers between tabs behind clocks, as chats write them, in the marks of other chats, if
    one speaks again; other cells of such lines apart."""
    if "\t" not in text:
        return text
    names = Counter(re.findall(_IN_TABS, text))
    if names.total() > len(names):
        text = re.sub(_IN_TABS, r" <\1> ", text)
    return re.sub(_IN_CELLS, lambda x: x[0].replace("\t", " | "), text)
