"""Tables and this program's own Markdown, read as live blogs; `tests/data/forms` has more pages."""

from datetime import UTC, datetime, timedelta

import pytest
from live_blog_data import messages
from readings import page

from tui.model.blog import Block, Embed, Image, Link, ListItem, LiveBlog, Paragraph, Post, Quote
from tui.model.errors import UnreadableError
from tui.readers import read
from tui.sources.bundled import BUNDLED
from tui.writers.markdown import markdown


def test_columns_are_named_where_their_names_do_not_say_it() -> None:
    table = page("forms/table-without-names-that-say-it.csv")
    named = read(table, columns={"time": "A", "body": "D", "author": "C"})
    assert [post.text for post in named.posts][
        1
    ] == "Tom Ferrow\n\nIt has a ticket, so it may stay here."
    assert not named.warnings
    guessed = read(table)
    assert [post.published for post in guessed.posts] == [post.published for post in named.posts]
    assert '"A" and "D"' in messages(guessed)
    misspelt = read(table, columns={"author": "Cc"})
    assert 'No field is called "Cc".' in messages(misspelt)
    with pytest.raises(UnreadableError, match='"D", none called "Aa"'):
        read(table, columns={"time": "Aa"})


def test_records_whose_fields_the_user_names_are_read_however_few() -> None:
    with pytest.raises(UnreadableError):
        read(b'[{"q": "2023-05-12T14:05Z", "r": "Geese are seen."}]')
    named = read(
        b'[{"q": "2023-05-12T14:05Z", "r": "Geese are seen."}]', columns={"time": "q", "body": "r"}
    )
    assert [post.text for post in named.posts] == ["Geese are seen."]


def test_a_feed_without_an_end_is_refused() -> None:
    with pytest.raises(UnreadableError, match="more than 300,000 elements"):
        read(f"<rss>{'<item/>' * 300_001}</rss>".encode())


def test_markup_without_an_end_in_a_feed_keeps_its_words() -> None:
    entries = "".join(
        f"<entry><updated>2026-03-14T10:0{n}:00Z</updated><content type='xhtml'>"
        f"{'<div>' * depth}Ferry {n} leaves the island for the last time today.{'</div>' * depth}"
        "</content></entry>"
        for n, depth in enumerate((1, 50_000, 1))
    )
    found = read(f'<feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'.encode())
    assert [x.text[:7] for x in found.posts] == ["Ferry 0", "Ferry 1", "Ferry 2"]


@pytest.mark.parametrize("name", ["", "kilbeo.html", "guardian.html", "bbc.html", "nyt.json"])
def test_the_programs_own_markdown_holds_the_same_posts(name: str) -> None:
    blog = read(page(name) if name else BUNDLED[0].data())
    again = read(markdown(blog).encode())
    assert (again.publisher, again.url, again.zone) == (blog.publisher, blog.url, blog.zone)
    minutes = [x.published.replace(second=0, microsecond=0) for x in blog.posts]
    assert [x.published for x in again.posts] == minutes
    for post, same in zip(blog.posts, again.posts, strict=True):
        assert (same.head, same.url) == (post.head, post.url)


BODY: tuple[Block, ...] = (
    Paragraph("The mill *is* open.", ()),
    Paragraph("All of it is told here.", (Link(14, 22, "https://a.example/told"),)),
    Image("A [goose]", "Ada_Quill", "The *goose* on the pond", "https://a.example/goose.jpg"),
    Image("A duck", "", "The duck in the reeds", "https://a.example/duck.jpg"),
    Quote("It is a very large goose."),
    ListItem("One goose", (Link(4, 9, "https://a.example/goose"),)),
    ListItem("Two ducks"),
    Embed("Post", "Look at the goose.", "https://b.example/1"),
)


def test_a_body_is_read_as_the_program_wrote_it_in_markdown() -> None:
    posts = tuple(
        Post(
            datetime(2024, 12, 31, 22, 26, tzinfo=UTC) + timedelta(hours=hour),
            headline=f"Post {hour}",
            kicker="Analysis" if hour else "",
            body=BODY if not hour else (Paragraph(f"The clock strikes {hour} at the mill.", ()),),
        )
        for hour in range(3)
    )
    text = markdown(LiveBlog(posts=posts, title="The fair"))
    again = read(text.encode())
    assert again.title == "The fair"
    assert [x.published for x in again.posts] == [x.published for x in posts]
    assert [x.head for x in again.posts] == [x.head for x in posts]
    assert again.posts[0].body == BODY
