import socket
from datetime import UTC, datetime

import asyncssh
import pytest
from sample_blogs import many
from stand_in import StandInViews

from tui.hosting.announcement import announce, invitation
from tui.hosting.host import HostedBlogs, Served
from tui.hosting.monitoring import EventLog
from tui.hosting.options import ServeOptions, check_options
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
        invited = invitation(
            ServeOptions(listen="", web=f"{address}:{port}", public_name=name), {"web": sock}
        )
    assert invited.url == invited.web == url.format(port=port)


@pytest.mark.parametrize(("name", "url"), [("demo", "ssh://demo"), ("::1", "ssh://[::1]")])
def test_a_camera_reads_a_url_also_of_an_ipv6_address(name: str, url: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as sock:
        port = sock.getsockname()[1]
        invited = invitation(
            ServeOptions(listen=f"127.0.0.1:{port}", public_name=name), {"ssh": sock}
        )
    assert invited == ("", f"ssh -p {port} {name}", f"{url}:{port}")


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
    opened = open_room(options, many(3), lambda: FIRST_OF_MAY)
    assert opened is not None
    said: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as sock:
        served = Served(
            options=options,
            blogs=HostedBlogs(StandInViews(), {}, [opened]),
            key=asyncssh.generate_private_key("ssh-ed25519"),
            log=EventLog(said.append, as_json=True),
        )
        announce(served, {"ssh": sock}, said.append)
    assert f"The room {told}" in said


@pytest.mark.parametrize("name", ["demo-host", "watch.example", "192.0.2.7", "2001:db8::7", "::1"])
def test_names_and_addresses_of_hosts_can_be_public(name: str) -> None:
    check_options(ServeOptions(public_name=name))


@pytest.mark.parametrize("name", ["https://demo-host/", "demo-host:2222", "two words", "a@b"])
def test_what_guests_could_not_type_after_ssh_is_no_public_name(name: str) -> None:
    with pytest.raises(OptionError, match="takes the host's name alone"):
        check_options(ServeOptions(public_name=name))
