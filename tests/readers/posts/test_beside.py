"""Posts that a page shows and its data lack are told, and nothing else is taken for one."""

import pytest
from live_blog_data import messages
from page_with_posts import HEADLINES, SITE, TEXTS, article, live, moment

from tui.model.blog import Author, LiveBlog, Paragraph

CARD = "<h3>Old mill to be sold</h3><p>The council decided on the sale of the old mill today.</p>"


def told(*elements: str, around: str = "") -> str:
    """The warnings of a page with three posts and their data, and these elements beside them."""
    posts = [article(n, key=f'id="p{n}0" class="entry"') for n in range(3)]
    return messages(live(*posts, around="".join(elements) + around))


def further(number: int, attributes: str = "class=entry") -> str:
    text = " ".join(reversed(TEXTS[3].split()))
    return f'<article {attributes} id="p{number}"><h3>Number {number}</h3><p>{text}</p></article>'


@pytest.mark.parametrize(
    "element",
    [
        "",
        f"<article class=entry>{CARD}</article>",
        f'<article class="teaser" id="p77">{CARD}</article>',
        f"<aside>{further(77)}</aside>",
        f'<div style="display: none">{further(77)}</div>',
        f'<article class="entry" id="x"><h3>{HEADLINES[1]}</h3><p>In short, no.</p></article>',
        f'<article class="entry" id="again"><p>Copy. {TEXTS[1]}</p></article>',
        '<article class="entry" id="ad"><h3>Buy</h3></article>',
    ],
)
def test_what_looks_else_or_is_a_copy_is_no_further_post(element: str) -> None:
    assert told(element) == ""


def test_an_element_may_be_that_of_an_update_without_one() -> None:
    posts = [article(n, key=f'id="p{n}0" class="entry"') for n in range(3)]
    blog = live(
        *posts,
        article(
            3, key='class="entry" id="x"', text="<p>Another text, and long it is, for this.</p>"
        ).replace(HEADLINES[3], "Else"),
    )
    assert "left out" not in messages(blog)


def with_further(*elements: str, known: int = 3, list_of: str = "main") -> LiveBlog:
    """The blog of a page with posts in a list, of which the data have the first few."""
    posts = [timed(n) for n in range(known)]
    listed = f"<{list_of}>{''.join([*posts, *elements])}</{list_of}>"
    return live(*["" for _ in posts], around=listed)


def timed(number: int, *, name: str = "", time: str = "") -> str:
    time = time or moment(number).isoformat()
    byline = "<span class=byline>By Ana Lee</span>"
    head = f'<time datetime="{time}">x</time>{byline}'
    return article(number, key=f'class="entry" id="{name or f"p{number}0"}"', head=head)


def test_further_posts_in_the_list_are_read_with_all_that_the_page_shows() -> None:
    blog = with_further(timed(3), timed(4))
    oldest = blog.posts[0]
    assert (oldest.headline, oldest.authors) == (HEADLINES[4], (Author("Ana Lee"),))
    assert (oldest.published, oldest.body) == (moment(4), (Paragraph(TEXTS[4]),))
    assert (oldest.id, oldest.url) == ("p40", f"{SITE}#p40")
    assert [post.headline for post in blog.posts] == HEADLINES[::-1]


def test_a_further_post_elsewhere_or_without_a_time_is_left_out() -> None:
    outside = with_further(f"</main><div>{timed(3)}</div><main>")
    undated = with_further(timed(3, time="soon"))
    for blog in (outside, undated):
        assert len(blog.posts) == 3
