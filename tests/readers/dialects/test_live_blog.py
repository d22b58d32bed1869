"""LiveBlogPostings with each of the traps that real pages set."""

from datetime import UTC, datetime

import pytest
from live_blog_data import messages, posting, read_posting, update, words_of

from tui.model.blog import Author, Paragraph
from tui.model.errors import UnreadableError
from tui.model.summary import summary_points


def test_a_tag_in_an_updates_text_says_nothing_of_the_blog() -> None:
    text = '<meta property="og:site_name" content="Elsewhere"><p>A text.</p>'
    assert read_posting(update(body=text)).publisher == "news.example"


def test_coverage_times_never_filter() -> None:
    day = "2024-04-26T00:00:00Z"
    blog = read_posting(update(), coverageStartTime=day, coverageEndTime=day)
    assert len(blog.posts) == 1
    assert blog.coverage_start == blog.coverage_end == datetime(2024, 4, 26, tzinfo=UTC)


def test_coverage_over_three_days() -> None:
    blog = read_posting(*(update(f"2024-04-{day}T23:50:00Z", f"day {day}") for day in (28, 26, 27)))
    assert [post.headline for post in blog.posts] == ["day 26", "day 27", "day 28"]


@pytest.mark.parametrize(
    ("headline", "shown"),
    [
        ("Goodnight \n", "Goodnight"),
        ("19:02(IST) Counting ends", "Counting ends"),
        ("19:02 IST: Counting ends", "Counting ends"),
        ("7:02 pm IST | Counting ends", "Counting ends"),
        ("19:02 - Counting ends", "Counting ends"),
        ("10:26 to Paddington", "10:26 to Paddington"),
        ("4-2 at half time", "4-2 at half time"),
        ("&quot;Quoted&quot; &amp;amp; more", '"Quoted" &amp; more'),
    ],
)
def test_headlines(headline: str, shown: str) -> None:
    assert read_posting(update(headline=headline)).posts[0].headline == shown


@pytest.mark.parametrize("body", ["", None])
def test_an_empty_body_keeps_its_headline(body: str | None) -> None:
    post = read_posting(update(body=body)).posts[0]
    assert (post.headline, post.body) == ("A headline", ())


@pytest.mark.parametrize(
    "body", [{"@type": "Text"}, {"@value": ""}, [], ["One.", "Two."], {"@value": "One.\n\nTwo."}]
)
def test_a_body_that_is_no_string(body: object) -> None:
    post = read_posting(update(articleBody=body)).posts[0]
    assert [words_of(block) for block in post.body] in ([], ["One.", "Two."])


def test_the_publisher_is_no_author() -> None:
    publisher = {"@type": "Organization", "@id": "https://n.example/#p", "name": "The News"}
    blog = read_posting(
        update(author={"@id": "https://n.example/#p"}),
        update(author="THE NEWS"),
        update(author="Bo Chen"),
        publisher=publisher,
    )
    assert sorted(post.authors for post in blog.posts) == [(), (), (Author("Bo Chen"),)]
    assert messages(blog).count("publisher stands as the author") == 1


def test_right_to_left_emoji_and_24000_characters() -> None:
    text = "مرحبا 🎉 " * 3000
    (post,) = read_posting(update(headline="عاجل: خبر", body=text), inLanguage="ar").posts
    assert post.headline == "عاجل: خبر"
    assert words_of(post.body[0]) == text.strip()


def test_what_the_blog_says_of_itself() -> None:
    blog = read_posting(
        update(),
        description="All &amp; more",
        inLanguage="en-GB",
        publisher={"name": "BBC News"},
        articleBody="<p>The lead.</p>",
    )
    assert (blog.title, blog.description, blog.publisher, blog.language) == (
        "A live blog",
        "All & more",
        "BBC News",
        "en-GB",
    )
    assert (blog.zone, blog.url, blog.summary) == (
        "Europe/London",
        "https://news.example/live",
        summary_points([Paragraph("The lead.")]),
    )
    assert blog.format == "schema.org LiveBlogPosting (JSON-LD)"


def test_a_language_that_is_none_is_left_out() -> None:
    assert read_posting(update(), inLanguage="en\x1f\u009bN").language == ""
    assert (
        read_posting(update(), inLanguage={"@type": "Language", "alternateName": "pt-BR"}).language
        == "pt-BR"
    )


def test_addresses_are_whole_and_decoded_once() -> None:
    blog = read_posting(
        update(url="/live?a=1&amp;b=2#p1"),
        update(url="https://n.example/?a&amp;b#p2"),
        url="https://news.example/live",
    )
    assert {post.url for post in blog.posts} == {
        "https://news.example/live?a=1&b=2#p1",
        "https://n.example/?a&b#p2",
    }
    assert {post.id for post in blog.posts} == {"p1", "p2"}


def test_the_property_may_be_an_object_or_missing() -> None:
    single = posting(liveBlogUpdate=update())
    assert len(read_posting(liveBlogUpdate=update()).posts) == 1
    assert single["liveBlogUpdate"]["headline"] == "A headline"
    with pytest.raises(UnreadableError):
        read_posting(liveBlogUpdate=None)


def test_its_own_time_of_change_is_the_moment_that_it_shows() -> None:
    blog = read_posting(update(), dateModified="2024-04-26T12:01:00Z")
    assert str(blog.captured) == "2024-04-26 12:01:00+00:00"
    assert read_posting(update(), dateModified="soon").captured is None
