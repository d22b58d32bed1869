"""What holds: the option of this run, else what was chosen in the app, else the setting."""

import os
import select
import sys
from pathlib import Path
from typing import Any

import pytest
from command_line import run_here
from sample_blogs import blog, bundled_like, constant

from tui.cli.usual_options import (
    keep_face,
    keep_tempo,
    keep_theme,
    kept_face,
    usual_tempo,
    usual_theme,
    with_defaults,
)
from tui.model.clock_face import clock_faces
from tui.model.errors import OptionError
from tui.playback.tempo import Tempo
from tui.replay import Replay, ReplayOptions
from tui.settings.config import Defaults
from tui.settings.state import remember, state_file
from tui.writers.json_ld import dumps

pytestmark = pytest.mark.usefixtures("empty_home")
TEN = bundled_like()
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
    with pytest.raises(OptionError, match=r"config\.toml \[defaults\] theme: no theme 'mauve'"):
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


def after_a_run(left: Tempo | None = None, **options: Any) -> Tempo:
    """The usual tempo after a run with these options that was left at a tempo."""
    usual = usual_tempo()
    replay = Replay(TEN, ReplayOptions(**options), usual=usual)
    keep_tempo(replay.tempo if left is None else left, usual, replay)
    return usual_tempo()


def test_at_first_it_is_the_reading_pace_and_nothing_is_written() -> None:
    assert after_a_run() == Tempo()
    assert not state_file().exists()


def test_the_pace_that_was_asked_for_is_kept() -> None:
    assert after_a_run(pace="240") == Tempo(pace=240)
    assert after_a_run() == Tempo(pace=240)


def test_what_the_keys_have_chosen_is_kept() -> None:
    assert after_a_run(Tempo(pace=300)) == Tempo(pace=300)
    assert after_a_run(Tempo(pace=300).other()) == Tempo(pace=300, reading=False)
    assert after_a_run(Tempo(pace=160)) == Tempo(pace=160)


def test_the_pace_that_was_asked_for_and_then_changed_is_kept_as_changed() -> None:
    assert after_a_run(Tempo(pace=400), pace="240") == Tempo(pace=400)


@pytest.mark.parametrize("options", [{"speed": "300"}, {"finish_in": "5m"}, {"skip_gaps": True}])
def test_other_options_hold_for_one_run(options: dict[str, Any]) -> None:
    assert after_a_run(**options) == Tempo()


def test_a_set_length_does_not_become_the_pace_by_another_key() -> None:
    began = Replay(TEN, ReplayOptions(finish_in="5m")).tempo
    assert after_a_run(began.other(), finish_in="5m") == constant(60)


@pytest.mark.parametrize(
    "noted",
    [
        3,
        "fast",
        [],
        {},
        {"pace": 240},
        {"reading": True},
        {"pace": "x", "reading": True},
        {"pace": 0, "reading": True},
        {"pace": None, "reading": True},
    ],
)
def test_a_damaged_note_counts_as_none(noted: object) -> None:
    remember("tempo", noted)
    assert usual_tempo() == Tempo()


def test_text_on_a_terminal_comes_at_the_reader_s_pace(tmp_path: Path) -> None:
    pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    from pseudo_terminal import on_pty

    """At a constant speed the second post, a day later, would take its 24 minutes."""
    remember("tempo", {"pace": 10_000, "reading": True})
    page = tmp_path / "page.json"
    page.write_text(dumps(blog("2024-04-26 09:26 One", "2024-04-27 09:26 Two")))
    environment = {
        "PATH": os.environ["PATH"],
        "TERM": "xterm",
        "XDG_STATE_HOME": os.environ["XDG_STATE_HOME"],
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    command = (sys.executable, "-m", "tui", "replay", "--plain", str(page))
    with on_pty(command, environment, columns=80, rows=24) as (_, terminal):
        written = b""
        while b"Two" not in written and select.select([terminal], [], [], 30)[0]:
            written += os.read(terminal, 65536)
    assert b"Two" in written


@pytest.mark.parametrize("words", [["--plain"], ["--json"]])
def test_text_into_a_pipe_comes_at_a_constant_speed_whatever_is_kept(
    monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    remember("tempo", {"pace": 10_000, "reading": True})
    tempos: list[Tempo] = []
    monkeypatch.setattr(
        "tui.text.replay.play", lambda player, *_, **__: tempos.append(player.tempo)
    )
    run_here("replay", *words)
    assert tempos == [Tempo(reading=False)]
