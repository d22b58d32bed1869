"""A page that links to more posts of its live blog is a part."""

from live_blog_data import page, posting, update

from tui.readers import read

LIVE = posting(update("2024-04-26T12:00:00Z"), update("2024-04-26T12:20:00Z", "Later"))


def test_a_link_to_newer_posts_alone_means_that_the_newer_ones_are_missing() -> None:
    part = read(page(LIVE, body='<a rel="prev" href="?page=1">Newer</a>')).part
    assert part is not None
    assert (part.lacks_older, part.lacks_newer) == (False, True)


def test_without_links_or_an_address_it_is_no_sign() -> None:
    assert read(page(LIVE)).part is None
    nowhere = {**LIVE, "url": ""}
    assert read(page(nowhere, body='<a rel="next" href="?page=2">2</a>')).part is None
