"""Elements that name an update."""

import re

import pytest
from page_with_posts import SITE, TEXTS, article, live

from tui.model.blog import LiveBlog

LONG = "0c4bb5a3f1d2e6978899aabbccdd"
HALF = [" ".join(text.split()[::2]) for text in TEXTS]
"""Every second word: no run of words leads from these to the texts on the page."""


def bound(blog: LiveBlog) -> int:
    """How many updates are bound."""
    assert blog.reading is not None
    found = re.match(r"(\d+) elements", blog.reading.found)
    return int(found[1]) if found else 0


@pytest.mark.parametrize(
    ("address", "key", "head"),
    [
        (SITE + "#{}", 'id="{}"', ""),
        (SITE + "#{}", 'id="post-{}"', ""),
        (SITE + "#post_{}", 'id="{}"', ""),
        (SITE + "#Post-{}", 'id="post{}"', ""),
        (SITE + "#entry-{}", 'class=e data-entry-ref="x:{}"', ""),
        (SITE + "#{}", "class=e", '<a name="{}"></a>'),
        (SITE + "#{}", "class=e", '<a href="#{}">9:01</a>'),
        (SITE + "#{}", "class=e", '<a href="/live#{}">9:01</a>'),
        (SITE + "?update={}", "class=e", '<a href="' + SITE + '?update={}">9:01</a>'),
        (SITE + "?post=asset%3A{}#post", 'id="asset:{}"', ""),
        (SITE + "/h_" + LONG + "{}", 'id="h_' + LONG + '{}"', ""),
        (SITE + "#Br%C3%BCcke-{}", 'id="Brücke-{}"', ""),
        (SITE + "#{}", "class=e", '<button data-share-id="{}">Share</button>'),
    ],
)
def test_by_fragment_query_or_run_of_digits(address: str, key: str, head: str) -> None:
    def element(number: int, digits: str) -> str:
        name = f"{digits}{number}"
        return article(number, key=key.replace("{}", name), head=head.replace("{}", name))

    def data(number: int) -> dict[str, object]:
        return {"url": address.replace("{}", f"471{number}"), "body": HALF[number], "headline": ""}

    assert bound(live(*(element(n, "471") for n in range(3)), data=data)) == 3
    assert bound(live(*(element(n, "992") for n in range(3)), data=data)) == 0


def test_an_address_that_two_updates_have_names_neither() -> None:
    elements = [article(n, key="class=e" if n else "id=same-1") for n in range(3)]
    blog = live(*elements, data=lambda n: {"url": f"{SITE}#same-1", "body": HALF[n]})
    assert bound(blog) == 0
