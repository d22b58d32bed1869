"""Who waits as long as asked uses a share of the CPU time only: a guest, and an address."""

from typing import Any

import pytest
from manual_loop import Loop

from tui.hosting.cpu.guest_cpu import (
    BURST_SECONDS,
    HURRY_SECONDS,
    LIGHT_ADDRESS_SECONDS,
    LIGHT_SECONDS,
    TASK_SECONDS,
    GuestCpu,
)
from tui.hosting.cpu.scheduler import MAX_ADDRESSES, CpuScheduler
from tui.hosting.options import Limits


def opened(loop: Loop, *addresses: str, **limits: Any) -> list[GuestCpu]:
    """The accounts of guests from these addresses."""
    scheduler = CpuScheduler(loop.real, Limits(**limits))
    return [scheduler.open(address) for address in addresses]


def test_a_guest_who_has_used_the_burst_waits_for_their_share() -> None:
    loop = Loop()
    (guest,) = opened(loop, "a", work=0.1, address_work=1.0)
    guest.charge(BURST_SECONDS)
    assert guest.seconds_to_wait == 0
    guest.charge(0.2)
    assert guest.seconds_to_wait == pytest.approx(2.0)
    assert guest.seconds_to_wait == pytest.approx(2.0), "it is paid for once"
    loop.run(1.5)
    assert guest.seconds_to_wait == pytest.approx(0.5)


def test_guests_of_one_address_have_one_ration_and_others_have_their_own() -> None:
    loop = Loop()
    one, two, other = opened(loop, "a", "a", "b", work=1.0, address_work=0.2)
    one.charge(BURST_SECONDS)
    assert one.seconds_to_wait == 0
    two.charge(0.1)
    assert two.seconds_to_wait == pytest.approx(0.5)
    assert one.seconds_to_wait == pytest.approx(0.5)
    assert other.seconds_to_wait == 0


def test_an_address_without_a_ration_never_waits() -> None:
    loop = Loop()
    one, two = opened(loop, "a", "a", work=1.0, address_work=0.0)
    one.charge(BURST_SECONDS)
    two.charge(BURST_SECONDS)
    assert (one.seconds_to_wait, two.seconds_to_wait) == (0, 0)


def test_who_comes_again_finds_the_ration_of_the_address_as_they_left_it() -> None:
    loop = Loop()
    scheduler = CpuScheduler(loop.real, Limits(work=1.0, address_work=0.2))
    scheduler.open("a").charge(0)
    guest = scheduler.open("a")
    guest.charge(BURST_SECONDS + 0.1)
    assert guest.seconds_to_wait > 0
    for number in range(2 * MAX_ADDRESSES):
        scheduler.open(f"10.0.{number}")
    assert scheduler.open("a").seconds_to_wait == pytest.approx(0.5)
    assert len(scheduler._addresses) <= MAX_ADDRESSES


def test_who_does_not_wait_for_an_answer_is_behind_those_who_do_for_a_while() -> None:
    loop = Loop()
    hurried, neighbour = opened(loop, "a", "a")
    hurried.hurry()
    loop.run(HURRY_SECONDS - 0.01)
    assert hurried.weight > 0
    assert not neighbour.weight
    loop.run(0.02)
    assert not hurried.weight


def test_a_guest_has_weight_until_most_of_what_they_used_is_long_ago() -> None:
    loop = Loop()
    guest, neighbour = opened(loop, "a", "a", work=0.1, address_work=0.1)
    assert not guest.weight
    guest.charge(LIGHT_SECONDS - 0.001)
    assert not guest.weight
    guest.charge(0.011)
    assert guest.weight
    assert not neighbour.weight
    loop.run(0.11)
    assert not guest.weight
    guest.charge(LIGHT_ADDRESS_SECONDS + 0.01)
    assert guest.weight
    assert neighbour.weight, "an address that uses much makes all its guests heavy"
    guest.joining = True
    assert not guest.weight


def test_tasks_make_an_answer_long_and_no_other() -> None:
    (guest,) = opened(Loop(), "a")
    guest.task_begins()
    assert not guest.expected, "nobody waits"
    guest.answering = True
    guest.task_begins()
    guest.answering = True
    guest.task_begins()
    assert guest.expected == pytest.approx(2 * TASK_SECONDS)
    guest.answering = False
    assert not guest.expected


def test_what_was_used_long_ago_weighs_nothing_even_if_nobody_has_asked_since() -> None:
    loop = Loop()
    guest, neighbour = opened(loop, "a", "a", work=0.1, address_work=0.1)
    guest.charge(0.2)
    loop.run(2.1)
    assert not guest.weight
    assert not neighbour.weight


def test_a_join_is_charged_to_the_address_alone() -> None:
    loop = Loop()
    guest, neighbour = opened(loop, "a", "a", work=0.1, address_work=1.0)
    guest.joining = True
    guest.charge(0.2)
    guest.joining = False
    assert neighbour.weight
    loop.run(0.2)
    assert not guest.weight
