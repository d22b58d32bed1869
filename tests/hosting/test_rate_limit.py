from hypothesis import given
from hypothesis import strategies as st
from sample_blogs import FakeClock

from tui.hosting.rate_limit import TokenBucket


@given(st.lists(st.tuples(st.floats(0, 50), st.floats(0, 3)), min_size=1, max_size=60))
def test_a_guest_who_waits_never_takes_more_than_the_rate_allows(
    steps: list[tuple[float, float]],
) -> None:
    clock = FakeClock()
    bucket = TokenBucket(rate=10, burst=20, now=clock)
    taken = 0.0
    for amount, idle in steps:
        before = clock.seconds
        wait = bucket.take(amount)
        taken += amount
        assert wait >= 0
        clock.seconds += wait + idle
        assert taken <= 20 + 10 * (clock.seconds - 1_000) + 1e-6
        assert clock.seconds >= before


def test_a_burst_passes_at_once_and_the_rest_waits() -> None:
    clock = FakeClock()
    bucket = TokenBucket(rate=10, burst=20, now=clock)
    assert bucket.take(20) == 0
    assert bucket.take(5) == 0.5
