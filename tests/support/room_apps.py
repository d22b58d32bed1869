"""The apps of a room's guests in a test's own process: looked at and ticked."""

from strip_cells import text_of
from textual.pilot import Pilot

from tui.hosting.room.app import RoomApp

PHONE_COLUMNS = 46  # of the browsers' page in a window 390 pixels wide


def app_of(pilot: Pilot[None]) -> RoomApp:
    """The app that a pilot drives."""
    assert isinstance(pilot.app, RoomApp)
    return pilot.app


def tick(*pilots: Pilot[None]) -> None:
    """Let every guest's app look at the clock."""
    for pilot in pilots:
        app_of(pilot).tick()


def bar(pilot: Pilot[None]) -> str:
    """What the bar says: with its notice, and without."""
    bar = app_of(pilot).transport
    told = bar.clock.state
    rows = [*bar.scrubber.text_rows(bar.scrubber.size), *bar.hints.text_rows(bar.hints.size)]
    for state in (told, told._replace(note="")):
        bar.clock.state = state
        rows += bar.clock.text_rows(bar.clock.size)
    bar.clock.state = told
    return "\n".join(map(text_of, rows))
