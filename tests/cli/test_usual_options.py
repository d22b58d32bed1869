"""What holds: the option of this run, else what was chosen in the app, else the setting."""

from pathlib import Path

import pytest
from sample_blogs import bundled_like

from tui.cli.usual_options import keep_theme, usual_theme, with_defaults
from tui.cli.usual_tempo import keep_tempo, usual_tempo
from tui.model.errors import OptionError
from tui.playback.tempo import Tempo
from tui.replay import Replay, ReplayOptions
from tui.settings.config import Defaults

THEMES = ("dracula", "nord", "textual-light")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user's directories, empty."""
    for name in ("CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))


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
