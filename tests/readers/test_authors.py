"""Authors in the forms that pages write them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from live_blog_data import as_json, posting

from tui.model.blog import Post
from tui.readers import read
from tui.readers.authors import read_authors

TEXTS = {
    "": "",
    "null": "",
    "https://www.theguardian.com/profile/martin-belam": "",
    "Yvette Tan": "Yvette Tan",
    "By Yvette Tan": "Yvette Tan",
    "Von Anna Meier": "Anna Meier",
    "Text: Anna Meier": "Anna Meier",
    "Von Miller": "Von Miller",
    "Ana Lee and Bo Chen": "Ana Lee; Bo Chen",
    "Ana Lee, Bo Chen &amp; Cy van der Dee": "Ana Lee; Bo Chen; Cy van der Dee",
    "أحمد علي و سارة محمد": "أحمد علي; سارة محمد",
    "Ana Lee/Bo Chen": "Ana Lee; Bo Chen",
    "ANA LEE AND BO CHEN": "ANA LEE; BO CHEN",
    "Marks & Spencer": "Marks & Spencer",
    "Guardian staff and agencies": "Guardian staff and agencies",
    "India Today Web Desk, New Delhi": "India Today Web Desk, New Delhi",
    "Ana Lee | The News": "Ana Lee, The News",
    "Reuters/AFP": "Reuters/AFP",
    "Tom Bateman, State Department correspondent": "Tom Bateman, State Department correspondent",
    "@tombateman": "@tombateman",
    "Written by: Tom Bateman": "Tom Bateman",
    "Analysis by Tom Bateman": "Tom Bateman",
    "Reporting by Ana Lee; Editing by Bo Chen": "Ana Lee; Bo Chen, editor",
    "Written by Ana Lee, Edited by Bo Chen": "Ana Lee; Bo Chen, editor",
    "Edited by Bo Chen (with agencies)": "Bo Chen, editor, with agencies",
    "Edited by: Bo Chen": "Bo Chen, editor",
    "Ana Lee and Bo Chen in New Delhi": "Ana Lee; Bo Chen, in New Delhi",
    "Martin Belam (now); Ana Lee (earlier)": "Martin Belam, now; Ana Lee, earlier",
    "Martin Belam, Ana Lee and Bo Chen (now); Di Evans in Kyiv and Tom Bateman (earlier)": (
        "Martin Belam, now; Ana Lee, now; Bo Chen, now; Di Evans, in Kyiv; Tom Bateman, earlier"
    ),
}
DATA: list[tuple[object, str]] = [
    (None, ""),
    (17, ""),
    ({"@id": "nowhere"}, ""),
    ({"name": "Di Evans"}, "Di Evans"),
    ({"@type": "Person", "name": "Von Miller"}, "Von Miller"),
    ({"@type": "Person", "name": "Par Anders Holm"}, "Par Anders Holm"),
    ({"name": "Di Evans and Por Sok Heng"}, "Di Evans; Por Sok Heng"),
    ({"givenName": "By", "familyName": "Lund"}, "By Lund"),
    ({"@type": "Person", "name": "Ed O&apos;Loughlin"}, "Ed O'Loughlin"),
    ({"@type": "Organization", "name": "Reuters"}, "Reuters"),
    ([{"name": "Ana Lee"}, {"name": "Bo Chen"}], "Ana Lee; Bo Chen"),
    (["Ana Lee", "Bo Chen"], "Ana Lee; Bo Chen"),
    ({"name": ["Ana Lee", "Bo Chen"]}, "Ana Lee; Bo Chen"),
    ([["Ana Lee"], [[{"name": "Bo Chen"}]]], "Ana Lee; Bo Chen"),
    ({"name": "<a href='/ana'>Ana Lee</a>"}, "Ana Lee"),
    ({"name": "Faisal Islam", "jobTitle": "Economics editor"}, "Faisal Islam, Economics editor"),
]


@pytest.mark.parametrize(("value", "byline"), [*TEXTS.items(), *DATA])
def test_names_and_roles(value: object, byline: str) -> None:
    moment = datetime(2024, 4, 26, tzinfo=UTC)
    assert Post(moment, authors=read_authors(value)).byline == byline


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda x: st.lists(x) | st.dictionaries(st.text(), x),
    )
)
def test_any_value_gives_authors_with_a_name(value: object) -> None:
    assert all(author.name.strip() for author in read_authors(value))


def test_of_a_crowd_of_names_fifty_are_read() -> None:
    update = {"datePublished": "2024-04-26T10:26:00Z", "headline": "H", "articleBody": "Words."}
    for crowd in (
        [{"@type": "Person", "name": f"Ann Number {number}"} for number in range(2000)],
        [f"Ann Number {number}" for number in range(2000)],
    ):
        blog = read(as_json(posting(update | {"author": crowd}, update)))
        assert 0 < max(len(post.authors) for post in blog.posts) <= 50


def test_of_names_that_list_others_fifty_are_read() -> None:
    pairs = [
        f"Ann {chr(65 + n % 26)}{chr(97 + n // 26)} and Ben {chr(65 + n % 26)}{chr(97 + n // 26)}"
        for n in range(50)
    ]
    assert len(read_authors(pairs)) == 50


def test_only_the_beginning_of_a_name_is_read() -> None:
    assert [author.name for author in read_authors("Ann Lee" + " " * 2000 + "Zed")] == ["Ann Lee"]
