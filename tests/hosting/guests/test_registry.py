"""What the registry notes of those who come and of those who are refused."""

import json
from typing import Any

import pytest
from hosting_stage import StandInViews

from tui.hosting.guest import Guest
from tui.hosting.guests import registry
from tui.hosting.guests.refusals import REFUSALS
from tui.hosting.guests.registry import GuestRegistry
from tui.hosting.monitoring.log import MAX_NAME_CHARACTERS, EventLog
from tui.hosting.options import Limits


class Registry:
    """A registry, and the lines of its log."""

    def __init__(self) -> None:
        self.lines: list[dict[str, Any]] = []
        log = EventLog(lambda line: self.lines.append(json.loads(line)), as_json=True)
        self.itself = GuestRegistry(StandInViews(), Limits(), log=log)

    def refused(self) -> list[tuple[str, str]]:
        return [(line["address"], line["reason"]) for line in self.lines]


async def test_a_refusal_is_logged_once_for_a_reason_and_a_group_of_addresses() -> None:
    host = Registry()
    for address in ("192.0.2.7", "192.0.2.7", "2001:db8::1", "2001:db8::2", "2001:db8:0:1::1"):
        host.itself.note_refusal(address, "full")
    host.itself.note_refusal("192.0.2.7", "rate")
    assert host.refused() == [
        ("192.0.2.7", "full"),
        ("2001:db8::1", "full"),
        ("2001:db8:0:1::1", "full"),
        ("192.0.2.7", "rate"),
    ]
    assert [line["flag"] for line in host.lines[2:]] == [
        REFUSALS[reason].flag for reason in ("full", "rate")
    ]
    assert host.itself.metrics.refusals == {"full": 5, "rate": 1}


async def test_of_very_many_refusals_only_the_first_are_logged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(registry, "REFUSALS_REMEMBERED", 2)
    host = Registry()
    for number in range(5):
        host.itself.note_refusal(f"192.0.2.{number}", "full")
    assert len(host.refused()) == 2
    assert host.itself.metrics.refusals["full"] == 5


async def test_a_guests_name_in_the_log_is_short_and_can_be_shown() -> None:
    host = Registry()
    guest = Guest(address="192.0.2.7", user="\x1b[2J" + "x" * 200)
    admitted: Any = object()
    host.itself.joined(admitted, guest)
    host.itself.left(admitted, guest, "left", 1.0)
    host.itself.note_crash(guest, RuntimeError("words of a guest"))
    assert [line["event"] for line in host.lines] == ["joined", "left", "crashed"]
    assert {line["user"] for line in host.lines} == {"\ufffd[2J" + "x" * (MAX_NAME_CHARACTERS - 4)}
    assert "words" not in str(host.lines)
