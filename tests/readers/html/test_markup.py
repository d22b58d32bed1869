"""Any markup gives clean blocks with all of its words and safe links, or is refused.

`tests/data/forms` has bodies of each kind.
"""

import re
from collections import Counter
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import answers
from sample_blogs import ANY_TEXT, NASTY

from tui.model.blog import Paragraph, TextBlock
from tui.model.errors import UnreadableError
from tui.model.safe_text import clean
from tui.readers.html import tree
from tui.readers.html.blocks import body_blocks
from tui.readers.html.element import elements_of
from tui.readers.html.lines import blocks_in, lines_of
from tui.readers.html.links import LINK_LENGTH, address, safe_link
from tui.readers.html.tree import parsed
from tui.readers.html.words import words_in
from tui.readers.page import Page

BASE = "https://news.example/live/x"


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
        if not isinstance(block, TextBlock):
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
    letters = "".join(words_in(shown))  # a tag inside a word parts it in the element alone
    assert all("".join(x.words) in letters for x in lines if x.pieces)


# Only links that are safe for a terminal, and those of the originals of archived copies


LINKS: dict[str, str] = answers("links")
LONGEST = "https://x.com/" + "a" * (LINK_LENGTH - 14)
LINKS |= {LONGEST: LONGEST, f"{LONGEST}a": "", "https://x.com/" + "ü" * 600: ""}


@pytest.mark.parametrize("url", LINKS)
def test_links_are_kept_in_one_spelling_or_refused(url: str) -> None:
    assert safe_link(url) == LINKS[url] == safe_link(LINKS[url])


@given(
    ANY_TEXT
    | ANY_TEXT.map("https://x.com/".__add__)
    | NASTY.map("https://".__add__)
    | st.text().map("http://é".__add__)
)
def test_a_link_is_empty_or_plain(url: str) -> None:
    link = safe_link(url)
    assert link == "" or link.startswith(("http://", "https://"))
    assert all("!" <= c <= "~" and c not in "\"'\\<>`" for c in link)
    assert safe_link(link) == link


LIVE = "https://x.com/live?page=2"
COPIES = {
    f"https://web.archive.org/web/20230515120000/{LIVE}": LIVE,
    f"http://web.archive.org/web/20230515120000id_/{LIVE}": LIVE,
    f"//web.archive.org/web/20230515120000/{LIVE}": LIVE,
    f"/web/20230515120000im_/{LIVE}": LIVE,
    "/web/2023/live": "https://news.example/web/2023/live",
    "/web/https://x.com/": "https://news.example/web/https://x.com/",
    "/a/web/2023/https://x": "https://news.example/a/web/2023/https://x",
}


@pytest.mark.parametrize("copy", COPIES)
def test_an_archived_copy_has_the_address_of_the_original(copy: str) -> None:
    assert address(copy, "https://news.example/") == COPIES[copy]
    if copy.startswith("http"):
        page = f'<html><head><link rel="canonical" href="{copy}"></head></html>'
        assert Page(page.encode()).address == LIVE


# Markup built to exhaust the parser is refused before it is parsed


def formatting(count: int) -> str:
    """A number of unclosed formatting elements, no two equal."""
    return "".join(f"<b id={number}>" for number in range(count))


def test_formatting_that_each_of_many_paragraphs_opens_again_is_refused() -> None:
    # 400 deep is allowed; opened again in 12,000 paragraphs it makes 5 million elements of 42 KB.
    bomb = (formatting(400) + "<p>" * 12_000).encode()
    assert len(bomb) < 45_000
    # The parser must not even start: without the guard this test would take 700 MB.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tree, "LexborHTMLParser", lambda data: pytest.fail("it was parsed"))
        with pytest.raises(UnreadableError, match="nests its elements"):
            parsed(bomb)


@pytest.mark.parametrize(
    ("page", "paragraphs"),
    [
        (formatting(400) + "<p>x" * 300, 300),  # few open it again
        (formatting(400) + "</b>" * 400 + "<p>x" * 12_000, 12_000),  # it is closed
        ("<b>" * 400 + "<p>x" * 12_000, 12_000),  # alike elements open three times at most
    ],
)
def test_formatting_that_little_opens_again_is_read(page: str, paragraphs: int) -> None:
    assert len(parsed(page.encode()).css("p")) == paragraphs
