"""Updates and their elements: right or unbound, never wrong."""

from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from live_blog_data import page, posting, update, words_of
from page_layouts import AD, COMMENT, TEASER, Made, MadePage
from page_with_posts import HEADLINES, TEXTS

from tui.model.blog import LiveBlog, Paragraph, Post
from tui.readers import read
from tui.readers.page import Page
from tui.readers.page_binding.bind import bind, document_order
from tui.readers.page_binding.entry import Entry, words_in

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
    blog = read(made.html)
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
@example(40092)
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
    blog = read(page(posting(*updates), body=body))
    assert [post.body[0].gist for post in blog.posts] == list(texts)


def elements_of(body: str, *entries: Entry) -> list[str | None]:
    """The class of each update's element on a page with this body."""
    bound = bind(Page(page(body=body)), entries)
    return [x.attributes.get("class") if x is not None else None for x in bound]


def entry(number: int, address: str = "") -> Entry:
    return Entry((address,) if address else (), HEADLINES[number], (Paragraph(TEXTS[number]),))


def post(number: int, *, text: str = "", wrap: str = "{}") -> str:
    inside = f"<h3>{HEADLINES[number]}</h3><p>{text or TEXTS[number]}</p>"
    return f'<div class="post{number}">{wrap.format(inside)}</div>'


def test_by_words_where_no_address_leads() -> None:
    body = "".join(map(post, range(3)))
    assert elements_of(body, *map(entry, range(3))) == ["post0", "post1", "post2"]


@pytest.mark.parametrize("hidden", ["hidden", 'style="display:none"', 'class="sr-only"'])
def test_a_hidden_copy_is_not_the_post(hidden: str) -> None:
    copies = "".join(map(post, range(3)))
    shown = "".join(map(post, range(3))).replace("post", "seen")
    found = elements_of(f"<div {hidden}>{copies}</div>{shown}", *map(entry, range(3)))
    assert found == ["seen0", "seen1", "seen2"]


def test_words_in_two_places_are_in_neither() -> None:
    body = "".join(map(post, range(3))) + "".join(map(post, range(1)))
    assert elements_of(body, *map(entry, range(3))) == [None, "post1", "post2"]


def test_a_headline_that_several_share_does_not_count() -> None:
    shared = "One headline that all of the posts have here"
    entries = [Entry((), shared, (Paragraph(text),)) for text in TEXTS[:2]]
    body = f'<div class="a"><h3>{shared}</h3></div><div class="b">{TEXTS[1]}</div>'
    assert elements_of(body, *entries) == [None, "b"]


def test_half_of_the_words_must_stand_on_the_page() -> None:
    words = TEXTS[0].split()
    whole = " ".join([*words, *(f"elsewhere{n}" for n in range(2 * len(words)))])
    body = "".join(map(post, range(3)))
    entries = [Entry((), "", (Paragraph(whole),)), entry(1), entry(2)]
    assert elements_of(body, *entries)[0] is None


def test_two_updates_with_one_element_are_unbound() -> None:
    body = f'<div class="both" id="x1" data-ref="x2"><p>{TEXTS[0]}</p></div>{post(2)}{post(3)}'
    names = [entry(0, "https://a.example/#x1"), entry(0, "https://a.example/#x2")]
    assert elements_of(body, *names, entry(2), entry(3)) == [None, None, "post2", "post3"]


def test_a_text_that_two_updates_have_leads_to_neither() -> None:
    assert elements_of(post(0) + post(1), entry(0), entry(0), entry(1))[:2] == [None, None]


def test_an_element_with_another_updates_in_it_is_nobodys() -> None:
    body = f'<div class="outer" id="x1"><p>{TEXTS[0]}</p>{post(1)}{post(2)}</div>'
    entries = [entry(0, "https://a.example/#x1"), entry(1), entry(2)]
    assert elements_of(body, *entries) == [None, "post1", "post2"]


def test_an_element_grows_to_the_largest_without_another_update() -> None:
    wrap = '<div class="in"><div class="inner">{}</div></div>'
    body = "".join(f'<li class="li{n}">{post(n, wrap=wrap)}</li>' for n in range(3))
    assert elements_of(f"<ul>{body}</ul>", *map(entry, range(3))) == ["li0", "li1", "li2"]


def test_all_are_of_the_majoritys_tag_and_depth() -> None:
    """The last post is alone in its day, and stays a post."""
    first = "".join(map(post, range(3)))
    body = f'<section class="day1">{first}</section><section class="day2">{post(3)}</section>'
    assert elements_of(body, *map(entry, range(4))) == ["post0", "post1", "post2", "post3"]


def test_posts_that_the_data_lack_are_no_part_of_their_neighbours() -> None:
    def element(number: int) -> str:
        return f'<div class="post n{number}"><time>9:0{number}</time><p>{TEXTS[number]}</p></div>'

    days = [f"<section>{element(n)}{element(n + 1)}</section>" for n in (0, 2)]
    assert elements_of("".join(days), entry(0), entry(2)) == ["post n0", "post n2"]


def test_lists_of_links_are_no_posts() -> None:
    links = "".join(
        f'<li class="k"><a class="l" href="#p{n}1">{HEADLINES[n]}</a></li>' for n in range(3)
    )
    entries = [Entry((f"https://a.example/#p{n}1",), HEADLINES[n], ()) for n in range(3)]
    assert elements_of(f"<nav><ul>{links}</ul></nav>", *entries) == [None] * 3


def test_an_element_of_any_name_can_be_bound() -> None:
    body = "".join(f"<x${n} id=x{n}>{TEXTS[n]}</x${n}>" for n in range(3))
    entries = [entry(n, f"https://a.example/#x{n}") for n in range(3)]
    shown = Page(page(body=body))
    found = bind(shown, entries)
    assert document_order(shown, found) == [0, 1, 2]


def test_a_post_that_its_id_names_stays_where_it_is_pinned() -> None:
    pinned = f'<section><div><div class="pin" id="x9"><p>{TEXTS[3]}</p></div></div></section>'
    body = pinned + "".join(map(post, range(3)))
    entries = [*map(entry, range(3)), entry(3, "https://a.example/#x9")]
    assert elements_of(body, *entries) == ["post0", "post1", "post2", "pin"]
