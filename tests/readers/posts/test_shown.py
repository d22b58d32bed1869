"""Posts as the page shows them, where that is more than its data."""

from live_blog_data import messages, page, posting, update

from tui.model.blog import Author, Embed, ListItem, LiveBlog, Paragraph
from tui.model.summary import summary_points
from tui.readers import read

URL = "https://news.example/live"


def shown(element: str, **more: object) -> LiveBlog:
    """A blog with one update, whose element on the page is this."""
    return read(page(posting({**update(url=f"{URL}#p1"), **more}), body=element))


def test_key_events_pinned_posts_and_embeds_without_words() -> None:
    entry = (
        '<div id="p1" class="live-event-entry" data-type="{}">'
        '<div class="entry-info"><time>21:22</time><mark>{}</mark></div>{}</div>'
    )
    tweet = (
        '<div class="entry-content"><h3>A headline</h3>'
        '<div class="tweet" data-url="https://twitter.com/a/status/123456789"></div></div>'
    )
    (post,) = shown(entry.format("key-event", "KEY EVENT", tweet), articleBody="").posts
    assert (post.key_event, post.pinned, post.authors) == (True, False, ())
    assert post.body == (Embed("Twitter", "", "https://twitter.com/a/status/123456789"),)
    (post,) = shown(entry.format("pinned", "Ana Lee", ""), articleBody="Kept.").posts
    assert (post.key_event, post.pinned, post.authors) == (False, True, (Author("Ana Lee"),))
    assert post.body == (Paragraph("Kept."),)


def test_an_element_that_says_something_else_is_passed_by() -> None:
    (post,) = shown(
        '<div id="p1"><div class="entry-content"><p>Subscribe to read on.</p></div></div>'
    ).posts
    assert post.body == (Paragraph("A text."),)


def test_the_id_may_stand_in_the_query() -> None:
    data = posting(update(url=f"{URL}?post=asset%3Aab-12#post"))
    body = '<div id="asset:ab-12"><div><p>A text.</p><ul><li>More.</li></ul></div></div>'
    (post,) = read(page(data, body=body)).posts
    assert post.body == (Paragraph("A text."), ListItem("More."))


def test_an_element_that_two_updates_name_is_neithers() -> None:
    data = posting(
        update(url=f"{URL}#p1"), update("2024-04-26T10:00:00Z", body="", url=f"{URL}#p1")
    )
    blog = read(
        page(
            data,
            body='<div id="p1"><div class="entry-content"><p>A text.</p><p>More.</p></div></div>',
        )
    )
    assert sorted(len(post.body) for post in blog.posts) == [0, 1]


def test_the_summary_and_the_title_of_the_page() -> None:
    body = (
        '<h1>The title</h1><ol class="lx-c-summary-points">'
        '<li class="lx-c-summary-points__item">One</li></ol>'
    )
    blog = read(page(posting(update(), headline=None), body=body))
    assert (blog.title, blog.summary) == ("The title", summary_points([ListItem("One")]))
    assert messages(blog) == ""


def test_a_point_of_the_summary_with_points_in_it_stands_once() -> None:
    points = '<ul class="qa-summary-points"><li>One <ul><li>in one</li></ul></li><li>Two</li></ul>'
    blog = read(page(posting(update()), body=points))
    assert blog.summary == summary_points([ListItem("One in one"), ListItem("Two")])


def entry(number: int, text: str, *, by: str = "", time: str = "") -> str:
    """An entry as WordPress's Liveblog plug-in shows it; its id is told nowhere in the data."""
    link = (
        f'<aside><a class="liveblog-meta-time" href="{URL}?share={number}">'
        "<span>ago</span></a></aside>"
    )
    names = f'<header><span class="liveblog-meta-author-name">{by}</span></header>' if by else ""
    return (
        f'<article id="x{number}" class="liveblog-entry is-key-event" data-sort-time="{time}">'
        f'{"" if time else link}{names}<div class="liveblog-entry-content">'
        f"<p>{text}</p><p>More of {number}.</p></div></article>"
    )


def test_an_entry_is_found_by_the_id_that_its_element_has_for_programs() -> None:
    data = posting(
        update("2024-04-26T10:00:00Z", "Open", url=f"{URL}?entry=7", articleBody={"@type": "Text"})
    )
    shown = """<ul><li data-elb-post-id="7" class="elb-liveblog-post">
     <h2 class="elb-liveblog-post-heading">Open</h2>
     <div class="elb-liveblog-post-content"><p>In we go.</p></div>
     <div class="sharing">Share</div></li></ul>"""
    (post,) = read(page(data, body=shown)).posts
    assert (post.headline, post.body) == ("Open", (Paragraph("In we go."),))


def test_an_entry_of_another_time_is_passed_by() -> None:
    data = posting(
        update("2024-04-26T10:20:01Z", "It has begun.", url=f"{URL}?share=8", articleBody=None)
    )
    (post,) = read(page(data, body=entry(8, "It has begun.", time="1714126800"))).posts
    assert (post.headline, post.body) == ("It has begun.", ())
