"""Which Host and Origin headers are those of this host."""

import pytest

from tui.hosting.web.server import HostNames, guest_address, is_own_page

KNOWN = ("Demo-Host", "")


@pytest.mark.parametrize(
    ("address", "host", "admitted"),
    [
        ("127.0.0.1", "127.0.0.1:8000", True),
        ("127.0.0.1", "localhost:8000", True),
        ("127.0.0.1", "LOCALHOST", True),
        ("127.0.0.1", "[::1]:8000", True),
        ("127.0.0.1", "demo-host", True),
        ("127.0.0.1", "Demo-Host:443", True),
        ("127.0.0.1", "elsewhere.example:8000", False),
        ("127.0.0.1", "demo-host.elsewhere.example", False),
        ("127.0.0.1", "192.0.2.7:8000", False),
        ("127.0.0.1", "", False),
        ("127.0.0.1", "[::1", False),
        ("127.0.0.1", "user@localhost@elsewhere.example", False),
        ("0.0.0.0", "192.0.2.7:8000", True),
        ("::", "[2001:db8::1]:8000", True),
        ("0.0.0.0", "localhost:8000", True),
        ("0.0.0.0", "elsewhere.example", False),
        ("192.0.2.7", "192.0.2.7:8000", True),
        ("192.0.2.7", "192.0.2.8:8000", False),
        ("192.0.2.7", "localhost:8000", False),
        ("fe80::1%2", "[fe80::1]:8000", True),
    ],
)
def test_a_host_answers_to_its_own_names(address: str, host: str, admitted: bool) -> None:
    assert HostNames(address, KNOWN).admit(host) == admitted


@pytest.mark.parametrize(
    ("origin", "own"),
    [
        ("", True),
        ("http://demo-host:8000", True),
        ("https://Demo-Host:8000", True),
        ("http://demo-host", False),
        ("http://demo-host:8001", False),
        ("http://elsewhere.example", False),
        ("null", False),
        ("file://demo-host:8000", False),
    ],
)
def test_only_the_hosts_own_page_may_open_a_websocket(origin: str, own: bool) -> None:
    assert is_own_page(origin, "demo-host:8000") == own


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("127.0.0.1", [], "127.0.0.1"),
        ("127.0.0.1", ["203.0.113.7"], "203.0.113.7"),
        ("::1", ["2001:DB8::7"], "2001:db8::7"),
        ("127.0.0.1", ["198.51.100.1, 203.0.113.7"], "203.0.113.7"),
        ("127.0.0.1", ["198.51.100.1", "203.0.113.7"], "203.0.113.7"),
        ("127.0.0.1", ["203.0.113.7, "], "127.0.0.1"),
        ("127.0.0.1", ["\x1b[31m"], "127.0.0.1"),
        ("192.0.2.7", ["203.0.113.7"], "192.0.2.7"),
        ("", ["203.0.113.7"], ""),
    ],
)
def test_only_a_proxy_on_this_machine_names_another_address(
    peer: str, forwarded: list[str], address: str
) -> None:
    assert guest_address(peer, forwarded) == address
