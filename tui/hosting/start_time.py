"""When a room begins by itself: a time of day on the host's clock, or a date with one."""

from datetime import datetime, time, timedelta, tzinfo

from tui.errors import OptionError

DAY = timedelta(days=1)


def start_time(typed: str, *, now: datetime, lasts: timedelta, loop: bool) -> datetime:
    """The start meant by `--start-at`: a time of day is today's while a replay begun then would not be over (it then
    is under way already, as on a machine that was started again), else tomorrow's. A loop is never over.

    `now` is aware, and its zone is the one meant where none is typed. Raises OptionError.
    """
    try:
        if len(typed) > len("23:59:59+23:59"):
            given = datetime.fromisoformat(typed)
            return given if given.tzinfo else given.replace(tzinfo=now.tzinfo)
        of_day = time.fromisoformat(typed)
    except ValueError as error:
        raise OptionError(
            f"--start-at takes a time such as 14:00, or a day with one such as 2026-05-01T14:00; {typed!r} is neither."
        ) from error
    zone: tzinfo | None = of_day.tzinfo or now.tzinfo
    today = datetime.combine(now.astimezone(zone).date(), of_day, zone)
    return today if loop or now < today + lasts else today + DAY
