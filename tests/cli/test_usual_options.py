"""What holds: the option of this run, else what was chosen in the app, else the setting."""

import pytest
from sample_blogs import bundled_like

from tui.cli.usual_options import (
    keep_face,
    keep_theme,
    kept_face,
    usual_theme,
    with_defaults,
)
from tui.cli.usual_tempo import keep_tempo, usual_tempo
from tui.model.clock_face import clock_faces
from tui.model.errors import OptionError
from tui.playback.tempo import Tempo
from tui.replay import Replay, ReplayOptions
from tui.settings.config import Defaults
from tui.settings.state import remember

pytestmark = pytest.mark.usefixtures("empty_home")
THEMES = ("dracula", "nord", "textual-light")


def test_an_option_wins_over_a_setting() -> None:
    usual = Defaults(zone=("Beijing",), summary="all")
    assert with_defaults(ReplayOptions(), None, usual) == ReplayOptions(
        zones=("Beijing",), spoilers=True
    )
    asked = ReplayOptions(zones=("Tokyo",))
    assert with_defaults(asked, False, usual) == asked
    assert with_defaults(ReplayOptions(), True, Defaults()).spoilers


def test_a_zone_that_there_is_not_is_said_with_the_file() -> None:
    with pytest.raises(OptionError, match=r"config\.toml \[defaults\] zone: .*Atlantis"):
        with_defaults(ReplayOptions(), None, Defaults(zone=("Atlantis",)))


def test_a_theme_chosen_in_the_app_holds_until_the_setting_is_changed() -> None:
    assert usual_theme("", THEMES) == ""
    assert usual_theme("nord", THEMES) == "nord"
    keep_theme("dracula", "nord")
    assert usual_theme("nord", THEMES) == "dracula"
    assert usual_theme("textual-light", THEMES) == "textual-light"
    keep_theme("gone", "nord")
    assert usual_theme("nord", THEMES) == "nord"


def test_a_theme_that_there_is_not_is_said_with_the_file() -> None:
    with pytest.raises(OptionError, match=r"config\.toml \[defaults\] theme: .*'mauve'; the"):
        usual_theme("mauve", THEMES)


def test_a_zone_chosen_in_the_app_holds_until_the_setting_is_changed() -> None:
    one = clock_faces(bundled_like(), ("Tokyo",))
    assert kept_face(one, ("Tokyo",)) == 0
    chosen = [face.key for face in one].index("Tokyo")
    keep_face(one, chosen, ("Tokyo",))
    assert kept_face(one, ("Tokyo",)) == chosen > 0
    assert kept_face(one, ()) == 0
    assert kept_face(clock_faces(bundled_like()), ("Tokyo",)) == 0  # has no such face
    keep_face(one, 0, ("Tokyo",))
    assert kept_face(one, ("Tokyo",)) == 0


def test_the_face_that_was_kept_is_found_in_another_blog_at_another_number() -> None:
    first, second = clock_faces(bundled_like()), clock_faces(bundled_like(), ("Tokyo", "Delhi"))
    at = [face.key for face in first].index("UTC")
    keep_face(first, at, ())
    assert second[kept_face(second, ())].key == "UTC"
    assert kept_face(second, ()) != at


@pytest.mark.parametrize("noted", [3, [], {"name": ["UTC"], "instead_of": []}, {"name": "UTC"}])
def test_a_damaged_note_of_a_zone_counts_as_none(noted: object) -> None:
    remember("zone", noted)
    assert kept_face(clock_faces(bundled_like()), ()) == 0


def test_a_pace_chosen_in_the_app_holds_until_the_setting_is_changed() -> None:
    assert usual_tempo(240) == Tempo(pace=240)
    replay = Replay(bundled_like(), ReplayOptions(), usual=usual_tempo(240))
    keep_tempo(Tempo(pace=300), usual_tempo(240), replay, 240)
    assert usual_tempo(240) == Tempo(pace=300)
    assert usual_tempo(180) == Tempo(pace=180)
    assert usual_tempo() == Tempo()


def test_a_pace_that_nobody_reads_at_is_said_with_the_file() -> None:
    with pytest.raises(OptionError, match=r"config\.toml \[defaults\] pace: .*20 to 10000"):
        usual_tempo(3)
