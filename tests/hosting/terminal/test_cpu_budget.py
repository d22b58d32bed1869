"""A guest who waits as told keeps their own process busy for no more than its share of the time."""

from hypothesis import given
from hypothesis import strategies as st

from tui.hosting.terminal.cpu_budget import BURST_SECONDS, ProcessCpuBudget


@given(st.lists(st.floats(0, 2), max_size=30), st.floats(0.01, 1))
def test_a_process_is_busy_for_its_share_at_most(costs: list[float], share: float) -> None:
    now, used = 0.0, 5.0  # of which the start is nobody's debt
    work = ProcessCpuBudget(share, lambda: now, lambda: used)
    for cost in costs:
        now += work.seconds_owed()
        used += cost
        now += cost
    now += work.seconds_owed()
    assert used - 5 <= share * now + BURST_SECONDS + 1e-6


def test_who_does_little_never_waits() -> None:
    now, used = 0.0, 0.0
    work = ProcessCpuBudget(0.15, lambda: now, lambda: used)
    for _ in range(100):
        now, used = now + 0.1, used + 0.014
        assert work.seconds_owed() == 0
