import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import answers
from sample_blogs import at, blog, blogs, bundled_like, post, two_sources

from tui.model.blog import LiveBlog, Version
from tui.model.errors import OptionError
from tui.playback.selection import (
    UNSIGNED,
    AuthorTally,
    Facet,
    Selection,
    authors_of,
    begins_word,
    facets,
    matching,
)

TEN = bundled_like()


def chosen(
    authors: str | None = None, kinds: str | None = None, sources: str | None = None
) -> Selection:
    """A selection by names with "|" between them; an empty name is that of unsigned posts."""
    groups = (authors, kinds, sources)
    return Selection(*(frozenset() if x is None else frozenset(x.split("|")) for x in groups))


@pytest.mark.parametrize(("authors", "kinds", "indices", "described"), answers("selections"))
def test_choices_are_or_within_a_group_and_and_across(
    authors: str | None, kinds: str | None, indices: list[int], described: str
) -> None:
    selection = chosen(authors, kinds)
    assert selection.active
    assert list(selection.indices(TEN)) == indices
    assert selection.describe() == described


def test_choices_in_words_and_in_few_words() -> None:
    some = chosen("Tom Bateman|ömer|", "with image")
    assert some.describe() == "ömer, Tom Bateman, unsigned · with image"
    assert some.brief() == "3 authors · with image"
    assert chosen(kinds="b|C|a", sources="e|D").describe() == "a, b, C · D, e"
    assert chosen(kinds="Analysis|pinned", sources="A|B").brief() == "2 kinds · 2 sources"


def test_a_message_names_twenty_authors_and_counts_the_others() -> None:
    many = [post(by=f"Author {n:02}") for n in range(23)]
    with pytest.raises(OptionError, match=r"Author 00, Author 01.*, Author 19 and 3 more\.$"):
        matching(many, "authors", ["Nobody"])
    with pytest.raises(OptionError, match=r'^No source "x"\. This live blog has no sources\.$'):
        matching([], "sources", ["x"])


def test_sources_are_a_group_of_their_own() -> None:
    merged = two_sources()
    two = chosen(kinds="key event|pinned", sources="London desk")
    assert list(two.indices(merged)) == [0, 2]
    assert list(chosen(sources="Beijing desk").indices(merged)) == [1]
    assert two.describe() == "key event, pinned · London desk"
    assert facets(merged.posts, "sources") == [
        Facet("London desk", "London desk", 2),
        Facet("Beijing desk", "Beijing desk", 1),
    ]
    assert facets(TEN.posts, "sources") == []


@given(blogs(), st.data())
def test_every_facet_leads_to_as_many_posts_as_it_says(
    sample: LiveBlog, data: st.DataObject
) -> None:
    for facet in facets(sample.posts, "authors"):
        assert len(Selection(authors=frozenset({facet.key})).indices(sample)) == facet.posts
    for facet in facets(sample.posts, "kinds"):
        assert len(Selection(kinds=frozenset({facet.key})).indices(sample)) == facet.posts
    keys = [facet.key for facet in facets(sample.posts, "authors")]
    drawn = Selection(authors=frozenset(data.draw(st.sets(st.sampled_from(keys), min_size=1))))
    found = [i for i, p in enumerate(sample.posts) if drawn.authors.intersection(authors_of(p))]
    assert list(drawn.indices(sample)) == found


@given(blogs())
def test_authors_so_far_are_counted_in_order_of_appearance(sample: LiveBlog) -> None:
    tally = AuthorTally(sample)
    for count in range(len(sample.posts) + 1):
        posts = sample.posts[:count]
        assert tally.at(count) == facets(posts, "authors", as_they_come=True)
    first = [Facet("Yvette Tan", "Yvette Tan", 1), Facet("Tessa Wong", "Tessa Wong", 1)]
    unsigned = Facet(UNSIGNED, "unsigned", 7)
    tom = Facet("Tom Bateman", "Tom Bateman", 1)
    assert AuthorTally(TEN).at(10) == [*first, tom, unsigned]


def test_a_choice_without_posts_so_far_is_listed_last() -> None:
    some = [post(by="B"), post(by="B")]
    assert facets(some, "authors", ["B", "z", "", "Ä"]) == [
        Facet("B", "B", 2),
        Facet("", "unsigned", 0),
        Facet("Ä", "Ä", 0),
        Facet("z", "z", 0),
    ]


@pytest.mark.parametrize(
    ("typed", "begins"), [("", True), ("zo", True), ("EK", True), ("oe", False), ("zoe ek", True)]
)
def test_a_name_is_listed_for_the_beginning_of_a_word(typed: str, begins: bool) -> None:
    assert begins_word("Zoë Ek", typed) is begins


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("Tom Bateman", {"Tom Bateman"}),
        ("tom bateman", {"Tom Bateman"}),
        ("bate", {"Tom Bateman"}),
        ("WONG", {"Tessa Wong"}),
        (" tom  bateman ", {"Tom Bateman"}),
        ("unsigned", {UNSIGNED}),
        ("Unsigned", {UNSIGNED}),
    ],
)
def test_an_author_is_found_by_what_is_typed(typed: str, keys: set[str]) -> None:
    assert matching(TEN.posts, "authors", [typed]) == keys


def test_accents_need_not_be_typed_and_spellings_of_one_name_go_together() -> None:
    sample = blog(post(by="Zoë Ek"), post(by="ZOE EK"), post(by="Zoltan"))
    assert matching(sample.posts, "authors", ["zoe"]) == {"Zoë Ek", "ZOE EK"}
    assert matching(sample.posts, "authors", ["zoë ek"]) == {"Zoë Ek", "ZOE EK"}


@pytest.mark.parametrize(
    ("typed", "more"), [("Kuenssberg", ", unsigned"), ("", ", unsigned"), ("t", "; type more")]
)
def test_an_author_who_is_not_found_is_answered_with_all_names(typed: str, more: str) -> None:
    with pytest.raises(OptionError, match=f"Tessa Wong, Tom Bateman, Yvette Tan{more}"):
        matching(TEN.posts, "authors", [typed])


def test_a_post_with_an_admitted_version_is_selected_at_all_times() -> None:
    signed = post("10:00", "Bells", by="Ana")
    entry = blog(post("10:00", "Bells", versions=(Version(at("10:31"), signed),)), "11:00 Last")
    assert Selection(authors=frozenset({"Ana"})).indices(entry) == (0,)
    assert Selection(authors=frozenset({"Bo"})).indices(entry) == ()
