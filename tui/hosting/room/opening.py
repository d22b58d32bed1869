"""Opens a room from the host's options."""

from collections.abc import Callable
from datetime import datetime, time, timedelta, tzinfo

from tui.hosting.auth import read_text
from tui.hosting.guest import Guest
from tui.hosting.options import ServeOptions
from tui.hosting.room.clock import Member, Room
from tui.hosting.room.invitation import Lobby
from tui.model.blog import LiveBlog
from tui.model.clock_face import own_face
from tui.model.errors import OptionError
from tui.model.safe_text import clean, one_line
from tui.model.zones import LocalZone
from tui.playback.reading_plan import ReadingPlan

type Now = Callable[[], float]  # gives seconds


def room_clock(options: ServeOptions, now: Now, wall: Now) -> Now:
    """Seconds since 1970 that go on if the host's clock is set back: a class would go back with it.
    A start by time, and other machines, need the clock itself. `now` never goes back."""
    ahead = wall() - now()
    is_alone = not (options.start_at or options.room_store)
    return (lambda: max(wall(), now() + ahead)) if is_alone else wall


def open_room(options: ServeOptions, blog: LiveBlog, wall: Now, name: str = "") -> Room | None:
    """Open the room, if any; `wall` gives seconds since 1970. Raises OptionError."""
    if not options.room:
        return None
    return Room(
        blog,
        now=wall,
        tempo=options.tempo,
        name=name,
        lobby=_read_lobby(options, blog),
        driven=options.driven,
        start_at=_start_at(options, blog, wall),
        loop=options.loop,
    )


def seat_of(guest: Guest, room: Room, *, alone: bool) -> Member:
    """A guest's seat: with the class unless `alone`, as a presenter never is."""
    presents = guest.presenter != "" and not guest.projector
    return Member(
        room=room,
        presents=presents,
        wanted=guest.name or guest.presenter,
        hand_at=room.now() if guest.hand == room.opened and not presents else None,
        touch=guest.touch,
        following=presents or not alone,
        projector=guest.projector,
    )


def _read_lobby(options: ServeOptions, blog: LiveBlog) -> Lobby | None:
    """Read the lobby; None without a title and a text. Raises OptionError for an unusable file."""
    title = options.title or (blog.title if options.has_presenters else "")
    welcome = "" if options.welcome is None else read_text(options.welcome)
    welcome = clean(welcome.expandtabs(4)).strip("\n")
    if not title and not welcome.strip():
        return None
    days = own_face(blog).days(blog.start, blog.end)
    facts = (blog.title if options.title else "", blog.publisher, days)
    return Lobby(
        one_line(title),
        welcome,
        one_line(" · ".join(filter(None, facts))),
        waits=bool(options.title or options.welcome or options.in_class),
    )


def _start_at(options: ServeOptions, blog: LiveBlog, wall: Now) -> datetime | None:
    if not options.start_at:
        return None
    now = datetime.fromtimestamp(wall(), LocalZone())
    map = ReadingPlan.of(blog).map(options.tempo)
    lasts = timedelta(seconds=map.seconds / options.tempo.rate)
    return start_time(options.start_at, now=now, lasts=lasts, loop=options.loop)


def start_time(typed: str, *, now: datetime, lasts: timedelta, loop: bool) -> datetime:
    """The start for `--start-at`; `now` is aware, its zone the default. Raises OptionError. A time
    of day is today's until a replay of length `lasts` would be over, because a machine may restart
    in the middle; then tomorrow's. A loop is never over."""
    try:
        if len(typed) > len("23:59:59+23:59"):
            given = datetime.fromisoformat(typed)
            return given if given.tzinfo else given.replace(tzinfo=now.tzinfo)
        of_day = time.fromisoformat(typed)
    except ValueError as error:
        raise OptionError(
            "--start-at takes a time such as 14:00, or a day with a time such as 2026-05-01T14:00; "
            f"{typed!r} is neither."
        ) from error
    zone: tzinfo | None = of_day.tzinfo or now.tzinfo
    today = datetime.combine(now.astimezone(zone).date(), of_day, zone)
    return today if loop or now < today + lasts else today + timedelta(days=1)
