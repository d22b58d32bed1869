import os

from hypothesis import given
from hypothesis import strategies as st

from tui.hosting.guests.shared_counts import Tally, address_group


def test_an_ipv6_subscriber_counts_as_one_address() -> None:
    assert address_group("2001:db8:1:2::3") == address_group("2001:db8:1:2:ffff::9")
    assert address_group("2001:db8:1:2::3") != address_group("2001:db8:1:3::3")
    assert address_group("::ffff:192.0.2.7") == "192.0.2.7"
    assert address_group("fe80::1%eth0") == "fe80::/64"
    assert address_group("no address") == "no address"


@given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from("abc"), st.booleans()), max_size=40))
def test_the_sums_over_workers_are_what_was_counted(steps: list[tuple[int, str, bool]]) -> None:
    tally = Tally(3)
    there: list[tuple[int, str]] = []
    for worker, address, joins in steps:
        tally.worker = worker
        if joins:
            tally.joined(address)
            there.append((worker, address))
        elif (worker, address) in there:
            tally.left(address)
            there.remove((worker, address))
        assert tally.guests == len(there)
        for each in "abc":
            assert tally.guests_of(each) == sum(a == each for _, a in there)


def test_a_dead_workers_guests_are_forgotten() -> None:
    tally = Tally(2)
    tally.joined("a")
    tally.worker = 1
    tally.joined("a")
    tally.clear(1)
    assert (tally.guests, tally.guests_of("a")) == (1, 1)


def test_connects_fade_over_a_minute() -> None:
    tally = Tally()
    for _ in range(10):
        tally.connected("a", 59.0)
    assert tally.connects_of("a", 59.5) == 10
    assert tally.connects_of("a", 90.0) == 5  # half of the last clock minute still counts
    assert tally.connects_of("a", 119.9) < 1
    assert tally.connects_of("a", 130.0) == 0
    tally.connected("a", 130.0)
    assert tally.connects_of("a", 130.0) == 1


@given(st.lists(st.floats(0, 400), max_size=50).map(sorted))
def test_connects_of_the_last_minute_are_never_under_counted_by_much(times: list[float]) -> None:
    tally = Tally()
    for time in times:
        tally.connected("a", time)
    if times:
        now = times[-1]
        this_minute = sum(int(time / 60) == int(now / 60) for time in times)
        last_two = sum(int(time / 60) >= int(now / 60) - 1 for time in times)
        assert this_minute <= tally.connects_of("a", now) <= last_two


def test_processes_share_it() -> None:
    tally = Tally(2)
    child = os.fork()
    if not child:
        tally.worker = 1
        tally.joined("a")
        os._exit(0)
    os.waitpid(child, 0)
    assert tally.guests_of("a") == 1


def test_connects_of_the_minute_before_count_beside_those_of_this_minute() -> None:
    tally = Tally()
    for _ in range(10):
        tally.connected("a", 59.0)
    tally.connected("a", 61.0)
    assert 10 < tally.connects_of("a", 61.0) < 11
    tally.connected("a", 90.0)
    assert tally.connects_of("a", 90.0) == 2 + 5  # both of this minute and half of those before
    tally.connected("a", 121.0)
    assert 2 < tally.connects_of("a", 121.0) < 3
    tally.connected("a", 241.0)
    assert tally.connects_of("a", 241.0) == 1


def test_connects_of_all_workers_count_however_long_ago_each_had_its_last() -> None:
    tally = Tally(3)
    for worker, at in enumerate((0.0, 61.0, 125.0)):
        tally.worker = worker
        tally.connected("a", at)
    assert tally.connects_of("a", 150.0) == 1 + 0.5


def test_guests_of_one_address_in_several_workers_are_of_one_address() -> None:
    tally = Tally(3)
    for worker in range(3):
        tally.worker = worker
        tally.joined("a")
    assert (tally.guests, tally.guests_of("a"), tally.guests_of("b")) == (3, 3, 0)
    tally.left("a")
    tally.left("a")  # once too often is no guest less than none
    assert (tally.guests, tally.guests_of("a")) == (2, 2)


def test_a_dead_workers_connects_are_forgotten_and_no_others() -> None:
    tally = Tally(3)
    for worker in range(3):
        tally.worker = worker
        tally.connected("a", 10.0)
    tally.clear(1)
    assert tally.connects_of("a", 10.0) == 2
    tally.clear(2)
    assert tally.connects_of("a", 10.0) == 1
