import pytest

from tui.hosting.guests.time_limits import WARNINGS, Due, Stay


class Clock:
    time = 0.0

    def __call__(self) -> float:
        return self.time


def test_a_guest_who_does_nothing_is_warned_a_minute_before_and_then_ended() -> None:
    clock = Clock()
    stay = Stay(900, 7200, clock)
    clock.time = 839
    assert stay.check() == Due(again=1)
    clock.time = 840
    assert stay.check() == Due("idle", again=60)
    clock.time = 899
    assert not stay.check().end
    clock.time = 900
    assert stay.check() == Due("idle", end=True)


@pytest.mark.parametrize("pressed_at", [5, 850])
def test_any_key_starts_the_idle_time_again(pressed_at: float) -> None:
    clock = Clock()
    stay = Stay(900, 7200, clock)
    clock.time = 845
    stay.check()
    clock.time = 845 + pressed_at
    stay.key()
    clock.time += 839
    assert not stay.check().reason


def test_a_session_is_long_and_goes_on_if_the_warning_is_answered() -> None:
    clock = Clock()
    stay = Stay(0, 7200, clock)
    clock.time = 7139
    stay.key()  # before the warning: does not count
    clock.time = 7140
    assert stay.check() == Due("session", again=60)
    clock.time = 7199
    stay.key()
    clock.time = 7300
    assert not stay.check().reason
    clock.time = 7199 + 7200
    assert stay.check() == Due("session", end=True)


def test_zero_is_no_limit() -> None:
    clock = Clock()
    stay = Stay(0, 0, clock)
    clock.time = 1e9
    assert stay.check() == Due(again=60)


def test_checking_when_told_is_enough_to_be_warned_and_ended_in_time() -> None:
    clock = Clock()
    stay = Stay(100, 250, clock)
    told = []
    for _ in range(100):
        due = stay.check()
        if due.reason:
            told.append((clock.time, due.reason, due.end))
        if due.end:
            break
        clock.time += due.again
    assert told == [(50, "idle", False), (100, "idle", True)]


def test_a_key_before_any_warning_starts_the_idle_time_again_and_not_the_session() -> None:
    clock = Clock()
    stay = Stay(100, 150, clock)
    clock.time = 30
    stay.key()
    clock.time = 60
    assert stay.check() == Due(again=20)
    clock.time = 80
    assert stay.check() == Due("idle", again=50)
    clock.time = 90
    assert stay.check() == Due("session", again=60)


def test_a_warning_is_given_again_after_it_was_answered() -> None:
    clock = Clock()
    stay = Stay(100, 0, clock)
    for start in (0, 70, 140):
        clock.time = start + 50
        assert stay.check() == Due("idle", again=50)
        assert stay.check() == Due(again=50), "once"
        clock.time = start + 70
        stay.key()


def test_a_key_answers_a_warning_only_once() -> None:
    clock = Clock()
    stay = Stay(0, 1000, clock)
    clock.time = 940
    assert stay.check() == Due("session", again=60)
    clock.time = 950
    stay.key()
    clock.time = 1500
    stay.key()  # which answers nothing
    clock.time = 1889
    assert not stay.check().reason
    clock.time = 1890
    assert stay.check() == Due("session", again=60)


@pytest.mark.parametrize("reason", ["idle", "session"])
def test_each_warning_has_words(reason: str) -> None:
    assert "minute" in WARNINGS[reason]
