"""LiveBlogPostings with each of the traps that real pages set."""

from datetime import UTC, datetime, timedelta

import pytest
from live_blog_data import Object, messages, posting, read_posting, update, words_of

from tui.model.blog import Author, Embed, Image, Paragraph
from tui.model.errors import UnreadableError
from tui.model.summary import summary_points


def clocks(blog_updates: list[Object], **more: object) -> list[str]:
    return [
        post.published.strftime("%H:%M:%S") for post in read_posting(*blog_updates, **more).posts
    ]


def test_a_tag_in_an_updates_text_says_nothing_of_the_blog() -> None:
    text = '<meta property="og:site_name" content="Elsewhere"><p>A text.</p>'
    assert read_posting(update(body=text)).publisher == "news.example"


def test_the_order_is_that_of_the_times_whatever_the_file_does() -> None:
    times = [update(f"2024-04-26T10:{minute:02}:00Z") for minute in (30, 10, 20)]
    assert clocks(times) == ["10:10:00", "10:20:00", "10:30:00"]


def test_equal_times_keep_reading_order_and_are_turned_where_the_file_is_newest_first() -> None:
    same = [update("2024-04-26T10:10:00Z", name) for name in "abc"]
    later, earlier = update("2024-04-26T11:00:00Z", "late"), update("2024-04-26T09:00:00Z", "early")
    assert [post.headline for post in read_posting(later, *same, earlier).posts] == [
        "early",
        "c",
        "b",
        "a",
        "late",
    ]
    assert [post.headline for post in read_posting(earlier, *same, later).posts] == [
        "early",
        "a",
        "b",
        "c",
        "late",
    ]
    assert [post.headline for post in read_posting(*same).posts] == ["a", "b", "c"]


def test_one_time_for_all_is_a_warning_that_offers_even_spacing() -> None:
    blog = read_posting(update(headline="a"), update(headline="b"))
    assert "--every 30s" in messages(blog)
    assert "--every" not in messages(read_posting(update()))


def test_evenly_spaced_times_are_doubted() -> None:
    start = datetime(2024, 4, 26, tzinfo=UTC)
    even = [update((start + timedelta(seconds=7321.35 * n)).isoformat(), f"h{n}") for n in range(6)]
    assert "even distances" in messages(read_posting(*even))
    assert "even distances" not in messages(read_posting(*even, update("2024-04-26T01:02:03Z")))


def test_a_time_without_offset_is_the_blogs_and_warned_of() -> None:
    blog = read_posting(
        update("2024-04-26T10:26:00"),
        update("2024-04-26T10:20:00+01:00"),
        url="https://www.bbc.co.uk/live",
    )
    assert [post.published.isoformat()[11:] for post in blog.posts] == [
        "10:20:00+01:00",
        "10:26:00+01:00",
    ]
    assert (
        "update 1: The time says no offset: it is read as the blog's, Europe/London."
        in messages(blog)
    )
    assert blog.zone == "Europe/London"


def test_two_offsets_in_one_update_are_both_true() -> None:
    blog = read_posting(
        update("2020-10-06T21:22:53.212+01:00", dateModified="2020-10-06T20:30:00.000Z"), update()
    )
    post = blog.posts[0]
    assert post.modified is not None
    assert post.modified - post.published == timedelta(minutes=7, seconds=6.788)


def test_coverage_times_never_filter() -> None:
    day = "2024-04-26T00:00:00Z"
    blog = read_posting(update(), coverageStartTime=day, coverageEndTime=day)
    assert len(blog.posts) == 1
    assert blog.coverage_start == blog.coverage_end == datetime(2024, 4, 26, tzinfo=UTC)


def test_coverage_over_three_days() -> None:
    blog = read_posting(*(update(f"2024-04-{day}T23:50:00Z", f"day {day}") for day in (28, 26, 27)))
    assert [post.headline for post in blog.posts] == ["day 26", "day 27", "day 28"]


