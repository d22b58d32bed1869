"""Fields of a record by role: one table of names, and the evidence of values."""

import re
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from functools import lru_cache
from typing import Any

from tui.readers.html.rich_text import to_html
from tui.readers.html.words import words_in
from tui.readers.json_text import Object, at
from tui.readers.names import is_person
from tui.readers.times.moments import moment_of

type Path = tuple[str, ...]
type Fields = dict[str, tuple[Path, ...]]
type Leaves = dict[Path, Any]

SHARE = 0.8  # share of values that must be times, and of records with the field
MOST_LEAVES = 300  # fields per record
MOST_VALUES = 30
DEEPEST = 6  # nested objects per record
NOTHING: tuple[Any, ...] = (None, "", [], {})

ROLES: dict[str, tuple[str, ...]] = {
    "time": (
        "published publish pub publication publicado publié veröffentlicht",
        "posted sent submitted",
        "created create creation added",
        "timestamp datetime ts time date when day clock datum zeit uhrzeit fecha hora data heure",
        "ora waktu tanggal czas godzina tarih saat tid tidspunkt tijd čas idő dată aika время дата"
        " tag час ώρα ημερομηνία الوقت التاريخ 日時 時刻 時間 시간 날짜 일시 작성일시 时间 日期",
    ),
    "edited": ("modified updated edited changed lastmod update",),
    "headline": (
        "headline headlines heading hed",
        "title titel titre titulo título titolo subject überschrift schlagzeile",
        "titular manchete tytuł başlık judul rubrik overskrift kop nadpis cím titlu otsikko"
        " заголовок τίτλος العنوان 件名 見出し 제목 标题",
        "name",
    ),
    "body": (
        "articlebody body content html text message texto texte inhalt render rendered raw msg",
        "cuerpo contenido contenu corps corpo conteudo testo tekst treść metin isi teks brødtekst"
        " szöveg conținut teksti текст κείμενο النص 本文 内容 내용 본문 正文",
        "description summary excerpt standfirst note caption elements blocks",
    ),
    "author": (
        "author authors byline creator writer reporter contributor contributors",
        "by user sender autor auteur autore profile from",
        "autora verfasser yazar penulis redactor forfatter credits szerző kirjoittaja автор"
        " συντάκτης الكاتب 投稿者 作者 작성자 글쓴이",
        "name",
        "username account uid",
    ),
    "id": ("id guid uuid identifier key",),
    "kicker": ("kicker overline",),
    "url": ("url link permalink href uri",),
    "pinned": ("pinned sticky pin",),
    "deleted": ("deleted draft removed hidden",),
    "key": ("key important highlight highlighted keyevent",),
    "image": ("image images media picture photo attachments enclosure thumbnail", "video audio"),
}
"""Names of each role, best line first, split into words ("blockFirstPublished")."""
NAME = 3  # rank of "name" as a headline and as an author, whose name comes again
UNNAMED = ("time", "body")  # roles by values alone, if no name fits
LONGEST_HEADLINE = 120  # characters of a headline without a name that says it
FEWEST_WORDS = 8  # words of such a field in each record
_NO_TIME = frozenset((
    "modified", "updated", "update", "edited", "changed", "deleted", "expire", "expires", "expiry",
    "end", "ends", "until", "import", "imported", "pinned", "zone", "timezone", "offset", "valid",
    "build", "lastmod", "versioncreated",
))  # fmt: skip
"""Words of names that are never the time of publication."""
_RANKS = {
    role: {word: rank for rank, line in enumerate(lines) for word in line.split()}
    for role, lines in ROLES.items()
}
_WORD = re.compile(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+(?![^\W\d_A-Z])|\d+")
_WRAPPERS = frozenset((
    "attributes", "relationships", "properties", "fields", "_embedded", "data", "meta",
    "frontmatter",
))  # fmt: skip
"""Names of objects in a record that hold its fields by their sort."""
_TAG = re.compile(r"<[^<>]{1,2000}>")
_CODE = re.compile(r"[A-Z\d]*\d[A-Z\d]*|\S+[@/_]\S+")
"""Of a person or a document: "U01", an address, "live/3"."""
_FLAGS = (0, 1, "0", "1", "true", "false")


def count_words(text: str) -> int:
    """Number of words, without markup."""
    text = _TAG.sub(" ", text)
    return len(text.split() if text.isascii() else words_in(text))


def first_at(value: Object, paths: Sequence[Path]) -> Any:
    """First value that is not empty, or None."""
    return next(filter(None, (at(value, path) for path in paths)), None)


@dataclass(frozen=True, slots=True)
class _Field:
    """A field that may have a role: the rank of its name, its values, and its share of records."""

    path: Path
    rank: int
    values: Sequence[Any]
    share: float
    is_near: bool  # in the object that holds the text, or in an object around it

    @property
    def comes_again(self) -> bool:
        return 2 * len(set(map(str, self.values))) <= len(self.values)

    @property
    def is_far(self) -> bool:
        return not self.is_near and len(self.path) > 2


def fields_of(leaves: Sequence[Leaves], given: Fields) -> Fields:
    """Paths of each role, best first: by evidence of values, name, depth; `given` roles stay."""
    values = _values_by_path(leaves)
    found = dict(given)
    if "body" not in given:
        found["body"] = _paths_of("body", values, len(leaves), ())
    text = found["body"][0] if found["body"] else ()
    found |= {x: _paths_of(x, values, len(leaves), text) for x in ROLES if x not in found}
    return {role: paths for role, paths in found.items() if paths}


def _values_by_path(leaves: Sequence[Leaves]) -> Mapping[Path, list[Any]]:
    values: dict[Path, list[Any]] = {}
    for path, value in (item for each in leaves for item in each.items()):
        if value not in NOTHING:
            values.setdefault(path, []).append(value)
    return values


def _paths_of(
    role: str, values: Mapping[Path, list[Any]], count: int, text: Path
) -> tuple[Path, ...]:
    """Fields whose names say the role, else fields whose values say it themselves."""

    def ranked(ranks: Mapping[Path, int]) -> tuple[Path, ...]:
        fields = (
            _Field(x, rank, values[x], len(values[x]) / count, _is_near(x, text))
            for x, rank in ranks.items()
        )
        return _with_evidence(role, fields)

    found = ranked({x: rank for x in values if (rank := _rank(role, x[-1])) is not None})
    if role not in _SAYING or (found and not (role == "time" and _is_one(values[found[0]]))):
        return found
    # The text itself is no headline, even if each is one short line.
    said = ranked({x: 0 for x, each in values.items() if x != text and _SAYING[role](x, each)})
    return (*said, *(x for x in found if x not in said))


def _is_one(values: Sequence[Any]) -> bool:
    return len(set(map(repr, values))) == 1


def _is_near(path: Path, text: Path) -> bool:
    own, of_text = ([x for x in each if x not in _WRAPPERS] for each in (path[:-1], text))
    return own == of_text[: len(own)]


def _with_evidence(role: str, fields: Iterable[_Field]) -> tuple[Path, ...]:
    found = ((_EVIDENCE[role](x), x.path) for x in fields)
    return tuple(path for _, path in sorted((x, path) for x, path in found if x is not None))


def guessed(fields: Fields, given: Fields) -> list[str]:
    """The names of fields whose values alone say their role, in the order of the roles."""
    first = (fields[x][0][-1] for x in UNNAMED if x in fields and x not in given)
    return [name for name in first if all(_rank(role, name) is None for role in UNNAMED)]


def _are_times(_path: Path, values: Sequence[Any]) -> bool:
    """Days with clocks, or clocks."""
    return all(isinstance(x, str) and isinstance(moment_of(x), datetime | time) for x in values)


def _are_sentences(_path: Path, values: Sequence[Any]) -> bool:
    return sum(count_words(to_html(x)) for x in values) >= FEWEST_WORDS * len(values)


def _are_headlines(path: Path, values: Sequence[Any]) -> bool:
    """Short lines of several words, all different, without a full stop, times and addresses."""
    lines = {x for x in values if isinstance(x, str) and " " in x and len(x) <= LONGEST_HEADLINE}
    are_others = any(x.endswith(".") or "://" in x or moment_of(x) for x in lines)
    return len(lines) == len(values) and not are_others and not _has_role(path)


def _are_people(path: Path, values: Sequence[Any]) -> bool:
    """Names that come again, of several people, or objects with such names."""
    names = {_name_in(x) for x in values}
    come_again = 1 < len(names) <= len(values) / 2
    return come_again and all(map(is_person, names)) and not _has_role(path)


def _name_in(value: Any) -> str:
    """The value itself, or the first text of an object that is a person's name."""
    if not isinstance(value, dict):
        return str(value)
    return next((x for x in value.values() if isinstance(x, str) and is_person(x)), "")


def _has_role(path: Path) -> bool:
    return any(_rank(role, path[-1]) is not None for role in ROLES)


_SAYING = {
    "time": _are_times, "body": _are_sentences, "headline": _are_headlines, "author": _are_people,
}  # fmt: skip
"""Values that show a role without a name."""


def leaves_of(value: Object) -> Leaves:
    """Fields of a record by path, shallow first; lists are not entered."""
    found: Leaves = {}
    waiting: deque[tuple[Path, Object]] = deque([((), value)])
    while waiting and len(found) < MOST_LEAVES:
        where, each = waiting.popleft()
        for name, inner in each.items():
            path = (*where, name)
            found[path] = inner
            if isinstance(inner, dict) and len(path) < DEEPEST:
                waiting.append((path, inner))
    return found


@lru_cache(maxsize=5000)
def words_of(name: str) -> tuple[str, ...]:
    name = name[:80].rpartition(":")[2]
    return (name.lower(), *(x.lower() for x in _WORD.findall(name)))


def _rank(role: str, name: str) -> int | None:
    """Rank of a name for a role, 0 is best; None if it does not fit."""
    words = words_of(name)
    if role == "time" and not _NO_TIME.isdisjoint(words):
        return None
    ranks = _RANKS[role]
    return min((ranks[x] for x in words if x in ranks), default=None)


type _Evidence = tuple[float, ...] | None
"""Of a field for its role, smaller is better; None excludes it."""


def _time(field: _Field) -> _Evidence:
    read = [moment_of(x) for x in field.values[:MOST_VALUES]]
    if sum(x is not None for x in read) < SHARE * len(read):
        return None
    has_clock = any(isinstance(x, datetime) for x in read)
    doubts = (field.share < SHARE, len(set(read)) < 2, field.is_far)
    is_local = isinstance(field.values[0], int | float) and "utc" not in words_of(field.path[-1])
    return *doubts, field.rank, is_local, not has_clock, len(field.path), -field.share


def _body(field: _Field) -> _Evidence:
    # A text of all records is no record's own.
    words = sum(map(count_words, set(map(to_html, field.values))))
    return (field.is_far, -words, field.rank) if words else None


def _headline(field: _Field) -> _Evidence:
    is_person = field.comes_again or not field.is_near
    is_other = is_person or all(_CODE.fullmatch(str(x)) for x in field.values)
    is_name = field.rank == NAME and is_other
    is_the_blogs = len(field.values) > 2 and _is_one(field.values)
    return None if is_name or is_the_blogs or field.is_far else (field.rank, len(field.path))


def _flag(field: _Field) -> _Evidence:
    is_flag = all(x in _FLAGS for x in field.values)
    return (len(field.path),) if is_flag and not field.is_far else None


def _author(field: _Field) -> _Evidence:
    are_codes = all(_CODE.fullmatch(str(x)) for x in field.values)
    is_person = field.is_near and (field.rank != NAME or field.comes_again)
    is_number = field.path[-1] == "uid" and not isinstance(field.values[0], dict)
    # One value of all is such as a rank: "MEMBER".
    evidence = are_codes, _is_one(field.values), field.rank, -field.share
    return evidence if is_person and not is_number else None


def _near(field: _Field) -> _Evidence:
    return (field.rank, -field.share) if field.is_near else None


_EVIDENCE = {
    **dict.fromkeys(("time", "edited"), _time),
    **dict.fromkeys(("pinned", "key", "deleted"), _flag),
    **dict.fromkeys(("id", "kicker", "url", "image"), _near),
    "headline": _headline, "body": _body, "author": _author,
}  # fmt: skip
