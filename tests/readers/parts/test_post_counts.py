"""Counts of posts on a page, and words that are none."""

import pytest
from live_blog_data import page
from sample_blogs import many

from tui.model.part import Part
from tui.readers.page import Page
from tui.readers.parts.post_counts import counted_part

FIVE = many(5)


def part_of(body: str) -> Part | None:
    return counted_part(Page(page(body=body)), FIVE)


@pytest.mark.parametrize(
    ("body", "lacks", "sides"),
    [
        ("<p>Showing 5 of 132</p>", 127, (True, False)),
        ("<div><span>Showing</span> <b>5</b> of <b>6</b> updates.</div>", 1, (True, False)),
        ("<p>Displaying 1–5 of 20 posts</p>", 15, (True, False)),
        ("<p>Viewing 6 - 10 out of 20</p>", 15, (True, True)),
        ("<p>Showing 16 to 20 of 20 entries</p>", 15, (False, True)),
        ("<p>Showing 3 of 20</p>", 15, (True, False)),
    ],
)
def test_a_page_that_counts_more_posts_than_there_are_is_a_part(
    body: str, lacks: int, sides: tuple[bool, bool]
) -> None:
    part = part_of(body)
    assert part is not None
    assert (part.sign, part.lacks) == ("post count", lacks)
    assert (part.lacks_older, part.lacks_newer) == sides


@pytest.mark.parametrize(
    "body",
    [
        "<p>Showing 5 of 5</p>",
        "<p>Showing 1 of 3 posts</p>",
        "<p>Showing 20 of 132</p>",
        "<p>Showing 5 of 132 comments</p>",
        "<div class='comments-list'><p>Showing 5 of 132</p></div>",
        "<p>Showing 5 of 132 hostages, the list is long.</p>",
        "<p>The film is now showing 5 of 132</p>",
        "<p>Showing 9 to 5 of 132</p>",
        "<script>let said = 'Showing 5 of 132'</script>",
    ],
)
def test_words_that_count_no_posts_of_the_page(body: str) -> None:
    assert part_of(body) is None
