"""Markdown: what this program writes is read as it was, pictures, quotations and links too."""

from datetime import UTC, datetime

from tui.model.blog import Block, Embed, Image, Link, ListItem, LiveBlog, Paragraph, Post, Quote
from tui.readers import read
from tui.writers.markdown import markdown

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


def test_a_body_is_read_as_it_was_written() -> None:
    posts = tuple(
        Post(
            datetime(2024, 4, 26, hour, 26, tzinfo=UTC),
            headline=f"Post {hour}",
            body=BODY if hour == 9 else (Paragraph(f"The clock strikes {hour} at the mill.", ()),),
        )
        for hour in (9, 10, 11)
    )
    text = markdown(LiveBlog(posts=posts, title="The fair"))
    again = read(text.encode())
    assert again.title == "The fair"
    assert [x.published for x in again.posts] == [x.published for x in posts]
    assert [x.headline for x in again.posts] == [x.headline for x in posts]
    assert again.posts[0].body == BODY
