"""Updates whose data says a thing twice, elsewhere, or not at all."""

import pytest
from live_blog_data import messages, read_posting, update, words_of

from tui.model.blog import Author
from tui.model.errors import UnreadableError
from tui.readers.schema_org.update_times import NO_TIMES

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
