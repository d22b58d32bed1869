"""The part that several pages and saves are together."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_blogs import at, blog, many, post

from tui.model.blog import LiveBlog
from tui.model.part import Coverage, MissingSpan
from tui.sources.join import join

LIVE = "https://news.example/live/bells"


def page(spec: str) -> LiveBlog:
    """A page "2/3 11:00 11:10" of several (1 is the newest), or "12:00 >3 <1", which links to pages
    of other numbers, older and newer; "@10:45" is when it was saved."""
    clocks = re.findall(r"(?<!@)\b\d\d:\d\d", spec)
    number, total = map(int, re.findall(r"(\d+)/(\d+)", spec)[0] if "/" in spec else (0, 0))
    links = tuple(f"https://news.example/live?page={x}" for x in re.findall(r"[<>](\d+)", spec))
    lacks_older = number < total or ">" in spec
    lacks_newer = number > 1 or ("<" in spec and ">" not in spec)
    missing = (
        *([MissingSpan(None, at(clocks[0]))] if lacks_older else []),
        *([MissingSpan(at(clocks[-1]), None)] if lacks_newer else []),
    )
    part = Coverage(missing, (number,), total, "pages", links) if total else None
    if links:
        part = Coverage(missing, sign="older link", links=links)
    saved = re.search(r"@(\d\d:\d\d)", spec)
    captured = at(saved[1]) if saved else None
    posts = [post(x, id=f"block-{x}") for x in clocks]
    return blog(*posts, part=part, url=LIVE, captured=captured)


def part_of(*pages: LiveBlog) -> Coverage | None:
    (one,) = join([x._replace(url=x.url or LIVE) for x in pages])
    return one.part


def gaps(part: Coverage | None) -> str:
    spans = part.missing if part else ()
    ends = ((f"{x:%H:%M}" if x else "" for x in span) for span in spans)
    return " ".join(map("-".join, ends))


ONE, TWO, THREE = "1/3 12:00 12:10", "2/3 11:00 11:10", "3/3 10:00 10:10"
CHAIN = "2/2 10:00 10:10; 1/2 10:30 10:40; 1/3 10:50 11:00"
GAPS = {
    f"{TWO}; {ONE}; {THREE}": "",
    f"{ONE}; {THREE}": "10:10-12:00",
    f"{TWO}; {THREE}": "11:10-",
    f"{ONE}; {TWO}": "-11:00",
    # Pages that shifted between saves.
    "2/2 10:00 10:10 10:20; 1/3 10:20 10:30": "",
    "2/2 10:00 10:10; 1/3 10:30 10:40": "10:10-10:30",
    # Saved from the oldest on, they lack the posts that shifted meanwhile: those that came between.
    "2/2 10:00 10:10 @10:45; 1/2 10:30 10:40 10:50 @10:55": "10:10-10:30",
    "2/2 10:00 10:10 @10:51; 1/2 10:30 10:40 10:50 @10:55": "",
    "2/2 10:00 10:10 @10:55; 1/2 10:30 10:40 10:50 @10:45": "",
    "2/2 10:00 10:10; 1/2 10:30 10:40 10:50 @10:55": "",
    "2/2 10:00 10:10 @10:45; 1/2 10:30 10:40 10:50": "",
    "2/2 10:00 10:10 @10:45; 1/2 10:30 10:40 10:50 @10:55; 2/2 10:00 10:10 10:20 @10:55": "",
    # Saves that share posts in a chain.
    f"{CHAIN}; 10:40 10:50; 10:10 10:30": "",
    f"{CHAIN}; 10:40 10:50": "",
    CHAIN: "10:40-10:50",
    # A whole that was saved early leaves a gap where pages are counted.
    "1/1 08:00; 1/3 12:00": "08:00-12:00",
    # Numbers in links, from the newest page on or from the oldest.
    "12:00 >2; 11:00 >3 <1": "-11:00",
    "12:00 >2; 10:00 >5 <3": "-10:00 10:00-12:00",
    "11:00 >3 <1; 10:00 >5 <3": "-10:00 10:00-11:00",
    "12:00 >2; 11:00 >3 <1; 09:00 <4": "09:00-11:00",
    "10:00 >5 <3; 09:00 <4": "",
    "12:00 >1; 11:00 >2 <0": "-11:00",
    "12:00 >1; 10:00 >4 <2": "-10:00 10:00-12:00",
    "12:00 >4; 11:00 >3": "-11:00",
    # Another form of a page may not say that it is a part.
    f"12:00 12:10; {ONE}": "-12:00",
    "10:00; 10:10": "",
    # Captures without a common post leave a gap, unless one brings the posts before.
    "11:00 11:10 @11:20; 09:00 09:10 @09:20": "09:10-11:00",
    "11:00 11:10 @11:20; 09:00 09:10 @09:20; 09:10 11:00 @11:05": "",
    "11:00 11:10 @11:20; 09:00 09:10 @11:21": "",
    "11:00 11:10 @11:20; 09:00 09:10": "",
}


@pytest.mark.parametrize("pages", GAPS)
def test_what_is_missing(pages: str) -> None:
    assert gaps(part_of(*map(page, pages.split(";")))) == GAPS[pages]


def test_a_gap_inside_a_source_stays_until_another_fills_it() -> None:
    inner = MissingSpan(at("10:10"), at("10:30"))
    part = Coverage((inner,), (5, 3), 5, "pages")
    before = page("10:00 10:10 10:30")._replace(part=part)
    assert gaps(part_of(page("1/5 12:00"), before)) == "10:10-10:30 10:30-12:00"
    assert gaps(part_of(page("1/5 12:00"), before, page("3/5 10:10 10:20 10:30"))) == "10:30-12:00"


def test_a_link_that_names_a_post_shows_whether_the_next_page_is_the_one_meant() -> None:
    link = "https://x.example/live?page=with:block-11:10&filter=false"
    newer = page("1/2 12:00 12:10")
    newer = newer._replace(part=newer.part and newer.part._replace(links=(link,)))
    assert gaps(part_of(newer, page("2/2 11:00 11:10"))) == ""
    assert gaps(part_of(newer, page("2/2 10:30 10:40"))) == "10:40-12:00"


def test_links_to_pages_that_are_there_are_left_out() -> None:
    here, further = (f"{LIVE}/page/{number}" for number in (2, 3))
    one, two = page(ONE), page(TWO)._replace(url=here)
    one = one._replace(part=one.part and one.part._replace(links=(here, further)))
    found = part_of(one, two)
    assert found is not None
    assert found.links == (further,)


@given(
    st.integers(2, 6), st.integers(2, 30), st.lists(st.integers(0, 2), max_size=20), st.booleans()
)
def test_pages_walked_while_the_live_blog_grows_are_the_whole_if_every_post_was_caught(
    size: int, count: int, growth: list[int], newest_first: bool
) -> None:
    whole = many(count + sum(growth))
    pages = -(-count // size)
    number = 1 if newest_first else pages
    saves, caught = [], set()
    while number >= 1:
        total = -(-count // size)
        end = count - (number - 1) * size
        there = range(max(0, end - size), end)
        if not there:
            break
        caught |= set(there)
        posts = whole.posts[there.start : end]
        missing = (
            *((MissingSpan(None, posts[0].published),) if number < total else ()),
            *((MissingSpan(posts[-1].published, None),) if number > 1 else ()),
        )
        taken = whole.posts[count - 1].published
        part = Coverage(missing, (number,), total, "pages")
        saves.append(whole._replace(posts=posts, part=part, captured=taken))
        if newest_first and number == total:
            break
        number += 1 if newest_first else -1
        count += growth.pop() if growth else 0
    found = part_of(*saves)
    assert (found is None or found.is_whole) == (caught == set(range(max(caught) + 1)))
