"""Forms of a moment and of a length of time, for all outputs; a clock face has one zone."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from typing import NamedTuple

from tui.model.blog import LiveBlog
from tui.model.zones import find_zone, place_of, zone_named

_MOST_DAYS_COMPARED = 400
_MONTH = timedelta(days=28)


class ClockFace(NamedTuple):
    """A way to write moments; `short` ("BST") is written beside a time."""

    key: str
    label: str
    short: str
    zone: tzinfo | None  # None counts from the start
    start: datetime
    several_days: bool = False  # over a midnight on this face: times need a day
    several_years: bool = False  # days need a year
    several_months: bool = False  # weekdays and days of the month repeat: days need a month
    abbreviated: bool = False  # `short` changes with summer time
    spelled_out: bool = False  # whole names of days and months, for reading aloud

    def until(self, end: datetime) -> "ClockFace":
        """The face of a live blog from `start` to `end`, which may have grown over a midnight."""
        if self.zone is None:
            return self
        first, last = self.start.astimezone(self.zone), end.astimezone(self.zone)
        return self._replace(
            several_days=first.date() != last.date(),
            several_years=first.year != last.year,
            several_months=last - first >= _MONTH,
        )

    def clock(self, moment: datetime, seconds: bool = False) -> str:
        """Like "10:26", with seconds "10:26:30", without a day."""
        if self.zone is None:
            return self._since(moment, seconds)
        return _time(moment.astimezone(self.zone), seconds)

    def with_day(self, moment: datetime, seconds: bool = False) -> str:
        """Like "Fri 26 Apr 10:26"."""
        if self.zone is None:
            return self._since(moment, seconds)
        local = moment.astimezone(self.zone)
        return f"{self._date(local, year=self.several_years)} {_time(local, seconds)}"

    def time(self, moment: datetime, seconds: bool = False) -> str:
        """With the day when the blog lasts over a midnight."""
        return self.with_day(moment, seconds) if self.several_days else self.clock(moment, seconds)

    def named(self, moment: datetime, seconds: bool = False) -> str:
        """With the zone: "10:26 BST"."""
        return f"{self.time(moment, seconds)} {self.name_at(moment)}"

    def named_near(self, moment: datetime, near: datetime, seconds: bool = False) -> str:
        """With the zone; with day and year if they differ from those of `near`."""
        local, here = moment.astimezone(self.zone), near.astimezone(self.zone)
        if self.zone is None or local.date() == here.date():
            return self.named(moment, seconds)
        date = self._date(local, year=local.year != here.year)
        return f"{date} {_time(local, seconds)} {self.name_at(moment)}"

    def full(self, moment: datetime, *, seconds: bool = False, named: bool = True) -> str:
        """Like "Fri 26 Apr 2024, 10:26 BST"; seconds also if they are not 0."""
        text = self.clock(moment, seconds or moment.second != 0)
        if self.zone is not None:
            text = f"{self._date(moment.astimezone(self.zone), year=True)}, {text}"
        return f"{text} {self.name_at(moment)}" if named else text

    def span(self, start: datetime, end: datetime) -> str:
        """Like "09:26 to 11:18 BST"; both zones across a clock change; one time if equal."""
        same_name = self.name_at(start) == self.name_at(end)
        first = self.time(start) if same_name else self.named(start)
        return self.named(end) if first == self.time(end) else f"{first} to {self.named(end)}"

    def days(self, start: datetime, end: datetime) -> str:
        """Like "Friday 26 April 2024", "26 Apr to 2 May 2024"."""
        first, last = start.astimezone(self.zone), end.astimezone(self.zone)
        if first.date() == last.date():
            return f"{last:%A} {last.day} {last:%B %Y}"
        year = "" if first.year == last.year else f" {first.year}"
        return f"{first.day} {first:%b}{year} to {last.day} {last:%b %Y}"

    def day(self, moment: datetime) -> str:
        """Like "26 Apr" when the blog lasts over a midnight; else empty."""
        if self.zone is None or not self.several_days:
            return ""
        local = moment.astimezone(self.zone)
        return f"{local.day} {local:%b}"

    def year(self, moment: datetime) -> str:
        """The year when the blog lasts over a New Year; else empty."""
        if self.zone is None or not self.several_years:
            return ""
        return str(moment.astimezone(self.zone).year)

    def on_scale(self, moment: datetime) -> str:
        """A round moment on a scale: "10:00", at midnight "Thu 2" or "2 May 2024"."""
        local = moment.astimezone(self.zone)
        if self.zone is None or local.hour or local.minute:
            return self.clock(moment)
        return self._day_of_scale(local)

    def end_of_scale(self, moment: datetime) -> str:
        """Like "09:26", over several days "Thu 2 09:26", over months "2 May 2024"."""
        if self.zone is None or not self.several_days:
            return self.clock(moment)
        local = moment.astimezone(self.zone)
        day = self._day_of_scale(local)
        return day if self.several_months else f"{day} {_time(local, False)}"

    def _day_of_scale(self, local: datetime) -> str:
        if not self.several_months:
            return f"{local:%a} {local.day}"
        return f"{local.day} {local:%b}{f' {local.year}' if self.several_years else ''}"

    def name_at(self, moment: datetime) -> str:
        """BST or GMT by the season."""
        if self.abbreviated and self.zone is not None:
            return moment.astimezone(self.zone).tzname() or self.short
        return self.short

    def _date(self, local: datetime, *, year: bool) -> str:
        day, month = (
            (f"{local:%A}", f"{local:%B}") if self.spelled_out else (f"{local:%a}", f"{local:%b}")
        )
        return f"{day} {local.day} {month}{f' {local.year}' if year else ''}"

    def _since(self, moment: datetime, seconds: bool) -> str:
        passed = (moment - self.start.astimezone(UTC)) // timedelta(seconds=1)
        minutes, second = divmod(abs(passed), 60)
        hours, minute = divmod(minutes, 60)
        days, hour = divmod(hours, 24)
        sign, days_text = "-" if passed < 0 else "+", f"{days}d " if days else ""
        return f"{sign}{days_text}{hour:02}:{minute:02}" + (f":{second:02}" if seconds else "")


def clock_faces(
    blog: LiveBlog, extra_zones: Iterable[str] = (), local: tzinfo | None = None
) -> tuple[ClockFace, ...]:
    """The own zone first, without faces that always agree with others. Raises OptionError."""
    faces: list[ClockFace] = []
    for face in _wanted(blog, extra_zones, local):
        if not any(_always_agree(face, other, blog) for other in faces):
            faces.append(face)
    start = ClockFace("start", "time since the start", "since start", None, blog.start)
    return (*faces, start)


def own_face(blog: LiveBlog) -> ClockFace:
    """Named by the zone's abbreviation, by its place if that is a number. Raises OptionError."""
    name, start, end = blog.zone or "UTC", blog.start, blog.end
    zone = zone_named(name)
    place, short = place_of(name), _abbreviation(zone, start)
    if not short:
        return _face(name, place, place, zone, start, end)
    label = short if short == place else f"{short} ({place})"
    return _face(name, label, short, zone, start, end)._replace(abbreviated=True)