def test_an_update_without_a_time_stays_with_its_neighbour() -> None:
    blog = read_posting(
        update("2024-04-26T10:30:00Z", "new"),
        update("yesterday", "lost"),
        update("2024-04-26T10:00:00Z", "old"),
    )
    assert [post.headline for post in blog.posts] == ["old", "lost", "new"]
    assert "update 2: The time cannot be understood." in messages(blog)


def test_a_day_alone_takes_the_clock_of_the_headline() -> None:
    blog = read_posting(
        update("2021-05-02", "19:02(IST) Counting ends"),
        update("2021-05-02", "18:30 (IST): Counting goes on"),
        url="https://timesofindia.indiatimes.com/x",
    )
    assert [(post.published.isoformat(), post.headline) for post in blog.posts] == [
        ("2021-05-02T18:30:00+05:30", "Counting goes on"),
        ("2021-05-02T19:02:00+05:30", "Counting ends"),
    ]


def test_no_time_at_all_is_refused() -> None:
    with pytest.raises(UnreadableError, match="none of its updates has a time"):
        read_posting(update(None), update("soon"))


def test_ids_that_hold_a_time_are_the_last_resort() -> None:
    ids = ["646219928f08e408b758af95", "646218558f08e408b758af8d"]
    blog = read_posting(
        *({**update("2023-05-15T11:50:54Z", f"{n}"), "@id": key} for n, key in enumerate(ids))
    )
    assert [post.published for post in blog.posts] == [
        datetime(2023, 5, 15, 11, 32, 37, tzinfo=UTC),
        datetime(2023, 5, 15, 11, 37, 54, tzinfo=UTC),
    ]
    assert "their ids say when" in messages(blog)


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


def test_the_blogs_headline_on_every_update_is_dropped() -> None:
    blog = read_posting(
        update(headline="A live blog"),
        update(headline="A live blog", body="Two"),
        headline="A live blog",
    )
    assert [post.headline for post in blog.posts] == ["", ""]
    assert messages(blog).count("repeat the blog's headline") == 1


def test_the_blogs_headline_is_dropped_however_it_is_written() -> None:
    forms = ["A &amp; B", "A & B\n", "<b>A</b> &amp; B", "Its own"]
    blog = read_posting(*(update(headline=form) for form in forms), headline="A &amp; B")
    assert [post.headline for post in blog.posts] == ["", "", "", "Its own"]


@pytest.mark.parametrize("body", ["", None])
def test_an_empty_body_keeps_its_headline(body: str | None) -> None:
    post = read_posting(update(body=body)).posts[0]
    assert (post.headline, post.body) == ("A headline", ())


def test_an_empty_update_is_left_out_with_a_warning() -> None:
    blog = read_posting(update(headline="", body=""), update())
    assert len(blog.posts) == 1
    assert "update 1: The update is empty" in messages(blog)
    with pytest.raises(UnreadableError, match="all empty"):
        read_posting(
            update(headline="", body=" "),
            {"@type": "BlogPosting", "datePublished": "2024-04-26T10:00:00Z"},
        )


@pytest.mark.parametrize(
    "body", [{"@type": "Text"}, {"@value": ""}, [], ["One.", "Two."], {"@value": "One.\n\nTwo."}]
)
def test_a_body_that_is_no_string(body: object) -> None:
    post = read_posting(update(articleBody=body)).posts[0]
    assert [words_of(block) for block in post.body] in ([], ["One.", "Two."])


def test_paragraphs_glued_all_through_a_blog_are_parted() -> None:
    glued = (
        "The West Coast bore the brunt of the toll.Washington State has most cases, in the "
        "U.S.A.”As of noon it rose."
    )
    blog = read_posting(*(update(body=glued, headline=f"h{n}") for n in range(4)))
    assert [words_of(block) for block in blog.posts[0].body] == [
        "The West Coast bore the brunt of the toll.",
        "Washington State has most cases, in the U.S.A.”",
        "As of noon it rose.",
    ]
    assert "run together" in messages(blog)
    assert len(read_posting(update(body=glued)).posts[0].body) == 1


