"""Pages of one live blog have one address."""

import pytest

from tui.model.addresses import blog_address, id_in_query, page_in, same_blog

LIVE = "https://news.example/world/live/2024/bells"


@pytest.mark.parametrize(
    "url",
    [
        LIVE,
        f"{LIVE}/",
        f"{LIVE}?page=with:block-64620b428f08e408b758aed8&filterKeyEvents=false",
        f"{LIVE}#block-1",
        f"{LIVE}/page/2",
        f"{LIVE}/page/12/",
        f"{LIVE}/amp",
        f"{LIVE}/amp/page/2",
        f"{LIVE}/page-2",
        f"{LIVE},page-3.html",
        f"{LIVE}.json?dcr=true",
        "http://www.news.example/world/live/2024/bells",
    ],
)
def test_pages_and_forms_have_the_address_of_their_blog(url: str) -> None:
    assert blog_address(url) == "news.example/world/live/2024/bells"
    assert same_blog(url, LIVE)


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/world/live/2024/geese",
        "https://other.example/world/live/2024/bells",
        "https://news.example/world/live/2024/bells-2",
        "https://news.example/world/live/2024/bells/page/two",
        "",
        "bells",
        "https://[",
    ],
)
def test_other_addresses_are_other_blogs(url: str) -> None:
    assert not same_blog(url, LIVE)


def test_a_mere_host_is_no_address_of_a_blog() -> None:
    assert not blog_address("https://news.example/")
    assert not same_blog("https://news.example/", "https://news.example/")


def test_two_ids_in_the_query_are_two_blogs() -> None:
    page = "https://news.example/live.php?id="
    assert not same_blog(f"{page}7", f"{page}8")
    assert same_blog(f"{page}7", f"{page}7&page=2")
    assert same_blog(f"{page}7", "https://news.example/live.php")
    assert not id_in_query(f"{LIVE}?fbclid=1&page=2&utm_source=x&utm_id=3")
    assert id_in_query(f"{LIVE}?story_id=9") == "9"


@pytest.mark.parametrize(
    ("url", "number"),
    [
        ("https://x.example/live?page=12", 12),
        ("https://x.example/live/page/3", 3),
        ("https://x.example/live?a=b&Seite=4#top", 4),
        ("https://x.example/live?page=with:block-64620b", 0),
        ("https://x.example/live/2024", 0),
        ("https://x.example/live?page=20240512", 0),
    ],
)
def test_the_page_that_an_address_names(url: str, number: int) -> None:
    assert page_in(url) == number
