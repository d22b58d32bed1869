"""Bodies to blocks, from markup and from plain text: a table of bodies and their blocks."""

import re
from collections import Counter
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model.blog import Block, Embed, Heading, Image, Link, ListItem, Paragraph, Quote, ReadMore
from tui.model.safe_text import clean
from tui.readers.html.blocks import body_blocks
from tui.readers.html.element import elements_of
from tui.readers.html.lines import blocks_in
from tui.readers.html.tree import parsed
from tui.readers.html.walk import lines_of
from tui.readers.html.words import words_in

BASE = "https://news.example/live/x"
TWEET = (
    '<blockquote class="twitter-tweet"><p lang="en">Hello<br>there '
    '<a href="https://t.co/x">pic</a></p>&mdash; Ana (@ana) '
    '<a href="https://twitter.com/ana/status/1234567890">May 1</a></blockquote>'
    "<script src='//w.example/w.js'></script>"
)
FIGURE = "<figure><img src='/i.jpg' alt='A'><figcaption>"
PICTURE = "https://news.example/i.jpg"
UNSCRIPTED = "<noscript><img src='/i.jpg' alt='A'></noscript>"
EMPTY = '<img src="data:image/gif;base64,R0" alt="A">'
PARAGRAPHS: dict[str, list[str]] = {
    "Plain.": ["Plain."],
    "": [],
    " \n ": [],
    "<p>&nbsp;</p>": [],
    "<p>One<p>Two": ["One", "Two"],
    "<div>One</div>Two<section>Three</section>": ["One", "Two", "Three"],
    "It's $14.99.<br> And for a time": ["It's $14.99.", "And for a time"],
    "Some<b>bold</b>word and <i>more</i>": ["Someboldword and more"],
    "the UK\ngovernment will\n   give": ["the UK government will give"],
    "A sentence.\nAnother.": ["A sentence.", "Another."],
    "One paragraph\n\nand two\n \nand three": ["One paragraph", "and two", "and three"],
    "One\r\n\r\nTwo": ["One", "Two"],
    "x &lt; y &amp;amp; z": ["x < y &amp; z"],
    "AT&T I <3 you <john@example.org>": ["AT&T I <3 you <john@example.org>"],
    "<p>AT&amp;amp;T</p>": ["AT&amp;T"],
    "&lt;p&gt;Hi &amp;amp; bye&lt;/p&gt;&lt;p&gt;2&lt;/p&gt;": ["Hi & bye", "2"],
    "<script>alert(1)</script><style>p{}</style><p>ok</p>": ["ok"],
    "<p>ok</p><iframe src='https://ads.example/x'>no</iframe>": ["ok"],
    "<table><tr><th>A<th>B<tr><td>1<td>2</table>": ["A | B", "1 | 2"],
    "<p hidden>no</p><p style='display: none'>no</p><i class=sr-only>no</i>yes": ["yes"],
    "<p>مرحبا <b>بالعالم</b></p>": ["مرحبا بالعالم"],
    "Go 🎉 <img class='emoji' alt='🇬🇧' src='x.png'>": ["Go 🎉 🇬🇧"],
    "<img src='data:image/gif;base64,R0lG'><img width=1 height=1 src='/t.gif'>": [],
    '<ul><li><a href="https://wa.me/?text=x">Share this</a></li></ul>': [],
    '<a href="//x.com/share?url=x"><img src="/i.png"></a>': [],
    '<p>Ask <a href="https://www.facebook.com/harbour/posts/1">them</a>.</p>': ["Ask them."],
}


@pytest.mark.parametrize("body", PARAGRAPHS)
def test_paragraphs(body: str) -> None:
    assert [x.words[0] for x in body_blocks(body, BASE)] == PARAGRAPHS[body]


def linked(text: str, start: int, url: str) -> Paragraph:
    return Paragraph(text, (Link(start, len(text), url),))


