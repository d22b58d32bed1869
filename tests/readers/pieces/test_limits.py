"""Limits and short cuts of the search for posts do not reach an ordinary page."""

from tui.readers import read

WORDS = "The mill stands by the river and the wheel turns all day long in the rain"
POST = '<div class="post" data-time="2030-04-26T1{0}:00:00Z"><h3>Wheel {0}</h3><p>{1}, {0}.</div>'


def test_thousands_of_links_with_titles_above_the_posts() -> None:
    links = "".join(f'<a href="/{n}" title="Story {n} of 2029">{n}</a> ' for n in range(6000))
    posts = "".join(POST.format(n, WORDS) for n in range(9))
    blog = read(f"<!doctype html><title>The mill</title><div>{links}</div>{posts}".encode())
    assert [x.headline for x in blog.posts] == [f"Wheel {n}" for n in range(9)]


def test_a_title_has_the_time_where_datetime_has_only_an_age() -> None:
    time = '<time datetime="PT{0}H" title="26 April 2030 1{0}:20">{0} h</time>'
    posts = "".join(f"<div class=post>{time.format(n)}<p>{WORDS}, {n}.</div>" for n in range(9))
    blog = read(f"<!doctype html><title>The mill</title>{posts}".encode())
    assert [f"{x.published:%H:%M}" for x in blog.posts] == [f"1{n}:20" for n in range(9)]
