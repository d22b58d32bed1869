"""Only links that are safe for a terminal, and those of the originals of archived copies."""

import pytest
from any_text import ANY_TEXT, NASTY
from hypothesis import given
from hypothesis import strategies as st

from tui.readers.html.links import LINK_LENGTH, address, safe_link
from tui.readers.page import Page


@pytest.mark.parametrize(
    ("url", "link"),
    [
        (
            "https://www.bbc.co.uk/news/live?page=2#post_1",
            "https://www.bbc.co.uk/news/live?page=2#post_1",
        ),
        (" http://x.com:8080/~a/(b);c=[d]!\n", "http://x.com:8080/~a/(b);c=[d]!"),
        ("HTTPS://Example.com/A", "https://example.com/A"),
        ("https://münchen.de/straße?q=ü", "https://xn--mnchen-3ya.de/stra%C3%9Fe?q=%C3%BC"),
        ("https://x.com/a b", "https://x.com/a%20b"),
        ("https://x.com/%C3%9F/it's\"", "https://x.com/%C3%9F/it%27s%22"),
        ("https://x.com/" + "a" * (LINK_LENGTH - 14), "https://x.com/" + "a" * (LINK_LENGTH - 14)),
    ],
)
def test_links_that_are_kept(url: str, link: str) -> None:
    assert safe_link(url) == link
    assert safe_link(link) == link


REFUSED = [
    "", "x", "//x.com/", "/path", "https:", "https://", "https:///a", "https:x.com", "ftp://x.com",
    "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https://a b/",
    "https://x.com/\\y", "https://x.com/\x1b]8;;", "https://x.com/\x9c", "https://x.com/\ud800",
    "https://user:pass@x.com/", "https://x.com:port/", "https://x.com:99999/ü", "https://[::1/",
    "https://[x]/", "https://x.com/<b>", "https://x.com/`a`", "https://x.com/" + "a" * LINK_LENGTH,
    "https://x.com/" + "ü" * 600, "https://" + "ü" * 70 + ".com",
]  # fmt: skip


@pytest.mark.parametrize("url", REFUSED)
def test_links_that_are_refused(url: str) -> None:
    assert safe_link(url) == ""


@given(
    ANY_TEXT
    | ANY_TEXT.map("https://x.com/".__add__)
    | NASTY.map("https://".__add__)
    | st.text().map("http://é".__add__)
)
def test_a_link_is_empty_or_plain(url: str) -> None:
    link = safe_link(url)
    assert link == "" or link.startswith(("http://", "https://"))
    assert all("!" <= c <= "~" and c not in "\"'\\<>`" for c in link)
    assert safe_link(link) == link


@pytest.mark.parametrize(
    "copy",
    [
        "https://web.archive.org/web/20230515120000/https://x.com/live?page=2",
        "http://web.archive.org/web/20230515120000id_/https://x.com/live?page=2",
        "//web.archive.org/web/20230515120000/https://x.com/live?page=2",
        "/web/20230515120000im_/https://x.com/live?page=2",
    ],
)
def test_a_link_of_an_archived_copy_leads_to_the_original(copy: str) -> None:
    assert address(copy, "https://news.example/") == "https://x.com/live?page=2"


@pytest.mark.parametrize("path", ["/web/2023/live", "/web/https://x.com/", "/a/web/2023/https://x"])
def test_a_path_that_only_looks_like_a_copys_stays(path: str) -> None:
    assert address(path, "https://news.example/") == f"https://news.example{path}"


def test_a_copy_of_a_page_has_the_address_of_the_original() -> None:
    copy = "https://web.archive.org/web/20230515120000/https://x.com/live"
    page = Page(f'<html><head><link rel="canonical" href="{copy}"></head></html>'.encode())
    assert page.address == "https://x.com/live"
