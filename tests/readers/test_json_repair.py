"""JSON as pages write it: the same live blog in other forms, and in blocks with slips."""

import html
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from live_blog_data import Object, as_json, messages, page, posting, read_posting, update

from tui.model.blog import Paragraph
from tui.readers import read
from tui.readers.json_repair import BROKEN_OFF, GUESSED, UNSLASHED, parse
from tui.readers.page import Page
from tui.readers.schema_org.graph import graph_of

BLOG = posting(
    update(
        author={"@type": "Person", "name": "Ana Lee"},
        image={"@type": "ImageObject", "url": "https://i.example/a"},
    ),
    update("2024-04-26T11:00:00Z", "Second", "Two </script> words", author=["Bo Chen"]),
)
TEXT = json.dumps(BLOG).replace("</", "<\\/")
PLAIN = read(as_json(BLOG))


@pytest.mark.parametrize(
    "block",
    [
        html.escape(html.escape(TEXT)),
        json.dumps(TEXT),
        "/* for search engines */\n" + TEXT,
        "// for search engines\n" + TEXT + "\n// end",
        "window.data.blog = " + TEXT + ";",
        "\ufeff" + TEXT,
        "/*<![CDATA[*/" + TEXT + "/*]]>*/",
        TEXT.replace("A text.", r"A te\x78t\."),
        TEXT.replace("}]", ",}\n,]"),
        '{"@type": "WebPage"},\n' + TEXT + ",",
        TEXT + "\nwords behind it",
        TEXT.replace('"@type"', '"schema:@type"').replace('"headline"', '"schema:headline"')
        .replace('"liveBlogUpdate"', '"schema:liveBlogUpdate"'),
        TEXT.replace('"liveBlogUpdate"', '"https://schema.org/liveBlogUpdate"'),
        TEXT.replace('"liveBlogUpdate"', '"liveBlogUpdates"'),
    ],
)  # fmt: skip
def test_slips_and_wrappers_change_nothing(block: str) -> None:
    blog = read(page(block, lang=""))
    assert blog._replace(binding=None) == PLAIN
    assert blog.warnings == PLAIN.warnings


def test_quotes_inside_a_text_and_forgotten_commas_are_mended_and_told() -> None:
    blog = read(
        page(
            TEXT.replace("A text.", 'He said "no", and "A headline" too.').replace(
                '}, {"@type": "B', '} {"@type": "B'
            )
        )
    )
    assert [post.headline for post in blog.posts] == ["A headline", "Second"]
    assert blog.posts[0].body[0] == Paragraph('He said "no", and "A headline" too.')
    assert GUESSED in messages(blog)


def test_a_quotation_at_the_end_of_a_text_hides_nothing_behind_it() -> None:
    block = TEXT.replace("A text.", 'They said "yes"')
    blog = read(page(block))
    assert [post.body for post in blog.posts] == [
        (Paragraph('They said "yes"'), *PLAIN.posts[0].body[1:]), PLAIN.posts[1].body
    ]  # fmt: skip
    assert GUESSED in messages(blog)


def test_escapes_without_their_backslashes_are_put_back_and_told() -> None:
    said = "Ana\u2019s caf\u00e9 \u2013 \u201cPeru2021\u201d, \u20ac 5 \U0001f600 \u0926\u093f"
    stripped = (
        json.dumps(posting(update(body=f"<p>{said}"))).replace("<", r"\u003C").replace("\\", "")
    )
    blog = read(page(stripped))
    assert blog.posts[0].body == (Paragraph(said),)
    assert UNSLASHED in messages(blog)


@pytest.mark.parametrize(
    "text", ["Peru2021 and Nadu2019", "caf\u00e9 and u201c", r"C:\u201c", "#Edu2018s"]
)
def test_what_only_looks_like_an_escape_is_kept(text: str) -> None:
    blog = read(page(json.dumps(posting(update(body=text)), ensure_ascii=False)))
    assert blog.posts[0].body == (Paragraph(text),)
    assert UNSLASHED not in messages(blog)


def test_what_stands_before_a_block_breaks_off_is_read_and_told() -> None:
    for cut in range(len(TEXT) - 90, len(TEXT), 7):
        blog = read(page(TEXT[:cut]))
        assert [post.headline for post in blog.posts] == ["A headline", "Second"][: len(blog.posts)]
        assert BROKEN_OFF in messages(blog)


@pytest.mark.parametrize(
    "text", ["", "{", '{"a', '{"a": "b', "[1, 2", "{]", '"', '"{', "nothing", '{"a": 1}}', "[" * 99]
)
def test_any_broken_block_is_told_or_read(text: str) -> None:
    parsed = parse(text)
    assert parsed.trouble or parsed.guessed or text.startswith('{"a": 1}')


