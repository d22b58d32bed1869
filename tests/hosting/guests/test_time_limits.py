import pytest

from tui.hosting.guests.time_limits import WARNING_MESSAGES, TimeCheck, TimeLimits


class Clock:
    time = 0.0

    def __call__(self) -> float:
        return self.time


def test_a_guest_who_does_nothing_is_warned_a_minute_before_and_then_ended() -> None:
    clock = Clock()
    time_limits = TimeLimits(900, 7200, clock)
    clock.time = 839
    assert time_limits.check() == TimeCheck(next_check=1)
    clock.time = 840
    assert time_limits.check() == TimeCheck("idle", next_check=60)
    clock.time = 899
    assert not time_limits.check().expired
    clock.time = 900
    assert time_limits.check() == TimeCheck("idle", expired=True)


@pytest.mark.parametrize("pressed_at", [5, 850])
def test_any_key_starts_the_idle_time_again(pressed_at: float) -> None:
    clock = Clock()
    time_limits = TimeLimits(900, 7200, clock)
    clock.time = 845
    time_limits.check()
    clock.time = 845 + pressed_at
    time_limits.key_pressed()
    clock.time += 839
    assert not time_limits.check().reason


def test_a_session_is_long_and_goes_on_if_the_warning_is_answered() -> None:
    clock = Clock()
    time_limits = TimeLimits(0, 7200, clock)
    clock.time = 7139
    time_limits.key_pressed()  # before the warning: does not count
    clock.time = 7140
    assert time_limits.check() == TimeCheck("session", next_check=60)
    clock.time = 7199
    time_limits.key_pressed()
    clock.time = 7300
    assert not time_limits.check().reason
    clock.time = 7199 + 7200
    assert time_limits.check() == TimeCheck("session", expired=True)


def test_zero_is_no_limit() -> None:
    clock = Clock()
    time_limits = TimeLimits(0, 0, clock)
    clock.time = 1e9
    assert time_limits.check() == TimeCheck(next_check=60)


def test_a_check_at_each_next_check_warns_and_ends_in_time() -> None:
    clock = Clock()
    time_limits = TimeLimits(100, 250, clock)
    told = []
    for _ in range(100):
        due = time_limits.check()
        if due.reason:
            told.append((clock.time, due.reason, due.expired))
        if due.expired:
            break
        clock.time += due.next_check
    assert told == [(50, "idle", False), (100, "idle", True)]


def test_a_key_before_any_warning_starts_the_idle_time_again_and_not_the_session() -> None:
    clock = Clock()
    time_limits = TimeLimits(100, 150, clock)
    clock.time = 30
    time_limits.key_pressed()
    clock.time = 60
    assert time_limits.check() == TimeCheck(next_check=20)
    clock.time = 80
    assert time_limits.check() == TimeCheck("idle", next_check=50)
    clock.time = 90
    assert time_limits.check() == TimeCheck("session", next_check=60)


def test_a_warning_is_given_again_after_it_was_answered() -> None:
    clock = Clock()
    time_limits = TimeLimits(100, 0, clock)
    for start in (0, 70, 140):
        clock.time = start + 50
        assert time_limits.check() == TimeCheck("idle", next_check=50)
        assert time_limits.check() == TimeCheck(next_check=50), "once"
        clock.time = start + 70
        time_limits.key_pressed()


def test_a_key_answers_a_warning_only_once() -> None:
    clock = Clock()
    time_limits = TimeLimits(0, 1000, clock)
    clock.time = 940
    assert time_limits.check() == TimeCheck("session", next_check=60)
    clock.time = 950
    time_limits.key_pressed()
    clock.time = 1500
    time_limits.key_pressed()  # which answers nothing
    clock.time = 1889
    assert not time_limits.check().reason
    clock.time = 1890
    assert time_limits.check() == TimeCheck("session", next_check=60)


@pytest.mark.parametrize("reason", ["idle", "session"])
def test_each_warning_has_words(reason: str) -> None:
    assert "minute" in WARNING_MESSAGES[reason]


def test_a_projector_may_be_idle_but_not_stay_for_ever() -> None:
    clock = Clock()
    time_limits = TimeLimits(900, 7200, clock)
    time_limits.set_idle(0)
    clock.time = 5000
    assert not time_limits.check().reason
    clock.time = 7200
    assert time_limits.check() == TimeCheck("session", expired=True)
