"""Choices and places kept between runs. A setting of the user's file comes before a choice."""

from collections.abc import Sequence

from tui.model.clock_face import ClockFace
from tui.model.errors import OptionError
from tui.model.zones import zone_named
from tui.playback.player import Player
from tui.playback.tempo import DEFAULT_SPEED, Tempo
from tui.playback.view import FeedPlace, SavedPlace
from tui.replay import Replay, ReplayOptions, pace_of, speed_of
from tui.settings.config import in_setting, read_config
from tui.settings.places import place_in, remember_place
from tui.settings.state import remember, table

FROM_LIST = object()
"""Context object of a command that the shelf runs; its quit key leads back."""


def with_defaults(
    asked: ReplayOptions, *, spoilers: bool | None = None, order: str | None = None
) -> ReplayOptions:
    """Settings for options that are None or empty. Raises OptionError."""
    config = read_config()
    if config.keys:
        from tui.screen.keys import check_keymap  # a replay as text needs none of it

        with in_setting("[keys]"):
            check_keymap(config.keys)
    defaults = config.defaults
    with in_setting("[defaults] zone"):
        for zone in defaults.zone:
            zone_named(zone)
    return asked._replace(
        zones=asked.zones or defaults.zone,
        spoilers=defaults.summary == "all" if spoilers is None else spoilers,
        newest_first=(order or defaults.order) == "newest",
    )


def check_theme(asked: str) -> None:
    """Raises OptionError for an unknown theme, even when no colours are shown."""
    if asked:
        from tui.screen.themes import THEMES  # a replay as text needs none of it

        if asked not in THEMES:
            raise OptionError(f"No theme {asked!r}. Themes: {', '.join(THEMES)}.")


def usual_theme() -> str:
    """The theme set, else the theme chosen in the app, if it still exists. Raises OptionError."""
    from tui.screen.themes import THEMES

    configured = read_config().defaults.theme
    with in_setting("[defaults] theme"):
        check_theme(configured)
    chosen = kept_name("theme")
    return configured or (chosen if chosen in THEMES else "")


def kept_face(faces: Sequence[ClockFace]) -> int:
    """The index of the clock face chosen in the app, else 0."""
    kept = kept_name("zone")
    return next((at for at, face in enumerate(faces) if kept and face.key == kept), 0)


def kept_name(choice: str) -> str:
    """Name of the "theme", or key of the clock face ("zone"), chosen in the app, or ""."""
    name = table(choice).get("name")
    return name if isinstance(name, str) else ""


def keep_name(choice: str, name: str) -> None:
    remember(choice, {"name": name})


def usual_tempo() -> Tempo:
    """The pace set, else the tempo kept, else 200 words a minute. Raises OptionError."""
    if (pace := read_config().defaults.pace) is not None:
        with in_setting("[defaults] pace"):
            return Tempo(pace=pace_of(str(pace)))
    kept = table("tempo")
    try:
        speed = speed_of(str(kept.get("speed", DEFAULT_SPEED)))
        return Tempo(pace_of(str(kept["pace"])), speed, reading=kept["reading"] is not False)
    except (KeyError, OptionError):
        return Tempo()


def keep_tempo(left: Tempo, replay: Replay) -> None:
    """Save the pace of --pace or the keys, and the speed of keys; others are for one run."""
    began, default, asked = replay.tempo, replay.default_tempo, bool(replay.options.pace)
    pace = left.pace if asked or left.pace != began.pace else default.pace
    speed = left.speed if left.speed != began.speed else default.speed
    reading = left.reading if asked or left.reading != began.reading else default.reading
    if (pace, speed, reading) != (default.pace, default.speed, default.reading):
        remember("tempo", {"pace": pace, "speed": speed, "reading": reading})


def start_where_left(replay: Replay, player: Player) -> SavedPlace | None:
    """Start at the saved place with its filter; None without a place. Raises OptionError."""
    place = place_in(replay.blog)
    if place is not None:
        player.select(replay.selection if replay.selection.active else place.filter)
        player.start_at(place.moment, place.read)
    return place


def remember_left(player: Player, feed: FeedPlace | None = None) -> str:
    """Keep the place, by default following. Returns a sentence on trouble, or ""."""
    view = player.view()
    place = SavedPlace(view.moment, feed or FeedPlace(), player.selection, view.ended, view.read)
    return remember_place(player.blog, place)
