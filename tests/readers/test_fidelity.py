"""Whole pages: their facts, and pages that cannot be read."""

import json
import re

import pytest
from liveblogs import PAGES, page

from tui.model.clock_face import zone_face
from tui.model.errors import UnreadableError
from tui.model.part_words import part_line
from tui.readers import read
from tui.readers.page import Page
from tui.readers.part import late_part


@pytest.mark.parametrize("name", PAGES)
def test_the_facts_of_each_page(name: str) -> None:
    facts, blog = PAGES[name], read(page(name))
    names = [author.name for post in blog.posts for author in post.authors]
    assert facts == {
        "posts": len(blog.posts),
        "first": blog.start.isoformat(),
        "last": blog.end.isoformat(),
        "zone": blog.zone,
        "headlines": {place: blog.posts[int(place)].headline for place in facts["headlines"]},
        "authors": {name: names.count(name) for name in names},
        "key_events": sum(post.key_event for post in blog.posts),
        "publisher": blog.publisher,
        "part": part_line(blog, zone_face(blog.zone, blog.start, blog.end)),
    }


@pytest.mark.parametrize("name", PAGES)
def test_without_counted_pages_the_other_signs_find_the_same_parts(name: str) -> None:
    source = Page(page(name))
    blog = read(source.data)._replace(part=None)
    if not (source.is_json or source.is_markup):
        return
    found = late_part(source, blog)
    whole = not PAGES[name]["part"]
    assert (found is None) == whole, name


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("no-updates.html", "call the page a live blog and hold no posts"),
        ("copied-no-times.txt", "no"),
    ],
)
def test_what_cannot_be_replayed_is_refused_in_a_sentence(name: str, said: str) -> None:
    with pytest.raises(UnreadableError, match=re.escape(said)):
        read(page(name))


def test_what_a_bbc_page_says_beside_the_posts() -> None:
    bbc = read(page("bbc.html"))
    assert len(bbc.summary) == 8
    assert [post.kicker for post in bbc.posts].count("Breaking") == 2
    assert [author.role for author in bbc.posts[7].authors] == [
        "Specialist goose and social media reporter"
    ]


def test_what_a_guardian_page_says_beside_the_posts() -> None:
    guardian = read(page("guardian.html"))
    authors = ["Corin Ashdown", "Liesl Abara-Finch", "Wilf Tarrant"]
    assert [author.name for author in guardian.authors][:3] == authors
    assert [post.id for post in guardian.posts if post.pinned] == ["block-d7753eda83d7c58dfe0d5a0c"]


def test_a_page_of_megabytes_is_read_like_a_small_one() -> None:
    small = page("bbc.html").decode()
    script = f"<script>window.filler = {json.dumps('not a word of a post ' * 5000)}</script>"
    large = small.replace('<li class="lx-stream__post', script + '<li class="lx-stream__post')
    assert len(large) > 2_000_000
    assert read(large.encode()) == read(small.encode())
