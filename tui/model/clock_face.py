"""Forms of a moment and of a length of time, for all outputs; a clock face has one zone."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo
from typing import NamedTuple

from tui.model.blog import LiveBlog
from tui.model.zones import find_zone, place_of, zone_named

MOMENT = r"(?:\w+ \d+ \w+ (?:\d{4} )?)?\d\d:\d\d"
"""As `time` writes it, for a reader; not compiled, because few texts have any."""
_MOST_DAYS_COMPARED = 400
_MONTH = timedelta(days=28)


class ClockFace(NamedTuple):
    """A way to write moments; `short` ("BST") is written beside a time. The face of the time since
    the start has no zone, and writes no days, weekdays or years."""

    key: str
    label: str
    short: str
    zone: tzinfo | None
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
        return f"{moment.astimezone(self.zone):{'%H:%M:%S' if seconds else '%H:%M'}}"

    def with_day(self, moment: datetime, seconds: bool = False) -> str:
        """Like "Fri 26 Apr 10:26"."""
        clock = self.clock(moment, seconds)
        return f"{self._date(moment, year=self.several_years)} {clock}" if self.zone else clock

    def time(self, moment: datetime, seconds: bool = False) -> str:
        """Like "10:26"; "Fri 26 Apr 10:26" in a blog that lasts past a midnight."""
        return self.with_day(moment, seconds) if self.several_days else self.clock(moment, seconds)

    def named(self, moment: datetime, seconds: bool = False) -> str:
        """`time` with the zone: "10:26 BST"."""
        return f"{self.time(moment, seconds)} {self.name_at(moment)}"

    def named_near(self, moment: datetime, near: datetime, seconds: bool = False) -> str:
        """The clock with the zone, and with the day and year that differ from those of `near`."""
        if self.is_same_day(moment, near):
            return self.named(moment, seconds)
        local, here = moment.astimezone(self.zone), near.astimezone(self.zone)
        date = self._date(moment, year=local.year != here.year)
        return f"{date} {self.clock(moment, seconds)} {self.name_at(moment)}"

    def is_same_day(self, moment: datetime, other: datetime) -> bool:
        """Also true on the face of the time since the start, which has no days."""
        zone = self.zone
        return zone is None or moment.astimezone(zone).date() == other.astimezone(zone).date()

    def full(self, moment: datetime, *, seconds: bool = False, named: bool = True) -> str:
        """Like "Fri 26 Apr 2024, 10:26 BST"; seconds also if they are not 0."""
        clock = self.clock(moment, seconds or moment.second != 0)
        text = f"{self._date(moment, year=True)}, {clock}" if self.zone else clock
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
        local = moment.astimezone(self.zone)
        return f"{local.day} {local:%b}" if self.several_days else ""

    def year(self, moment: datetime) -> str:
        """The year when the blog lasts over a New Year; else empty."""
        return str(moment.astimezone(self.zone).year) if self.several_years else ""

    def on_scale(self, moment: datetime) -> str:
        """A round moment on a scale: "10:00", at midnight "Thu 2" or "2 May 2024"."""
        is_midnight = self.zone is not None and self.clock(moment) == "00:00"
        return self._day_of_scale(moment) if is_midnight else self.clock(moment)

    def end_of_scale(self, moment: datetime) -> str:
        """Like "09:26", over several days "Thu 2 09:26", over months "2 May 2024"."""
        if self.several_months:
            return self._day_of_scale(moment)
        day = f"{self._day_of_scale(moment)} " if self.several_days else ""
        return f"{day}{self.clock(moment)}"

    def _day_of_scale(self, moment: datetime) -> str:
        if self.several_months:
            return f"{self.day(moment)} {self.year(moment)}".rstrip()
        local = moment.astimezone(self.zone)
        return f"{local:%a} {local.day}"

    def name_at(self, moment: datetime) -> str:
        """BST or GMT by the season."""
        name = moment.astimezone(self.zone).tzname() if self.abbreviated else ""
        return name or self.short

    def _date(self, moment: datetime, *, year: bool) -> str:
        local = moment.astimezone(self.zone)
        day, month = ("%A", "%B") if self.spelled_out else ("%a", "%b")
        return f"{local:{day}} {local.day} {local:{month}}{f' {local.year}' if year else ''}"

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
    """The own zone first, then the user's, without faces that show the same time as an earlier one
    on each of the blog's first 400 days. Raises OptionError."""
    places = filter(None, (*extra_zones, blog.place_zone))
    wanted = [own_face(blog), *(_place_face(name, blog) for name in places)]
    wanted.append(_face("UTC", "UTC", "UTC", UTC, blog))
    if local is not None:
        short = _abbreviation(local, blog.start)
        label = f"your own time ({short or 'your time'})"
        face = _face("local", label, short or "your time", local, blog)
        wanted.append(face._replace(abbreviated=bool(short)))
    start, end = blog.start.astimezone(UTC), blog.end.astimezone(UTC)
    days = min((end - start).days, _MOST_DAYS_COMPARED)
    moments = [*(start + timedelta(days=day) for day in range(days + 1)), end]
    faces: dict[tuple[timedelta | None, ...], ClockFace] = {}
    for face in wanted:
        offsets = tuple(moment.astimezone(face.zone).utcoffset() for moment in moments)
        faces.setdefault(offsets, face)
    since = ClockFace("start", "time since the start", "since start", None, blog.start)
    return (*faces.values(), since)


def own_face(blog: LiveBlog) -> ClockFace:
    """Named by the zone's abbreviation, by its place if that is a number. Raises OptionError."""
    name = blog.zone or "UTC"
    zone, place = zone_named(name), place_of(name)
    short = _abbreviation(zone, blog.start)
    if not short:
        return _face(name, place, place, zone, blog)
    label = short if short == place else f"{short} ({place})"
    return _face(name, label, short, zone, blog)._replace(abbreviated=True)


def _place_face(name: str, blog: LiveBlog) -> ClockFace:
    """Named by the zone's place, or by the abbreviation or city that the user wrote."""
    place = place_of(name)
    if place == name and name.islower():
        place = name.title() if len(name) > 3 else name.upper()
    return _face(name, place, place, zone_named(name), blog)


def _face(key: str, label: str, short: str, zone: tzinfo, blog: LiveBlog) -> ClockFace:
    return ClockFace(key, label, short, zone, blog.start).until(blog.end)


def _abbreviation(zone: tzinfo, at: datetime) -> str:
    """Empty if the zone has only an offset ("+04")."""
    name = at.astimezone(zone).tzname() or ""
    return name if name.isalpha() or find_zone(name) is None else ""


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


def moment_name(face: ClockFace, moment: datetime, *, exact: bool = False) -> str:
    """A moment as people type it, never earlier. Seconds only if not 0, or if `exact`."""
    local = moment.astimezone(face.zone)
    if local.microsecond:
        local = local.replace(microsecond=0) + timedelta(seconds=1)
    if face.several_days:
        return local.isoformat()
    return local.strftime("%H:%M:%S" if exact or local.second else "%H:%M")
