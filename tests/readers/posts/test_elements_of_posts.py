"""Posts as their elements on the page show them: which element, its words, its names, its marks."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from live_blog_data import messages, page, posting, update

from tui.model.blog import Author, LiveBlog, Paragraph
from tui.readers import read

SITE = "https://news.example/live"
START = datetime(2031, 5, 4, 9, 0, tzinfo=UTC)
TEXTS = [
    "The harbour master closed the bridge until the evening tide had turned.",
    "Forty lanterns went missing from the old quay before breakfast today.",
    "A baker promised rye bread to everybody who waits by the mill.",
    "The choir rehearsed on the lower deck while the rain went on.",
    "Nobody has measured the leaning tower since the lens was moved.",
]
"""The texts of five posts; no run of five words stands in two of them."""
HEADLINES = ["Bridge closed", "Lanterns gone", "Bread for all", "Choir below", "Tower leans"]
type Change = Callable[[int], dict[str, Any]]


def moment(number: int) -> datetime:
    """When a post was published; the first is the newest."""
    return START - timedelta(minutes=17 * number)


def article(number: int, *, head: str = "", text: str = "", foot: str = "", key: str = "") -> str:
    """A post's element: `head` and `foot` stand around its text, `key` are its attributes."""
    return (
        f'<article {key or f"id=p{number}0"}><div class="top">{head}</div>'
        f"<h3>{HEADLINES[number]}</h3>{text or f'<p>{TEXTS[number]}</p>'}{foot}</article>"
    )


def live(
    *elements: str,
    data: Change = lambda number: {},
    around: str = "",
    blog: dict[str, Any] | None = None,
) -> LiveBlog:
    """The blog of a page with these elements and an update for each of the first five posts.

    `data` are properties of the update of a number, `blog` those of the whole, `around` stands
    before the elements.
    """
    updates = [
        update(
            **{
                "time": moment(number).isoformat(),
                "headline": HEADLINES[number],
                "body": TEXTS[number],
                "url": f"{SITE}#p{number}0",
                **data(number),
            }
        )
        for number in range(min(len(elements), len(TEXTS)))
    ]
    return read(page(posting(*updates, **(blog or {})), body=around + "".join(elements)))


LONG = "0c4bb5a3f1d2e6978899aabbccdd"
HALF = [" ".join(text.split()[::2]) for text in TEXTS]
"""Every second word: no run of words leads from these to the texts on the page."""
KEYS = [
    (SITE + "#{}", 'id="{}"', ""),
    (SITE + "#{}", 'id="post-{}"', ""),
    (SITE + "#post_{}", 'id="{}"', ""),
    (SITE + "#entry-{}", 'class=e data-entry-ref="x:{}"', ""),
    (SITE + "#{}", "class=e", '<a name="{}"></a>'),
    (SITE + "#{}", "class=e", '<a href="#{}">9:01</a>'),
    (SITE + "?update={}", "class=e", '<a href="' + SITE + '?update={}">9:01</a>'),
    (SITE + "?post=asset%3A{}#post", 'id="asset:{}"', ""),
    (SITE + "/h_" + LONG + "{}", 'id="h_' + LONG + '{}"', ""),
    (SITE + "#{}", "class=e", '<button data-share-id="{}">Share</button>'),
]
"""The address in the data, the element's attributes, and its head."""


def bound(blog: LiveBlog) -> int:
    """How many posts have an element."""
    found = re.match(r"(\d+) elements", blog.reading.found if blog.reading else "")
    return int(found[1]) if found else 0


@pytest.mark.parametrize(("address", "key", "head"), KEYS)
def test_an_element_is_found_by_its_id_or_a_link(address: str, key: str, head: str) -> None:
    def element(number: int, digits: str) -> str:
        name = f"{digits}{number}"
        return article(number, key=key.replace("{}", name), head=head.replace("{}", name))

    def data(number: int) -> dict[str, object]:
        return {"url": address.replace("{}", f"471{number}"), "body": HALF[number], "headline": ""}

    assert bound(live(*(element(n, "471") for n in range(3)), data=data)) == 3
    assert bound(live(*(element(n, "992") for n in range(3)), data=data)) == 0


def test_an_address_that_two_posts_have_names_neither() -> None:
    elements = [article(n, key="class=e" if n else "id=same-1") for n in range(3)]
    assert bound(live(*elements, data=lambda n: {"url": f"{SITE}#same-1", "body": HALF[n]})) == 0


def test_without_ids_a_run_of_words_leads_to_the_element() -> None:
    blog = live(*(article(n, key="class=e") for n in range(3)), data=lambda _: {"url": SITE})
    assert bound(blog) == 3


