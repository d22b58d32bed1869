import socket

import pytest

from tui.hosting.announcement import invitation
from tui.hosting.options import ServeOptions


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
        invited = invitation(ServeOptions(web=f"{address}:{port}", public_name=name), [sock])
    assert invited.url == invited.command == url.format(port=port)
