"""Markdown and HTML at a moment; no text of a post is taken for markup."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from live_blog_data import content
from markdown_it import MarkdownIt
from sample_blogs import (
    RICH,
    URL,
    at,
    blog,
    blogs,
    bundled_like,
    post,
    three_days,
    two_sources,
    wild_texts,
)
from selectolax.lexbor import LexborHTMLParser

from tui.model.blocks import Heading, ListItem, Paragraph, Quote
from tui.model.blog import LiveBlog, Post, SummaryPoint, Version
from tui.model.versions import standing_of
from tui.readers import read
from tui.readers.own_format import dumps
from tui.writers.html import html
from tui.writers.markdown import markdown
from tui.writers.marked import only_marked

ALL_KINDS = blog(
    RICH,
    title="<The> title",
    publisher="The News",
    url="https://x.example/",
    summary=(SummaryPoint(ListItem("Sum")),),
)


def test_markdown_of_every_kind_of_block() -> None:
    assert markdown(ALL_KINDS) == (
        "# \\<The\\> title\n\n"
        "The News · as of Fri 26 Apr 2024, 10:26 BST (Europe/London) · <https://x.example/>\n\n"
        "## Summary · as of 10:26\n\n- Sum\n\n"
        f"## 10:26 · Analysis · Key event · Pinned · Beijing desk · {RICH.headline}\n\n"
        "*Tom Bateman, in Beijing; Tessa Wong, Asia reporter*\n\n"
        f"All of it is [explained](<{URL}>).\n\n### The details\n\n"
        "1. First this, in words enough for a second line\n2. Then that\n- And a bullet\n\n"
        "> We have choices to make\n\n![Two men shake hands](https://example.org/i.jpg)\n\n"
        "*They met in Beijing · Image: Reuters*\n\nOnly described\n\nOnly captioned.\n\nImage\n\n"
        "> **Chirper**  \n> A short chirp  \n> <https://example.org/t>\n\n"
        "> **Embed**  \n> Of nobody\n\nRead more about it here\n"
    )


def test_html_of_every_kind_of_block() -> None:
    tree = LexborHTMLParser(html(ALL_KINDS))
    assert [node.text() for node in tree.css("title, h1")] == ["<The> title", "<The> title"]
    (article,) = tree.css("article")
    link, time = article.css_first("p a"), article.css_first("time")
    assert link is not None
    assert (link.text(), link.attributes["href"]) == ("explained", URL)
    shown = article.css("ul li, ol li, h3, blockquote:not(.embed), figcaption")
    assert [node.text() for node in shown] == [
        "The details",
        "First this, in words enough for a second line",
        "Then that",
        "And a bullet",
        "We have choices to make",
        "They met in Beijing · Image: Reuters",
    ]
    assert [node.text() for node in article.css(".label")] == list(RICH.labels)
    assert time is not None
    assert time.attributes["datetime"] == "2024-04-26T10:26:00+01:00"


@pytest.mark.parametrize("write", [markdown, html])
def test_as_of_a_moment_only_what_was_posted_then_stands_there(write: type) -> None:
    page = write(bundled_like(), as_of=at("09:40"))
    assert "Hello and welcome" in page
    assert "as of Fri 26 Apr 2024, 09:40 BST" in page
    assert "be partners, not rivals" not in page
    assert "Summary" not in page
    half = write(bundled_like(), as_of=at("09:45"))
    assert "Summary · 1 of 2 points so far" in half
    assert "Partners, not rivals" in half
    assert "raised concerns" not in half
    assert "Summary · as of 11:18" in write(bundled_like(), as_of=at("11:18"))
    assert "Hello" not in write(bundled_like(), as_of=at("09:00"))


def test_the_order_can_be_chosen() -> None:
    text = markdown(bundled_like(), newest_first=True)
    assert text.index("Hello and welcome") > text.index("hold news conference")
    assert "## Sat 27 Apr 03:10 · Saturday early" in markdown(three_days())
    assert "## 09:26 · Pinned · London desk · From London" in markdown(two_sources())


def test_the_html_file_can_be_replayed() -> None:
    assert content(read(html(bundled_like()).encode())) == bundled_like()
    half = read(html(bundled_like(), as_of=at("10:00")).encode())
    assert half.posts == bundled_like().posts[:5]
    assert half.summary == bundled_like().summary[1:]


def test_the_html_file_loads_nothing() -> None:
    page = re.sub(r"<script.*?</script>", "", html(ALL_KINDS))
    assert not re.search(
        r"<(img|link|iframe|script|video|audio|source)\b|\bsrc=|url\(|@import", page
    )


NAMES = (
    "html head meta title style script body header h1 h2 h3 p a section ul ol li article time span "
    "figure figcaption blockquote cite br"
)
ATTRIBUTES = "lang dir charset name content http-equiv type class datetime value href rel"


@given(blogs(wild_texts))
def test_no_text_is_taken_for_html(one: LiveBlog) -> None:
    page = html(one)
    nodes = LexborHTMLParser(page).css("*")
    assert {node.tag for node in nodes} <= set(NAMES.split())
    assert {name for node in nodes for name in node.attributes} <= set(ATTRIBUTES.split())
    assert page.count("</script") == 1


@given(blogs(wild_texts))
def test_no_text_is_taken_for_markdown(one: LiveBlog) -> None:
    for line in markdown(one).split("\n"):
        assert not re.search(r"(?<!\\)<(?!https?://)", line)
        assert not re.search(r"(?<!\\)(?:\\\\)*`", line)


@pytest.mark.parametrize(
    "text",
    ["1. One", "12) Two", "# Three", "- Four", "+ Five", "-5 °C", "2031 ended", "3.5 m", "==="],
)
def test_a_text_is_shown_as_it_is_whatever_it_begins_with(text: str) -> None:
    for kind in (Paragraph, ListItem, Quote, Heading):
        one = LiveBlog((Post(bundled_like().start, body=(kind(text), Paragraph("End."))),))
        shown = MarkdownIt().render(markdown(one))
        assert re.search(rf"<(?:p|li|h3)>{re.escape(text)}</", shown), shown


def changed() -> LiveBlog:
    edit = Version(at("10:31"), post("10:00", "Bells", "Six bells."))
    first = post("10:00", "Bells", "Five bells.", modified=edit.known, versions=(edit,))
    gone = post("10:10", "Geese *off*", "Gone.", versions=(Version(at("10:50"), None),))
    return blog(first, gone, "11:00 Last")


def test_a_deleted_post_is_struck_out_and_an_edited_one_as_it_stood() -> None:
    tree = LexborHTMLParser(html(changed()))
    assert [node.text(separator=" ").split() for node in tree.css("del")] == [
        ["Geese", "*off*", "Gone."]
    ]
    text, early = markdown(changed()), markdown(changed(), as_of=at("10:30"))
    assert ("Five bells" in early, "Six bells" in early, "edited" in early) == (True, False, False)
    for page in (text, html(changed())):
        assert all(words in page for words in ("edited 10:31", "Six bells", "deleted 10:50"))
    assert r"## <del>10:10 · Geese \*off\*</del>" in text
    assert "<del>\n\nGone.\n\n</del>" in text


def test_a_posts_own_address_stands_with_it() -> None:
    address = "https://example.org/live?a=1&b=2#post-3"
    entry = blog(post("10:00", "One", "Text.", url=address), "10:05 Two")
    assert f"Text.\n\n<{address}>\n" in markdown(entry)
    page = html(entry)
    assert '<a href="https://example.org/live?a=1&amp;b=2#post-3"' in page
    assert page.count("<article><a href=") == 1
    assert f'"url": "{address}"' in dumps(entry)


def test_times_have_their_zone_where_the_clocks_change() -> None:
    days = {"26": "One", "27": "Two", "28": "Three"}
    words = "The clocks of the town hall were set by hand, as they are each year."
    autumn = blog(*(post(f"2024-10-{day} 12:00", title, words) for day, title in days.items()))
    text = markdown(autumn)
    assert "## Sat 26 Oct 12:00 BST · One" in text
    assert "## Mon 28 Oct 12:00 GMT · Three" in text
    assert "Sun 27 Oct 12:00 GMT</time>" in html(autumn)
    assert "## 10:00 · One" in markdown(blog("10:00 One", "10:05 Two"))


def test_only_marked_posts_are_left_each_with_its_note_in_every_version() -> None:
    edited = post("10:05", "Two", "New.")
    sample = blog(
        "10:00 One",
        post("10:05", "Two", "Old.", versions=(Version(at("10:31"), edited),)),
        "10:10 Three",
    )
    marked = only_marked(sample, {2: "", 1: "Cite *this*"})
    assert [entry.headline for entry in marked.posts] == ["Two", "Three"]
    assert "Old.\n\nReader's note: Cite *this*" in standing_of(marked.posts[0], 0).post.text
    assert "New.\n\nReader's note: Cite *this*" in standing_of(marked.posts[0]).post.text
    assert "Reader's note: Cite \\*this\\*" in markdown(marked)
    assert "Note" not in marked.posts[1].text


@pytest.mark.parametrize("write", [markdown, html, dumps])
def test_every_format_says_that_it_is_a_selection_of_the_posts(
    write: Callable[[LiveBlog], str],
) -> None:
    sample = blog("10:00 One", "10:05 Two", "10:10 Three")
    assert "Marked posts: 2 of 3." in write(only_marked(sample, {0: "", 2: "Why?"}))
    described = only_marked(sample._replace(description="A long day."), {1: ""})
    assert described.description == "Marked posts: 1 of 3. A long day."
