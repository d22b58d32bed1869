"""Elements that name an update."""

import pytest
from page_with_posts import SITE, TEXTS, article, live

from tui.model.blog import LiveBlog

LONG = "0c4bb5a3f1d2e6978899aabbccdd"
HALF = [" ".join(text.split()[::2]) for text in TEXTS]
"""Every second word: no run of words leads from these to the texts on the page."""


def bound(blog: LiveBlog) -> int:
    """How many updates are bound."""
    assert blog.binding is not None
    return blog.binding.bound


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


@pytest.mark.parametrize("mark", ['data-x="a{}b"', 'data-x="a{}b" data-y="c{}d"'])
@pytest.mark.parametrize(("elements", "found"), [(12, 3), (13, 0)])
def test_a_run_that_many_elements_have_names_nobody(elements: int, found: int, mark: str) -> None:
    def element(number: int) -> str:
        marks = f"<i {mark.replace('{}', str(4710 + number))}></i>" * elements
        return article(number, key="class=e", text=f"<p>{TEXTS[number]}</p>{marks}")

    def data(number: int) -> dict[str, object]:
        return {"url": f"{SITE}#q{4710 + number}", "body": HALF[number], "headline": ""}

    assert bound(live(*map(element, range(3)), data=data)) == found


def test_an_address_that_two_updates_have_names_neither() -> None:
    elements = [article(n, key="class=e" if n else "id=same-1") for n in range(3)]
    blog = live(*elements, data=lambda n: {"url": f"{SITE}#same-1", "body": HALF[n]})
    assert bound(blog) == 0


def test_a_named_element_with_other_words_is_not_the_updates() -> None:
    """A list of links to posts names each of them."""
    links = "".join(f'<li><a href="#p{n}0">Go there</a></li>' for n in range(3))
    assert bound(live("", "", "", around=f"<ul>{links}</ul>")) == 0


@pytest.mark.parametrize(("shared", "found"), [(6, 3), (4, 0)])
def test_nearly_all_of_a_few_words_must_stand_in_a_named_element(shared: int, found: int) -> None:
    """Six words, of which any text may have some."""
    words = [TEXTS[number].split()[:6] for number in range(3)]

    def element(number: int) -> str:
        text = " ".join([*words[number][:shared][::-1], "and", "more"])
        return f"<article class=e data-x=a{4710 + number}b><p>{text}</p></article>"

    def data(number: int) -> dict[str, object]:
        return {
            "url": f"{SITE}#q{4710 + number}",
            "body": " ".join(words[number]),
            "headline": "",
        }

    assert bound(live(*map(element, range(3)), data=data)) == found
