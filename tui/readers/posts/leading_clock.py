"""The clock time that an update's text begins with: "10:26 BST: ...", "Apr 26, 19:02 (IST) ..."."""

import re
from datetime import time
from typing import NamedTuple

from tui.model.zones import ABBREVIATIONS

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
# These are words too ("10:26 EAT OUT"): zones only where the headline ends or a separator follows.
_WORDS_TOO = {"ART", "CAT", "EAT", "MET", "WAT", "Z"}
_ZONES = "|".join(sorted(ABBREVIATIONS - _WORDS_TOO))
# Abbreviations in capitals only: "10:26 Est-ce la fin" is French, "10:26 Ist das" German.
_ZONE = (
    rf"\(\s*(?P<bracketed>[A-Z]{{1,5}})\s*\)|(?P<bare>(?-i:{_ZONES})\b"
    rf"|(?-i:{'|'.join(sorted(_WORDS_TOO))})\b(?=\s*(?:[:|–—)\]-]|$)))"
)
LEADING_CLOCK = re.compile(
    rf"\s*(?:(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH}),?(?:\s\d{{4}})?[\s,|]+)?[(\[]?"
    rf"(?P<hour>\d{{1,2}})[:.](?P<minute>\d\d)\s*+(?:(?P<half>[ap])\.?m\b\.?)?"
    rf"(?:(?<=[ap]m)(?=\s*:)|\s*+(?:{_ZONE}|hrs?\b|(?=[)\]])|(?=[|–—-]\s)|(?=$)))[)\]]?\s*[:|–—-]?\s*",
    re.IGNORECASE,
)
CLOCK_BEGINS = frozenset("0123456789([JFMASONDjfmasond")
"""The characters that a headline with a leading time begins with."""
MOST_OF_HEADLINE = 80
"""Characters that are searched for a leading time."""


class LeadingClock(NamedTuple):
    """The clock time that a text begins with, and its zone's abbreviation or ""."""

    time: time
    zone: str


def without_clock(headline: str) -> str:
    """A headline without its leading clock time."""
    clock = (
        LEADING_CLOCK.match(headline[:MOST_OF_HEADLINE]) if headline[:1] in CLOCK_BEGINS else None
    )
    return headline[clock.end() :] if clock else headline


def leading_clock(headline: object) -> LeadingClock | None:
    """The clock time that a headline begins with ("19:02(IST) ..."), or None."""
    found = LEADING_CLOCK.match(headline[:MOST_OF_HEADLINE]) if isinstance(headline, str) else None
    if found is None:
        return None
    hour, minute = int(found["hour"]), int(found["minute"])
    if found["half"] and 1 <= hour <= 12:
        hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
    if hour > 23 or minute > 59:
        return None
    return LeadingClock(time(hour, minute), found["bracketed"] or found["bare"] or "")


def clock_of_body(body: object) -> LeadingClock | None:
    """The clock time that a body in HTML begins with, or None."""
    if not isinstance(body, str):
        return None
    return leading_clock(re.sub(r"<[^<>]*>", "", body[: 4 * MOST_OF_HEADLINE]).strip())
