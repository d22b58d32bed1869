"""Any body gives clean blocks with all of its words; `tests/data/forms` has bodies of each kind."""

import re
from collections import Counter
from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from tui.model.blog import Paragraph, TextBlock
from tui.model.safe_text import clean
from tui.readers.html.blocks import body_blocks
from tui.readers.html.element import elements_of
from tui.readers.html.lines import blocks_in, lines_of
from tui.readers.html.tree import parsed
from tui.readers.html.words import words_in

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
