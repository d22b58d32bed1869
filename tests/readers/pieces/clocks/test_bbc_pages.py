"""Every word of copied BBC pages, in order; a text without the BBC's signs names no publisher."""

import pytest
from bbc_words import file_words, model_words
from liveblogs import page

from tui.readers import read
from tui.readers.pieces.clocks.text import NO_ZONE
from tui.sources.bundled import BUNDLED


@pytest.mark.parametrize(
    "data", [BUNDLED[0].data(), page("copied-half-dated.txt"), page("copied-sport.txt")]
)
def test_every_word_of_the_file_is_in_the_model_in_order(data: bytes) -> None:
    assert model_words(read(data)) == file_words(data.decode())


@pytest.mark.parametrize("zone", ["", " BST"])
def test_a_text_with_none_of_the_bbcs_signs_names_no_publisher(zone: str) -> None:
    day = f"{zone} 26 April 2024"
    text = f"Bells\n\n10.40{day}\nThey ring, all four.\n\n10.26{day}\nThey hang here, all.\n"
    blog = read(text.encode())
    assert (blog.format, blog.publisher, blog.language) == ("text with times", "", "")
    assert (NO_ZONE in {warning.message for warning in blog.warnings}) == (not zone)
    blog = read(f"Live Reporting\n\n{text}".encode())
    assert (blog.format, blog.publisher, blog.language) == ("BBC text", "BBC News", "en")
    assert NO_ZONE not in {warning.message for warning in blog.warnings}
