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


LIVE = "https://x.com/live?page=2"
COPIES = {
    f"https://web.archive.org/web/20230515120000/{LIVE}": LIVE,
    f"http://web.archive.org/web/20230515120000id_/{LIVE}": LIVE,
    f"//web.archive.org/web/20230515120000/{LIVE}": LIVE,
    f"/web/20230515120000im_/{LIVE}": LIVE,
    "/web/2023/live": "https://news.example/web/2023/live",
    "/web/https://x.com/": "https://news.example/web/https://x.com/",
    "/a/web/2023/https://x": "https://news.example/a/web/2023/https://x",
}


@pytest.mark.parametrize("copy", COPIES)
def test_an_archived_copy_has_the_address_of_the_original(copy: str) -> None:
    assert address(copy, "https://news.example/") == COPIES[copy]
    if copy.startswith("http"):
        page = f'<html><head><link rel="canonical" href="{copy}"></head></html>'
        assert Page(page.encode()).address == LIVE
