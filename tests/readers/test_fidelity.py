"""Whole pages, ours and real ones: their facts, and what cannot be read."""

import json
import re

import pytest
from liveblogs import page
from page_facts import OUR_PAGES, REAL_PAGES

from tui.model.blog import LiveBlog
from tui.model.clock_face import zone_face
from tui.model.errors import UnreadableError
from tui.model.part_words import part_line
from tui.readers import read
from tui.readers.page import Page
from tui.readers.part import late_part

TABLE = OUR_PAGES | REAL_PAGES


@pytest.mark.parametrize("name", TABLE)
def test_the_facts_of_each_page(name: str) -> None:
    facts, blog = TABLE[name], read(page(name))
    assert len(blog.posts) == facts.posts
    assert (blog.start.isoformat(), blog.end.isoformat(), blog.zone) == (
        facts.first,
        facts.last,
        facts.zone,
    )
    assert {place: blog.posts[place].headline for place in facts.headlines} == facts.headlines
    names = [author.name for post in blog.posts for author in post.authors]
    assert {name: names.count(name) for name in names} == facts.authors
    assert sum(post.key_event for post in blog.posts) == facts.key_events
    if facts.publisher:
        assert blog.publisher == facts.publisher
    assert part_line(blog, zone_face(blog.zone, blog.start, blog.end)) == facts.part


@pytest.mark.parametrize("name", TABLE)
def test_without_counted_pages_the_other_signs_find_the_same_parts(name: str) -> None:
    source = Page(page(name))
    blog = read(source.data)._replace(part=None)
    if not (source.is_json or source.is_markup):
        return
    found = late_part(source, blog)
    whole = not TABLE[name].part
    assert (found is None) == whole, name


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("no-updates.html", "call the page a live blog and hold no posts"),
        ("copied-no-times.txt", "no"),
        ("bbc-pasted-2020-no-times.txt", "no"),
    ],
)
def test_what_cannot_be_replayed_is_refused_in_a_sentence(name: str, said: str) -> None:
    with pytest.raises(UnreadableError, match=re.escape(said)):
        read(page(name))


@pytest.mark.parametrize(
    ("name", "place", "role"),
    [
        ("bbc.html", 7, "Specialist goose and social media reporter"),
        ("bbc-2020-05-12.html", 7, "Specialist disinformation and social media reporter"),
    ],
)
def test_what_a_bbc_page_says_beside_the_posts(name: str, place: int, role: str) -> None:
    bbc = read(page(name))
    assert len(bbc.summary) == 8
    assert [post.kicker for post in bbc.posts].count("Breaking") == 2
    assert [author.role for author in bbc.posts[place].authors] == [role]


@pytest.mark.parametrize(
    ("name", "authors", "pinned"),
    [
        (
            "guardian.html",
            ["Corin Ashdown", "Liesl Abara-Finch", "Wilf Tarrant"],
            "block-d7753eda83d7c58dfe0d5a0c",
        ),
        (
            "guardian-2023-05-15.html",
            ["Martin Belam", "Mabel Banfield-Nwachi", "Jordyn Beazley"],
            "block-646210cc8f0822aea831dd91",
        ),
    ],
)
def test_what_a_guardian_page_says_beside_the_posts(
    name: str, authors: list[str], pinned: str
) -> None:
    guardian = read(page(name))
    assert [author.name for author in guardian.authors][:3] == authors
    assert [post.id for post in guardian.posts if post.pinned] == [pinned]


@pytest.mark.parametrize(
    ("ours", "real"),
    [
        ("bbc.html", "bbc-2020-05-12.html"),
        ("guardian.html", "guardian-2023-05-15.html"),
        ("kilbeo.html", "corkbeo-2020-10-06.html"),
        ("nyt.json", "nyt-2020-03-06.json"),
        ("four-forms.txt", "schema-org-example.txt"),
    ],
)
def test_our_pages_have_the_traits_of_the_real_ones(ours: str, real: str) -> None:
    one, other = read(page(ours)), read(page(real))
    assert one.format == other.format
    assert one.warnings == other.warnings
    assert kinds_in(one) == kinds_in(other)
    for trait in ("language", "summary", "authors"):
        assert bool(getattr(one, trait)) == bool(getattr(other, trait)), trait
    for trait in ("headline", "kicker", "authors", "body", "id", "url", "modified", "pinned"):
        here, there = ({bool(getattr(post, trait)) for post in blog.posts} for blog in (one, other))
        assert here == there, trait


def kinds_in(blog: LiveBlog) -> set[type]:
    return {type(block) for post in blog.posts for block in post.body}


def test_a_page_of_megabytes_is_read_like_a_small_one() -> None:
    small = page("bbc.html").decode()
    script = f"<script>window.filler = {json.dumps('not a word of a post ' * 5000)}</script>"
    large = small.replace('<li class="lx-stream__post', script + '<li class="lx-stream__post')
    assert len(large) > 2_000_000
    assert read(large.encode()) == read(small.encode())
