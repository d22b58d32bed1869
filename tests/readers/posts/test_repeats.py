"""What a blog repeats on its updates is not theirs."""

from live_blog_data import read_posting, update

from tui.model.blog import Author, Image, Paragraph

ANA = {"@type": "Person", "name": "Ana Lee"}


def test_authors_that_differ_are_the_posts() -> None:
    blog = read_posting(
        update(author=[ANA]), update("2024-04-26T11:00:00Z", author="Bo Chen"), author=[ANA]
    )
    assert [post.authors for post in blog.posts] == [(Author("Ana Lee"),), (Author("Bo Chen"),)]


def test_one_reporter_of_a_blog_that_names_none_signs_each_post() -> None:
    blog = read_posting(update(author=ANA), update(author=ANA), update(author=ANA))
    assert {post.authors for post in blog.posts} == {(Author("Ana Lee"),)}


def test_the_blogs_picture_on_every_update_is_not_the_posts() -> None:
    blogs = {"@type": "ImageObject", "url": "https://i.example/blog.jpg?w=1"}
    own = {**blogs, "url": "https://i.example/own.jpg?w=1", "caption": "Its own"}
    blog = read_posting(
        update(image=blogs),
        update("2024-04-26T11:00:00Z", image=[own]),
        image=blogs,
    )
    assert blog.posts[0].body == (Paragraph("A text."),)
    assert blog.posts[1].body[-1] == Image(caption="Its own", url="https://i.example/own.jpg?w=1")
