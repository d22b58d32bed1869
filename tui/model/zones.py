"""Time zones by names of people and pages: "BST", "Beijing", "Asia/Shanghai", "+05:30". Pages and
the time box both use it, so "10:26 AST" means one moment. Rules come from zoneinfo."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import override
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from tui.model.errors import OptionError
from tui.model.safe_text import quoted

# By minutes ahead of UTC. One meaning each: where several zones share an abbreviation, it is the
# one that the IANA database knows, and of several there the one that most English pages mean.
#   AST Atlantic, not Arabia       BST Britain, not Bangladesh    GST Gulf, not South Georgia
#   CST, CDT North America, not China or Cuba                     IST India, not Ireland or Israel
#   MST, PST North America, not Malaysia, the Philippines         NST Newfoundland, not Nepal
# A blog's own zones may decide first: see `abbreviated_zone`.
_BY_OFFSET = {
    -600: "HST", -540: "AKST", -480: "PST AKDT", -420: "MST PDT", -360: "CST MDT", -300: "EST CDT",
    -240: "AST EDT", -210: "NST", -180: "BRT ART ADT", -150: "NDT", 0: "GMT WET",
    60: "BST CET MEZ WEST WAT", 120: "CEST MESZ EET CAT SAST", 180: "EEST MSK EAT МСК",
    240: "GST", 300: "PKT", 330: "IST", 345: "NPT", 420: "ICT WIB", 480: "HKT SGT AWST PHT",
    540: "JST KST", 570: "ACST", 600: "AEST", 630: "ACDT", 660: "AEDT", 720: "NZST", 780: "NZDT",
}  # fmt: skip
_FIXED: dict[str, timezone] = {
    name: timezone(timedelta(minutes=minutes), name)
    for minutes, names in _BY_OFFSET.items()
    for name in names.split()
} | {"UTC": UTC, "Z": UTC}
_SEASONAL = {
    "ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver",
    "PT": "America/Los_Angeles",
}  # fmt: skip
SPELT_OUT = {
    "british summer time": _FIXED["BST"],
    "greenwich mean time": _FIXED["GMT"],
    "irish standard time": timezone(timedelta(hours=1), "IST"),
    "coordinated universal time": UTC,
}  # in lower case
ABBREVIATIONS = frozenset(_FIXED) | frozenset(_SEASONAL)
"""Known without a blog's own zones, in upper case."""
_ARABIA_STANDARD_TIME = timezone(timedelta(hours=3), "AST")
_ON_ARABIA_STANDARD_TIME = frozenset(
    f"Asia/{city}" for city in ("Aden", "Baghdad", "Bahrain", "Kuwait", "Qatar", "Riyadh")
)  # people there say AST; the database has only "+03"
# Places in the news that have no zone of their own name, and names of zones in other languages,
# without accents.
_PLACES_WITHIN = {
    "Africa/Cairo": "القاهرة", "Africa/Johannesburg": "cape town|pretoria", "Africa/Lagos": "abuja",
    "America/Argentina/Buenos_Aires": "argentina", "America/Bogota": "colombia",
    "America/Chicago": "dallas|houston|new orleans",
    "America/Los_Angeles": "san francisco|seattle|las vegas",
    "America/Mexico_City": "centro mexico|ciudad mexico|mexico",
    "America/New_York": "atlanta|boston|miami|new york city|philadelphia|washington|washington dc",
    "America/Sao_Paulo": "brasilia|rio de janeiro", "America/Toronto": "montreal|ottawa",
    "Asia/Bangkok": "hanoi", "Asia/Jerusalem": "tel aviv", "Asia/Karachi": "islamabad",
    "Asia/Kolkata": "delhi|india|mumbai|new delhi", "Asia/Riyadh": "mecca|مكة",
    "Asia/Seoul": "한국", "Asia/Shanghai": "beijing|china|shenzhen|wuhan|北京",
    "Asia/Tokyo": "osaka|日本", "Australia/Sydney": "canberra", "Europe/Amsterdam": "the hague",
    "Europe/Berlin": "frankfurt|munich|deutsche|deutscher|mitteleuropaische|mitteleuropaischer",
    "Europe/Istanbul": "turkiye", "Europe/Kyiv": "киевское|киевскому|киівськии|киівським",
    "Europe/London": "cardiff|edinburgh|glasgow|manchester|uk|londres",
    "Europe/Madrid": "barcelona|espana|peninsular|peninsular espanola",
    "Europe/Moscow": "st petersburg|московское|московскому|мск", "Europe/Paris": "strasbourg",
    "Europe/Rome": "milan|italiana", "Europe/Zurich": "geneva", "GMT": "غرينتش",
    "Pacific/Auckland": "wellington",
}  # fmt: skip
_CITIES = {place: key for key, places in _PLACES_WITHIN.items() for place in places.split("|")}
_KNOWN_AS = {"Asia/Shanghai": "Beijing", "Asia/Kolkata": "Delhi", "UTC": "UTC", "Etc/UTC": "UTC"}
"""Places better known than those in the names."""
_KEY = re.compile(r"[A-Za-z_]+(?:/[A-Za-z0-9_+-]+)+")
# A string, as few starts look for an offset.
_OFFSET = r"(?i)(?:UTC|GMT)? ?([+-])([0-9]{1,2})(?::?([0-9]{2}))?"


