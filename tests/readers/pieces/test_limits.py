"""A limit of the search for posts does not reach an ordinary page."""

from tui.readers import read

WORDS = "The mill stands by the river and the wheel turns all day long in the rain"
POST = '<div class="post" data-time="2030-04-26T1{0}:00:00Z"><h3>Wheel {0}</h3><p>{1}, {0}.</div>'


def test_thousands_of_links_with_titles_above_the_posts() -> None:
    links = "".join(f'<a href="/{n}" title="Story {n} of 2029">{n}</a> ' for n in range(6000))
    posts = "".join(POST.format(n, WORDS) for n in range(9))
    blog = read(f"<!doctype html><title>The mill</title><div>{links}</div>{posts}".encode())
    assert [x.headline for x in blog.posts] == [f"Wheel {n}" for n in range(9)]