@given(st.text('{}[]",:\\a1 \n', max_size=40))
def test_any_text_is_parsed_or_told(text: str) -> None:
    parsed = parse(text)
    assert parsed.trouble == "" or parsed.value is None


def listed(value: Any) -> Any:
    return [value]


def listed_twice(value: Any) -> Any:
    return [[value]]


def valued(value: Any) -> Any:
    return {"@value": value, "@language": "en"} if isinstance(value, str) else value


def as_set(value: Any) -> Any:
    return {"@set": [value]} if not isinstance(value, list) else {"@list": value}


FORMS: list[Callable[[Any], Any]] = [listed, listed_twice, valued, as_set]


@given(st.data())
@settings(max_examples=60)
def test_the_other_forms_that_json_ld_has_for_a_value_are_the_same_value(
    data: st.DataObject,
) -> None:
    blog: Object = json.loads(TEXT)
    for thing in (blog, *blog["liveBlogUpdate"], blog["liveBlogUpdate"][0]["author"]):
        for key in [
            key
            for key in thing
            if (not key.startswith("@") and thing is not blog) or key == "headline"
        ]:
            for form in data.draw(st.lists(st.sampled_from(FORMS), max_size=2)):
                thing[key] = form(thing[key])
    found = read(as_json(blog))
    assert found.posts == PLAIN.posts
    assert found.title == PLAIN.title


odd = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["@type", "name", "url", "@id"]), inner)
    ),
    max_leaves=4,
)


@given(st.data())
@settings(max_examples=150)
def test_an_odd_value_anywhere_hides_no_post(data: st.DataObject) -> None:
    blog: Object = json.loads(TEXT)
    first = blog["liveBlogUpdate"][0]
    places = [(blog, key) for key in blog if key not in ("liveBlogUpdate", "@type")]
    places += [(first, key) for key in first] + [(first["author"], key) for key in first["author"]]
    places += [(first["image"], key) for key in first["image"]] + [
        (first, "video"),
        (first, "sharedContent"),
    ]
    for thing, key in data.draw(
        st.lists(st.sampled_from(places), min_size=1, max_size=4, unique_by=str)
    ):
        thing[key] = data.draw(odd)
    assert "Second" in [post.headline for post in read(as_json(blog)).posts]


@pytest.mark.parametrize(
    "updates",
    [
        {"0": update(), "1": update("2024-04-26T11:00:00Z", "Second")},
        {"post-a": update(), "post-b": update("2024-04-26T11:00:00Z", "Second")},
        [[update()], [update("2024-04-26T11:00:00Z", "Second")]],
        {
            "@type": "ItemList",
            "itemListElement": [
                {"@type": "ListItem", "item": update()},
                {"item": update("2024-04-26T11:00:00Z", "Second")},
            ],
        },
    ],
)
def test_the_property_may_be_any_kind_of_list(updates: object) -> None:
    assert [post.headline for post in read_posting(liveBlogUpdate=updates).posts] == [
        "A headline",
        "Second",
    ]


def test_updates_may_be_named_by_their_identifiers_alone() -> None:
    graph = [
        posting(liveBlogUpdate=["#1", "#2"]),
        {**update(), "@id": "#1"},
        {**update(headline="Second"), "@id": "#2"},
    ]
    assert [post.headline for post in read(as_json({"@graph": graph})).posts] == [
        "A headline",
        "Second",
    ]


def test_a_smaller_live_blog_beside_the_one_that_is_read_is_told_of() -> None:
    assert "holds another live blog" in messages(
        read(page(BLOG, posting(update(), headline="Small")))
    )
    assert "another" not in messages(read(page(BLOG, BLOG)))


def test_a_live_blog_that_two_blocks_tell_of_is_one() -> None:
    updates = {"@type": "LiveBlogPosting", "@id": "#blog", "liveBlogUpdate": [update()]}
    about = {
        "@type": "LiveBlogPosting",
        "@id": "#blog",
        "headline": "The day",
        "publisher": {"name": "The News"},
    }
    for blocks in ((updates, about), (about, updates)):
        blog = read(page(*blocks))
        assert (blog.title, blog.publisher, len(blog.posts)) == ("The day", "The News", 1)
        assert "another live blog" not in messages(blog)


def test_a_live_blog_inside_one_of_its_own_identifier_is_no_endless_walk() -> None:
    """The fuzzer found an object that held itself: a million values were read."""
    inner = {"@type": "LiveBlogPosting", "@id": "#b", "liveBlogUpdate": [update()]}
    outer = {"@type": "LiveBlogPosting", "@id": "#b", "headline": "The day", "mainEntity": inner}
    page_of_both = Page(as_json(outer))
    graph = graph_of(page_of_both)
    assert graph.best is not None
    json.dumps(graph.best)
    assert read(as_json(outer)).title == "The day"
