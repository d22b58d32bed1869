"""When each update was published, by its fields, its id or its leading clock time."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from tui.model.errors import UnreadableError
from tui.model.instants import localized
from tui.model.zones import abbreviated_zone, iana_zone
from tui.readers.dates import read_time
from tui.readers.home_zone import choose_zone
from tui.readers.schema_org.updates.ids import begun_at
from tui.readers.schema_org.updates.leading_clock import LeadingClock, clock_of_body, leading_clock
from tui.readers.warnings import Remarks

type Object = dict[str, Any]

_KEYS = ("datePublished", "dateCreated", "uploadDate", "dateModified", "dateline")
MOST_ODD = 5000
"""Times in forms other than ISO 8601 that are read, as each takes some 200 us."""
ONE_TIME_IDS = (
    "All updates carry the same time; their ids say when each was begun, and those times are taken "
    "instead."
)

NO_TIMES = "No update has a time that can be understood; the blog's own is taken for all."
ONE_TIME_CLOCKS = (
    "All updates carry the same time; the clock times that they begin with are taken, on that day."
)
DAY_ALONE = "The update is dated by the day alone, so it stands at midnight."
BESIDE = "The update has no time; it is placed with the update beside it."
NO_ZONE = "The time says no offset: the blog's is not known, so it is read as UTC."
GUESSED_TIMES = (ONE_TIME_IDS, NO_TIMES, ONE_TIME_CLOCKS, DAY_ALONE, BESIDE, NO_ZONE)
"""Remarks on times that the data do not say, void where the page says them."""


class UpdateTimes:
    """The times of a blog's updates, by their place in the file; `published[i]` may be None until
    `settle`.

    `zones` are the publisher's, which decide first what an abbreviation means. With `day_first`
    "5/4/2024" is in April.
    """

    def __init__(
        self,
        updates: list[Object],
        blog: Object,
        remarks: Remarks,
        zones: Sequence[tzinfo],
        *,
        day_first: bool,
    ) -> None:
        self._updates = updates
        self._zones = zones
        self._blog = blog
        self._remarks = remarks
        self._odd = 0
        self._unzoned: dict[int, datetime] = {}
        self._days: dict[int, date] = {}
        self.zone = "UTC"
        self._day_first = day_first
        self._common_modified = _common([update.get("dateModified") for update in updates[:1000]])
        self.published: list[datetime | None] = [
            self._read(number, update) for number, update in enumerate(updates)
        ]

    def settle(self, *, address: str = "", publisher: str = "", language: str = "") -> str:
        """Decide the blog's zone and all times; returns the zone's name.

        Raises UnreadableError when no update has a time.
        """
        self._from_ids()
        clocks = self._leading_clocks()
        known = [moment for moment in self.published if moment is not None]
        spans = [
            x
            for key in ("datePublished", "dateModified")
            if isinstance(x := read_time(self._blog.get(key), zones=self._zones), datetime)
        ]
        aware = known or [x for x in spans if x.tzinfo is not None]
        self.zone = choose_zone(aware, address=address, publisher=publisher, language=language)
        self._localize(known_home=self.zone != "UTC")
        self._from_clocks(clocks)
        self._from_days()
        self._from_neighbours()
        return self.zone

    def take(self, moments: list[datetime | None]) -> None:
        """Take the times that the page shows; an update without one stands with its neighbour."""
        self.published = moments
        self._unzoned = {}
        self._remarks.withdraw(*GUESSED_TIMES)
        self._from_neighbours()

    def sure(self, number: int) -> datetime | None:
        """When an update was published, unless the zone of its time is a guess."""
        is_guess = number in self._unzoned and self.zone == "UTC"
        return None if is_guess else self.published[number]

    def of_blog(self, key: str) -> datetime | None:
        """A time of the blog as a whole, or None."""
        value = self._time(self._blog.get(key))
        if not isinstance(value, datetime):
            return None
        return value if value.tzinfo is not None else self._in_zone(value)

    def modified(self, number: int) -> datetime | None:
        """When an update was last changed, if that is another time than its publication."""
        update = self._updates[number]
        raw = update.get("dateModified")
        if (
            raw == update.get("datePublished") or raw == self._common_modified
        ):  # its own, or the blog's on every update
            return None
        value = self._time(raw)
        if not isinstance(value, datetime):
            return None
        if value.tzinfo is None:
            value = self._in_zone(value)
        return value if value != self.published[number] else None

    def _time(self, value: object) -> datetime | date | None:
        """The time that a value names; forms other than ISO 8601 for the first MOST_ODD only."""
        if isinstance(value, list):
            value = value[0] if value else None
        if isinstance(value, dict):
            value = value.get("@value")
        if isinstance(value, str) and not (value[:4].isdigit() and value[10:11] == "T"):
            self._odd += 1
        return read_time(
            value, day_first=self._day_first, by_hand=self._odd <= MOST_ODD, zones=self._zones
        )

    def _read(self, number: int, update: Object) -> datetime | None:
        value = self._time(update.get("datePublished"))
        if not isinstance(value, datetime):
            return self._other_time(number, update, value)
        if value.tzinfo is not None:
            return value
        self._unzoned[number] = value
        return None

    def _other_time(self, number: int, update: Object, day: date | None) -> datetime | None:
        """The time of an update whose datePublished is missing, unreadable or only a day."""
        for key in _KEYS:
            value = update.get(key)
            if value is None or value == "":
                continue
            moment = day if key == "datePublished" and isinstance(value, str) else None
            if moment is None:
                moment = self._time(value)
            if isinstance(moment, datetime):
                if key != "datePublished":
                    self._remarks.add(
                        f"The update has no datePublished that can be read; its {key} is taken.",
                        number + 1,
                    )
                if moment.tzinfo is None:
                    self._unzoned[number] = moment
                    return None
                return moment
            day = day or moment
            if moment is None and key == "datePublished":
                self._remarks.add("The time cannot be understood.", number + 1)
        if day is not None:
            self._days[number] = day
        return None

    def _from_ids(self) -> None:
        """Take the times in the ids (Mongo's ObjectIds) where all updates carry one time."""
        moments = {moment for moment in self.published if moment is not None}
        if len(moments) > 1 or len(self._updates) < 2 or self._unzoned:
            return
        ids = [begun_at(update) for update in self._updates]
        if any(moment is None for moment in ids) or len(set(ids)) < 2:
            return
        end = next(iter(moments), None)
        if end is None or all(
            moment is not None and abs(moment - end) < timedelta(days=30) for moment in ids
        ):
            self.published = ids
            self._remarks.add(ONE_TIME_IDS)

    def _leading_clocks(self) -> list[LeadingClock]:
        """The clock times that all updates begin with, if they differ where the updates' do not."""
        moments = {*self.published, *self._unzoned.values()} - {None}
        if len(moments) != 1 or not 2 <= len(self._updates) <= MOST_ODD or self._days:
            return []
        clocks = [
            leading_clock(x.get("headline")) or clock_of_body(x.get("articleBody"))
            for x in self._updates
        ]
        found = [clock for clock in clocks if clock is not None]
        return found if len(found) == len(clocks) and len(set(found)) > 1 else []

    def _from_clocks(self, clocks: list[LeadingClock]) -> None:
        if not clocks:
            return
        moment = next(moment for moment in self.published if moment is not None)
        zones = [self._zone_of(clock, moment.year) for clock in clocks]
        self.published = [
            localized(datetime.combine(moment.astimezone(zone).date(), clock.time), zone)
            for clock, zone in zip(clocks, zones, strict=True)
        ]
        self._remarks.add(ONE_TIME_CLOCKS)

    def _zone_of(self, clock: LeadingClock, year: int) -> tzinfo:
        """The zone that a leading clock time names, else the blog's."""
        own = iana_zone(self.zone) or UTC
        return abbreviated_zone(clock.zone, (*self._zones, own), year=year) or own

    def _in_zone(self, moment: datetime) -> datetime:
        return localized(moment, iana_zone(self.zone) or UTC)

    def _localize(self, *, known_home: bool) -> None:
        remark = f"The time says no offset: it is read as the blog's, {self.zone}."
        for number, moment in self._unzoned.items():
            self.published[number] = self._in_zone(moment)
            self._remarks.add(remark if known_home else NO_ZONE, number + 1)

    def _from_days(self) -> None:
        """Date by its day and its headline's leading clock time an update without another time."""
        for number, day in self._days.items():
            clock = leading_clock(self._updates[number].get("headline"))
            if clock is not None and self.published[number] is None:
                self.published[number] = localized(
                    datetime.combine(day, clock.time), self._zone_of(clock, day.year)
                )
                self._remarks.add(
                    "The update is dated by the day alone; the clock time is its headline's.",
                    number + 1,
                )

    def _from_neighbours(self) -> None:
        """Give an update without a time that of the update beside it in the file."""
        known = [number for number, moment in enumerate(self.published) if moment is not None]
        if not known:
            self._only_days()
            return
        if len(known) == len(self.published):
            return
        nearest = known[0]
        for number, moment in enumerate(self.published):
            if moment is None:
                self.published[number] = self.published[nearest]
                self._remarks.add(BESIDE, number + 1)
            else:
                nearest = number

    def _only_days(self) -> None:
        blogs_own = [
            moment
            for key in ("datePublished", "coverageStartTime")
            if (moment := self.of_blog(key))
        ]
        if not self._days and blogs_own:
            self.published = [blogs_own[0]] * len(self.published)
            self._remarks.add(NO_TIMES)
            return
        if not self._days:
            raise UnreadableError(
                "The live blog cannot be replayed: none of its updates has a time that can be "
                "understood."
            )
        day = next(iter(self._days.values()))
        for number in range(len(self.published)):
            day = self._days.get(number, day)
            self.published[number] = self._in_zone(datetime.combine(day, time()))
            self._remarks.add(DAY_ALONE, number + 1)


def _common(values: list[Any]) -> Any:
    """The value of two or more that are all equal, or None."""
    return values[0] if len(values) > 1 and all(value == values[0] for value in values) else None
