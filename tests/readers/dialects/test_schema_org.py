"""LiveBlogPostings in JSON-LD, microdata and RDFa, with the traps that real pages set."""

from datetime import UTC, datetime
from typing import Any

import pytest
from live_blog_data import (
    Object,
    as_json,
    content,
    messages,
    page,
    posting,
    read_posting,
    update,
    words_of,
)

from tui.model.blog import Author, Block, Embed, Image, Paragraph
from tui.model.errors import UnreadableError
from tui.model.summary import summary_points
from tui.readers import read

HEADLINES: dict[Any, str] = {
    "Goodnight \n": "Goodnight",
    "19:02(IST) Counting ends": "Counting ends",
    "19:02 IST: Counting ends": "Counting ends",
    "7:02 pm IST | Counting ends": "Counting ends",
    "19:02 - Counting ends": "Counting ends",
    "26 Apr 2024 10:26 IST | Counting": "Counting",
    "Apr 26, 10:26 (IST) Counting": "Counting",
    "[10:26] Counting": "Counting",
    "10:26AM: Counting": "Counting",
    "10:26 to Paddington": "10:26 to Paddington",
    "10:30am deadline missed": "10:30am deadline missed",
    "1.52 million counted": "1.52 million counted",
    "10:26 CAT RESCUED": "10:26 CAT RESCUED",
    "10:26 Est-ce la fin": "10:26 Est-ce la fin",
    "At 12:00": "At 12:00",
    "4-2 at half time": "4-2 at half time",
    "May 10: what we know": "May 10: what we know",
    "&quot;Quoted&quot; &amp;amp; more": '"Quoted" &amp; more',
    "عاجل: خبر": "عاجل: خبر",
    2024: "2024",
}


@pytest.mark.parametrize("headline", HEADLINES)
def test_headlines(headline: Any) -> None:
    assert read_posting(update(headline=headline)).posts[0].headline == HEADLINES[headline]


@pytest.mark.parametrize("headline", [["A B"], ["A", "B"], {"@value": "A B"}, "A B"])
def test_a_headline_in_any_form(headline: object) -> None:
    assert read_posting(update(headline=headline)).posts[0].headline == "A B"


BODIES: list[tuple[Any, list[str]]] = [
    ("", []), (None, []), ({"@type": "Text"}, []), (["One.", "Two."], ["One.", "Two."]),
    ({"@value": "One.\n\nTwo."}, ["One.", "Two."]), ("مرحبا 🎉" * 3000, ["مرحبا 🎉" * 3000]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "shown"), BODIES)
def test_a_body_in_any_form(body: object, shown: list[str]) -> None:
    post = read_posting(update(articleBody=body)).posts[0]
    assert (post.headline, [words_of(block) for block in post.body]) == ("A headline", shown)


def test_a_description_that_says_more_than_the_text_stands_before_it() -> None:
    (post,) = read_posting(update(description="Polls have closed.")).posts
    assert [words_of(block) for block in post.body] == ["Polls have closed.", "A text."]
    assert len(read_posting(update(description="A text…")).posts[0].body) == 1


def test_what_the_blog_says_of_itself() -> None:
    day = "2024-04-26T00:00:00Z"
    blog = read_posting(
        update(body='<meta property="og:site_name" content="Elsewhere"><p>A text.</p>'),
        description="All &amp; more",
        inLanguage="en-GB",
        publisher={"name": "BBC News"},
        articleBody="<p>The lead.</p>",
        dateModified="2024-04-26T12:01:00Z",
        coverageStartTime=day,
        coverageEndTime=day,
    )
    assert (blog.title, blog.description) == ("A live blog", "All & more")
    assert (blog.publisher, blog.language) == ("BBC News", "en-GB")
    assert (blog.zone, blog.url) == ("Europe/London", "https://news.example/live")
    assert blog.summary == summary_points([Paragraph("The lead.")])
    assert blog.format == "schema.org LiveBlogPosting (JSON-LD)"
    assert str(blog.captured) == "2024-04-26 12:01:00+00:00"
    assert len(blog.posts) == 1, "times of coverage never filter"
    assert blog.coverage_start == blog.coverage_end == datetime(2024, 4, 26, tzinfo=UTC)


def test_what_is_no_language_and_no_time_is_left_out() -> None:
    blog = read_posting(update(), inLanguage="en\x1f\u009bN", dateModified="soon")
    assert (blog.language, blog.captured, blog.publisher) == ("", None, "news.example")


