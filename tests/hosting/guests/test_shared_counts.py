import os

from hypothesis import given
from hypothesis import strategies as st

from tui.hosting.guests.shared_counts import SharedCounts, address_group


def test_an_ipv6_subscriber_counts_as_one_address() -> None:
    assert address_group("2001:db8:1:2::3") == address_group("2001:db8:1:2:ffff::9")
    assert address_group("2001:db8:1:2::3") != address_group("2001:db8:1:3::3")
    assert address_group("::ffff:192.0.2.7") == "192.0.2.7"
    assert address_group("fe80::1%eth0") == "fe80::/64"
    assert address_group("no address") == "no address"


@given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from("abc"), st.booleans()), max_size=40))
def test_the_sums_over_workers_equal_the_counts(steps: list[tuple[int, str, bool]]) -> None:
    shared_counts = SharedCounts(3)
    there: list[tuple[int, str]] = []
    for worker, address, joins in steps:
        shared_counts.worker = worker
        if joins:
            shared_counts.add_guest(address)
            there.append((worker, address))
        elif (worker, address) in there:
            shared_counts.remove_guest(address)
            there.remove((worker, address))
        assert shared_counts.guests == len(there)
        for each in "abc":
            assert shared_counts.guests_of(each) == sum(a == each for _, a in there)


def test_a_dead_workers_guests_and_projectors_are_forgotten() -> None:
    shared_counts = SharedCounts(2)
    for worker in range(2):
        shared_counts.worker = worker
        shared_counts.add_guest("a")
        shared_counts.add_projector()
    assert shared_counts.projectors == 2
    shared_counts.clear_worker(1)
    assert shared_counts.projectors == 1
    assert (shared_counts.guests, shared_counts.guests_of("a")) == (1, 1)


def test_connects_fade_over_a_minute() -> None:
    shared_counts = SharedCounts()
    for _ in range(10):
        shared_counts.add_connection("a", 59.0)
    assert shared_counts.connections_in_last_minute("a", 59.5) == 10
    assert (
        shared_counts.connections_in_last_minute("a", 90.0) == 5
    )  # half of the last clock minute still counts
    assert shared_counts.connections_in_last_minute("a", 119.9) < 1
    assert shared_counts.connections_in_last_minute("a", 130.0) == 0
    shared_counts.add_connection("a", 130.0)
    assert shared_counts.connections_in_last_minute("a", 130.0) == 1


@given(st.lists(st.floats(0, 400), max_size=50).map(sorted))
def test_connects_of_the_last_minute_are_never_under_counted_by_much(times: list[float]) -> None:
    shared_counts = SharedCounts()
    for time in times:
        shared_counts.add_connection("a", time)
    if times:
        now = times[-1]
        this_minute = sum(int(time / 60) == int(now / 60) for time in times)
        last_two = sum(int(time / 60) >= int(now / 60) - 1 for time in times)
        assert this_minute <= shared_counts.connections_in_last_minute("a", now) <= last_two


def test_processes_share_it() -> None:
    shared_counts = SharedCounts(2)
    child = os.fork()
    if not child:
        shared_counts.worker = 1
        shared_counts.add_guest("a")
        os._exit(0)
    os.waitpid(child, 0)
    assert shared_counts.guests_of("a") == 1


def test_connects_of_the_minute_before_count_beside_those_of_this_minute() -> None:
    shared_counts = SharedCounts()
    for _ in range(10):
        shared_counts.add_connection("a", 59.0)
    shared_counts.add_connection("a", 61.0)
    assert 10 < shared_counts.connections_in_last_minute("a", 61.0) < 11
    shared_counts.add_connection("a", 90.0)
    assert (
        shared_counts.connections_in_last_minute("a", 90.0) == 2 + 5
    )  # both of this minute and half of those before
    shared_counts.add_connection("a", 121.0)
    assert 2 < shared_counts.connections_in_last_minute("a", 121.0) < 3
    shared_counts.add_connection("a", 241.0)
    assert shared_counts.connections_in_last_minute("a", 241.0) == 1


def test_connects_of_all_workers_count_however_long_ago_each_had_its_last() -> None:
    shared_counts = SharedCounts(3)
    for worker, at in enumerate((0.0, 61.0, 125.0)):
        shared_counts.worker = worker
        shared_counts.add_connection("a", at)
    assert shared_counts.connections_in_last_minute("a", 150.0) == 1 + 0.5


def test_guests_of_one_address_in_several_workers_are_of_one_address() -> None:
    shared_counts = SharedCounts(3)
    for worker in range(3):
        shared_counts.worker = worker
        shared_counts.add_guest("a")
    assert (shared_counts.guests, shared_counts.guests_of("a"), shared_counts.guests_of("b")) == (
        3,
        3,
        0,
    )
    shared_counts.remove_guest("a")
    shared_counts.remove_guest("a")  # once too often is no guest less than none
    assert (shared_counts.guests, shared_counts.guests_of("a")) == (2, 2)


def test_a_dead_workers_connects_are_forgotten_and_no_others() -> None:
    shared_counts = SharedCounts(3)
    for worker in range(3):
        shared_counts.worker = worker
        shared_counts.add_connection("a", 10.0)
    shared_counts.clear_worker(1)
    assert shared_counts.connections_in_last_minute("a", 10.0) == 2
    shared_counts.clear_worker(2)
    assert shared_counts.connections_in_last_minute("a", 10.0) == 1


def test_connects_of_the_minute_before_the_last_connect_are_forgotten() -> None:
    counts = SharedCounts()
    counts.add_connection("a", 59.0)
    counts.add_connection("a", 61.0)
    assert counts.connections_in_last_minute("a", 179.9) < 0.01
    assert counts.connections_in_last_minute("a", 181.0) == 0
