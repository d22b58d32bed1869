import json
import unicodedata
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from printed_post import post_text
from rich.cells import cell_len
from sample_blogs import at, blogs, bundled_like, post, posts, wild_texts

from tui.model.blog import Link, LiveBlog, Paragraph, Post
from tui.model.versions import standing_of
from tui.replay import Replay, ReplayOptions
from tui.text.replay import json_line, page, write_page

TEN = bundled_like()


@pytest.mark.parametrize(
    "words", ["https://www.example.org/a/", "www.example.org/a", "example.org/a"]
)
def test_an_address_is_not_told_twice(words: str) -> None:
    url = "https://www.example.org/a"
    entry = post(body=(Paragraph(words, (Link(0, len(words), url),)),))
    assert post_text(entry, TEN).count("example.org") == 1
    entry = post(body=(Paragraph("here and here", (Link(0, 4, url), Link(9, 13, url))),))
    assert post_text(entry, TEN).count(url) == 1


@given(blogs(), st.integers(20, 100), st.booleans())
def test_every_word_is_there_and_fits(sample: LiveBlog, width: int, newest_first: bool) -> None:
    text = page(Replay(sample, ReplayOptions(newest_first=newest_first)), sample.end, width)
    letters = _bare(text)
    for entry in sample.posts:
        for block in entry.body:
            assert all(_bare(words) in letters for words in block.words)
        assert _bare(entry.headline) in letters
    over = [line for line in text.split("\n") if cell_len(line) > width and "https://" not in line]
    assert over == []


@given(posts(wild_texts), st.integers(-5, 120))
def test_no_post_steers_the_terminal(entry: Post, width: int) -> None:
    text = post_text(entry, TEN, width=width)
    assert not _steering(text.replace("\n", ""))
    assert text.encode()


@given(posts(wild_texts))
def test_json_is_one_quiet_line_that_loses_nothing(entry: Post) -> None:
    line = json_line(standing_of(entry))
    assert line.splitlines() == [line]
    assert not _steering(line)
    assert line.encode()
    assert json.loads(line)["headline"] == entry.headline


def test_a_terminal_gets_bold_and_a_pipe_or_a_dumb_terminal_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    terminal, pipe, dumb = Terminal(), StringIO(), Terminal()
    write_page(terminal, Replay(TEN), at("10:26"))
    assert "\x1b[1mA visit stripped of fanfare.\x1b[0m" in terminal.getvalue()
    write_page(pipe, Replay(TEN), at("10:26"))
    assert pipe.getvalue() == page(Replay(TEN), at("10:26"))
    monkeypatch.setenv("TERM", "dumb")
    write_page(dumb, Replay(TEN), at("10:26"))
    assert "\x1b" not in dumb.getvalue()
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" not in page(Replay(TEN), at("10:26"))


def test_a_pipe_is_as_wide_as_columns_says(monkeypatch: pytest.MonkeyPatch) -> None:
    for columns, width in (("50", 50), ("", 80), ("wide", 80), ("0", 20)):
        monkeypatch.setenv("COLUMNS", columns)
        out = StringIO()
        write_page(out, Replay(TEN), at("10:26"))
        assert width - 8 < max(len(line) for line in out.getvalue().splitlines()) <= width


def _bare(text: str) -> str:
    """Without spaces."""
    return "".join(text.split())


def _steering(text: str) -> list[str]:
    return [character for character in text if unicodedata.category(character) in ("Cc", "Cs")]