def test_addresses_are_whole_and_decoded_once() -> None:
    blog = read_posting(
        update(url="/live?a=1&amp;b=2#p1"), update(url="https://n.example/?a&amp;b#p2")
    )
    assert {(post.url, post.id) for post in blog.posts} == {
        ("https://news.example/live?a=1&b=2#p1", "p1"),
        ("https://n.example/?a&b#p2", "p2"),
    }


def test_the_property_may_be_an_object_or_missing() -> None:
    assert len(read_posting(liveBlogUpdate=update()).posts) == 1
    with pytest.raises(UnreadableError):
        read_posting(liveBlogUpdate=None)


ANA: Object = {"@id": "#ana", "@type": "Person", "name": "Ana Lee"}


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


def test_who_signs_each_post_is_its_author_and_a_team_on_all_is_not() -> None:
    one = read_posting(update(author=[ANA]), update(author="Bo Chen"), author=[ANA])
    assert [post.byline for post in one.posts] == ["Ana Lee", "Bo Chen"]
    assert {post.byline for post in read_posting(*[update(author=ANA)] * 3).posts} == {"Ana Lee"}
    team = read_posting(*(update(headline=f"{n}", author=["Ana Lee", "Bo Chen"]) for n in range(3)))
    assert {post.byline for post in team.posts} == {""}


def test_references_are_resolved_across_blocks() -> None:
    people = {"@graph": [ANA, {"@id": "#org", "name": "The News"}]}
    second = update("2024-04-26T11:00:00Z", "Second", author=[{"@id": "#ana"}])
    blog = posting({"@id": "#u1"}, second, publisher={"@id": "#org"})
    first = {**update(author={"@id": "#ana"}), "@id": "#u1"}
    found = read(page(people, blog, first))
    assert [post.headline for post in found.posts] == ["A headline", "Second"]
    assert {post.authors for post in found.posts} == {(Author("Ana Lee"),)}
    assert found.publisher == "The News"


def test_a_reference_to_itself_ends() -> None:
    assert len(read(as_json(posting(update(author={"@id": "#x"}), {"@id": "#x"}))).posts) == 1


def test_the_live_blog_with_the_most_updates_is_chosen_and_none_inside_an_update() -> None:
    blog = posting(update(), update("2024-04-26T11:00:00Z", "Second"))
    small, empty = posting(update(), headline="Small"), posting(headline="Empty")
    assert read(page(empty, small, blog, "{ not json")).title == "A live blog"
    assert "cannot be parsed" in messages(read(page("{ not json", blog)))
    inner = posting(*(update(f"2024-04-26T1{hour}:00:00Z", f"{hour}") for hour in range(3)))
    (post,) = read(as_json(posting({**update(headline="Outer"), "sharedContent": inner}))).posts
    assert post.headline == "Outer"


def pictures_of(*names: str) -> int:
    """How many pictures a post has whose update names these, without captions."""
    (post,) = read_posting(update(image=[f"https://i.example/{name}" for name in names])).posts
    return sum(isinstance(block, Image) for block in post.body)


def test_cuts_are_one_picture_and_short_names_in_two_folders_are_two() -> None:
    assert pictures_of("2024/a/cat.jpg", "2024/b/cat.jpg") == 2
    assert pictures_of("2024/a/1.jpg", "2024/b/1.jpg") == 2
    assert pictures_of("2024/a/cat-1200x675.jpg", "2024/a/cat-1200x900.jpg") == 1
    assert pictures_of("2024/16x9/cat.jpg", "2024/4x3/cat.jpg") == 1
    assert pictures_of("2024/picture/640.jpg", "2024/picture/1024.jpg") == 1


MEDIA: list[tuple[Object, Block]] = [
    (
        {"image": {"@type": "ImageObject", "url": "https://i.example/a.jpg", "caption": "A"}},
        Image(caption="A", url="https://i.example/a.jpg"),
    ),
    (
        {"video": {"name": "A film", "embedUrl": "https://www.youtube.com/embed/x"}},
        Embed("YouTube", "A film", "https://www.youtube.com/embed/x"),
    ),
]


@pytest.mark.parametrize(("fields", "block"), MEDIA)
def test_what_stands_behind_the_text(fields: Object, block: Block) -> None:
    assert read_posting(update(**fields)).posts[0].body == (Paragraph("A text."), block)


