"""The part that several pages and saves are together."""

from collections.abc import Sequence
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st
from sample_blogs import at, blog, many, post

from tui.model.blog import LiveBlog
from tui.model.part import Coverage, MissingSpan
from tui.sources.join import join

LIVE = "https://news.example/live/bells"


def saved(*clocks: str, part: Coverage | None = None) -> LiveBlog:
    """A page with a post at each time."""
    return blog(*(post(x, id=f"block-{x}") for x in clocks), part=part)


def page(number: int, total: int, *clocks: str, links: tuple[str, ...] = ()) -> LiveBlog:
    """A page of several, 1 being the newest."""
    missing = (
        *([MissingSpan(None, at(clocks[0]))] if number < total else []),
        *([MissingSpan(at(clocks[-1]), None)] if number > 1 else []),
    )
    return saved(*clocks, part=Coverage(missing, (number,), total, "pages", links))


def part_of(*sources: LiveBlog, saved: Sequence[datetime | None] = ()) -> Coverage | None:
    times = saved or [None] * len(sources)
    pages = zip(sources, times, strict=True)
    (one,) = join([page._replace(url=page.url or LIVE, captured=at) for page, at in pages])
    return one.part


def gaps(part: Coverage | None) -> Sequence[MissingSpan]:
    return part.missing if part else ()


ONE, TWO, THREE = (
    page(1, 3, "12:00", "12:10"), page(2, 3, "11:00", "11:10"), page(3, 3, "10:00", "10:10")
)  # fmt: skip


def test_all_pages_are_the_whole() -> None:
    found = part_of(TWO, ONE, THREE)
    assert found is not None
    assert found.is_whole
    assert (found.pages, found.total) == ((1, 2, 3), 3)


def test_the_missing_pages_and_posts_are_named() -> None:
    found = part_of(ONE, THREE)
    assert found is not None
    assert (found.pages, found.missing_pages) == ((1, 3), (2,))
    assert found.missing == (MissingSpan(at("10:10"), at("12:00")),)
    found = part_of(TWO, THREE)
    assert found is not None
    assert found.missing == (MissingSpan(at("11:10"), None),)
    found = part_of(ONE, TWO)
    assert found is not None
    assert found.missing == (MissingSpan(None, at("11:00")),)
    assert (found.sign, found.missing_pages) == ("pages", (3,))


def test_pages_that_shifted_between_saves_are_the_whole_if_they_share_posts() -> None:
    older = page(2, 2, "10:00", "10:10", "10:20")
    newer = page(1, 3, "10:20", "10:30")
    found = part_of(older, newer)
    assert found is not None
    assert found.is_whole
    assert found.pages == (1, 2, 3)


def test_pages_that_shifted_and_share_nothing_leave_a_gap() -> None:
    found = part_of(page(2, 2, "10:00", "10:10"), page(1, 3, "10:30", "10:40"))
    assert found is not None
    assert found.missing == (MissingSpan(at("10:10"), at("10:30")),)
    assert found.missing_pages == (2,)


def test_pages_saved_from_the_oldest_on_lack_the_posts_that_shifted_meanwhile() -> None:
    older, newer = page(2, 2, "10:00", "10:10"), page(1, 2, "10:30", "10:40", "10:50")

    def missing(*clocks: str) -> Sequence[MissingSpan]:
        times = [at(clock) if clock else None for clock in clocks]
        return gaps(part_of(older, newer, saved=times))

    assert missing("10:45", "10:55") == (MissingSpan(at("10:10"), at("10:30")),)
    assert missing("10:51", "10:55") == (), "no post came between"
    assert missing("10:55", "10:45") == (), "what shifts then is on both pages"
    assert missing("", "10:55") == missing("10:45", "") == ()
    fresh = page(2, 2, "10:00", "10:10", "10:20")
    times = [at("10:45"), at("10:55"), at("10:55")]
    assert gaps(part_of(older, newer, fresh, saved=times)) == (), "another save has them"


def test_saves_that_share_posts_in_a_chain_leave_no_gap() -> None:
    chain = [
        page(2, 2, "10:00", "10:10"),
        page(1, 2, "10:30", "10:40"),
        page(1, 3, "10:50", "11:00"),
        saved("10:40", "10:50"),
        saved("10:10", "10:30"),
    ]
    found = part_of(*chain)
    assert found is not None
    assert found.is_whole
    assert gaps(part_of(*chain[:4])) == (), "pages 1 and 2 of 2 are neighbours"
    assert gaps(part_of(*chain[:3])) == (MissingSpan(at("10:40"), at("10:50")),)


