"""The part that several pages and saves are together."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import answers
from sample_blogs import at, blog, join, many, post

from tui.model.blog import LiveBlog
from tui.model.coverage import Coverage, MissingSpan

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
GAPS: dict[str, str] = answers("missing-spans")
"""Pages between semicolons, and the spans that they lack together."""


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
