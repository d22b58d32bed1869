"""Guardian pages: what the page shows, not what its data says."""

import pytest
from live_blog_data import messages, page, posting, update

from tui.model.blog import Author, Image, Paragraph, Quote
from tui.model.errors import UnreadableError
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


def test_times_titles_authors_and_text_are_those_of_the_page() -> None:
    quote = "<blockquote><p><svg></svg>A quote</p></blockquote><p>See <a href='/x'>this</a></p>"
    blog = read(
        whole(
            block(
                1, "2023-05-15T11:50:54.000Z", byline="Jennifer Rankin", body=f"<p>Text.</p>{quote}"
            ),
            block(2, "2023-05-15T11:34:39.000Z", "A title", updated="2023-05-15T11:36:34.000Z"),
        )
    )
    first, second = blog.posts
    assert (first.headline, first.authors, first.published.minute) == ("A title", (), 34)
    assert first.modified is not None
    assert first.modified.minute == 36
    assert (second.headline, second.authors, second.modified) == (
        "",
        (Author("Jennifer Rankin"),),
        None,
    )
    assert second.body[:2] == (Paragraph("Text."), Quote("A quote"))
    assert second.url == f"{URL}#block-{ID.format(1)}"
    assert (blog.title, blog.publisher, blog.zone, blog.format) == (
        "The blog", "The Guardian", "Europe/London", "Guardian page",
    )  # fmt: skip
    assert blog.authors == (Author("Martin Belam"),)


def test_key_events_and_the_pinned_block_are_marked_where_the_page_marks_them() -> None:
    key = ID.format(1)
    more = (
        '<a data-link-name="key event card | 0 of 1" '
        f'href="?page=with:block-{key}#block-{key}">x</a>'
        f'<article class="block"><a href="{URL}#block-{ID.format(2)}">12.05</a>'
        "<p>Pinned text</p></article>"
    )
    blog = read(
        whole(block(1, "2023-05-15T11:50:54Z"), block(2, "2023-05-15T11:34:39Z"), more=more)
    )
    assert [(post.key_event, post.pinned) for post in blog.posts] == [(False, True), (True, False)]


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


def test_blocks_that_are_all_empty_are_refused() -> None:
    with pytest.raises(UnreadableError, match="blocks are all empty"):
        read(whole(block(1, "2023-05-15T11:50:54Z", body="")))


def test_what_the_page_does_not_show_is_told() -> None:
    data = posting({**update(), "@id": "other"}, headline="The blog")
    blog = read(page(data, body=block(1, "2023-05-15T11:50:54Z")))
    assert "its data names 1 more" in messages(blog)


def test_the_byline_that_old_pages_have_in_the_text_is_no_part_of_it() -> None:
    body = f"""<div id="block-{ID.format(1)}" class="block"><p class="block-time published-time">
      <time datetime="2018-07-18T11:00:00.000+01:00">11.00am</time></p><div class="block-elements">
      <div class="liveblog-block-byline"><img src="https://i.example/a" alt="Ana Lee">
      <p class="liveblog-block-byline__name" itemprop="author">Ana Lee</p></div>
      <p>Text.</p></div></div>"""
    (post,) = read(page(body=body, head=f'<link rel="canonical" href="{URL}">')).posts
    assert (post.authors, post.body) == ((Author("Ana Lee"),), (Paragraph("Text."),))


def test_the_page_shows_the_moment_of_its_last_change() -> None:
    data = page(
        posting(update(), dateModified="2023-05-15T12:01:00Z"),
        body=block(1, "2023-05-15T11:50:54Z"),
    )
    assert str(read(data).captured) == "2023-05-15 12:01:00+00:00"
