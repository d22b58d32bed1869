"""Any bytes, JSON and markup are read or refused, and never a traceback."""

import gzip
import json
import random
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from live_blog_data import BLOG_KEYS, as_json, page, posting, update
from readings import DAY
from sound import sound_or_refused
from web_archives import answer, packed, record

from tui.model.blog import LiveBlog
from tui.model.errors import UnreadableError
from tui.readers import read, read_all
from tui.readers.own_format import dumps


def test_nesting_that_is_short_but_deeper_than_pythons_stack() -> None:
    assert "nested too deeply" in str(sound_or_refused(b"[" * 200_000))
    assert isinstance(sound_or_refused(b'{"liveBlogUpdate":' * 20_000), str)


@pytest.mark.parametrize("tag", ["<p a{}>", "<p data-{}-id=1>", "<x{0}>x</x{0}>"])
def test_names_that_the_parser_would_compare_one_by_one(tag: str) -> None:
    few, many = ("".join(map(tag.format, range(count))) for count in (5000, 15_000))
    assert "different names" in str(sound_or_refused(f"<p>{many}".encode()))
    assert "different names" not in str(sound_or_refused(f"<p>{few}".encode()))


@pytest.mark.parametrize("part", ["<br>", "<p>x</p>", "<a href=/b>x</a>", "<div><img src=a></div>"])
def test_posts_of_more_parts_than_anybody_writes(part: str) -> None:
    time = "<article><time datetime=2030-05-12T10:2{0}Z></time>The {0} has some words"
    posts = "</article>".join(map(time.format, range(3)))
    assert len(read(f"{posts}{part * 5000}".encode()).posts) == 3
    for parts in (part * 20_001, "<div></x>" * 1000):  # an end tag of no element closes none
        refused = str(sound_or_refused(f"{posts}{parts}".encode()))
        assert re.search('begins "The 2 has.*more than 20,000 paragraphs, links', refused)


def test_clocks_in_elements_without_words() -> None:
    assert isinstance(sound_or_refused(b"<p><time datetime=2030-05-12T10:20Z></time></p>" * 3), str)


@pytest.mark.parametrize("data", [b"\x7fELF\x00\x01 text", b"text \xff\xfe\xfa \x80\x81", b" "])
def test_what_is_no_text_is_refused_with_a_day_too(data: bytes) -> None:
    assert isinstance(sound_or_refused(data, DAY), str)


@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    sound_or_refused(data)


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(
        [
            "2024-04-26T10:26:00Z",
            "10:26",
            "<p>a</p>",
            "https://x.example/#1",
            "LiveBlogPosting",
            "#1",
        ]
    ),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(BLOG_KEYS), inner, max_size=8)
    ),
    max_leaves=30,
)
blogs = st.fixed_dictionaries(
    {
        "@type": st.just("LiveBlogPosting"),
        "liveBlogUpdate": st.lists(
            st.dictionaries(st.sampled_from(BLOG_KEYS), values, max_size=8), max_size=5
        ),
    },
    optional={key: values for key in BLOG_KEYS if key not in ("@type", "liveBlogUpdate")},
)


@given(blogs | values)
def test_any_json(value: object) -> None:
    sound_or_refused(json.dumps(value).encode())


PIECES = """
<html>|<article id='block-646219928f08e408b758af95'>|<time datetime='2024-04-26T10:26:00Z'>
<p itemprop='liveBlogUpdate'>|<div itemscope itemtype='https://schema.org/LiveBlogPosting'>
<b itemprop='headline'>|<i itemprop='datePublished'>
<meta itemprop='datePublished' content='2024-04-26'>|<div itemprop='articleBody'>|</div>
</article>|<header>|</header>
<script type='application/ld+json'>|</script>
{"@type":"LiveBlogPosting","liveBlogUpdate":[{"datePublished":"2024-04-26T10:26Z",
"url":"#a","headline":"x"}]}|<div id='a' class='entry-content'>
<figure>|<img src='/x'>|<figcaption class='credit'>
<blockquote class='twitter-tweet'>|<a href='//x'>|<h2>|Text|&lt;|<!--|<table><tr><td>
"""
pieces = st.sampled_from([*PIECES.strip().replace("\n", "|").split("|"), "\x00", "\ud800", "\n"])


@given(st.lists(pieces, max_size=25).map("".join))
def test_any_page(text: str) -> None:
    sound_or_refused(text.encode("utf-8", "surrogatepass"))


# A file whose end is missing: an error, or a warning where posts are missing; never silence


PLACES = 100
UPDATES = [
    update(
        f"2024-04-26T10:{n:02}:{n * n % 60:02}Z",
        f"Headline {n}",
        f"The text, “number {n}”. {'Word. ' * n}",
    )
    for n in range(40)
]
JSON = as_json(posting(*UPDATES))
PAGE = page(posting(*UPDATES), body="<p>Below.</p>")
CAPTURES = [
    record("response", "https://news.example/live", f"2024-04-26T11:0{n}:00Z", answer(PAGE))
    for n in range(3)
]
FILES: dict[str, Callable[[], bytes]] = {
    "JSON": lambda: JSON,
    "a list": lambda: b"[" + JSON + b"]",
    "our own": lambda: dumps(read_all(JSON)[0]).encode(),
    "our own in one line": lambda: dumps(read_all(JSON)[0], indent=None).encode(),
    "gzip of JSON": lambda: gzip.compress(JSON, mtime=0),
    "gzip of a page": lambda: gzip.compress(PAGE, mtime=0),
    "two members": lambda: gzip.compress(PAGE[:9000], mtime=0) + gzip.compress(PAGE[9000:]),
    "WARC": lambda: b"".join(CAPTURES),
    "WARC, packed": lambda: packed(*CAPTURES),
    "WARC, packed as one": lambda: gzip.compress(b"".join(CAPTURES), mtime=0),
}


def is_told(data: bytes, whole: list[LiveBlog]) -> bool:
    """True if cut data gives an error, a warning, or all the same."""
    try:
        blogs = read_all(data)
    except UnreadableError:
        return True
    return any(blog.warnings for blog in blogs) or blogs == whole


@pytest.mark.parametrize("name", FILES)
def test_a_cut_file_is_never_read_in_silence(name: str) -> None:
    data = FILES[name]()
    whole = read_all(data)
    assert not any(blog.warnings for blog in whole)
    ends = {len(packed(*CAPTURES[:n])) for n in (1, 2)} | {len(CAPTURES[0]) * n for n in (1, 2)}
    if name == "two members":
        ends.add(len(gzip.compress(PAGE[:9000], mtime=0)))
    places = set(random.Random(name).sample(range(1, len(data)), PLACES)) - ends
    assert [x for x in places if not is_told(data[:x], whole)] == []


WORDS = "The mill stands by the river and the wheel turns all day long in the rain"
POST = '<div class="post" data-time="2030-04-26T1{0}:00:00Z"><h3>Wheel {0}</h3><p>{1}, {0}.</div>'


def test_thousands_of_links_with_titles_above_the_posts() -> None:
    links = "".join(f'<a href="/{n}" title="Story {n} of 2029">{n}</a> ' for n in range(6000))
    posts = "".join(POST.format(n, WORDS) for n in range(9))
    blog = read(f"<!doctype html><title>The mill, live</title><div>{links}</div>{posts}".encode())
    assert [x.headline for x in blog.posts] == [f"Wheel {n}" for n in range(9)]
