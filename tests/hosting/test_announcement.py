"""Lines for the host's owner: addresses for guests, a room's opening time, and each event."""

import socket
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import asyncssh
import pytest
from hosting_stage import public
from hypothesis import given
from hypothesis import strategies as st
from sample_blogs import many
from stand_in import StandInViews

from tui.hosting.announcement import ALONE_NOTE, announce, invitation
from tui.hosting.auth import ListedKeys, Presenters
from tui.hosting.door import Kind
from tui.hosting.host import HostedBlogs, Served
from tui.hosting.monitoring import EventLog, traceback_summary
from tui.hosting.options import ServeOptions
from tui.hosting.room.clock import Room
from tui.hosting.room.opening import open_room
from tui.model.errors import OptionError

FIRST_OF_MAY = datetime(2026, 5, 1, 1, tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("address", "name", "url"),
    [
        ("127.0.0.1", "demo.example", "https://demo.example/"),
        ("127.0.0.1", "", "http://127.0.0.1:{port}/"),
        ("0.0.0.0", "demo.example", "http://demo.example:{port}/"),
    ],
)
def test_what_guests_open_is_the_proxys_where_they_reach_no_other(
    address: str, name: str, url: str
) -> None:
    with socket.create_server((address, 0)) as sock:
        port = sock.getsockname()[1]
        options = ServeOptions(listen="", web=f"{address}:{port}", public_name=name)
        invited = invitation(options, {"web": sock})
    assert invited.url == invited.web == url.format(port=port)


@pytest.mark.parametrize(("name", "url"), [("demo", "ssh://demo"), ("::1", "ssh://[::1]")])
def test_a_camera_reads_a_url_also_of_an_ipv6_address(name: str, url: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as sock:
        port = sock.getsockname()[1]
        options = ServeOptions(listen=f"127.0.0.1:{port}", public_name=name)
        invited = invitation(options, {"ssh": sock})
    assert invited == ("", f"ssh -p {port} {name}", f"{url}:{port}")
    assert invited.to("talk") == ("", f"ssh -t -p {port} {name} talk", invited.url)


@pytest.mark.parametrize(
    ("start_at", "told"),
    [
        ("2026-05-03T14:00+01:00", "opens on Sunday 3 May 2026 at 14:00 UTC+01:00."),
        ("2026-05-01T00:30Z", "opened on Friday 1 May 2026 at 00:30 UTC."),
    ],
)
def test_the_host_is_told_on_which_day_and_in_which_zone_the_room_opens(
    start_at: str, told: str
) -> None:
    options = ServeOptions(room=True, start_at=start_at)
    opened = open_room(options, many(3), lambda: FIRST_OF_MAY, "talk")
    assert opened is not None
    said = announced(options, "ssh", "web", rooms=[opened])
    assert f"The room {told}" in said
    assert any(line.endswith(" present@127.0.0.1 talk)") for line in said)


def announced(
    options: ServeOptions,
    *kinds: Kind,
    rooms: Sequence[Room] = (),
    authorized: Any = None,
    address: str = "127.0.0.1",
) -> list[str]:
    """The lines that a host says to its owner."""
    said: list[str] = []
    with ExitStack() as sockets:
        bound = {kind: sockets.enter_context(socket.create_server((address, 0))) for kind in kinds}
        served = Served(
            options=options,
            blogs=HostedBlogs({"": StandInViews()}, rooms, Presenters(code="0" * bool(rooms))),
            key=asyncssh.generate_private_key("ssh-ed25519"),
            log=EventLog(said.append, as_json=True),
            authorized=authorized,
        )
        announce(served, bound, invitation(options, bound), said.append)
    return said


def test_a_camera_reads_the_code_on_a_light_terminal_too() -> None:
    options = ServeOptions(room=True, in_class=True, start_at="14:00", public_name="192.0.2.7")
    said = announced(options, "web")
    (code,) = [line for line in said if "█" in line]
    assert all(row.startswith("\x1b[97;40m") for row in code.split("\n"))


def test_a_machine_without_a_network_promises_nobody_a_way_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Socket(socket.socket):
        def connect(self, address: Any) -> None:
            raise OSError("Network is unreachable")

    monkeypatch.setattr(socket, "socket", Socket)
    unnamed = ServeOptions(in_class=True, room=True, start_at="14:00")
    said = announced(unnamed, "web", address="0.0.0.0")
    assert ALONE_NOTE in said
    assert not any("networks can connect" in line or "█" in line for line in said)
    named = ServeOptions(in_class=True, room=True, start_at="14:00", public_name="10.42.0.1")
    assert ALONE_NOTE not in announced(named, "web", address="0.0.0.0")


def test_the_owner_learns_that_browsers_need_no_key() -> None:
    listed = ListedKeys(public(asyncssh.generate_private_key("ssh-ed25519")), Path("keys"))
    told = "Keys are checked over SSH only; in a browser everybody can join."
    assert told in announced(ServeOptions(), "ssh", "web", authorized=listed)
    only = announced(ServeOptions(), "ssh", authorized=listed)
    assert told not in only
    assert [x for x in only if "verybody" in x] == []
    assert any(x.startswith("  Listed keys   ssh ") for x in only)
    assert told not in announced(ServeOptions(), "ssh", "web")


def test_a_public_name_is_what_guests_can_type_after_ssh() -> None:
    for name in ("demo-host", "watch.example", "192.0.2.7", "2001:db8::7", "::1"):
        ServeOptions(public_name=name)
    for name in ("https://demo-host/", "demo-host:2222", "two words", "a@b"):
        with pytest.raises(OptionError, match="takes the host's name alone"):
            ServeOptions(public_name=name)


# The log


NOON = datetime(2024, 4, 26, 12, tzinfo=UTC)


def told(as_json: bool, **fields: str | int | float | None) -> str:
    lines: list[str] = []
    EventLog(lines.append, as_json=as_json, clock=lambda: NOON).record("left", **fields)
    (line,) = lines
    return line


def test_plain_lines_are_read_by_people() -> None:
    line = told(False, address="192.0.2.1", user='a "b"', duration=1.5)
    words = 'left address=192.0.2.1 user="a \\"b\\"" duration=1.500'
    assert line == f"2024-04-26T12:00:00.000+00:00 {words}"


@given(st.text(min_size=1))
def test_no_value_breaks_a_plain_line_or_a_terminal(value: str) -> None:
    assert told(False, reason=value).isprintable()


def test_where_it_broke_names_the_place_and_never_the_words() -> None:
    try:
        raise ValueError("what a guest typed")
    except ValueError as error:
        where = traceback_summary(error)
    assert where.startswith("ValueError in ")
    assert Path(__file__).name in where
    assert "typed" not in where