CARD = "<h3>Old mill to be sold</h3><p>The council decided on the sale of the old mill today.</p>"
AGAIN = " ".join(reversed(TEXTS[3].split()))
NO_POSTS = [
    f"<article class=entry>{CARD}</article>",
    f"<aside><article class=entry><h3>Number 77</h3><p>{AGAIN}</p></article></aside>",
    f"<article class=entry id=x><h3>{HEADLINES[1]}</h3><p>In short, no.</p></article>",
    f"<article class=entry id=again><p>Copy. {TEXTS[1]}</p></article>",
    "<article class=entry id=ad><h3>Buy</h3></article>",
]


@pytest.mark.parametrize("element", NO_POSTS)
def test_what_looks_else_or_is_a_copy_is_no_further_post(element: str) -> None:
    posts = [article(n, key=f'id="p{n}0" class="entry"') for n in range(3)]
    assert messages(live(*posts, around=element)) == ""


def timed(number: int, time: str = "") -> str:
    time = time or moment(number).isoformat()
    head = f'<time datetime="{time}">x</time><span class=byline>By Ana Lee</span>'
    return article(number, key=f'class="entry" id="p{number}0"', head=head)


def with_further(*elements: str) -> LiveBlog:
    """The blog of a page with posts in a list, of which the data have the first three."""
    return live("", "", "", around=f"<main>{''.join([*map(timed, range(3)), *elements])}</main>")


def test_further_posts_in_the_list_are_read_with_all_that_the_page_shows() -> None:
    blog = with_further(timed(3), timed(4))
    oldest = blog.posts[0]
    assert (oldest.headline, oldest.authors) == (HEADLINES[4], (Author("Ana Lee"),))
    assert (oldest.published, oldest.body) == (moment(4), (Paragraph(TEXTS[4]),))
    assert (oldest.id, oldest.url) == ("p40", f"{SITE}#p40")
    assert [post.headline for post in blog.posts] == HEADLINES[::-1]


@pytest.mark.parametrize("further", [f"</main><div>{timed(3)}</div><main>", timed(3, "soon")])
def test_a_further_post_elsewhere_or_without_a_time_is_left_out(further: str) -> None:
    assert len(with_further(further).posts) == 3


SHOP = "https://shop.example/kettle"


def signed(head: str, *, name: str = "", count: int = 3, **more: str) -> LiveBlog:
    """The blog whose posts have this head, and this author in the data."""
    author = {"author": {"@type": "Person", "name": name}} if name else {}
    elements = [article(n, head=head, **more) for n in range(count)]
    return live(*elements, data=lambda _: dict(author), blog=author)


def names(blog: LiveBlog) -> set[str]:
    return {author.name for post in blog.posts for author in post.authors}


SIGNED = [
    '<span class="post-author__name">Bo Chen</span>',
    '<span itemprop="author">Bo Chen</span>',
    '<p class="byline">Por <b>Bo Chen</b></p>',
    "<address>Bo Chen</address>",
    '<p class="signature">— Bo Chen</p>',
    "<time>9:01</time><mark>Bo Chen</mark>",
    '<div><span class="clock-time">9:01</span></div><span>Bo Chen</span>',
]
UNSIGNED = [
    "<time>9:01</time><mark>KEY EVENT</mark>",
    "<time>9:01</time><mark>Breaking News</mark>",
    '<time>9:01</time><span class="tag">Mill Road</span>',
    '<time>9:01</time><a href="/topic/mill">Mill Road</a>',
    "<time>9:01</time><span>Bridge</span>",
    "<time>9:01</time><span>the mill road</span>",
    '<div class="comments"><b class="author">Cy Dean</b></div>',
    '<blockquote><span class="author">Cy Dean</span></blockquote>',
    '<figure><img src="/a.png"><span class="author">Cy Dean</span></figure>',
    '<span class="author" hidden>Cy Dean</span>',
]


@pytest.mark.parametrize("head", SIGNED)
def test_whom_the_page_marks_or_sets_beside_the_time(head: str) -> None:
    assert names(signed(head)) == {"Bo Chen"}
    assert names(signed(head, name="Ana Lee")) == {"Bo Chen"}


@pytest.mark.parametrize("head", UNSIGNED)
def test_labels_commenters_and_photographers_sign_nothing(head: str) -> None:
    assert names(signed(head)) == set()


def test_a_name_in_the_text_or_the_publishers_is_no_byline() -> None:
    text = f'<p>{TEXTS[0]} So said <span class="author">Cy Dean</span> of the mill.</p>'
    assert names(signed("", text=text, count=1)) == set()
    publisher = {"publisher": {"@type": "Organization", "name": "The News"}}
    head = '<span class="author">The News</span>'
    assert names(live(*(article(n, head=head) for n in range(3)), blog=publisher)) == set()


def shown(element: str, **more: object) -> LiveBlog:
    """A blog with one update, whose element on the page is this."""
    return read(page(posting({**update(url=f"{SITE}#p1"), **more}), body=element))


def test_an_element_that_says_something_else_is_passed_by() -> None:
    (post,) = shown('<div id="p1"><p>Subscribe to read on.</p></div>').posts
    assert post.body == (Paragraph("A text."),)
