"""What is limited, and which flag lifts a limit, in words."""

from dataclasses import fields
from re import findall

from tui.hosting.guests.refusals import REFUSALS, limits_line
from tui.hosting.options import Limits, ServeOptions


def test_every_flag_that_a_refusal_names_is_there() -> None:
    there = {f"--limit-{each.name}" for each in fields(Limits)} | {
        f"--{each.name}" for each in fields(ServeOptions)
    }
    for refusal in REFUSALS.values():
        named = findall(r"--[a-z-]+", refusal.flag)
        assert {flag.replace("-", "_").replace("__", "--", 1) for flag in named} <= {
            flag.replace("-", "_").replace("__", "--", 1) for flag in there
        }


def test_the_line_names_what_is_limited_and_by_which_flag() -> None:
    line = limits_line(Limits(guests=70, per_address=7, connects_per_minute=33), hall=False)
    assert findall(r"\d+ [^(]*\(--[a-z-]+\)", line) == [
        "70 guests at once (--limit-guests)",
        "7 (--limit-per-address)",
        "33 connections a minute (--limit-connects-per-minute)",
    ]
    assert "--hall" in line
    hall = limits_line(Limits.for_hall(guests=70), hall=True)
    assert "70 guests at once (--limit-guests)" in hall
    assert "per-address" not in hall
    few = limits_line(Limits.for_hall(guests=70, per_address=7), hall=True)
    assert "7 (--limit-per-address)" in few
    assert "--hall" not in few  # it is one
    assert "Limited: 1 guest at once" in limits_line(Limits(guests=1), hall=False)


def test_a_hall_has_no_limit_for_an_address_but_the_given_one() -> None:
    hall = Limits.for_hall(guests=60)
    assert (hall.per_address, hall.unauthenticated, hall.idle) == (60, 60, 0)
    assert hall.connects_per_minute >= 2 * 60
    assert hall.address_work == 1  # a whole worker: what each guest may use is limited all the same
    assert hall.login_time > Limits().login_time  # all connect at once
    given = Limits.for_hall(per_address=5, idle=90)
    assert (given.per_address, given.idle, given.guests) == (5, 90, Limits().guests)