ANA, BO = {"@type": "Person", "name": "Ana Lee"}, {"@type": "Person", "name": "Bo Chen"}


def test_the_blogs_authors_on_every_update_are_not_the_posts() -> None:
    blog = read_posting(update(author=[ANA]), update(author=ANA), author=[ANA])
    assert [post.authors for post in blog.posts] == [(), ()]
    assert blog.authors == (Author("Ana Lee"),)
    assert messages(blog).count("own authors") == 1


def test_authors_that_differ_are_the_posts() -> None:
    blog = read_posting(
        update(author=[ANA]), update("2024-04-26T11:00:00Z", author="Bo Chen"), author=[ANA]
    )
    assert [post.authors for post in blog.posts] == [(Author("Ana Lee"),), (Author("Bo Chen"),)]


def test_one_reporter_of_a_blog_that_names_none_signs_each_post() -> None:
    blog = read_posting(update(author=ANA), update(author=ANA), update(author=ANA))
    assert {post.authors for post in blog.posts} == {(Author("Ana Lee"),)}


def test_the_publisher_is_no_author() -> None:
    publisher = {"@type": "Organization", "@id": "https://n.example/#p", "name": "The News"}
    blog = read_posting(
        update(author={"@id": "https://n.example/#p"}),
        update(author="THE NEWS"),
        update(author=BO),
        publisher=publisher,
    )
    assert sorted(post.authors for post in blog.posts) == [(), (), (Author("Bo Chen"),)]
    assert messages(blog).count("publisher stands as the author") == 1


def test_a_reference_to_nothing_is_a_warning() -> None:
    assert "update 1: The author has no name, or is a reference" in messages(
        read_posting(update(author={"@id": "#nobody"}))
    )


def image(name: str, caption: str = "") -> Object:
    return {
        "@type": "ImageObject",
        "url": f"https://i.example/{name}?w=1",
        **({"caption": caption} if caption else {}),
    }


def test_the_blogs_picture_on_every_update_is_not_the_posts() -> None:
    blog = read_posting(
        update(image=image("blog.jpg")),
        update("2024-04-26T11:00:00Z", image=[image("own.jpg", "Its own")]),
        image=image("blog.jpg"),
    )
    assert blog.posts[0].body == (Paragraph("A text."),)
    assert blog.posts[1].body[-1] == Image(caption="Its own", url="https://i.example/own.jpg?w=1")


def test_cuts_of_one_picture_are_one_picture() -> None:
    cuts = [image("a-16x9.jpg", "A caption"), image("b-4x3.jpg", "A caption")]
    (post,) = read_posting(update(image=cuts)).posts
    assert sum(isinstance(block, Image) for block in post.body) == 1
    cuts = [
        image("a-picture-1200x675.jpg"),
        image("a-picture-1200x900.jpg"),
        image("another-one-1200x675.jpg"),
    ]
    (post,) = read_posting(update(image=cuts)).posts
    assert sum(isinstance(block, Image) for block in post.body) == 2


def test_a_video_is_an_embed() -> None:
    (post,) = read_posting(
        update(video={"name": "A film", "embedUrl": "https://www.youtube.com/embed/x"})
    ).posts
    assert post.body[-1] == Embed("YouTube", "A film", "https://www.youtube.com/embed/x")


def test_428_troubles_are_one_warning() -> None:
    blog = read_posting(*(update("2024-04-26T10:26:00", f"h{n}") for n in range(428)))
    (warning,) = [w for w in blog.warnings if "no offset" in w.message]
    assert warning.place == "updates 1, 2, 3, 4, 5 and 423 more"


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


def test_no_updates_is_refused_in_a_sentence() -> None:
    with pytest.raises(UnreadableError, match="has no updates in liveBlogUpdate"):
        read_posting()


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
