"""What a blog repeats on its updates is not theirs."""

from live_blog_data import messages, read_posting, update, words_of

from tui.model.blog import Author, Image, Paragraph


def test_the_blogs_headline_on_every_update_is_dropped() -> None:
    blog = read_posting(
        update(headline="A live blog"),
        update(headline="A live blog", body="Two"),
        headline="A live blog",
    )
    assert [post.headline for post in blog.posts] == ["", ""]
    assert messages(blog).count("repeat the blog's headline") == 1


def test_the_blogs_headline_is_dropped_however_it_is_written() -> None:
    forms = ["A &amp; B", "A & B\n", "<b>A</b> &amp; B", "Its own"]
    blog = read_posting(*(update(headline=form) for form in forms), headline="A &amp; B")
    assert [post.headline for post in blog.posts] == ["", "", "", "Its own"]


def test_paragraphs_glued_all_through_a_blog_are_parted() -> None:
    glued = (
        "The West Coast bore the brunt of the toll.Washington State has most cases, in the "
        "U.S.A.”As of noon it rose to 250.Outside it, version 2.Beta fell by 10.A.M. noted it."
    )
    blog = read_posting(*(update(body=glued, headline=f"h{n}") for n in range(4)))
    assert [words_of(block) for block in blog.posts[0].body] == [
        "The West Coast bore the brunt of the toll.",
        "Washington State has most cases, in the U.S.A.”",
        "As of noon it rose to 250.",
        "Outside it, version 2.Beta fell by 10.A.M. noted it.",
    ]
    assert "run together" in messages(blog)
    assert len(read_posting(update(body=glued)).posts[0].body) == 1


ANA = {"@type": "Person", "name": "Ana Lee"}


def test_the_blogs_authors_on_every_update_are_not_the_posts() -> None:
    blog = read_posting(update(author=[ANA]), update(author=ANA), author=[ANA])
    assert [post.authors for post in blog.posts] == [(), ()]
    assert blog.authors == (Author("Ana Lee"),)
    assert messages(blog).count("own authors") == 1


def test_authors_that_differ_are_the_posts() -> None:
    blog = read_posting(
        update(author=[ANA]), update("2024-04-26T11:00:00Z", author="Bo Chen"), author=[ANA]
    )
    assert [post.authors for post in blog.posts] == [(Author("Ana Lee"),), (Author("Bo Chen"),)]


def test_one_reporter_of_a_blog_that_names_none_signs_each_post() -> None:
    blog = read_posting(update(author=ANA), update(author=ANA), update(author=ANA))
    assert {post.authors for post in blog.posts} == {(Author("Ana Lee"),)}


def test_one_reporter_beside_the_publisher_signs_each_post() -> None:
    both = [ANA, {"@type": "Organization", "name": "The News"}]
    blog = read_posting(*(update(author=both) for _ in range(3)), publisher={"name": "The News"})
    assert {post.authors for post in blog.posts} == {(Author("Ana Lee"),)}
    several = [*both, "Bo Chen"]
    blog = read_posting(*(update(author=several) for _ in range(3)), publisher={"name": "The News"})
    assert {post.authors for post in blog.posts} == {()}


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
