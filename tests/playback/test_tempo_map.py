"""The tempo map against a plain model on fractions."""

from sample_blogs import constant

from tui.model.instants import SECOND
from tui.playback.tempo import PACES_WPM, SPEEDS, Tempo
from tui.playback.tempo_map import PLACE_SECOND, skipping_map

FIRST = 1_714_119_960 * SECOND


def test_a_skipped_silence_runs_by_between_its_first_part_and_the_second_before_the_post() -> None:
    late, speed = FIRST + 7200 * SECOND, 60
    map = skipping_map([FIRST, late], FIRST, late, speed)
    seconds = [0, 1.5, 1.75, 2.0, 3.0]
    reached = [map.instant(round(each * speed * PLACE_SECOND)) - FIRST for each in seconds]
    assert reached == [each * SECOND for each in (0, 90, (90 + 7140) // 2, 7140, 7200)]


def test_steps_of_pace_and_speed() -> None:
    tempo = Tempo()
    assert (tempo.pace, tempo.speed, tempo.reading, tempo.rate) == (200, 60, True, 1.0)
    assert [tempo.stepped(up).pace for up in (True, False)] == [240, 160]
    fast = tempo.other()
    assert (fast.rate, fast.stepped(False).speed, fast.stepped(True).speed) == (60, 45, 120)
    assert fast.stepped(True).default().speed == 60
    assert PACES_WPM == (120, 160, 200, 240, 300, 400, 600, 1000)
    assert SPEEDS == (1, 2, 5, 10, 15, 20, 30, 45, 60, 120, 300, 600)
    for most, least in ((Tempo(1000), Tempo(120)), (constant(600), constant(1))):
        assert (most.stepped(True), least.stepped(False)) == (most, least)
    assert [Tempo(130).stepped(up).pace for up in (True, False)] == [160, 120]
