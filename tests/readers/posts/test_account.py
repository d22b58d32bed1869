"""Every visible word of a post's element is shown or accounted for, on any page."""

import re

import pytest
from liveblogs import page
from made_pages import made_page
from readings import PAGES as OURS
from readings import is_refused

from tui.readers import read

PAGES = {x: page(x) for x in OURS if x.endswith(".html") and not is_refused(x)}
PAGES |= {f"layout {seed}": made_page(seed) for seed in range(60)}
PARTS = {
    "loose text": "<h2>Head</h2>loose <b>bold</b> text<p>A paragraph.</p> behind it",
    "text in spans": "<div><span>One</span> <span>two</span></div><div>three<br>four</div>",
    "a table": "<table><tr><td>a</td><td>b</td></tr></table>after",
    "a list in a paragraph": "<ul><li>One <p>two</p> three</li></ul>",
    "a figure with a text": "<figure>Text<figcaption>Caption (Ann/AP)</figcaption></figure>",
    "a quotation": "<blockquote><p>Said.</p><footer>Ann</footer></blockquote>",
}


@pytest.mark.parametrize("name", PAGES)
def test_no_text_is_lost_in_silence(name: str) -> None:
    blog = read(PAGES[name])
    assert blog.reading is not None
    assert "other" not in dict(blog.reading.hidden)
    assert not re.search(r"\bzz", " ".join(post.text for post in blog.posts)), "of another part"


@pytest.mark.parametrize("name", PARTS)
def test_the_words_of_odd_markup_are_in_the_post(name: str) -> None:
    posts = "".join(
        f"<article class=post><time datetime=2030-01-0{n}T10:00Z></time>{PARTS[name] * (n == 1)}"
        f"<p>The {n} boats came in at noon; nobody counted geese on the quay.</p></article>"
        for n in range(1, 5)
    )
    shown = re.findall(r"\w+", " ".join(read(f"<main>{posts}</main>".encode()).posts[0].words))
    assert not set(re.findall(r"\w+", re.sub("<[^>]*>", " ", PARTS[name]))) - set(shown)
