"""`liveblog-tui config`: where the settings are, and all of them."""

import tomllib

import pytest
from sample_blogs import bundled_like

from tui.cli.config import config_lines
from tui.cli.usual_options import keep_face, keep_tempo, keep_theme, usual_tempo
from tui.model.errors import OptionError
from tui.replay import Replay, ReplayOptions
from tui.screen.keys import KEYS
from tui.settings.config import config_file, read_config

pytestmark = pytest.mark.usefixtures("empty_home")


def write(text: str) -> None:
    config_file().parent.mkdir(parents=True, exist_ok=True)
    config_file().write_text(text)


def test_without_a_file_all_settings_are_built_in() -> None:
    lines = list(config_lines())
    assert lines[0] == f"# {config_file()}"
    assert lines[1] == "# No such file yet."
    assert "pace = 200" in lines
    assert 'order = "oldest"' in lines
    assert not any("from" in line.partition("#")[2] for line in lines[3:])


def test_each_setting_says_where_it_comes_from() -> None:
    write('[defaults]\npace = 240\ntheme = "nord"\n[keys]\nplay = "f5"\n')
    keep_theme("dracula", "nord")
    lines = list(config_lines())
    assert "pace = 240  # from this file" in lines
    assert 'theme = "dracula"  # chosen in the app' in lines
    assert any(line.startswith('play = "f5"  #') and "from this file" in line for line in lines)


def test_a_choice_of_the_app_that_no_setting_has_is_told_beside_its_setting() -> None:
    replay = Replay(bundled_like(), ReplayOptions())
    usual = usual_tempo()
    keep_tempo(usual._replace(reading=False), usual, replay)
    keep_face(replay.faces, 1, ())
    lines = list(config_lines())
    assert "pace = 200  # a constant speed is kept, which p ends" in lines
    assert f"zone = []  # {replay.faces[1].key} is kept, which z changes" in lines


def test_the_output_saved_as_the_file_changes_nothing() -> None:
    text = "\n".join(config_lines())
    write(text)
    assert set(tomllib.loads(text)["keys"]) == {key.id for key in KEYS}
    settings = [line.partition("  #")[0] for line in text.splitlines() if " = " in line]
    again = [line.partition("  #")[0] for line in config_lines() if " = " in line]
    assert again == settings
    assert read_config().defaults.theme == "liveblog-dark"


def test_a_file_that_cannot_be_followed_is_said() -> None:
    write("[defaults]\nspeed = 3\n")
    with pytest.raises(OptionError, match="no setting 'speed'"):
        list(config_lines())
