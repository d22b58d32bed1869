"""Posts as other systems write them: clocks in headlines, embeds by number, media in all forms."""

from typing import Any

import pytest
from live_blog_data import Object, messages, read_posting, update, words_of

from tui.model.blog import Block, Embed, Image, Link, Paragraph
from tui.readers.html.blocks import body_blocks
from tui.readers.posts.dating import without_clock


@pytest.mark.parametrize(
    ("headline", "rest"),
    [
        ("10:26 (IST) | Counting", "Counting"),
        ("10:26AM: Counting", "Counting"),
        ("10.26am BST", ""),
        ("26 Apr 2024 10:26 IST | Counting", "Counting"),
        ("Apr 26, 10:26 (IST) Counting", "Counting"),
        ("(10:26 IST) Counting", "Counting"),
        ("[10:26] Counting", "Counting"),
        ("10:26", ""),
        ("10:26 to Paddington", "10:26 to Paddington"),
        ("10:30am deadline missed", "10:30am deadline missed"),
        ("May 10: what we know", "May 10: what we know"),
        ("1.52 million counted", "1.52 million counted"),
        ("10:26 EUROPE waits", "10:26 EUROPE waits"),
        ("10:26 AKST: Counting", "Counting"),
        ("10:26 CAT - Counting", "Counting"),
        ("10:26 CAT RESCUED", "10:26 CAT RESCUED"),
        ("10:26 Est-ce la fin", "10:26 Est-ce la fin"),
        ("10:26 Ist das das Ende", "10:26 Ist das das Ende"),
        ("March on the capital", "March on the capital"),
    ],
)
def test_the_clock_that_a_headline_begins_with(headline: str, rest: str) -> None:
    assert without_clock(headline) == rest


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<div class="flourish-embed" data-src="visualisation/123"></div>',
         Embed("Flourish", "", "https://public.flourish.studio/visualisation/123")),
        ('<div class="infogram-embed" data-id="abc-1" data-title="Seats"></div>',
         Embed("Infogram", "Seats", "https://infogram.com/abc-1")),
        ('<div class="twitter-tweet" data-tweet-id="123456789012"></div>',
         Embed("Twitter", "", "https://twitter.com/i/status/123456789012")),
    ],
)  # fmt: skip
def test_embeds_of_which_the_page_tells_the_number(body: str, expected: Block) -> None:
    assert body_blocks(body, "https://news.example/live") == (expected,)


@pytest.mark.parametrize(
    ("link", "leads_to"),
    [
        ("/the-report", "https://news.example/the-report"),
        ("/large.jpg?w=9", ""),
        ("#top", ""),
        ("javascript:x()", ""),
    ],
)
@pytest.mark.parametrize(
    "form", ["<a href='{}'>{}</a>", "<figure><a href='{}'><span>{}</span></a></figure>"]
)
def test_where_a_picture_leads_is_kept(form: str, link: str, leads_to: str) -> None:
    image = Image("Alt", url="https://news.example/i.jpg")
    told = body_blocks(form.format(link, "<img src='/i.jpg' alt='Alt'>"), "https://news.example/")
    assert told == (
        (image, Paragraph(leads_to, (Link(0, len(leads_to), leads_to),))) if leads_to else (image,)
    )


def test_a_linked_picture_with_words_is_told_by_its_words() -> None:
    told = body_blocks(
        "<a href='https://n.example/r'><img src='https://n.example/i.jpg'>The report</a>"
    )
    assert told[1:] == (Paragraph("The report", (Link(0, 10, "https://n.example/r"),)),)


def beside(**more: Any) -> tuple[Block, ...]:
    """What stands behind the text of an update with these properties."""
    (post,) = read_posting(update(**more)).posts
    assert post.body[0] == Paragraph("A text.")
    return post.body[1:]


PICTURE: Object = {"@type": "ImageObject", "url": "https://i.example/a.jpg"}


def test_a_description_that_says_more_than_the_text_stands_before_it() -> None:
    told = [
        words_of(block)
        for block in read_posting(update(description="Polls have closed.")).posts[0].body
    ]
    assert told == ["Polls have closed.", "A text."]
    assert len(read_posting(update(description="A text…")).posts[0].body) == 1


@pytest.mark.parametrize("headline", [["A B"], ["A", "B"], {"@value": "A B"}, "A B"])
def test_a_headline_in_any_form(headline: object) -> None:
    assert read_posting(update(headline=headline)).posts[0].headline == "A B"


def test_a_headline_that_is_a_number() -> None:
    assert read_posting(update(headline=2024)).posts[0].headline == "2024"


def test_clocks_in_headlines_or_texts_are_the_times_where_the_data_has_one_for_all() -> None:
    created = "2019-05-23T08:00:00+05:30"
    blog = read_posting(
        update(created, "Election", "<strong>11:40 IST:</strong> Lead grows"),
        update(created, "10:26 (IST) First lead"),
    )
    assert [post.published.isoformat()[11:] for post in blog.posts] == [
        "10:26:00+05:30",
        "11:40:00+05:30",
    ]
    assert "clock times that they begin with are taken" in messages(blog)
    assert "--every" not in messages(blog)


def test_clocks_on_some_updates_only_are_no_times() -> None:
    blog = read_posting(update(headline="10:26 (IST) First lead"), update(headline="And on"))
    assert "--every" in messages(blog)
