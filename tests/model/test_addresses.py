"""Pages of one live blog have one address."""

import pytest
from readings import answers

from tui.model.addresses import blog_address, id_in_query, page_in, same_blog

LIVE = "https://news.example/world/live/2024/bells"


PHP = "https://news.example/live.php?id="
SAME, TWO = answers("addresses").values()


def test_pages_of_one_live_blog_have_one_address() -> None:
    assert {blog_address(url) for url in SAME} == {"news.example/world/live/2024/bells"}
    assert all(same_blog(url, LIVE) for url in SAME)
    assert same_blog(f"{PHP}7", f"{PHP}7&page=2")
    assert same_blog(f"{PHP}7", "https://news.example/live.php")
    assert [pair for pair in TWO if same_blog(*pair)] == []
    assert not id_in_query(f"{LIVE}?fbclid=1&page=2&utm_source=x&utm_id=3")
    assert id_in_query(f"{LIVE}?story_id=9") == "9"


@pytest.mark.parametrize(("url", "number"), answers("page-numbers-in-addresses"))
def test_the_page_that_an_address_names(url: str, number: int) -> None:
    assert page_in(url) == number
