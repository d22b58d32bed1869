"""Updates whose data says a thing twice, elsewhere, or not at all."""

import pytest
from live_blog_data import messages, page, posting, read_posting, update, words_of

from tui.model.blog import Author
from tui.model.errors import UnreadableError
from tui.readers import read
from tui.readers.schema_org.updates.times import NO_TIMES

URL = "https://news.example/live"
LONG = "A headline that goes on and on until there is no room for more"


@pytest.mark.parametrize(
    ("headline", "body", "shown"),
    [
        ("All is well\u2026", "<p>All is well here.", ("", ["All is well here."])),
        ("All is well...", "<p>All is well here.", ("", ["All is well here."])),
        (LONG, f"<p>{LONG}, it says.<p>B", ("", [f"{LONG}, it says.", "B"])),
        ("All is well", "<p>All is well<p>Said Ana.", ("All is well", ["Said Ana."])),
        (
            "All is well",
            '<p><a href="https://a.example/">All is well</a>',
            ("All is well", ["All is well"]),
        ),
        ("All is well", "<p>All is well here.", ("All is well", ["All is well here."])),
        ("All is ill\u2026", "<p>All is well here.", ("All is ill\u2026", ["All is well here."])),
        ("\u2026", "<p>\u2026 and more", ("\u2026", ["\u2026 and more"])),
    ],
)
def test_a_headline_and_a_text_say_nothing_twice(
    headline: str, body: str, shown: tuple[str, list[str]]
) -> None:
    (post,) = read_posting(update(headline=headline, body=body)).posts
    assert (post.headline, [words_of(block) for block in post.body]) == shown


def test_the_publisher_may_be_told_on_the_updates_alone() -> None:
    told = update(publisher={"@type": "Organization", "name": "The News"}, author="The News")
    blog = read_posting(
        told, update(author="THE-NEWS"), update(author="news.example"), update(author="Ana Lee")
    )
    assert (blog.publisher, [post.authors for post in blog.posts]) == (
        "The News",
        [(), (), (), (Author("Ana Lee"),)],
    )


def test_where_no_update_has_a_time_the_blogs_own_is_taken_and_told() -> None:
    updates = update(None, "a"), update("soon", "b")
    blog = read_posting(*updates, datePublished="2024-04-26T10:00:00+01:00")
    assert [(post.headline, post.published.isoformat()) for post in blog.posts] == [
        ("a", "2024-04-26T10:00:00+01:00"), ("b", "2024-04-26T10:00:00+01:00")
    ]  # fmt: skip
    assert NO_TIMES in messages(blog)
    assert "--every" in messages(blog)
    with pytest.raises(UnreadableError, match="none of its updates has a time"):
        read_posting(*updates)


@pytest.mark.parametrize(
    ("title", "head", "shown"),
    [
        (
            "The vote, live - The News",
            '<meta property="og:site_name" content="The News">',
            "The vote, live",
        ),
        (
            "The vote \u2013 live | India Today",
            '<link rel="canonical" href="https://www.indiatoday.in/a">',
            "The vote \u2013 live",
        ),
        (
            "The vote - live",
            '<link rel="canonical" href="https://live.example/a">',
            "The vote - live",
        ),
        ("The vote - in", '<link rel="canonical" href="https://[in/a">', "The vote - in"),
        ("The News", '<meta property="og:site_name" content="The News">', "The News"),
    ],
)
def test_the_site_behind_the_title_is_not_the_title(title: str, head: str, shown: str) -> None:
    blog = read(
        page(posting(update(), headline=None, url=None), head=f"<title>{title}</title>{head}")
    )
    assert blog.title == shown


def test_updates_that_were_given_no_headline_have_the_blogs() -> None:
    posts = [
        update(headline=name, body=name)
        for name in ("A", "B", "C", "A live blog", "<b>A live blog</b>", "D")
    ]
    blog = read(page(posting(*posts)))
    assert [post.headline for post in blog.posts] == ["A", "B", "C", "", "", "D"]
    once = read(page(posting(*posts[:4])))
    assert [post.headline for post in once.posts] == ["A", "B", "C", "A live blog"]
