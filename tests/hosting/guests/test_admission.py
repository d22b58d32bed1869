from hypothesis import given
from hypothesis import strategies as st

from tui.hosting.guests.admission import Admission
from tui.hosting.guests.shared_counts import SharedCounts
from tui.hosting.options import Limits
from tui.hosting.rate_limit import TokenBucket


class Clock:
    def __init__(self) -> None:
        self.time = 1_000.0

    def __call__(self) -> float:
        return self.time


@given(st.lists(st.tuples(st.floats(0, 50), st.floats(0, 3)), min_size=1, max_size=60))
def test_a_guest_who_waits_never_takes_more_than_the_rate_allows(
    steps: list[tuple[float, float]],
) -> None:
    clock = Clock()
    bucket = TokenBucket(rate=10, burst=20, now=clock)
    taken = 0.0
    for amount, idle in steps:
        before = clock.time
        wait = bucket.take(amount)
        taken += amount
        assert wait >= 0
        clock.time += wait + idle
        assert taken <= 20 + 10 * (clock.time - 1_000) + 1e-6
        assert clock.time >= before


def test_a_burst_passes_at_once_and_the_rest_waits() -> None:
    clock = Clock()
    bucket = TokenBucket(rate=10, burst=20, now=clock)
    assert bucket.take(20) == 0
    assert bucket.take(5) == 0.5


def test_allows_one_at_a_time() -> None:
    clock = Clock()
    bucket = TokenBucket(rate=1, burst=2, now=clock)
    assert [bucket.allows() for _ in range(4)] == [True, True, False, False]
    clock.time += 1
    assert [bucket.allows() for _ in range(2)] == [True, False]


def admission(**limits: int) -> tuple[Admission[str], Clock]:
    clock = Clock()
    return Admission(Limits(**limits), SharedCounts(), clock), clock


def test_more_connects_than_a_minute_allows_are_refused_and_forgiven_later() -> None:
    at, clock = admission(connects_per_minute=3, per_address=100)
    assert [at.connection_refusal("192.0.2.1") for _ in range(4)] == ["", "", "", "rate"]
    assert at.connection_refusal("192.0.2.2") == ""
    clock.time += 120
    assert at.connection_refusal("192.0.2.1") == ""


def test_an_address_cannot_hold_many_connections_that_never_ask_for_anything() -> None:
    at, _ = admission(per_address=2)
    for name in "ab":
        assert at.connection_refusal("192.0.2.1") == ""
        at.add_unauthenticated(name, "192.0.2.1")
    assert at.connection_refusal("192.0.2.1") == "unauthenticated"
    at.remove_unauthenticated("a")
    assert at.connection_refusal("192.0.2.1") == ""


def test_the_oldest_unauthenticated_connection_makes_room() -> None:
    at, _ = admission(unauthenticated=2)
    assert at.add_unauthenticated("a", "192.0.2.1") is None
    assert at.add_unauthenticated("b", "192.0.2.2") is None
    assert at.add_unauthenticated("c", "192.0.2.3") == "a"


def test_guests_are_counted_in_all_and_by_address() -> None:
    at, _ = admission(guests=3, per_address=2)
    assert [at.admit("192.0.2.1") for _ in range(3)] == ["", "", "address"]
    assert at.admit("192.0.2.2") == ""
    assert at.admit("192.0.2.3") == "full"
    at.release("192.0.2.1")
    assert at.admit("192.0.2.3") == ""


def test_connects_just_before_a_clock_minute_count_after_it_turns() -> None:
    at, clock = admission(connects_per_minute=3, per_address=100)
    clock.time = 59.9
    assert [at.connection_refusal("192.0.2.1") for _ in range(3)] == ["", "", ""]
    clock.time = 60.1
    assert at.connection_refusal("192.0.2.1") == "rate"
    assert at.connection_refusal("192.0.2.2") == ""