def _wanted(
    blog: LiveBlog, extra_zones: Iterable[str], local: tzinfo | None
) -> Iterator[ClockFace]:
    start, end = blog.start, blog.end
    yield own_face(blog)
    if blog.place_zone:
        yield _place_face(blog.place_zone, start, end)
    for name in extra_zones:
        yield _place_face(name, start, end)
    yield _face("UTC", "UTC", "UTC", UTC, start, end)
    if local is not None:
        short = _abbreviation(local, start)
        label = f"your own time ({short or 'your time'})"
        face = _face("local", label, short or "your time", local, start, end)
        yield face._replace(abbreviated=bool(short))


def _place_face(name: str, start: datetime, end: datetime) -> ClockFace:
    """Named by the zone's place, or by the abbreviation or city that the user wrote."""
    place = place_of(name)
    if place == name and name.islower():
        place = name.title() if len(name) > 3 else name.upper()
    return _face(name, place, place, zone_named(name), start, end)


def _face(
    key: str, label: str, short: str, zone: tzinfo, start: datetime, end: datetime
) -> ClockFace:
    return ClockFace(key, label, short, zone, start).until(end)


def _abbreviation(zone: tzinfo, at: datetime) -> str:
    """Empty if the zone has only an offset ("+04")."""
    name = at.astimezone(zone).tzname() or ""
    return name if name.isalpha() or find_zone(name) is None else ""


def _always_agree(face: ClockFace, other: ClockFace, blog: LiveBlog) -> bool:
    """True if two faces show the same time on each of the blog's first 400 days."""
    start, end = blog.start.astimezone(UTC), blog.end.astimezone(UTC)
    days = min((end - start).days, _MOST_DAYS_COMPARED)
    moments = [*(start + timedelta(days=day) for day in range(days + 1)), end]
    return all(_offset(face, moment) == _offset(other, moment) for moment in moments)


def _offset(face: ClockFace, moment: datetime) -> timedelta | None:
    return moment.astimezone(face.zone).utcoffset()


def span_text(span: timedelta) -> str:
    """Like "45 s", "12 min", "1 h 52 min", "2 d 3 h"."""
    seconds = int(span.total_seconds())
    if seconds < 60:
        return f"{seconds} s"
    minutes, hours, days = seconds // 60, seconds // 3600, seconds // 86400
    if minutes < 60:
        return f"{minutes} min"
    if days < 1:
        return f"{hours} h {minutes % 60:02d} min"
    return f"{days} d {hours % 24} h"


def _time(local: datetime, seconds: bool) -> str:
    return f"{local.hour:02}:{local.minute:02}" + (f":{local.second:02}" if seconds else "")


def moment_name(face: ClockFace, moment: datetime, *, exact: bool = False) -> str:
    """A moment as people type it, never earlier. Seconds only if not 0, or if `exact`."""
    local = moment.astimezone(face.zone)
    if local.microsecond:
        local = local.replace(microsecond=0) + timedelta(seconds=1)
    if face.several_days:
        return local.isoformat()
    return local.strftime("%H:%M:%S" if exact or local.second else "%H:%M")
