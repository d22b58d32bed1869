"""The kind of tempo and the pace are kept for the next run; what holds for one run is not."""

import os
import select
import sys
from pathlib import Path
from typing import Any

import pytest
from command_line import run_here
from pseudo_terminal import on_pty
from sample_blogs import blog, bundled_like, constant

from tui.cli.usual_tempo import keep_tempo, usual_tempo
from tui.playback.tempo import Tempo
from tui.replay import Replay, ReplayOptions
from tui.settings import state as settings
from tui.writers.json_ld import dumps

TEN = bundled_like()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's directories, empty."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def after_a_run(left: Tempo | None = None, **options: Any) -> Tempo:
    """The usual tempo after a run with these options that was left at a tempo."""
    usual = usual_tempo()
    replay = Replay(TEN, ReplayOptions(**options), usual=usual)
    keep_tempo(replay.tempo if left is None else left, usual, replay)
    return usual_tempo()


def test_at_first_it_is_the_reading_pace_and_nothing_is_written() -> None:
    assert after_a_run() == Tempo()
    assert not settings.state_file().exists()


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
    settings.remember("tempo", noted)
    assert usual_tempo() == Tempo()


def test_text_on_a_terminal_comes_at_the_reader_s_pace(home: Path) -> None:
    """At a constant speed the second post, a day later, would take its 24 minutes."""
    settings.remember("tempo", {"pace": 10_000, "reading": True})
    page = home / "page.json"
    page.write_text(dumps(blog("2024-04-26 09:26 One", "2024-04-27 09:26 Two")))
    environment = {
        "PATH": os.environ["PATH"],
        "TERM": "xterm",
        "XDG_STATE_HOME": str(home),
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
    settings.remember("tempo", {"pace": 10_000, "reading": True})
    tempos: list[Tempo] = []
    monkeypatch.setattr(
        "tui.text.replay.play", lambda player, *_, **__: tempos.append(player.tempo)
    )
    run_here("replay", *words)
    assert tempos == [Tempo(reading=False)]