def iana_zone(key: str) -> tzinfo | None:
    """The zone of an IANA name with a slash, or of an abbreviation in capitals, such as UTC."""
    if key in _FIXED:
        return _FIXED[key]
    return _loaded(key) if _KEY.fullmatch(key) else None


def find_zone(name: str, context: Iterable[tzinfo] = (), *, year: int = 2000) -> tzinfo | None:
    """An IANA name, offset, abbreviation or place in any case; parameters of `abbreviated_zone`."""
    if _KEY.fullmatch(name) and (whole := _loaded(name)):
        return whole
    offset = re.fullmatch(_OFFSET, name.replace("\N{MINUS SIGN}", "-"))
    if offset:
        return _at_offset(*offset.groups(default=""))
    if zone := abbreviated_zone(name, context, year=year):
        return zone
    spoken = _spoken(name)
    if long := SPELT_OUT.get(f"{spoken.removesuffix(' time')} time"):
        return long
    key = _places().get(spoken)
    return _loaded(key) if key else None


def zone_named(name: str) -> tzinfo:
    """Raises OptionError, with the nearest names, for an unknown name."""
    zone = find_zone(name)
    if zone is not None:
        return zone
    if not available_timezones():
        raise OptionError(
            "This system has no time zone data; install the Python package tzdata, such as by "
            "pip install tzdata."
        )
    near = " or ".join(near_names(name))
    advice = (
        f"did you mean {near}?" if near else 'give one such as "Europe/London", "Beijing" or "UTC".'
    )
    raise OptionError(f"No time zone {quoted(name)}; {advice}")


def abbreviated_zone(
    name: str, context: Iterable[tzinfo] = (), *, year: int = 2000
) -> tzinfo | None:
    """The zone of an abbreviation in any case. The zones of `context`, a blog's own, decide first,
    by their abbreviations in `year`: IST is Ireland's in a blog of Dublin."""
    wanted = name.upper()
    for zone in context:
        if found := _fixed_in(zone, wanted, year):
            return found
    return _FIXED.get(wanted) or (_loaded(_SEASONAL[wanted]) if wanted in _SEASONAL else None)


def near_names(name: str) -> list[str]:
    wanted = _spoken(name)
    if not wanted:
        return []
    known = [*_places(), *map(str.lower, sorted(ABBREVIATIONS))]
    near = sorted(x for x in known if x.startswith(wanted)) if len(wanted) > 1 else []
    near = near or get_close_matches(wanted, known, n=3, cutoff=0.75)
    return [x.upper() if x.upper() in ABBREVIATIONS else x.title() for x in near[:3]]


def place_of(name: str) -> str:
    """Like "Beijing" for Asia/Shanghai."""
    if name.startswith("Etc/GMT") and name[7:]:
        # These names count the other way round: Etc/GMT-9 is nine hours ahead of UTC.
        return "UTC" + name[7:].translate(str.maketrans("+-", "-+"))
    return _KNOWN_AS.get(name) or name.rsplit("/", 1)[-1].replace("_", " ")


class LocalZone(tzinfo):
    """The C library's zone: right at every moment, unlike a zone with today's two offsets."""

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        return None if moment is None else moment.replace(tzinfo=None).astimezone().utcoffset()

    def tzname(self, moment: datetime | None) -> str | None:
        return None if moment is None else moment.replace(tzinfo=None).astimezone().tzname()

    @override
    def dst(self, moment: datetime | None) -> timedelta | None:
        return None  # Python's interface to the library has offsets only

    def fromutc(self, moment: datetime) -> datetime:
        there = moment.replace(tzinfo=UTC).astimezone()
        first = there.replace(tzinfo=self)
        return first if first.utcoffset() == there.utcoffset() else first.replace(fold=1)


@lru_cache(maxsize=256)
def _loaded(key: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(key)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: a folder ("America/Argentina")
        return None


@lru_cache(maxsize=1024)
def _fixed_in(zone: tzinfo, wanted: str, year: int) -> timezone | None:
    """The offset under that abbreviation in that year; None if the zone never uses it."""
    if wanted == "AST" and isinstance(zone, ZoneInfo) and zone.key in _ON_ARABIA_STANDARD_TIME:
        return _ARABIA_STANDARD_TIME
    if not wanted.isalpha():
        return None
    for month in range(1, 13):
        then = datetime(year, month, 15, tzinfo=zone)
        if then.tzname() == wanted:
            return timezone(then.utcoffset() or timedelta(0), wanted)
    return None


def _at_offset(sign: str, hours: str, minutes: str) -> tzinfo | None:
    ahead = timedelta(hours=int(hours), minutes=int(minutes or 0))
    if ahead >= timedelta(days=1) or int(minutes or 0) > 59:
        return None
    return timezone(-ahead if sign == "-" else ahead)


@cache
def _places() -> dict[str, str]:
    """Places in lower case, with the IANA names of their zones."""
    places: dict[str, str] = {}
    for key in sorted(available_timezones(), key=lambda key: (key.count("/") == 0, key)):
        if not key.startswith(("Etc/", "SystemV/")):
            places.setdefault(_spoken(key.rsplit("/", 1)[-1]), key)
        places.setdefault(_spoken(key), key)
    return places | _CITIES


def _spoken(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").replace(".", "").split())
