"""Which addresses stand in the public internet, and how an address is written."""

import pytest

from tui.model.errors import SourceError
from tui.sources.address import is_public, web_address

PRIVATE = (
    "127.0.0.1 10.1.2.3 192.168.0.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255 "
    "::1 :: fe80::1%eth0 fd00::1 ff02::1 ff0e::1 ::ffff:10.0.0.1 "
    "2002:7f00:1::"
)
PUBLIC = "8.8.8.8 2606:4700::1111 64:ff9b::808:808 ::ffff:8.8.8.8"


@pytest.mark.parametrize(
    ("ip", "public"),
    [*((ip, False) for ip in PRIVATE.split()), *((ip, True) for ip in PUBLIC.split())],
)
def test_public_addresses(ip: str, public: bool) -> None:
    assert is_public(ip) is public


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("HTTPS://News.Example/a/../b?x=%70#frag", "https://news.example/b?x=%70"),
        ("http://127.0.0.1:80\\@news.example/", "http://127.0.0.1:80/%5C@news.example/"),
        ("http://%31%32%37.0.0.1/%61dmin", "http://127.0.0.1/admin"),
        ("http://news.example/x/%2e%2e/%2Fé", "http://news.example/%2F%C3%A9"),
    ],
)
def test_an_address_has_one_spelling(text: str, address: str) -> None:
    assert web_address(text) == address
    assert web_address(address) == address


NO_ADDRESS = " x //h/x http:///x http://h:0/ javascript://h/ ftp://h/x file:///x http:// http://[x"


@pytest.mark.parametrize("text", [*NO_ADDRESS.split(" "), "http://h:99999/"])
def test_what_is_no_web_address(text: str) -> None:
    with pytest.raises(SourceError, match="Not a web address"):
        web_address(text)
