"""A post with all that a post can hold, and a live blog of two posts."""

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

URL = "https://example.org/a-long-address/that-is-never-broken/at-any-width"
RICH = post(
    "10:26",
    "A visit stripped of fanfare",
    kicker="Analysis",
    key_event=True,
    pinned=True,
    source="Beijing desk",
    authors=(Author("Tom Bateman", "in Beijing"), Author("Tessa Wong", "Asia reporter")),
    body=(
        Paragraph("All of it is explained.", (Link(13, 22, URL),)),
        Heading("The details"),
        ListItem("First this, in words enough for a second line", marker="1."),
        ListItem("Then that", marker="2."),
        ListItem("And a bullet"),
        Quote("We have choices to make"),
        Image("Two men shake hands", "Reuters", "They met in Beijing", "https://example.org/i.jpg"),
        Image(alt="Only described"),
        Image(caption="Only captioned."),
        Image(),
        Embed("Chirper", "A short chirp", "https://example.org/t"),
        Embed("", "Of nobody"),
        ReadMore("Read more about it here"),
    ),
)
SMALL = blog(
    post("09:26", "Hello and welcome", "Stay with us.", by=Author("Yvette Tan", "Live editor")),
    RICH._replace(published=at("09:38")),
    title="A small blog",
    publisher="BBC News",
    summary=(
        SummaryPoint(ListItem("First it was so"), at("09:26")),
        SummaryPoint(ListItem("Then it was not")),
    ),
)
