"""A live blog of two posts, the second with all that a post can hold."""

from sample_blogs import at, blog, post

from tui.model.blog import (
    Author,
    Embed,
    Heading,
    Image,
    Link,
    ListItem,
    Paragraph,
    Quote,
    ReadMore,
    SummaryPoint,
)

_LONG = "https://example.org/a-long-address/that-is-never-broken/at-any-width"
_MORE = "https://example.org/more"
SMALL = blog(
    post("09:26", "Hello and welcome", "Stay with us.", by=Author("Yvette Tan", "Live editor")),
    post(
        "09:38",
        "All that a post can hold",
        kicker="Analysis",
        key_event=True,
        pinned=True,
        authors=(Author("Tom Bateman", "in Beijing"), Author("Ann")),
        body=(
            Paragraph(
                "A paragraph that is long enough to be wrapped, with a link in it.",
                (Link(54, 58, _LONG),),
            ),
            Heading("What we know"),
            ListItem("One thing that is long enough to be wrapped", marker="1."),
            ListItem("Another thing", marker="2."),
            Quote("The most consequential relationship in the world"),
            Image(
                "Two men shake hands", "Reuters", "They met in Beijing", "https://example.org/1.jpg"
            ),
            Image("Only seen"),
            Embed("Twitter", "A tweet [bold]of[/bold] words", "https://twitter.com/a/status/1"),
            ReadMore(_MORE, (Link(0, 24, _MORE),)),
        ),
    ),
    title="A small blog",
    publisher="BBC News",
    summary=(
        SummaryPoint(ListItem("First it was so"), at("09:26")),
        SummaryPoint(ListItem("Then it was not")),
    ),
)
