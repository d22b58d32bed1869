"""Key events that a page names and lacks."""

import pytest
from live_blog_data import page, posting, update

from tui.readers import read

UPDATES = [
    {**update(f"2024-04-26T12:{n}0:00Z", f"Number {n}", f"Text {n}."), "@id": f"entry-58{n}a"}
    for n in (0, 1, 3)
]


def absent(body: str) -> tuple[str, ...]:
    part = read(page(posting(*UPDATES), body=body)).part
    return part.absent if part else ()


@pytest.mark.parametrize(
    "body",
    [
        '<ul class="key-events"><li><a href="#entry-582a">x</a></li></ul>',
        '<div id="keyevents"><a href="https://news.example/live?page=2#entry-582a">x</a></div>',
        '<a data-link-name="key event 1" href="?page=with:entry-582a&amp;x=1">x</a>',
    ],
)
def test_a_key_event_that_is_not_among_the_posts(body: str) -> None:
    assert absent(body) == ("entry-582a",)


@pytest.mark.parametrize(
    "body",
    [
        '<ul class="key-events"><li><a href="#entry-581a">x</a></li></ul>',
        '<ul class="posts"><li><a href="#entry-582a">x</a></li></ul>',
        '<ul class="key-events"><li><a href="#comments">x</a><a href="/other">y</a></li></ul>',
        '<ul class="key-events"><li><a href="#entry-582a">x</a></li></ul><p id="entry-582a"></p>',
    ],
)
def test_what_is_no_missing_key_event(body: str) -> None:
    assert absent(body) == ()
