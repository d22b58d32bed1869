"""The tempo that is kept between runs: its kind and the reader's pace."""

from tui import settings
from tui.model.errors import OptionError
from tui.playback.tempo import Tempo
from tui.replay import Replay, pace_of


def usual_tempo() -> Tempo:
    """The kind of tempo and the pace kept from an earlier run, else the reading pace of 200."""
    noted = settings.recall("tempo")
    try:
        return Tempo(pace=pace_of(str(noted["pace"])), reading=noted["reading"] is not False)
    except (TypeError, KeyError, OptionError):
        return Tempo()


def keep_tempo(left: Tempo, usual: Tempo, replay: Replay) -> None:
    """Keep for the next time what --pace or the keys have chosen; other options are for one run."""
    began, asked = replay.tempo, bool(replay.options.pace)
    pace = left.pace if asked or left.pace != began.pace else usual.pace
    reading = left.reading if asked or left.reading != began.reading else usual.reading
    if (pace, reading) != (usual.pace, usual.reading):
        settings.remember("tempo", {"pace": pace, "reading": reading})