def test_gaps_are_in_the_order_of_time() -> None:
    inner = MissingSpan(at("10:10"), at("10:30"))
    oldest = saved("10:00", "10:10", "10:30", part=Coverage((inner,), (5, 3), 5, "pages"))
    found = part_of(page(1, 5, "12:00"), oldest)
    assert gaps(found) == (inner, MissingSpan(at("10:30"), at("12:00")))


def test_a_link_that_names_a_post_shows_whether_the_next_page_is_the_one_meant() -> None:
    link = "https://x.example/live?page=with:block-11:10&filter=false"
    newer = page(1, 2, "12:00", "12:10", links=(link,))
    found = part_of(newer, page(2, 2, "11:00", "11:10"))
    assert found is not None
    assert found.is_whole
    found = part_of(newer, page(2, 2, "10:30", "10:40"))
    assert gaps(found) == (MissingSpan(at("10:40"), at("12:00")),)


def test_a_whole_that_was_saved_early_leaves_a_gap_only_where_pages_are_counted() -> None:
    early = saved("08:00", "08:10")
    began = Coverage((MissingSpan(None, at("12:00")),), sign="first published", began=at("08:00"))
    assert part_of(early, saved("12:00", part=began)) is None
    counted = saved("08:00", part=Coverage((), (1,), 1))
    assert gaps(part_of(counted, page(1, 3, "12:00"))) == (MissingSpan(at("08:00"), at("12:00")),)


def linked(clock: str, *numbers: int, older: bool = True) -> LiveBlog:
    """A page that counts nothing and links to others: the older one first, if there is one."""
    missing = MissingSpan(None, at(clock)) if older else MissingSpan(at(clock), None)
    links = tuple(f"https://news.example/live?page={number}" for number in numbers)
    return saved(clock, part=Coverage((missing,), sign="older link", links=links))


def test_numbers_in_links_show_that_pages_between_are_missing() -> None:
    one, two, four = linked("12:00", 2), linked("11:00", 3, 1), linked("10:00", 5, 3)
    last = linked("09:00", 4, older=False)
    assert gaps(part_of(one, two)) == (MissingSpan(None, at("11:00")),)
    assert gaps(part_of(one, four)) == (
        MissingSpan(None, at("10:00")),
        MissingSpan(at("10:00"), at("12:00")),
    )
    assert gaps(part_of(two, four)) == (
        MissingSpan(None, at("10:00")),
        MissingSpan(at("10:00"), at("11:00")),
    )
    assert gaps(part_of(one, two, last)) == (MissingSpan(at("09:00"), at("11:00")),)
    assert gaps(part_of(four, last)) == ()


def test_pages_may_be_numbered_from_the_oldest_on() -> None:
    newest, before, first = linked("12:00", 4), linked("11:00", 3), linked("10:00", 2)
    assert gaps(part_of(newest, before)) == (MissingSpan(None, at("11:00")),)
    assert MissingSpan(at("10:00"), at("12:00")) in gaps(part_of(newest, first))


def test_another_form_of_the_same_page_does_not_make_it_the_whole() -> None:
    copied = blog(post("12:00", id="block-12:00"), post("12:10", id="block-12:10"))
    assert gaps(part_of(copied, ONE)) == (MissingSpan(None, at("12:00")),)


def test_a_gap_inside_a_source_stays_until_another_fills_it() -> None:
    gap = MissingSpan(at("10:10"), at("12:00"))
    before = saved("10:00", "10:10", "12:00", part=Coverage((gap,), (1, 3), 3, "pages"))
    assert gaps(part_of(before, ONE)) == (gap,)
    assert not gaps(part_of(before, TWO))


def test_without_any_part_there_is_none() -> None:
    assert part_of(saved("10:00"), saved("10:10")) is None


def test_links_to_pages_that_are_there_are_left_out() -> None:
    here, further = (
        "https://news.example/live/bells/page/2",
        "https://news.example/live/bells/page/3",
    )
    one = page(1, 3, "12:00", links=(here, further))
    two = page(2, 3, "11:00", links=(further,))._replace(url=here)
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
    found = part_of(*saves, saved=[one.captured for one in saves])
    assert (found is None or found.is_whole) == (caught == set(range(max(caught) + 1)))