def test_clocks_in_headlines_or_texts_are_the_times_where_the_data_has_one_for_all() -> None:
    created = "2019-05-23T08:00:00+05:30"
    blog = read_posting(
        update(created, "Election", "<strong>11:40 IST:</strong> Lead grows"),
        update(created, "10:26 (IST) First lead"),
    )
    assert [f"{post.published:%H:%M %z}" for post in blog.posts] == ["10:26 +0530", "11:40 +0530"]
    assert "clock times that they begin with are taken" in messages(blog)
    some = read_posting(update(headline="10:26 (IST) First lead"), update(headline="And on"))
    assert "--every" in messages(some)


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


UPDATES = """
<div itemscope itemtype="https://schema.org/LiveBlogPosting"
 itemid="https://www.indiatoday.in/live">
 <meta itemprop="coverageStartTime" content="2017-03-11T08:00:00+05:30">
 <h1 itemprop="headline">Counting day</h1>
 <span itemprop="publisher" itemscope itemtype="https://schema.org/Organization">
  <meta itemprop="name" content="India Today"></span>
 <div itemprop="liveBlogUpdate" itemscope itemtype="https://schema.org/BlogPosting" id="u2">
  <p itemprop="headline" content="Second"></p>
  <time itemprop="datePublished" datetime="2017-03-11 19:02:10">7 pm</time>
  <div itemprop="articleBody"><p>One &amp; <b>two</b></p><p>Three</p></div>
  <span itemprop="author" itemscope itemtype="https://schema.org/Person">
   <a itemprop="url" href="/a"><i itemprop="name">Ana Lee</i></a></span>
  <span itemprop="image" itemscope itemtype="https://schema.org/ImageObject">
   <meta itemprop="url" content="https://i.example/a.jpg"></span>
 </div>
 <div itemprop="liveBlogUpdate" itemscope itemtype="https://schema.org/BlogPosting">
  <h2 itemprop="headline">First</h2>
  <span itemprop="datePublished" content="2017-03-11T18:00:00+05:30">6 pm</span>
  <meta itemprop="author" content="India Today">
  <p itemprop="articleBody">A text.</p><p itemprop="articleBody">Another.</p>
 </div>
</div>"""


def test_microdata_and_rdfa_say_the_same() -> None:
    """The words of RDFa may have a prefix."""
    first, second = read(page(body=UPDATES)).posts
    assert (first.headline, first.authors, len(first.body)) == ("First", (), 2)
    assert (second.headline, second.authors) == ("Second", (Author("Ana Lee"),))
    assert second.published.isoformat() == "2017-03-11T19:02:10+05:30"
    assert second.body[-1] == Image(url="https://i.example/a.jpg")
    rdfa = UPDATES.replace("itemprop=", "property=").replace("itemscope itemtype=", "typeof=")
    rdfa = rdfa.replace("itemid=", "resource=")
    prefixed = rdfa.replace('property="', 'property="schema:')
    prefixed = prefixed.replace("https://schema.org/", "schema:")
    for text in (rdfa, prefixed):
        blog = read(page(body=text))
        assert content(blog) == content(read(page(body=UPDATES)))
        assert blog.format == "schema.org LiveBlogPosting (RDFa)"


def test_the_text_of_a_time_is_the_last_resort_in_words_too() -> None:
    body = UPDATES.replace(' datetime="2017-03-11 19:02:10">7 pm', ">March 11, 2017 7:02 PM")
    assert read(page(body=body)).posts[1].published.isoformat() == "2017-03-11T19:02:00+05:30"
    body = UPDATES.replace(' datetime="2017-03-11 19:02:10">7 pm', ">11 mars 2017 à 19h02")
    assert read(page(body=body)).posts[1].published.isoformat() == "2017-03-11T19:02:00+05:30"


def test_json_ld_with_the_newest_updates_only_still_tells_of_the_blog() -> None:
    data = posting(update(), headline="Counting day", description="All day.")
    blog = read(page({**data, "url": "https://www.indiatoday.in/live"}, body=UPDATES))
    assert (len(blog.posts), blog.description) == (2, "All day.")


def test_an_update_that_names_no_text_is_all_text_but_its_properties() -> None:
    inside = (
        '<header><time itemprop="datePublished" datetime="2024-04-26T10:26:00Z">11.26</time>'
        '<h2 itemprop="headline">H</h2><p>Analysis</p></header><p>One</p>'
    )
    kind = 'itemprop="liveBlogUpdate" itemscope itemtype="https://schema.org/BlogPosting"'
    (post,) = read(page(body=f"<article {kind}>{inside}</article>")).posts
    assert (post.headline, post.body) == ("H", (Paragraph("Analysis"), Paragraph("One")))
