"""Who signs a post on the page: beside its text, never in it."""

from typing import Any

import pytest
from page_with_posts import TEXTS, article, live

from tui.model.blog import Author, LiveBlog


def signed(head: str, *, name: str = "", count: int = 3, **more: str) -> LiveBlog:
    """The blog whose posts have this head, and this author in the data."""
    author: dict[str, Any] = {"author": {"@type": "Person", "name": name}} if name else {}
    elements = [article(n, head=head, **more) for n in range(count)]
    return live(*elements, data=lambda _: dict(author), blog=author)


def names(blog: LiveBlog) -> set[str]:
    return {author.name for post in blog.posts for author in post.authors}


@pytest.mark.parametrize(
    ("data", "shown"),
    [("ANA LEE-ROSS", "Ana Lee-Ross"), ("JOSE O'HARE", "Jose O'Hare"), ("di evans", "Di Evans")],
)
def test_a_name_is_spelt_as_on_the_page(data: str, shown: str) -> None:
    assert names(signed(f'<a rel="author" href="/a">{shown}</a>', name=data)) == {shown}
    assert names(signed(f"<time>9:01</time><i>{shown}</i>", name=data)) == {shown}


@pytest.mark.parametrize(
    "head",
    [
        '<span class="post-author__name">Bo Chen</span>',
        '<span itemprop="author">Bo Chen</span>',
        '<p class="byline">Por <b>Bo Chen</b></p>',
        '<div class="autor">Von Bo Chen</div>',
        "<address>Bo Chen</address>",
        '<p class="signature">— Bo Chen</p>',
        "<time>9:01</time><mark>Bo Chen</mark>",
        '<div><span class="clock-time">9:01</span></div><span>Bo Chen</span>',
    ],
)
def test_whom_the_page_marks_or_sets_beside_the_time(head: str) -> None:
    assert names(signed(head)) == {"Bo Chen"}
    assert names(signed(head, name="Ana Lee")) == {"Bo Chen"}


def test_two_names_between_which_only_tags_stand_are_two() -> None:
    assert names(signed("<div class='author'><a>Bo Chen</a><a>Ana Lee</a></div>")) == {
        "Bo Chen",
        "Ana Lee",
    }


@pytest.mark.parametrize(
    "head",
    [
        "<time>9:01</time><mark>KEY EVENT</mark>",
        "<time>9:01</time><mark>Breaking News</mark>",
        "<time>9:01</time><mark>MILL ROAD</mark>",
        '<time>9:01</time><span class="tag">Mill Road</span>',
        '<time>9:01</time><a href="/topic/mill">Mill Road</a>',
        "<time>9:01</time><span>Bridge</span>",
        "<time>9:01</time><span>the mill road</span>",
        "<time>9:01</time><span>One Two Three Four Five</span>",
        '<div class="comments"><b class="author">Cy Dean</b></div>',
        '<div itemprop="comment" itemscope><b itemprop="author">Cy Dean</b></div>',
        '<blockquote><span class="author">Cy Dean</span></blockquote>',
        '<figure><img src="/a.png"><span class="author">Cy Dean</span></figure>',
        '<span class="author" hidden>Cy Dean</span>',
    ],
)
def test_labels_commenters_and_photographers_sign_nothing(head: str) -> None:
    assert names(signed(head)) == set()


def test_a_name_in_the_text_is_no_byline() -> None:
    text = f'<p>{TEXTS[0]} So said <span class="author">Cy Dean</span> of the mill.</p>'
    assert names(signed("", text=text, count=1)) == set()


def test_the_publisher_signs_nothing() -> None:
    head = '<span class="author">The News</span>'
    publisher = {"@type": "Organization", "name": "The News"}
    blog = live(*(article(n, head=head) for n in range(3)), blog={"publisher": publisher})
    assert names(blog) == set()


def test_a_role_stands_with_the_name() -> None:
    head = '<p class="author-name">Bo Chen</p><p class="author-role">Reporter</p>'
    assert signed(head).posts[0].authors == (Author("Bo Chen", "Reporter"),)


def test_each_post_is_looked_into_whichever_stands_first_in_the_data() -> None:
    """The first and the last update stand in one section of the page, the others around it."""
    head = '<span class="byline">By Ana Lee</span>'
    first, second, third, fourth = (article(n, head=head) for n in range(4))
    blog = live(f"<main><section>{first}{fourth}</section>", second, third, "</main>")
    assert [len(post.authors) for post in blog.posts] == [1, 1, 1, 1]


def test_who_is_marked_in_a_long_paragraph_signs_nothing() -> None:
    """Although the paragraph has no word of the data."""
    long = "Somebody else, far away, has written this in another place, at some other time: "
    foot = f'<p>{long}<span class="author">Bob Roe</span></p>'
    assert names(signed("", foot=foot)) == set()
    assert names(signed("", foot='<p><span class="author">Bob Roe</span></p>')) == {"Bob Roe"}
