"""Only links that are safe for a terminal, and those of the originals of archived copies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import answers
from sample_blogs import ANY_TEXT, NASTY

from tui.readers.html.links import LINK_LENGTH, address, safe_link
from tui.readers.page import Page

LINKS: dict[str, str] = answers("links")
LONGEST = "https://x.com/" + "a" * (LINK_LENGTH - 14)
LINKS |= {LONGEST: LONGEST, f"{LONGEST}a": "", "https://x.com/" + "ü" * 600: ""}


@pytest.mark.parametrize("url", LINKS)
def test_links_are_kept_in_one_spelling_or_refused(url: str) -> None:
    assert safe_link(url) == LINKS[url] == safe_link(LINKS[url])


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
