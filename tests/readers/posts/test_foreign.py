"""What in a post's element is somebody else's."""

import pytest
from live_blog_data import words_of
from page_with_posts import TEXTS, article, live

from tui.model.blog import Embed

MORE = "The goose warden counted the boats twice and then went home."
SHOP = "https://shop.example/kettle"


def texts(between: str) -> list[str]:
    """The blocks of a post with this between its two paragraphs, and in no other post."""
    text = f"<p>{TEXTS[0]}</p>{between}<p>{MORE}</p>"
    elements = [article(0, text=text), article(1), article(2)]
    blog = live(*elements, data=lambda n: {"body": f"{TEXTS[0]} {MORE}"} if n == 0 else {})
    return [words_of(block).strip() for block in blog.posts[-1].body]


@pytest.mark.parametrize(
    "part",
    [
        f'<div><a href="{SHOP}"><img src="/kettle.png" alt=""></a><p>Kettles, cheap!</p></div>',
        f'<p><a href="{SHOP}">Kettles are cheap all week</a></p>',
        f'<div><h4><a href="{SHOP}">What a kettle weighs</a></h4><p>A long report.</p></div>',
        f'<div><a href="{SHOP}"><h4>What a kettle weighs</h4></a><p>A long report.</p></div>',
        '<div class="ad-slot"><p>Kettles, cheap!</p></div>',
        '<div id="anzeige-4"><p>Kessel, billig!</p></div>',
        '<section class="comments"><p>I do not believe a word of it.</p></section>',
        '<ul class="share"><li><a href="https://x.com/intent/post?u=a">Post</a></li></ul>',
        '<div style="display:none"><p>An older version of it all.</p></div>',
        "<div hidden><p>An older version of it all.</p></div>",
    ],
)
def test_advertisements_teasers_comments_and_hidden_copies_give_nothing(part: str) -> None:
    assert texts(part) == [TEXTS[0], MORE]


@pytest.mark.parametrize(
    ("part", "shown"),
    [
        ("<p>A word between them.</p>", "A word between them."),
        (f'<p>More on <a href="{SHOP}">kettles</a> in our long report.</p>', "More on kettles"),
        (f'<blockquote><p><a href="{SHOP}">Ring it twice</a></p></blockquote>', "Ring it twice"),
        (f'<p><a href="{SHOP}">The harbour master closed the bridge</a></p>', "The harbour"),
        (f'<p>Read more <a href="{SHOP}">here</a></p>', "Read more here"),
    ],
)
def test_what_quotes_or_has_words_of_the_data_stays(part: str, shown: str) -> None:
    first, between, last = texts(part)
    assert (first, last) == (TEXTS[0], MORE)
    assert between.startswith(shown)


def test_a_picture_that_is_linked_to_its_larger_self_stays() -> None:
    part = '<div><a href="https://i.example/l.jpg"><img src="https://i.example/s.jpg"></a></div>'
    assert len(texts(part)) == 3


def test_a_shared_post_stays() -> None:
    tweet = '<div><a href="https://twitter.com/a/status/123456789">See it there</a></div>'
    text = f"<p>{TEXTS[0]}</p>{tweet}"
    blog = live(article(0, text=text), article(1), article(2))
    assert any(
        "twitter.com" in (block.url if isinstance(block, Embed) else str(block))
        for block in blog.posts[-1].body
    )


def test_links_to_the_post_itself_are_its_head() -> None:
    link = '<a href="#p00">Link to this post, to keep</a>'
    blog = live(
        *(article(n, head=link.replace("p0", f"p{n}")) for n in range(3)),
        data=lambda n: {"body": ""},
    )
    assert [words_of(block) for block in blog.posts[-1].body] == [TEXTS[0]]
