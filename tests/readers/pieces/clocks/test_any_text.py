"""Laws of the reader of texts: over any bytes, over copied pages and damaged copies of one."""

import re
from collections import Counter
from collections.abc import Callable
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st
from live_blog_data import words_of
from readings import COPIED, page
from sound import sound_or_refused

from tui.model.blog import LiveBlog
from tui.readers import read

LINES = COPIED.decode().split("\n")
PIECES = [
    b"Posted at 15:05 12 May 2020\n", b"xpublished at ", b"0:05", b"pm ", b"1. ", b"2.\n",
    b"11:18 British Summer Time 26 April 2024\n", b"Summary\n", b"\n", b"  ", b"\xe2\x80\xa2 ",
    b"Image source, ", b"Image caption,", b"Tom Bateman\n", b"in Beijing\n", b"Copyright: ",
    b"Allow Twitter content?\n", b"Share page\n", b"Share\n", b"Edited by ", b"29 Feb",
    b"1 January 1901\n", b"31/12/99", b"\xff", b"\x1b", b"Breaking",
]  # fmt: skip


def model_words(blog: LiveBlog) -> list[str]:
    """All words of the model in the order of a page that is newest first."""
    texts = [words_of(point.block) for point in blog.summary]
    for post in reversed(blog.posts):
        signed = [f"{author.name} {author.role}" for author in post.authors]
        texts += [post.kicker, post.headline, *signed, *map(words_of, post.body)]
    return " ".join(texts).split()


MARKS = [
    r"^\s*\d+\.\s",
    r"(?:\bPost)?published at [\d:]+(?: (?:British Summer|Greenwich Mean) Time \d+ \w+ \d{4})?$",
    r"^Summary$",
    r"Image source,",
    r"Image caption,",
    r"^\s*•",
]


def file_words(text: str) -> list[str]:
    """All words of the file but those that only mark its structure."""
    return re.sub("|".join(MARKS), " ", text, flags=re.M).split()


@pytest.mark.parametrize("data", [COPIED, page("copied-half-dated.txt"), page("copied-sport.txt")])
def test_every_word_of_a_page_is_in_the_model_in_order(data: bytes) -> None:
    assert model_words(read(data)) == file_words(data.decode())


@given(st.lists(st.sampled_from(PIECES), max_size=40).map(b"".join))
def test_any_pieces_of_pages_are_read_or_refused(data: bytes) -> None:
    sound_or_refused(data)


@given(
    st.lists(
        st.tuples(st.integers(0, len(COPIED) - 1), st.integers(0, 30), st.binary(max_size=8)),
        max_size=6,
    )
)
def test_a_damaged_page_is_read_or_refused(damages: list[tuple[int, int, bytes]]) -> None:
    data = COPIED
    for start, length, put in damages:
        data = data[:start] + put + data[start + length :]
    sound_or_refused(data)


def swapped(lines: list[str], at: int) -> list[str]:
    return [*lines[:at], *reversed(lines[at : at + 2]), *lines[at + 2 :]]


DAMAGES: list[Callable[[list[str], int], list[str]]] = [
    swapped,
    lambda lines, at: [*lines[:at], *lines[at + 1 :]],
    lambda lines, at: [*lines[: at + 1], *lines[at:]],
    lambda lines, at: [*lines[:at], lines[at].strip(), *lines[at + 1 :]],
    lambda lines, at: [*lines[:at], lines[at][:-1], *lines[at + 1 :]],
    lambda lines, at: [
        *lines[:at],
        lines[at].replace("published at", "\npublished at"),
        *lines[at + 1 :],
    ],
    lambda lines, at: lines[: max(at, 20)],
    lambda lines, at: [line for line in lines if line.strip()],
    lambda lines, at: [line.strip() for line in lines],
    lambda lines, at: [re.sub(r"^(\s*)(\d+\.|•) ", r"\1", line) for line in lines],
    lambda lines, at: [
        re.sub(r" British Summer Time 26 April 2024$", "", line) if i >= at else line
        for i, line in enumerate(lines)
    ],
]
STRUCTURE = re.compile(
    r"published|at|\d\d?:\d*|British|Summer|Time|26|April|2024"
    r"|Summary|Image|source,|caption,|\d{1,2}\.|•|Post|-"
)


@given(st.lists(st.tuples(st.sampled_from(DAMAGES), st.integers(0, 1000)), max_size=6))
def test_no_word_is_dropped_without_a_warning(
    damages: list[tuple[Callable[[list[str], int], list[str]], int]],
) -> None:
    lines = LINES
    for damage, at in damages:
        lines = damage(lines, at % len(lines)) if lines else lines
    text = "\n".join(lines)
    blog = sound_or_refused(text.encode())
    if isinstance(blog, str):
        assert not re.search(
            r"published at\s+\d\d:\d\d British Summer Time 26 April 2024$", text, re.M
        )
        return
    told = {n for w in blog.warnings for n in numbers(w.place)}
    untold = (line for number, line in enumerate(text.split("\n"), 1) if number not in told)
    there = "\n".join(line for line, _ in groupby(untold))  # a line twice in a row is said once
    spaced = re.sub(r"(published at|Image (?:source|caption),)", r" \1 ", there)
    kept = [*model_words(blog), *blog.title.split(), *blog.description.split()]
    words = re.sub(r"(published at)", r" \1 ", " ".join(kept)).split()
    missing = Counter(spaced.split()) - Counter(words)
    assert [word for word in missing if not STRUCTURE.fullmatch(word)] == []


def numbers(place: str) -> set[int]:
    """The line numbers that "lines 4, 9-11" names."""
    found: set[int] = set()
    for first, last in re.findall(r"(\d+)(?:-(\d+))?", place.partition(" and ")[0]):
        found.update(range(int(first), int(last or first) + 1))
    return found
