"""`liveblog-tui config`: where the settings are, all of them, and which choice holds."""

import tomllib
from typing import Any

import pytest
from command_line import run_here
from readings import answers
from sample_blogs import bundled_like, constant

from tui.cli.preferences import keep_name, keep_tempo, kept_face, usual_tempo
from tui.model.clock_face import clock_faces
from tui.playback.tempo import Tempo
from tui.replay import Replay, ReplayOptions
from tui.screen.keys import KEYS
from tui.settings.config import config_file, read_config
from tui.settings.state import remember, state_file

pytestmark = pytest.mark.usefixtures("home")
TEN = bundled_like()


def write(text: str) -> None:
    config_file().parent.mkdir(parents=True, exist_ok=True)
    config_file().write_text(text)


def lines() -> list[str]:
    done = run_here("config")
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_without_a_file_all_settings_are_built_in() -> None:
    shown = lines()
    assert shown[0] == f"# {config_file()}"
    assert shown[1] == "# No such file yet."
    assert "pace = 200" in shown
    assert 'order = "oldest"' in shown
    assert not any("from" in line.partition("#")[2] for line in shown[3:])


def test_each_setting_says_where_it_comes_from() -> None:
    write('[defaults]\npace = 240\n[keys]\nplay = "f5"\n')
    keep_name("theme", "dracula")
    shown = lines()
    assert "pace = 240  # from this file" in shown
    assert 'theme = "dracula"  # chosen in the app' in shown
    assert any(line.startswith('play = "f5"  #') and "from this file" in line for line in shown)


def test_a_choice_of_the_app_that_no_setting_has_is_told_beside_its_setting() -> None:
    kept = usual_tempo()
    replay = Replay(TEN, ReplayOptions(), default_tempo=kept)
    keep_tempo(kept._replace(reading=False), replay)
    keep_name("zone", replay.faces[1].key)
    shown = lines()
    assert "pace = 200  # a constant speed is kept; p ends it" in shown
    assert f"zone = []  # {replay.faces[1].key} was chosen with z" in shown


def test_the_output_saved_as_the_file_changes_nothing() -> None:
    shown = lines()
    write("\n".join(shown))
    assert set(tomllib.loads("\n".join(shown))["keys"]) == {key.id for key in KEYS}
    settings = [line.partition("  #")[0] for line in shown if " = " in line]
    assert [line.partition("  #")[0] for line in lines() if " = " in line] == settings
    assert read_config().defaults.theme == "liveblog-dark"


@pytest.mark.parametrize(("text", "said"), answers("defaults-that-cannot-be"))
def test_a_file_that_cannot_be_followed_is_said(text: str, said: str) -> None:
    write(f"[defaults]\n{text}\n")
    done = run_here("config")
    assert done.returncode == 1
    assert said in done.stderr


@pytest.mark.parametrize("command", ["config", "replay --plain --speed max", "replay --as-of end"])
def test_a_wrong_key_of_the_file_is_said_without_a_screen_too(command: str) -> None:
    write('[keys]\nplya = "p"\n')
    done = run_here(*command.split())
    assert done.returncode == 1
    assert "[keys]: No key 'plya'" in done.stderr


def test_a_setting_of_the_file_comes_before_a_choice_of_the_app() -> None:
    keep_name("theme", "dracula")
    kept = usual_tempo()
    keep_tempo(Tempo(pace=300), Replay(TEN, ReplayOptions(), default_tempo=kept))
    keep_name("zone", "Tokyo")
    others = clock_faces(TEN, ("Delhi", "Tokyo"))
    assert others[kept_face(others)].key == "Tokyo"
    assert kept_face(clock_faces(TEN)) == 0
    shown = "\n".join(lines())
    for setting in ("pace = 300  # chosen", 'theme = "dracula"  # chosen', "Tokyo was chosen"):
        assert setting in shown
    write('[defaults]\npace = 180\ntheme = "gruvbox"\n')
    shown = "\n".join(lines())
    for setting in ("pace = 180  # from this file", 'theme = "gruvbox"  # from this file'):
        assert setting in shown


def test_a_theme_that_is_gone_is_not_chosen() -> None:
    keep_name("theme", "gone")
    assert 'theme = "liveblog-dark"' in lines()


def after_a_run(left: Tempo | None = None, **options: Any) -> Tempo:
    """The usual tempo after a run with these options that was left at a tempo."""
    kept = usual_tempo()
    replay = Replay(TEN, ReplayOptions(**options), default_tempo=kept)
    keep_tempo(replay.tempo if left is None else left, replay)
    return usual_tempo()


def test_the_pace_asked_for_or_chosen_by_keys_is_kept_and_nothing_else() -> None:
    assert after_a_run() == Tempo()
    assert not state_file().exists()
    for options in ({"speed": "300"}, {"finish_in": "5m"}, {"skip_gaps": True}):
        assert after_a_run(**options) == Tempo()
    assert after_a_run(pace="240") == after_a_run() == Tempo(pace=240)
    assert after_a_run(Tempo(pace=400), pace="240") == Tempo(pace=400)
    assert after_a_run(Tempo(pace=300).other()) == Tempo(pace=300, reading=False)
    faster = Tempo(300, 120, reading=False)
    assert after_a_run(faster) == after_a_run(speed="60") == after_a_run() == faster


def test_a_set_length_does_not_become_the_pace_by_another_key() -> None:
    began = Replay(TEN, ReplayOptions(finish_in="5m")).tempo
    assert after_a_run(began.other(), finish_in="5m") == constant(60)


@pytest.mark.parametrize("noted", answers("damaged-notes"))
def test_damaged_notes_count_as_none(noted: object) -> None:
    for name in ("tempo", "zone", "theme"):
        remember(name, noted)
    shown = lines()
    assert "pace = 200" in shown
    assert "zone = []" in shown
    assert 'theme = "liveblog-dark"' in shown


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
