"""Updates and their elements: right or unbound, never wrong."""

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st
from live_blog_data import page as html_page
from live_blog_data import posting, update, words_of
from page_layouts import AD, COMMENT, TEASER, Made, MadePage

from tui.model.blog import LiveBlog, Post
from tui.readers import read
from tui.readers.page_binding.entry import words_in

SEEDS = st.integers(0, 100_000)


def pairs(made: MadePage, blog: LiveBlog) -> Iterator[tuple[Made, Post]]:
    """Each update's truth with its post: by its address, its headline, else its own words."""
    left = list(blog.posts)
    for truth in (post for post in made.posts if post.in_data):
        own = {x for x in words_in(truth.headline + " ".join(truth.paragraphs)) if len(x) > 5}
        post = next((post for post in left if post.url == truth.url), None) or max(
            left,
            key=lambda post: (
                post.headline == truth.headline,
                len(own.intersection(words_in(" ".join(post.words)))),
            ),
        )
        left.remove(post)
        yield truth, post


def faults(seed: int) -> list[str]:
    """What is wrong with the reading of a page, a sentence each."""
    made = MadePage(seed)
    blog = read(made.html())
    found = []
    told = [post for post in made.posts if post.in_data]
    if len(blog.posts) != len(told):
        return [f"{len(blog.posts)} posts of {len(told)}"]
    taken = blog.binding is not None and blog.binding.times > 0
    for truth, post in pairs(made, blog):
        name = f"post {truth.number}"
        words = set(words_in(" ".join(map(words_of, post.body))))
        own = words_in(" ".join([*truth.paragraphs, *truth.items, truth.headline]))
        strange = [
            word for word in words if word.startswith((AD, COMMENT, TEASER, "teilen", "link"))
        ]
        if strange:
            found.append(f"{name} has the words of another part: {strange}")
        others = {
            word
            for other in made.posts
            if other is not truth
            for word in words_in(" ".join(other.paragraphs))
            if len(word) > 5
        }
        if mixed := words & others - set(own):
            found.append(f"{name} has words of other posts: {mixed}")
        shown_minute = truth.moment.replace(second=0)
        right = {made.told_time(truth), truth.moment, shown_minute}
        if not taken:
            right = {made.told_time(truth)}
        if post.published not in right:
            found.append(f"{name} is at {post.published}, not {truth.moment}")
        names = [author.name for author in post.authors]
        if names not in ([], [truth.author], [truth.author.upper()]):
            found.append(f"{name} is signed {names}, not {truth.author}")
        if "cut" not in made.layout.data and "no bodies" not in made.layout.data:
            lost = set(words_in(" ".join(truth.paragraphs))) - words
            if lost and "glued" not in made.layout.data:
                found.append(f"{name} lost {lost}")
    return found


@settings(max_examples=150, deadline=None)
@given(SEEDS)
def test_whatever_the_layout_nothing_is_taken_from_another_part(seed: int) -> None:
    assert faults(seed) == []


def test_a_tag_that_no_selector_can_name_is_bound_too() -> None:
    texts = ("The bell of the mill rings twice today", "The geese of the pier have gone home")
    updates = [
        update(f"2024-04-26T1{number}:00Z", "", text, **{"@id": f"post-100{number}"})
        for number, text in enumerate(texts)
    ]
    body = "".join(
        f"<x# id='post-100{number}'><p>{text}</p></x#>" for number, text in enumerate(texts)
    )
    blog = read(html_page(posting(*updates), body=body))
    assert [post.body[0].gist for post in blog.posts] == list(texts)
