"""The tempo of a replay without options: as kept from an earlier run, else as set."""

from tui.model.errors import OptionError
from tui.playback.tempo import Tempo
from tui.replay import Replay, pace_of
from tui.settings.config import config_file
from tui.settings.state import recall, remember


def usual_tempo(pace: float | None = None) -> Tempo:
    """The kind of tempo and the pace kept from an earlier run, else the reading pace of 200.

    `pace` is that of the settings, in words a minute: a pace that was kept before it was set is
    not used. Raises OptionError for one that nobody reads at.
    """
    usual = Tempo() if pace is None else Tempo(pace=_checked(pace))
    noted = recall("tempo")
    try:
        tempo = Tempo(pace=pace_of(str(noted["pace"])), reading=noted["reading"] is not False)
        return tempo if noted.get("instead_of") == pace else tempo._replace(pace=usual.pace)
    except (TypeError, KeyError, AttributeError, OptionError):
        return usual


def keep_tempo(left: Tempo, usual: Tempo, replay: Replay, set_pace: float | None = None) -> None:
    """Keep for the next time what --pace or the keys have chosen; other options are for one run."""
    began, asked = replay.tempo, bool(replay.options.pace)
    pace = left.pace if asked or left.pace != began.pace else usual.pace
    reading = left.reading if asked or left.reading != began.reading else usual.reading
    if (pace, reading) != (usual.pace, usual.reading):
        remember("tempo", {"pace": pace, "reading": reading, "instead_of": set_pace})


def _checked(pace: float) -> float:
    try:
        return pace_of(str(pace))
    except OptionError as error:
        raise OptionError(f"In {config_file()} [defaults] pace: {error}") from error
