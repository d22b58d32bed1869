"""Every page of `tests/data` and all that is read of it, in `tests/data/readings`."""

import json

import pytest
import readings
from live_blog_data import messages
from readings import page

from tui.readers import read
from tui.sources import load
from tui.sources.bundled import BUNDLED


@pytest.mark.parametrize("name", readings.PAGES)
def test_a_page_gives_its_posts(name: str) -> None:
    assert readings.reading(name) == readings.expected(name).read_text("utf-8")


def test_the_copied_page_gives_the_posts_of_the_bundled_blog() -> None:
    expected = readings.expected(BUNDLED[0].name)
    assert readings.beginnings() == expected.read_text("utf-8")
    bundled = load(BUNDLED[0].name)
    points = [point.block for point in bundled.summary]
    copied = read(readings.COPIED)
    assert (copied.posts, [x.block for x in copied.summary]) == (bundled.posts, points)


def test_a_page_of_megabytes_is_read_like_a_small_one() -> None:
    small = page("bbc.html").decode()
    script = f"<script>window.filler = {json.dumps('not a word of a post ' * 5000)}</script>"
    large = small.replace('<li class="lx-stream__post', script + '<li class="lx-stream__post')
    assert len(large) > 2_000_000
    assert read(large.encode()) == read(small.encode())


def test_a_page_of_more_posts_than_are_read_says_so() -> None:
    post = "<li><time datetime='2023-05-1{0}T14:{1:02}:{2:02}Z'></time><p>{3}</p></li>"
    said = "Goose number {} was seen on the quay by nine people who came from the town."
    places = ((n // 3600, n // 60 % 60, n % 60, said.format(n)) for n in range(11_000))
    listed = "".join(post.format(*place) for place in places)
    found = read(f"<html><title>Geese</title><ul>{listed}</ul></html>".encode())
    assert len(found.posts) == 5000
    assert "The page has more than 5,000 posts" in messages(found)
