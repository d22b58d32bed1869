"""Fields of a record by role: one table of names, and the evidence of values."""

import re
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple

from tui.readers.html.rich_text import to_html
from tui.readers.html.words import words_in
from tui.readers.json_text import Object
from tui.readers.names import is_person
from tui.readers.times.moments import moment_of

type Path = tuple[str, ...]
type Fields = dict[str, tuple[Path, ...]]
type Leaves = dict[Path, Any]
type _Evidence = tuple[float, ...] | None  # smaller is better; None excludes a field from a role

SHARE = 0.8  # share of values of records with the field
MOST_LEAVES = 300  # fields per record
MOST_VALUES = 30
DEEPEST = 6  # nested objects per record

ROLES: dict[str, tuple[str, ...]] = {
    "time": (
        "published publish pub publication publicado publié veröffentlicht",
        "posted post sent submitted display gesendet envoyé enviado inviato verzonden",
        "created create creation added",
        "timestamp datetime ts time date when day clock datum zeit uhrzeit fecha hora data heure",
        "utc ora waktu tanggal czas godzina tarih saat tid tidspunkt tijd čas idő dátum dată aika"
        " время дата tag jour giorno dia día gün dzień nap godz час ώρα ημερομηνία الوقت التاريخ"
        " 日時 日付 時刻 時間 시간 날짜 일시 작성일시 时间 日期 ctime",
    ),
    "edited": ("modified updated edited changed lastmod update",),
    "headline": (
        "headline headlines heading hed",
        "title titel titre titulo título titolo subject betreff überschrift schlagzeile",
        "titular manchete tytuł başlık judul rubrik overskrift kop nadpis cím titlu otsikko"
        " заголовок τίτλος العنوان 件名 見出し 제목 标题",
        "name",
    ),
    "body": (
        "articlebody body content html text message texto texte inhalt render rendered raw msg",
        "post meldung eintrag beitrag cuerpo contenido contenu corps corpo conteudo testo tekst"
        " treść metin isi teks brødtekst szöveg conținut teksti текст κείμενο النص 本文 内容 내용"
        " 본문 正文",
        "selftext description summary excerpt standfirst note caption elements blocks",
    ),
    "author": (
        "author authors byline creator writer reporter contributor contributors commenter",
        "by who user owner sender speaker autor auteur autore profile profiles from",
        "autora verfasser yazar penulis redactor redaktor forfatter credits szerző kirjoittaja"
        " автор συντάκτης الكاتب 投稿者 記者 作者 작성자 글쓴이",
        "name",
        "username account uid nickname",
    ),
    "id": ("id guid uuid identifier key",),
    "kicker": ("kicker overline",),
    "url": ("url link permalink href uri loc",),
    "pinned": ("pinned sticky pin",),
    "deleted": ("deleted draft removed hidden",),
    "key": ("key important highlight highlighted keyevent",),
    "image": ("image images media picture photo attachments enclosure thumbnail", "video audio"),
}
"""Names of each role, best line first, split into words ("blockFirstPublished")."""
NAME = 3  # rank of "name" as a headline and as an author, whose name comes again
UNSAID = 5  # rank of a field whose values alone say its role
UNNAMED = ("time", "body")  # roles by values alone, if no name fits
LONGEST_HEADLINE = 120  # characters of a headline without a name that says it
FEWEST_WORDS = 8  # words of such a field in each record
NO_TIME = frozenset((  # words of names that are never the time of publication
    "modified", "updated", "update", "edited", "changed", "deleted", "expire", "expires", "expiry",
    "end", "ends", "until", "import", "imported", "pinned", "zone", "timezone", "offset", "valid",
    "build", "lastmod", "versioncreated",
))  # fmt: skip
_RANKS = {
    role: {word: rank for rank, line in enumerate(lines) for word in line.split()}
    for role, lines in ROLES.items()
}
_NO_TEXT = set().union(*_RANKS.values()) - {*_RANKS["body"], "update"}
_GLUED = re.compile(r"(news|post|pub|publish|create|item|msg)(?=(?:time|date|title|text|content)$)")
_WORD = re.compile(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+(?![^\W\d_A-Z])|\d+")
_WRAPPERS = frozenset((  # objects in a record that hold its fields by their sort
    "attributes", "relationships", "properties", "fields", "_embedded", "data", "meta",
    "frontmatter",
))  # fmt: skip
_TAG = re.compile(r"<[^<>]{1,2000}>")
_TRUE, _FALSE = ("true", "1", "yes"), ("false", "0", "no")  # in small letters
_CODE = re.compile(r"[A-Z\d]*\d[A-Z\d]*|[^\s<]+[@/_]\S+")  # "U01", an address, "live/3"


def count_words(text: str) -> int:
    """Number of words, without markup."""
    text = _TAG.sub(" ", text)
    return len(text.split() if text.isascii() else words_in(text))


@lru_cache(maxsize=5000)
def words_of(name: str) -> tuple[str, ...]:
    """The name itself and its words: "newstitle" is a title."""
    name = name[:80].rpartition(":")[2]
    return (name.lower(), *(x.lower() for x in _WORD.findall(_GLUED.sub(r"\1_", name))))


def is_true(flag: Any) -> bool:
    """A yes, in the spelling of a table or of JSON, or the time when it was said: "deleted_at"."""
    return bool(flag) and (str(flag).lower() in _TRUE or moment_of(flag) is not None)


def leaves_of(value: Object) -> Leaves:
    """Fields of a record by path, shallow first; lists are not entered."""
    found: Leaves = {}
    waiting: deque[tuple[Path, Object]] = deque([((), value)])
    while waiting and len(found) < MOST_LEAVES:
        where, each = waiting.popleft()
        for name, inner in each.items():
            path = (*where, name)
            if inner or inner == 0:
                found[path] = inner
            if isinstance(inner, dict) and len(path) < DEEPEST:
                waiting.append((path, inner))
    return found


class _Field(NamedTuple):
    """A field that may have a role: its values, and its share of records."""

    path: Path
    ranks: Mapping[str, int]  # of its name, by role
    values: Sequence[Any]
    share: float
    is_text: bool = False  # or holds it, or says the same
    is_near: bool = True  # in the object that holds the text, or in an object around it

    def beside(self, text: Path, texts: Sequence[Any]) -> "_Field":
        """The same field, in its place beside the text's."""
        own, around = ([x for x in y if x not in _WRAPPERS] for y in (self.path[:-1], text))
        is_text = self.path == text[: len(self.path)] or self.values == texts
        return self._replace(is_text=is_text, is_near=own == around[: len(own)])

    @property
    def is_one(self) -> bool:
        return len(set(map(repr, self.values))) == 1

    @property
    def is_weak(self) -> bool:
        return self.is_one or self.share < SHARE

    @property
    def comes_again(self) -> bool:
        return 2 * len(set(map(str, self.values))) <= len(self.values)

    @property
    def are_flags(self) -> bool:
        """Yes or no, or times of some records: times of all are no flags."""
        are_said = all(is_true(x) or str(x).lower() in _FALSE for x in self.values)
        return are_said and (self.share < 1 or not all(map(moment_of, self.values)))

    @property
    def are_codes(self) -> bool:
        return all(_CODE.fullmatch(str(x)) for x in self.values)


def fields_of(leaves: Sequence[Leaves], given: Fields) -> Fields:
    """Paths of each role, best first: by evidence of values, name, depth; `given` roles stay."""
    values: dict[Path, list[Any]] = {}
    for path, value in chain.from_iterable(map(dict.items, leaves)):
        values.setdefault(path, []).append(value)
    every = [_Field(x, ranks_of(x[-1]), y, len(y) / len(leaves)) for x, y in values.items()]
    found = dict(given)
    if "body" not in given:
        found["body"] = _paths_of("body", every)
    text = next(iter(found["body"]), ())
    beside = [x.beside(text, values.get(text, ())) for x in every]
    found |= {x: _paths_of(x, beside) for x in ROLES if x not in found}
    return {role: paths for role, paths in found.items() if paths}


def _paths_of(role: str, fields: Sequence[_Field]) -> tuple[Path, ...]:
    """Fields whose names say the role; else, or beside a weak time, those whose values say it."""
    ranks = [(x, x.ranks.get(role)) for x in fields]
    found = _ranked(role, ranks)
    says = _SAYING.get(role)
    if says and (not found or (role == "time" and found[0].is_weak)):
        # The text itself is no headline, even if each is one short line.
        usual = [x for x in fields if x.share >= SHARE and not x.is_text]
        found = _ranked(role, [*ranks, *((x, UNSAID) for x in filter(says, usual))])
    return tuple(dict.fromkeys(map(attrgetter("path"), found)))


def _ranked(role: str, fields: Iterable[tuple[_Field, int | None]]) -> list[_Field]:
    """Fields with evidence for their role, best first."""
    found = ((_EVIDENCE[role](x, rank), x) for x, rank in fields if rank is not None)
    fits = [(evidence, x.path, x) for evidence, x in found if evidence is not None]
    return [x for *_, x in sorted(fits, key=lambda x: x[:2])]


def ranks_of(name: str) -> dict[str, int]:
    """Rank of a name for each role that it fits, 0 is best."""
    words = words_of(name)
    fits = {role: x for role, x in _RANKS.items() if not x.keys().isdisjoint(words)}
    if not NO_TIME.isdisjoint(words):
        fits.pop("time", None)
    if words[-1] in _NO_TEXT:  # "postTitle" is a title
        fits.pop("body", None)
    return {role: min([ranks[x] for x in words if x in ranks]) for role, ranks in fits.items()}


# Values that show a role without a name


def _are_times(field: _Field) -> bool:
    """Days, clocks, or both; of no edit, end or the like, but for the time of all feeds."""
    is_edit = field.path[-1] != "updated" and not NO_TIME.isdisjoint(words_of(field.path[-1]))
    are_texts = not is_edit and all(isinstance(x, str) for x in field.values)
    return are_texts and all(isinstance(x, date | time) for x in map(moment_of, field.values))


def _are_sentences(field: _Field) -> bool:
    words = sum(map(count_words, map(to_html, field.values)))
    return words >= FEWEST_WORDS * len(field.values) and "headline" not in field.ranks


def _are_headlines(field: _Field) -> bool:
    """Short lines, most of several words, all different; no full stops, times, addresses."""
    lines = {x for x in field.values if isinstance(x, str)}
    are_others = any(
        len(x) > LONGEST_HEADLINE or x.endswith(".") or "://" in x or moment_of(x) for x in lines
    )
    are_several = 2 * sum(x.count(" ") > 1 for x in lines) > len(lines) == len(field.values)
    return are_several and not are_others and not field.ranks


def _are_people(field: _Field) -> bool:
    """Names that come again, of several people, or objects with such names."""
    names: set[str] = set()
    for value in field.values:
        texts = [str(value)] if not isinstance(value, dict) else map(str, value.values())
        names.add(next(filter(is_person, texts), ""))
    come_again = 1 < len(names) <= len(field.values) / 2
    return come_again and "" not in names and not field.ranks


_SAYING: dict[str, Callable[[_Field], bool]] = {
    "time": _are_times, "body": _are_sentences, "headline": _are_headlines, "author": _are_people,
}  # fmt: skip

# Evidence of names and values


def _time(field: _Field, rank: int) -> _Evidence:
    read = [moment_of(x) for x in field.values[:MOST_VALUES]]
    if 2 * read.count(None) >= len(read):
        return None
    has_clock = any(isinstance(x, datetime) for x in read)
    is_edit = not NO_TIME.isdisjoint(words_of(field.path[-1]))
    are_days = rank == UNSAID and {*map(type, read)} == {date}
    doubts = (is_edit, are_days, field.share < SHARE, len(set(read)) < 2)
    is_number = isinstance(field.values[0], int | float)
    has_zone = any(isinstance(x, datetime) and x.tzinfo is not None for x in read)
    is_local = (is_number or not has_zone) and "utc" not in words_of(field.path[-1])
    return *doubts, rank, is_local, not has_clock, len(field.path), -field.share


def _body(field: _Field, rank: int) -> _Evidence:
    # A text of all records is no record's own.
    words = sum(map(count_words, set(map(to_html, field.values))))
    return (-words, rank) if words and not field.are_codes else None


def _headline(field: _Field, rank: int) -> _Evidence:
    is_name = field.comes_again or not field.is_near or field.are_codes
    is_the_blogs = len(field.values) > 2 and field.is_one
    is_other = is_the_blogs or (rank == NAME and is_name)
    return None if is_other else (rank, len(field.path))


def _author(field: _Field, rank: int) -> _Evidence:
    is_person = field.is_near and (rank != NAME or field.comes_again)
    is_kind = words_of(field.path[-1])[-1] in ("uid", "type") and " " not in str(field.values[0])
    # One value of all is such as a rank: "MEMBER".
    evidence = field.are_codes, field.is_one, rank, -field.share, len(field.path)
    return evidence if is_person and not is_kind else None


_EVIDENCE: dict[str, Callable[[_Field, int], _Evidence]] = {
    **dict.fromkeys(("time", "edited"), _time),
    **dict.fromkeys(
        ("id", "kicker", "url", "image"), lambda x, rank: (rank, -x.share) if x.is_near else None
    ),
    **dict.fromkeys(
        ("pinned", "key", "deleted"),
        lambda x, _: (len(x.path),) if x.are_flags else None,
    ),
    "headline": _headline, "body": _body, "author": _author,
}  # fmt: skip
