"""The zone of a live blog's times: IANA name by publisher, country or offsets."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta, tzinfo

from tui.model.zones import iana_zone
from tui.readers.html.links import host_in

# A zone before the countries that have one for news, by the ending of a host or the region of a
# language, and before publishers whose host does not end in their country.
_ZONES = """
Europe/London uk gb bbc.com theguardian.com sky.com skynews.com skysports.com reuters.com ft.com
economist.com eurogamer.net goal.com dailymail.com
America/New_York nytimes.com cnn.com washingtonpost.com nbcnews.com abcnews.go.com cbsnews.com
foxnews.com wsj.com apnews.com politico.com usatoday.com bloomberg.com cnbc.com npr.org nypost.com
axios.com theverge.com espn.com thehill.com vox.com time.com msnbc.com bostonglobe.com
America/Los_Angeles latimes.com sfchronicle.com techcrunch.com macrumors.com
America/Toronto cbc.ca globalnews.ca theglobeandmail.com thestar.com ctvnews.ca
Asia/Dubai ae alarabiya.net skynewsarabia.com thenationalnews.com gulfnews.com khaleejtimes.com
Asia/Kolkata in ndtv.com timesofindia.com indiatimes.com hindustantimes.com indianexpress.com
thehindu.com indiatoday.in news18.com livemint.com firstpost.com moneycontrol.com
business-standard.com deccanherald.com zeenews.india.com jagran.com amarujala.com bhaskar.com
aajtak.in oneindia.com cricbuzz.com espncricinfo.com livehindustan.com abplive.com
Asia/Karachi pk dawn.com geo.tv tribune.com.pk
Asia/Jerusalem il haaretz.com timesofisrael.com jpost.com ynetnews.com
Australia/Sydney abc.net.au smh.com.au news.com.au theaustralian.com.au 9news.com.au
Europe/Madrid es elpais.com marca.com elmundo.es
Europe/Dublin ie irishtimes.com America/Chicago chicagotribune.com suntimes.com Asia/Qatar qa
aljazeera.com aljazeera.net Asia/Singapore sg straitstimes.com channelnewsasia.com Asia/Hong_Kong
hk scmp.com Australia/Melbourne theage.com.au heraldsun.com.au America/Sao_Paulo globo.com
uol.com.br folha.com.br Europe/Berlin de dw.com Europe/Paris fr Europe/Vienna at Europe/Zurich ch
Europe/Rome it Europe/Lisbon pt Europe/Amsterdam nl Europe/Brussels be Europe/Copenhagen dk
Europe/Stockholm se Europe/Oslo no Europe/Helsinki fi Europe/Warsaw pl Europe/Prague cz
Europe/Bratislava sk Europe/Budapest hu Europe/Bucharest ro Europe/Sofia bg Europe/Athens gr
Europe/Zagreb hr Europe/Belgrade rs Europe/Kyiv ua Europe/Istanbul tr Asia/Dhaka bd Asia/Colombo lk
Asia/Kathmandu np Asia/Shanghai cn Asia/Taipei tw Asia/Tokyo jp Asia/Seoul kr Asia/Kuala_Lumpur my
Asia/Bangkok th Asia/Ho_Chi_Minh vn Asia/Manila ph Asia/Riyadh sa Asia/Kuwait kw Asia/Baghdad iq
Asia/Tehran ir Asia/Beirut lb Asia/Amman jo Africa/Cairo eg Africa/Casablanca ma Africa/Lagos ng
Africa/Nairobi ke Africa/Johannesburg za Pacific/Auckland nz America/Argentina/Buenos_Aires ar
America/Bogota co America/Lima pe America/Santiago cl
"""

_HOMES = {
    word: zone
    for zone, words in re.findall(r"(?<!\S)([^\s/]+/\S+)\s([^/]+)(?=\s)", _ZONES)
    for word in words.split()
}
# Languages, and regions with several zones, used only if the offset of every time agrees;
# so are the countries, for languages of their codes.
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
    """IANA name or abbreviation for a blog with these aware times. In order: its publisher's or its
    country's zone, unless offsets disagree; a zone of the language with all offsets; the only zone
    with the offset ("+05:30"); the times' own name of the offset ("CEST", "GMT"); the fixed offset
    ("Etc/GMT-3"); UTC. An offset of 0 is no evidence against a publisher: machines write it."""
    every = list(times)
    sample = [time for time in every if time.utcoffset()]
    names = _home_names(address, publisher, language)
    if sample:
        for code in reversed(_subtags(language)):
            names += (_IF_OFFSETS_AGREE.get(code) or _HOMES.get(code, "")).split()
    for name in names:
        if _fits_times(name, sample):
            return name
    return _by_offset(sample or every)


def _home_names(address: str, publisher: str, language: str) -> list[str]:
    region = _subtags(language)
    names = (
        _home(address),
        next((zone for name, zone in _NAMES.items() if name in publisher.lower()), ""),
        _HOMES.get(region[-1], "") if len(region) > 1 else "",
    )
    return [name for name in names if name]


def _subtags(language: str) -> list[str]:
    return language.replace("_", "-").lower().split("-")


def _home(address: str) -> str:
    labels = host_in(address).split(".")
    ends = (".".join(labels[start:]) for start in range(len(labels)))
    found = (_HOMES[end] for end in ends if end in _HOMES and end != "co")
    return next(found, "") if len(labels) > 1 else ""


def _fits_times(name: str, times: list[datetime]) -> bool:
    zone = iana_zone(name)
    return zone is not None and all(x.astimezone(zone).utcoffset() == x.utcoffset() for x in times)


def _by_offset(times: Sequence[datetime]) -> str:
    offsets = Counter(time.utcoffset() for time in times)
    offset = max(offsets, key=offsets.__getitem__, default=None)
    minutes = round((offset or timedelta()).total_seconds() / 60)
    if minutes % 60 or not -12 <= minutes // 60 <= 14:
        return _ODD_OFFSETS.get(minutes, "UTC")
    for name in Counter(str(time.tzinfo) for time in times):
        zone = iana_zone(name)
        if zone is not None and zone.utcoffset(None) == offset:  # only a fixed zone has one
            return name
    return f"Etc/GMT{-minutes // 60:+d}" if minutes else "UTC"
