"""The day of posts that say none: from the page's "last updated", or as the user gives it."""

from calendar import isleap
from collections.abc import Sequence
from datetime import date, timedelta

from tui.model.blog import ReadWarning
from tui.readers.bbc.headings import Head
from tui.readers.bbc.lines import Line, lowered
from tui.readers.bbc.times import Stamp, newest_first, stamp

GIVEN_DAY = "The day is the one given by --date"
"""How the warning begins that tells of a day that the user gave."""
_UPDATED = "last updated at "


def stamps_with_day(
    lines: Sequence[Line], heads: Sequence[Head], day: date | None
) -> tuple[list[Stamp], list[ReadWarning]]:
    """The times of posts of which none is dated, one of them with its day; and what tells of it."""
    stamps = [head.stamp for head in heads]
    backwards = newest_first(stamps)
    if day is not None:
        return _on_day(stamps, day, heads, backwards=backwards)
    updated = _time_of_update(lines[: heads[0].first])
    if updated is not None and not any(each.day for each in stamps):
        return _up_to_update(stamps, updated, heads, backwards=backwards)
    return stamps, []


def _time_of_update(lines: Sequence[Line]) -> Stamp | None:
    """The time after "Page last updated at", if it has a whole date."""
    for line in lines:
        at = lowered(line.text).find(_UPDATED)
        updated = stamp(line.text[at + len(_UPDATED) :]) if at >= 0 else None
        if updated is not None and updated.dated:
            return updated
    return None


def _on_day(
    stamps: Sequence[Stamp], day: date, heads: Sequence[Head], *, backwards: bool
) -> tuple[list[Stamp], list[ReadWarning]]:
    """The times, the oldest on the day that the user gives; and a warning that says so.

    A day that the oldest says without its year stays, in the year that brings it nearest.
    """
    place = len(stamps) - 1 if backwards else 0
    said = stamps[place].day
    if said is not None:
        years = (day.year - 1, day.year, day.year + 1)
        near = [said.replace(year=year) for year in years if _exists(said, year)]
        given = min(near, key=lambda each: abs(each - day), default=day)
    else:
        given = day
    return _dated(stamps, place, given), _told(heads[place], f"{GIVEN_DAY} ({day}).")


def _up_to_update(
    stamps: Sequence[Stamp], updated: Stamp, heads: Sequence[Head], *, backwards: bool
) -> tuple[list[Stamp], list[ReadWarning]]:
    """The times, the newest before the page was updated; and a warning that says so."""
    place = 0 if backwards else len(stamps) - 1
    assert updated.day is not None
    is_later = stamps[place].clock > updated.clock
    day = updated.day - timedelta(days=1) if is_later else updated.day
    message = f'No post says its day; it is taken from "last updated" ({updated.day}).'
    return _dated(stamps, place, day), _told(heads[place], message)


def _told(head: Head, message: str) -> list[ReadWarning]:
    return [ReadWarning(f"line {head.line}", message)]


def _exists(day: date, year: int) -> bool:
    return (day.month, day.day) != (2, 29) or isleap(year)


def _dated(stamps: Sequence[Stamp], place: int, day: date) -> list[Stamp]:
    dated = list(stamps)
    dated[place] = dated[place]._replace(day=day, has_year=True)
    return dated
