from sample_blogs import FakeClock

from tui.hosting.guests.admission import Admission
from tui.hosting.guests.shared_counts import SharedCounts
from tui.hosting.options import Limits


def admission(**limits: int) -> tuple[Admission[str], FakeClock]:
    clock = FakeClock()
    return Admission(Limits(**limits), SharedCounts(), clock), clock


def test_more_connects_than_a_minute_allows_are_refused_and_forgiven_later() -> None:
    at, clock = admission(connects_per_minute=3, per_address=100)
    assert [at.connection_refusal("192.0.2.1") for _ in range(4)] == ["", "", "", "rate"]
    assert at.connection_refusal("192.0.2.2") == ""
    clock.seconds += 120
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


def test_who_presents_comes_into_a_full_host() -> None:
    at, _ = admission(guests=1, per_address=1)
    assert at.admit("192.0.2.1") == ""
    assert at.admit("192.0.2.1", presents=True) == ""
    at.release("192.0.2.1")
    assert at.admit("192.0.2.2") == "full"
    at.release("192.0.2.1")
    assert at.admit("192.0.2.2") == ""


def test_a_projector_takes_a_place_of_its_own_and_of_these_there_are_few() -> None:
    at, _ = admission(guests=1, per_address=1, projectors=2)
    here = "192.0.2.1"
    assert [at.admit(here, projector=True) for _ in range(3)] == ["", "", "projectors"]
    assert at.admit(here, presents=True, projector=True) == ""
    assert [at.admit(here), at.admit("192.0.2.2")] == ["", "full"]
    at.release(here, projector=True)
    at.release(here, projector=True)
    assert at.admit("192.0.2.2") == "full"
    assert [at.admit(here, projector=True) for _ in range(2)] == ["", "projectors"]


def test_connects_just_before_a_clock_minute_count_after_it_turns() -> None:
    at, clock = admission(connects_per_minute=3, per_address=100)
    clock.seconds = 59.9
    assert [at.connection_refusal("192.0.2.1") for _ in range(3)] == ["", "", ""]
    clock.seconds = 60.1
    assert at.connection_refusal("192.0.2.1") == "rate"
    assert at.connection_refusal("192.0.2.2") == ""