BLOCKS: dict[str, tuple[Block, ...]] = {
    "<h2>Head</h2><ul><li>one</ul><ol start=3><li><p>c</p><p>more</p><li>d</ol>": (
        Heading("Head"), ListItem("one"), ListItem("c", marker="3."), Paragraph("more"),
        ListItem("d", marker="4."),
    ),
    "<blockquote><p>q</p><p>r</p></blockquote>": (Quote("q"), Quote("r")),
    "<a href='https://x.example/'><div>one</div><div>two</div></a>": (
        linked("one", 0, "https://x.example/"), linked("two", 0, "https://x.example/"),
    ),
    "<p>Read more about <a href='https://x.example/'>TikTok here</a></p>": (
        ReadMore("Read more about TikTok here", (Link(16, 27, "https://x.example/"),)),
    ),
    "https://x.example/a": (linked("https://x.example/a", 0, "https://x.example/a"),),
    "https://www.facebook.com/p/28": (Embed("Facebook", "", "https://www.facebook.com/p/28"),),
    TWEET: (
        Embed("Twitter", "Hello\nthere pic\n— Ana (@ana) May 1",
              "https://twitter.com/ana/status/1234567890"),
    ),
    "<div class='tweet' data-url='https://twitter.com/a/status/123456789'></div>": (
        Embed("Twitter", "", "https://twitter.com/a/status/123456789"),
    ),
    '<div class="twitter-tweet" data-tweet-id="123456789012"></div>': (
        Embed("Twitter", "", "https://twitter.com/i/status/123456789012"),
    ),
    '<div class="flourish-embed" data-src="visualisation/123"></div>': (
        Embed("Flourish", "", "https://public.flourish.studio/visualisation/123"),
    ),
    "<iframe src='https://www.youtube.com/embed/x' title='A film'></iframe>": (
        Embed("YouTube", "A film", "https://www.youtube.com/embed/x"),
    ),
    "<video><source src='https://v.example/a.mp4'>no video here</video>": (
        Embed("Video", "", "https://v.example/a.mp4"),
    ),
    '<amp-audio src="https://a.example/a.mp3"></amp-audio>': (
        Embed("Audio", "", "https://a.example/a.mp3"),
    ),
    '<figure><amp-youtube data-videoid="x1"></amp-youtube><figcaption>B</figcaption></figure>': (
        Embed("YouTube", "B", "https://www.youtube.com/watch?v=x1"),
    ),
    "<img src='/i.jpg' alt='A cat'>": (Image("A cat", url=PICTURE),),
    "<amp-img src='/i.jpg' alt='A' width=9></amp-img>": (Image("A", url=PICTURE),),
    "<a href='/large.jpg?w=9'><img src='/i.jpg' alt='A'></a>": (Image("A", url=PICTURE),),
    "<a href='/report'><img src='/i.jpg' alt='A'>The report</a>": (
        Image("A", url=PICTURE), linked("The report", 0, "https://news.example/report"),
    ),
    f"{FIGURE}They met. Photograph: Ana/Reuters</figcaption></figure>": (
        Image("A", "Ana/Reuters", "They met.", PICTURE),
    ),
    f"{FIGURE}They met. (Ana Lee/AP)</figcaption></figure>": (
        Image("A", "Ana Lee/AP", "They met.", PICTURE),
    ),
    f"{FIGURE}They met (left).</figcaption></figure>": (
        Image("A", "", "They met (left).", PICTURE),
    ),
    f"{FIGURE}They met.<span class='credit'>Getty</span></figcaption></figure>": (
        Image("A", "Getty", "They met.", PICTURE),
    ),
    f"<figure>{EMPTY}{UNSCRIPTED}</figure>": (Image("A", url=PICTURE),),
    f"<figure><img src='/i.jpg' alt='A'>{UNSCRIPTED}</figure>": (Image("A", url=PICTURE),),
}  # fmt: skip


@pytest.mark.parametrize("body", BLOCKS)
def test_blocks(body: str) -> None:
    assert body_blocks(body, BASE) == BLOCKS[body]


def test_a_tower_of_marks_built_across_tags_is_cut_and_links_stay_right() -> None:
    tower = "".join("<b>\u0301</b>" for _ in range(50))
    (block,) = body_blocks(f"<p>e{tower} <a href='https://x.example/'>link</a></p>")
    assert isinstance(block, Paragraph)
    assert len(block.text) < 15
    (link,) = block.links
    assert block.text[link.start : link.end] == "link"


TAGS = ["p", "b", "ul", "li", "blockquote", "a", "table", "tr", "td", "h2", "figure", "img", "br",
        "script", "pre", "div", "svg"]  # fmt: skip
ODD = ["<a href='https://x.example/y'>", "<a href='javascript:x'>", "&lt;b&gt;", "<!--", "-->"]
markup = st.lists(
    st.text(alphabet="ab <>&;'\"\x1b\u202e\n", max_size=6)
    | st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS] + ODD),
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


@given(markup.map(clean))
def test_every_visible_word_is_in_one_line(body: str) -> None:
    root = parsed(body.encode()).body
    assert root is not None
    post = elements_of(root)[0]
    lines = lines_of(post, BASE)
    assert Counter(words_in(post.text)) == Counter(chain.from_iterable(x.words for x in lines))
    shown = " ".join(word for block in blocks_in(lines) for word in block.words)
    assert {word for x in lines if x.pieces for word in x.words} <= set(words_in(shown))
