"""Bodies to blocks, from markup and from plain text."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model.blog import Block, Embed, Heading, Image, Link, ListItem, Paragraph, Quote, ReadMore
from tui.readers.html.blocks import body_blocks, line_of

BASE = "https://news.example/live/x"


def paragraphs(*texts: str) -> tuple[Block, ...]:
    return tuple(Paragraph(text) for text in texts)


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ("Plain.", ["Plain."]),
        ("", []),
        (" \n ", []),
        ("<p>&nbsp;</p>", []),
        ("<p>One.</p><p>Two.</p>", ["One.", "Two."]),
        ("<p>One<p>Two", ["One", "Two"]),
        ("<div>One</div>Two<section>Three</section>", ["One", "Two", "Three"]),
        ("It's $14.99.<br> And for a time", ["It's $14.99.", "And for a time"]),
        ("Some<b>bold</b>word and <i>more</i>", ["Someboldword and more"]),
        ("the UK\ngovernment will\n   give", ["the UK government will give"]),
        ("<p>the UK\ngovernment</p>", ["the UK government"]),
        ("A sentence.\nAnother.", ["A sentence.", "Another."]),
        ("One paragraph\n\nand two\n \nand three", ["One paragraph", "and two", "and three"]),
        ("One\r\n\r\nTwo", ["One", "Two"]),
        ("x &lt; y &amp;amp; z", ["x < y &amp; z"]),
        ("Cork&apos;s &quot;plan&quot; &#x2014; &#8217;", ['Cork\'s "plan" — ’']),
        ("AT&T I <3 you <john@example.org>", ["AT&T I <3 you <john@example.org>"]),
        ("<p>AT&amp;amp;T</p>", ["AT&amp;T"]),
        ("&lt;p&gt;Hi &amp;amp; bye&lt;/p&gt;&lt;p&gt;2&lt;/p&gt;", ["Hi & bye", "2"]),
        ("[[ge:global:x:1]]Text[[ge:2]]", ["Text"]),
        (
            "<p>[[ge:global:x:1]]Text</p><p>[embed]More[/embed]</p>"
            "<a href='https://x.example/[1]'></a>",
            ["Text", "More"],
        ),
        ('[caption id="a"]Text[/caption]', ["Text"]),
        ("<script>alert(1)</script><style>p{}</style><p>ok</p>", ["ok"]),
        ("<p>ok</p><iframe src='https://ads.example/x'>no</iframe>", ["ok"]),
        ("<table><tr><th>A<th>B<tr><td>1<td>2</table>", ["A | B", "1 | 2"]),
        ("<pre>one\ntwo</pre>", ["one", "two"]),
        (
            "<p hidden>no</p><p style='display: none'>no</p><span class='sr-only'>no</span>yes",
            ["yes"],
        ),
        ("<p>مرحبا <b>بالعالم</b></p>", ["مرحبا بالعالم"]),
        ("Go 🎉 <img class='emoji' alt='🇬🇧' src='x.png'>", ["Go 🎉 🇬🇧"]),
    ],
)
def test_paragraphs(body: str, texts: list[str]) -> None:
    assert body_blocks(body, BASE) == paragraphs(*texts)


def test_lists_quotes_and_headings() -> None:
    body = (
        "<h2>Head</h2><ul><li>one<li>two</ul><ol start=3><li><p>c</p><p>more</p><li>d</ol>"
        "<blockquote><p>q</p><p>r</p></blockquote>"
    )
    assert body_blocks(body) == (
        Heading("Head"), ListItem("one"), ListItem("two"), ListItem("c", marker="3."),
        Paragraph("more"), ListItem("d", marker="4."), Quote("q"), Quote("r"),
    )  # fmt: skip
    assert body_blocks("Listed:\n- one\n- two") == (
        Paragraph("Listed:"),
        ListItem("one"),
        ListItem("two"),
    )


def test_links_keep_their_address_and_their_words() -> None:
    text = (
        "See <a href='/a b'> our  page </a>, <a href='javascript:x()'>this</a> and "
        "<a href='https://é.example/ü'>that</a>."
    )
    (block,) = body_blocks(text, BASE)
    assert isinstance(block, Paragraph)
    assert block.text == "See our page , this and that."
    assert [(block.text[x.start : x.end], x.url) for x in block.links] == [
        ("our page", "https://news.example/a%20b"),
        ("that", "https://xn--9ca.example/%C3%BC"),
    ]


def test_a_link_over_two_paragraphs_lies_over_both() -> None:
    first, second = body_blocks("<a href='https://x.example/'><div>one</div><div>two</div></a>")
    assert first == Paragraph("one", (Link(0, 3, "https://x.example/"),))
    assert second == Paragraph("two", (Link(0, 3, "https://x.example/"),))


def test_a_tower_of_marks_built_across_tags_is_cut_and_links_stay_right() -> None:
    tower = "".join("<b>\u0301</b>" for _ in range(50))
    (block,) = body_blocks(f"<p>e{tower} <a href='https://x.example/'>link</a></p>")
    assert isinstance(block, Paragraph)
    assert len(block.text) < 15
    (link,) = block.links
    assert block.text[link.start : link.end] == "link"


FIGURE = "<figure><img src='https://x.example/i.jpg' alt='A'><figcaption>"
TWEET = (
    '<blockquote class="twitter-tweet"><p lang="en">Hello<br>there '
    '<a href="https://t.co/x">pic</a></p>&mdash; Ana (@ana) '
    '<a href="https://twitter.com/ana/status/1234567890">May 1</a></blockquote>'
    "<script src='//w.example/w.js'></script>"
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (TWEET, Embed("Twitter", "Hello\nthere pic\n— Ana (@ana) May 1",
                      "https://twitter.com/ana/status/1234567890")),
        ("<div class='tweet' data-url='https://twitter.com/a/status/123456789'></div>",
         Embed("Twitter", "", "https://twitter.com/a/status/123456789")),
        ("https://www.facebook.com/DwyersOfCork/posts/28",
         Embed("Facebook", "", "https://www.facebook.com/DwyersOfCork/posts/28")),
        ("<iframe src='https://www.youtube.com/embed/x' title='A film'></iframe>",
         Embed("YouTube", "A film", "https://www.youtube.com/embed/x")),
        ("<video><source src='https://v.example/a.mp4'>no video here</video>",
         Embed("Video", "", "https://v.example/a.mp4")),
        ("<figure><iframe src='https://youtu.be/x'></iframe><figcaption>Film</figcaption></figure>",
         Embed("YouTube", "Film", "https://youtu.be/x")),
        ("<img src='/i.jpg' alt='A cat'>", Image("A cat", url="https://news.example/i.jpg")),
        ("<a href='https://x.example/i.png'><img src='https://x.example/i.jpg' alt='Two'></a>",
         Image("Two", url="https://x.example/i.jpg")),
        (f"{FIGURE}They met. Photograph: Ana Lee/Reuters</figcaption></figure>",
         Image("A", "Ana Lee/Reuters", "They met.", "https://x.example/i.jpg")),
        (f"{FIGURE}They met.<span class='credit'>Getty</span></figcaption></figure>",
         Image("A", "Getty", "They met.", "https://x.example/i.jpg")),
        ("<p>Read more about <a href='https://x.example/'>TikTok here</a></p>",
         ReadMore("Read more about TikTok here", (Link(16, 27, "https://x.example/"),))),
        ("<a href='https://x.example/a'>One death and 432 cases</a>",
         Paragraph("One death and 432 cases", (Link(0, 23, "https://x.example/a"),))),
        ("https://x.example/a",
         Paragraph("https://x.example/a", (Link(0, 19, "https://x.example/a"),))),
    ],
)  # fmt: skip
def test_a_body_that_is_one_thing(body: str, expected: Block) -> None:
    assert body_blocks(body, BASE) == (expected,)


@pytest.mark.parametrize(
    "body",
    [
        "<img src='data:image/gif;base64,R0lG'>",
        "<img width=1 height=1 src='https://x.example/t.gif'>",
    ],
)
def test_spacers_and_trackers_are_no_pictures(body: str) -> None:
    assert body_blocks(body) == ()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Goodnight \n", "Goodnight"),
        ("A &amp; B", "A & B"),
        ("<b>Bold</b> move", "Bold move"),
        ("1 < 2", "1 < 2"),
        ("", ""),
    ],
)
def test_headlines_are_one_line(text: str, line: str) -> None:
    assert line_of(text) == line


TAGS = [
    "p",
    "b",
    "ul",
    "li",
    "blockquote",
    "a",
    "table",
    "tr",
    "td",
    "h2",
    "figure",
    "img",
    "br",
    "script",
    "pre",
    "div",
    "svg",
]
markup = st.lists(
    st.one_of(
        st.text(alphabet="ab <>&;'\"\x1b\u202e\n", max_size=6),
        st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
        st.sampled_from(
            [
                "<a href='https://x.example/y'>",
                "<a href='javascript:x'>",
                "&lt;b&gt;",
                "<!--",
                "-->",
            ]
        ),
    ),
    max_size=30,
).map("".join)


@given(markup)
def test_any_markup_gives_clean_blocks_with_links_inside_their_text(body: str) -> None:
    for block in body_blocks(body, BASE):
        if isinstance(block, Image | Embed):
            continue
        assert block.text == block.text.strip() != ""
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202e]", block.text)
        for link in block.links:
            assert 0 <= link.start < link.end <= len(block.text)
            assert link.url.startswith(("http://", "https://"))


@given(
    st.lists(
        st.text(alphabet="abc é漢 <&>'\"", min_size=1).filter(lambda text: bool(text.strip())),
        min_size=1,
        max_size=5,
    )
)
def test_no_word_of_a_paragraph_is_lost(texts: list[str]) -> None:
    body = "".join(f"<p>{html.escape(text)}</p>" for text in texts)
    assert body_blocks(body) == paragraphs(*(" ".join(text.split()) for text in texts))


@pytest.mark.parametrize(
    "href",
    [
        "https://www.facebook.com/sharer/sharer.php?u=x",
        "https://twitter.com/intent/tweet?url=x",
        "//x.com/share?url=x",
        "https://api.whatsapp.com/send?text=x",
        "whatsapp://send?text=x",
        "https://wa.me/?text=x",
        "https://t.me/share/url?url=x",
        "https://www.linkedin.com/shareArticle?url=x",
        "mailto:?subject=x",
    ],
)
def test_buttons_that_share_the_page_are_no_text(href: str) -> None:
    buttons = (
        f'<ul><li><a href="{href}">Share this</a></li></ul><a href="{href}"><img src="/i.png"></a>'
    )
    assert body_blocks(f"<p>Text.</p>{buttons}") == (Paragraph("Text."),)


@pytest.mark.parametrize(
    "href",
    [
        "https://twitter.com/intent/user?screen_name=x",
        "https://www.facebook.com/harbour/posts/1",
        "mailto:desk@news.example",
        "https://news.example/share",
    ],
)
def test_links_elsewhere_keep_their_words(href: str) -> None:
    (block,) = body_blocks(f'<p>Ask <a href="{href}">them</a>.</p>')
    assert block.words == ("Ask them.",)
