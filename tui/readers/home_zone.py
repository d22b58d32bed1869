"""The zone of a live blog's times: IANA name by publisher, country or offsets."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo
from urllib.parse import urlsplit

from tui.model.zones import iana_zone

_SAMPLE = 500  # times compared with a zone, roughly
# Publishers whose host name does not end in their country.
_HOSTS = {
    "Europe/London": (
        "bbc.com theguardian.com sky.com skynews.com skysports.com reuters.com ft.com "
        "economist.com eurogamer.net goal.com dailymail.com"
    ),
    "Europe/Dublin": "irishtimes.com",
    "America/New_York": (
        "nytimes.com cnn.com washingtonpost.com nbcnews.com abcnews.go.com cbsnews.com "
        "foxnews.com wsj.com apnews.com politico.com usatoday.com bloomberg.com cnbc.com "
        "npr.org nypost.com axios.com theverge.com espn.com thehill.com vox.com time.com "
        "msnbc.com bostonglobe.com"
    ),
    "America/Los_Angeles": "latimes.com sfchronicle.com techcrunch.com macrumors.com",
    "America/Chicago": "chicagotribune.com suntimes.com",
    "America/Toronto": "cbc.ca globalnews.ca theglobeandmail.com thestar.com ctvnews.ca",
    "Asia/Qatar": "aljazeera.com aljazeera.net",
    "Asia/Dubai": (
        "alarabiya.net skynewsarabia.com thenationalnews.com gulfnews.com khaleejtimes.com"
    ),
    "Asia/Kolkata": (
        "ndtv.com timesofindia.com indiatimes.com hindustantimes.com indianexpress.com "
        "thehindu.com indiatoday.in news18.com livemint.com firstpost.com "
        "moneycontrol.com business-standard.com deccanherald.com zeenews.india.com "
        "jagran.com amarujala.com bhaskar.com aajtak.in oneindia.com cricbuzz.com "
        "espncricinfo.com livehindustan.com abplive.com"
    ),
    "Asia/Karachi": "dawn.com geo.tv tribune.com.pk",
    "Asia/Jerusalem": "haaretz.com timesofisrael.com jpost.com ynetnews.com",
    "Asia/Singapore": "straitstimes.com channelnewsasia.com",
    "Asia/Hong_Kong": "scmp.com",
    "Australia/Sydney": "abc.net.au smh.com.au news.com.au theaustralian.com.au 9news.com.au",
    "Australia/Melbourne": "theage.com.au heraldsun.com.au",
    "America/Sao_Paulo": "globo.com uol.com.br folha.com.br",
    "Europe/Madrid": "elpais.com marca.com elmundo.es",
    "Europe/Berlin": "dw.com",
}
_BY_HOST = {host: zone for zone, hosts in _HOSTS.items() for host in hosts.split()}

# Countries with one zone for news, by the ending of a host or the region of a language.
_COUNTRIES = {
    "uk": "Europe/London", "gb": "Europe/London", "ie": "Europe/Dublin", "fr": "Europe/Paris",
    "de": "Europe/Berlin", "at": "Europe/Vienna", "ch": "Europe/Zurich", "it": "Europe/Rome",
    "es": "Europe/Madrid", "pt": "Europe/Lisbon", "nl": "Europe/Amsterdam", "be": "Europe/Brussels",
    "dk": "Europe/Copenhagen", "se": "Europe/Stockholm", "no": "Europe/Oslo",
    "fi": "Europe/Helsinki", "pl": "Europe/Warsaw", "cz": "Europe/Prague",
    "sk": "Europe/Bratislava", "hu": "Europe/Budapest", "ro": "Europe/Bucharest",
    "bg": "Europe/Sofia", "gr": "Europe/Athens", "hr": "Europe/Zagreb", "rs": "Europe/Belgrade",
    "ua": "Europe/Kyiv", "tr": "Europe/Istanbul", "il": "Asia/Jerusalem", "in": "Asia/Kolkata",
    "pk": "Asia/Karachi", "bd": "Asia/Dhaka", "lk": "Asia/Colombo", "np": "Asia/Kathmandu",
    "cn": "Asia/Shanghai", "hk": "Asia/Hong_Kong", "tw": "Asia/Taipei", "jp": "Asia/Tokyo",
    "kr": "Asia/Seoul", "sg": "Asia/Singapore", "my": "Asia/Kuala_Lumpur", "th": "Asia/Bangkok",
    "vn": "Asia/Ho_Chi_Minh", "ph": "Asia/Manila", "qa": "Asia/Qatar", "ae": "Asia/Dubai",
    "sa": "Asia/Riyadh", "kw": "Asia/Kuwait", "iq": "Asia/Baghdad", "ir": "Asia/Tehran",
    "lb": "Asia/Beirut", "jo": "Asia/Amman", "eg": "Africa/Cairo", "ma": "Africa/Casablanca",
    "ng": "Africa/Lagos", "ke": "Africa/Nairobi", "za": "Africa/Johannesburg",
    "nz": "Pacific/Auckland", "ar": "America/Argentina/Buenos_Aires", "co": "America/Bogota",
    "pe": "America/Lima", "cl": "America/Santiago",
}  # fmt: skip

# Languages, and regions with several zones, used only if the offset of every time agrees;
# so are the countries above, for languages of their codes.
_IF_OFFSETS_AGREE = {
    "us": "America/New_York America/Chicago America/Denver America/Los_Angeles",
    "en": "Europe/London America/New_York Asia/Kolkata Australia/Sydney",
    "es": "Europe/Madrid America/Mexico_City", "pt": "Europe/Lisbon America/Sao_Paulo",
    "ar": "Asia/Riyadh Africa/Cairo", "br": "America/Sao_Paulo", "ru": "Europe/Moscow",
    "hi": "Asia/Kolkata", "ur": "Asia/Karachi", "fa": "Asia/Tehran", "he": "Asia/Jerusalem",
    "ja": "Asia/Tokyo", "ko": "Asia/Seoul", "zh": "Asia/Shanghai", "au": "Australia/Sydney",
    "ca": "America/Toronto", "mx": "America/Mexico_City", "id": "Asia/Jakarta",
    "sv": "Europe/Stockholm", "da": "Europe/Copenhagen",
}  # fmt: skip
# Offsets, in minutes, of a single country.
_ODD_OFFSETS = {
    330: "Asia/Kolkata", 345: "Asia/Kathmandu", 210: "Asia/Tehran", 270: "Asia/Kabul",
    390: "Asia/Yangon", 570: "Australia/Darwin", 630: "Australia/Adelaide",
    -210: "America/St_Johns", -150: "America/St_Johns",
}  # fmt: skip
_NAMES = {
    "bbc": "Europe/London", "guardian": "Europe/London", "new york times": "America/New_York",
    "al jazeera": "Asia/Qatar",
}  # fmt: skip


def publisher_zones(*, address: str = "", publisher: str = "", language: str = "") -> list[tzinfo]:
    """Zones of the publisher and its country, the likeliest first."""
    names = _home_names(address, publisher, language)
    return [zone for name in names if (zone := iana_zone(name)) is not None]


def choose_zone(
    times: Iterable[datetime], *, address: str = "", publisher: str = "", language: str = ""
) -> str:
    """IANA name for a blog with these aware times.

    In order: the publisher's or its country's zone, unless offsets disagree; a zone of the language
    with all offsets; the only zone with the offset ("+05:30"); the fixed offset ("Etc/GMT-3"); UTC.
    "Z" is no evidence: machines write it everywhere.
    """
    with_offset = [time for time in times if time.tzinfo is not UTC and time.utcoffset()]
    sample = with_offset[:: max(1, len(with_offset) // _SAMPLE)]
    names = _home_names(address, publisher, language)
    if sample:
        for code in reversed(_subtags(language)):
            names += (_IF_OFFSETS_AGREE.get(code) or _COUNTRIES.get(code, "")).split()
    for name in names:
        if _fits_times(name, sample):
            return name
    return _by_offset(Counter(time.utcoffset() for time in sample))


def _home_names(address: str, publisher: str, language: str) -> list[str]:
    region = _subtags(language)
    names = (
        _home(address),
        next((zone for name, zone in _NAMES.items() if name in publisher.lower()), ""),
        _COUNTRIES.get(region[-1], "") if len(region) > 1 else "",
    )
    return [name for name in names if name]


def _subtags(language: str) -> list[str]:
    return language.replace("_", "-").lower().split("-")


def _home(address: str) -> str:
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    labels = host.split(".")
    for start in range(len(labels) - 1):
        if known := _BY_HOST.get(".".join(labels[start:])):
            return known
    return _COUNTRIES.get(labels[-1], "") if len(labels) > 1 and labels[-1] != "co" else ""


def _fits_times(name: str, times: list[datetime]) -> bool:
    zone = iana_zone(name)
    return zone is not None and all(
        time.astimezone(zone).utcoffset() == time.utcoffset() for time in times
    )


def _by_offset(offsets: Counter[timedelta | None]) -> str:
    """The zone of the most frequent offset."""
    offset = max(offsets, key=offsets.__getitem__, default=None)
    minutes = round((offset or timedelta()).total_seconds() / 60)
    if minutes % 60 == 0 and -12 <= minutes // 60 <= 14:
        return f"Etc/GMT{-minutes // 60:+d}" if minutes else "UTC"
    return _ODD_OFFSETS.get(minutes, "UTC")
