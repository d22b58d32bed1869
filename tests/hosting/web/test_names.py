"""Which Host and Origin headers are those of this host."""

import pytest

from tui.hosting.web.server import HostNames

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
