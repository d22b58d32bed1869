"""Names of time zones as people write them: "BST", "ET", "Beijing", "New York", "Asia/Shanghai", "UTC+8", "+05:30".

dateutil is imported where a zone is looked up: with its data it takes 6 ms, and a start may need none.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo
from difflib import get_close_matches
from functools import cache

from tui.model.errors import OptionError
from tui.model.safe_text import quoted

# By minutes ahead of UTC. Where an abbreviation means several zones, the most read one; a blog's own zones come first.
_ABBREVIATIONS = {
    -600: "HST",
    -540: "AKST",
    -480: "PST AKDT",
    -420: "MST PDT",
    -360: "CST MDT",
    -300: "EST CDT",
    -240: "AST EDT",
    -210: "NST",
    -180: "BRT ART ADT",
    -150: "NDT",
    0: "UTC GMT WET Z",
    60: "BST CET WEST WAT",
    120: "CEST EET CAT SAST",
    180: "EEST MSK EAT",
    240: "GST",
    300: "PKT",
    330: "IST",
    420: "ICT WIB",
    480: "HKT SGT AWST",
    540: "JST KST",
    570: "ACST",
    600: "AEST",
    630: "ACDT",
    660: "AEDT",
    720: "NZST",
    780: "NZDT",
}
_FIXED = {name: minutes for minutes, names in _ABBREVIATIONS.items() for name in names.split()}
_SEASONAL = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
}
# Places in the news that have no zone of their own name.
_PLACES_WITHIN = {
    "Africa/Johannesburg": ("cape town", "pretoria"),
    "Africa/Lagos": ("abuja",),
    "America/Chicago": ("dallas", "houston", "new orleans"),
    "America/Los_Angeles": ("san francisco", "seattle", "las vegas"),
    "America/New_York": (
        "atlanta",
        "boston",
        "miami",
        "new york city",
        "philadelphia",
        "washington",
        "washington dc",
    ),
    "America/Sao_Paulo": ("brasilia", "rio de janeiro"),
    "America/Toronto": ("montreal", "ottawa"),
    "Asia/Bangkok": ("hanoi",),
    "Asia/Jerusalem": ("tel aviv",),
    "Asia/Karachi": ("islamabad",),
    "Asia/Kolkata": ("delhi", "india", "mumbai", "new delhi"),
    "Asia/Riyadh": ("mecca",),
    "Asia/Shanghai": ("beijing", "china", "shenzhen", "wuhan"),
    "Asia/Tokyo": ("osaka",),
    "Australia/Sydney": ("canberra",),
    "Europe/Amsterdam": ("the hague",),
    "Europe/Berlin": ("frankfurt", "munich"),
    "Europe/London": ("cardiff", "edinburgh", "glasgow", "manchester", "uk"),
    "Europe/Madrid": ("barcelona",),
    "Europe/Moscow": ("st petersburg",),
    "Europe/Paris": ("strasbourg",),
    "Europe/Rome": ("milan",),
    "Europe/Zurich": ("geneva",),
    "Pacific/Auckland": ("wellington",),
}
_CITIES = {place: key for key, places in _PLACES_WITHIN.items() for place in places}
_KNOWN_AS = {"Asia/Shanghai": "Beijing", "Asia/Kolkata": "Delhi", "UTC": "UTC", "Etc/UTC": "UTC"}
"""Zones whose clock is known by another place than the one in their name."""
_KEY = r"[A-Za-z_]+(/[A-Za-z0-9_+-]+)+"
_OFFSET = r"(?i)(?:UTC|GMT)? ?([+-])([0-9]{1,2})(?::?([0-9]{2}))?"


def find_zone(name: str) -> tzinfo | None:
    """The zone of that name, abbreviation, place or offset, whatever its case; None when there is none."""
    from dateutil import tz

    if re.fullmatch(_KEY, name) and (zone := tz.gettz(name)):
        return zone
    offset = re.fullmatch(_OFFSET, name.replace("\N{MINUS SIGN}", "-"))
    if offset:
        return _at_offset(*offset.groups(default=""))
    abbreviation = name.upper()
    if abbreviation == "UTC":
        return UTC
    if abbreviation in _FIXED:
        return tz.tzoffset(abbreviation, _FIXED[abbreviation] * 60)
    key = _SEASONAL.get(abbreviation) or _places().get(_spoken(name))
    return tz.gettz(key) if key else None


def zone_named(name: str) -> tzinfo:
    """The zone of that name; OptionError, with the nearest names, when there is none."""
    zone = find_zone(name)
    if zone is None:
        near = " or ".join(near_names(name))
        advice = (
            f"did you mean {near}?"
            if near
            else 'give one such as "Europe/London", "Beijing" or "UTC".'
        )
        raise OptionError(f"There is no time zone {quoted(name)}; {advice}")
    return zone


def near_names(name: str) -> list[str]:
    """At most three known names that begin like this one or are spelt nearly so."""
    wanted = _spoken(name)
    if not wanted:
        return []
    known = [*_places(), *(abbreviation.lower() for abbreviation in (*_FIXED, *_SEASONAL))]
    starting = sorted(known_name for known_name in known if known_name.startswith(wanted))
    near = (
        starting
        if len(wanted) > 1 and starting
        else get_close_matches(wanted, known, n=3, cutoff=0.75)
    )
    return [_written(each) for each in near[:3]]


def place_of(name: str) -> str:
    """What people call the clock of that zone: "Beijing" for Asia/Shanghai, "New York" for America/New_York."""
    if name.startswith("Etc/GMT") and name[7:]:
        # These names count the other way round: Etc/GMT-9 is nine hours ahead of UTC.
        return "UTC" + name[7:].translate(str.maketrans("+-", "-+"))
    return _KNOWN_AS.get(name) or name.rsplit("/", 1)[-1].replace("_", " ")


def abbreviated(name: str, zones: Iterable[tzinfo], near: datetime) -> tzinfo | None:
    """The offset that one of these zones calls by that abbreviation within half a year of a moment."""
    from dateutil import tz

    wanted = name.upper()
    for zone in zones:
        for month in range(12):
            then = datetime(near.year, month + 1, 15, tzinfo=zone)
            if then.tzname() == wanted:
                return tz.tzoffset(wanted, then.utcoffset() or timedelta(0))
    return None


def _at_offset(sign: str, hours: str, minutes: str) -> tzinfo | None:
    seconds = int(hours) * 3600 + int(minutes or 0) * 60
    if seconds >= 86400 or int(minutes or 0) > 59:
        return None
    from dateutil import tz

    return tz.tzoffset(
        f"UTC{sign}{int(hours):02}:{int(minutes or 0):02}", -seconds if sign == "-" else seconds
    )


@cache
def _places() -> dict[str, str]:
    """Every place known, in lower case, with the IANA name of its zone."""
    from zoneinfo import available_timezones  # costs 2 ms, and only names of places need it

    places: dict[str, str] = {}
    for key in sorted(available_timezones(), key=lambda key: (key.count("/") == 0, key)):
        if not key.startswith(("Etc/", "SystemV/")):
            places.setdefault(_spoken(key.rsplit("/", 1)[-1]), key)
        places.setdefault(_spoken(key), key)
    return places | _CITIES


def _spoken(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").replace(".", "").split())


def _written(name: str) -> str:
    return name.upper() if name.upper() in _FIXED or name.upper() in _SEASONAL else name.title()
