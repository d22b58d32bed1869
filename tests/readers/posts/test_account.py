"""Every visible word of a post's element is shown or accounted for, on any page."""

from collections import Counter

import pytest
from liveblogs import page
from made_pages import made_page
from page_facts import PAGES as ALL_PAGES

from tui.readers import read
from tui.readers.html.seen import texts_of
from tui.readers.html.words import words_in
from tui.readers.page import Page
from tui.readers.pieces import elements
from tui.readers.pieces.marks import marks_of
from tui.readers.posts.anatomy import draft_of, mark_repeated, shown_words, take_text
from tui.readers.posts.lines import Draft, Known

PAGES = [name for name in ALL_PAGES if name.endswith(".html")]
NOTHING_KNOWN = Known(lambda _: False, [], (), frozenset(), "https://news.example/live")


def drafts(data: bytes) -> list[Draft]:
    """The posts of a page as its elements alone show them."""
    source = Page(data)
    family = elements.find(source, marks_of(source))
    found = [draft_of(node, NOTHING_KNOWN) for node in family.nodes] if family else []
    mark_repeated([(draft, NOTHING_KNOWN) for draft in found])
    for draft in found:
        take_text(draft, "")
    return found


def check(draft: Draft) -> None:
    visible = Counter(words_in(" ".join(text for text, _ in texts_of(draft.node))))
    lines = Counter(word for line in draft.lines for word in line.words)
    assert lines == visible
    assert draft.account.total() == visible.total()
    texts = Counter(w for line in draft.lines if line.kind == "text" for w in line.words)
    assert not texts - Counter(shown_words(draft.body)), "a text is lost"


@pytest.mark.parametrize("name", PAGES)
def test_on_our_pages(name: str) -> None:
    for draft in drafts(page(name)):
        check(draft)


def test_in_every_layout() -> None:
    found = [draft for seed in range(80) for draft in drafts(made_page(seed))]
    assert len(found) > 100
    for draft in found:
        check(draft)


def test_no_word_of_another_part_is_read_in_any_layout() -> None:
    for seed in range(60):
        blog = read(made_page(seed))
        words = [word for post in blog.posts for word in post.text.split()]
        assert not [word for word in words if word.startswith("zz")], seed


ODD = {
    "loose text": "<h2>Head</h2>loose <b>bold</b> text<p>A paragraph.</p> behind it",
    "text in spans": "<div><span>One</span> <span>two</span></div><div>three<br>four</div>",
    "a table": "<table><tr><td>a</td><td>b</td></tr></table>after",
    "a list in a paragraph": "<ul><li>One <p>two</p> three</li></ul>",
    "a figure with a text": "<figure>Text<figcaption>Caption (Ann/AP)</figcaption></figure>",
    "hidden": "<p hidden>not</p><p>seen</p><script>no()</script>",
    "only links": "<p><a href=/a>One</a></p><p><a href=/b>Two</a></p>",
    "a quotation": "<blockquote><p>Said.</p><footer>Ann</footer></blockquote>",
}


@pytest.mark.parametrize("name", ODD)
def test_of_odd_markup(name: str) -> None:
    source = Page(f"<article class=post>{ODD[name]}</article>".encode())
    node = source.tree.css_first("article")
    assert node is not None
    draft = draft_of(node, NOTHING_KNOWN)
    take_text(draft, "")
    check(draft)
