"""Guardian pages: what the page shows, not what its data says."""

from live_blog_data import page, posting, update

from tui.model.blog import Image, Paragraph
from tui.readers import read

ID = "646208dd8f0822aea831dd{:02x}"
URL = "https://www.theguardian.com/world/live/2023/may/15/x"


def block(
    number: int,
    time: str,
    title: str = "",
    byline: str = "",
    body: str = "<p>Text.</p>",
    updated: str = "",
) -> str:
    key = ID.format(number)
    name = (
        f'<div><div><img src="/i.png" alt="{byline}"></div><span>{byline}</span></div>'
        if byline
        else ""
    )
    head = f"<h2>{title}</h2>" if title else ""
    again = f'<div><time datetime="{updated}">Updated</time></div>' if updated else ""
    return (
        f'<article id="block-{key}" class="block dcr-1"><header><div>'
        f'<a href="{URL}?page=with:block-{key}#block-{key}">'
        f'<time datetime="{time}">4m ago</time><span>12.50 BST</span></a></div>'
        f"{head}{name}</header>"
        f"{body}<footer><ul><li>Share</li></ul>{again}</footer></article>"
    )


def whole(*blocks: str, more: str = "") -> bytes:
    data = posting(
        *(
            {**update("2023-05-15T11:50:54Z", "The blog"), "@id": ID.format(n)}
            for n in range(1, len(blocks) + 1)
        ),
        headline="The blog",
        url=URL,
        publisher={"name": "The Guardian"},
        author=[{"name": "Martin Belam"}],
    )
    head = f'<link rel="canonical" href="{URL}">'
    return page([data], head=head, body=more + "".join(blocks))


def test_the_older_markup() -> None:
    old = (
        f'<div id="block-{ID.format(1)}" class="block is-key-event" itemprop="liveBlogUpdate">'
        '<p class="block-time published-time">'
        '<a href="#"><time datetime="2015-05-07T22:10:00+0100" itemprop="datePublished">'
        "10.10pm</time></a></p>"
        '<h2 class="block-title" itemprop="headline">Exit poll</h2>'
        '<div class="block-elements"><p>Wow.</p>'
        '<figure><img src="https://i.example/x.jpg" alt="A"></figure></div></div>'
    )
    (post,) = read(page(head=f'<link rel="canonical" href="{URL}">', body=old)).posts
    assert (post.headline, post.key_event, post.published.isoformat()) == (
        "Exit poll",
        True,
        "2015-05-07T22:10:00+01:00",
    )
    assert post.body == (Paragraph("Wow."), Image("A", url="https://i.example/x.jpg"))


def test_the_page_shows_the_moment_of_its_last_change() -> None:
    data = page(
        posting(update(), dateModified="2023-05-15T12:01:00Z"),
        body=block(1, "2023-05-15T11:50:54Z"),
    )
    assert str(read(data).captured) == "2023-05-15 12:01:00+00:00"
