"""Authors in the forms that pages write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from live_blog_data import as_json, posting

from tui.model.blog import Author
from tui.readers import read
from tui.readers.authors import read_authors


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, []),
        ("", []),
        ("Yvette Tan", ["Yvette Tan"]),
        ("By Yvette Tan", ["Yvette Tan"]),
        ("Von Anna Meier", ["Anna Meier"]),
        ("Text: Anna Meier", ["Anna Meier"]),
        ("Von Miller", ["Von Miller"]),
        ({"name": "Di Evans"}, ["Di Evans"]),
        ({"@type": "Person", "name": "Von Miller"}, ["Von Miller"]),
        ({"@type": "Person", "name": "Par Anders Holm"}, ["Par Anders Holm"]),
        ({"name": "Di Evans and Por Sok Heng"}, ["Di Evans", "Por Sok Heng"]),
        ({"givenName": "By", "familyName": "Lund"}, ["By Lund"]),
        ({"@type": "Person", "name": "Ed O&apos;Loughlin"}, ["Ed O'Loughlin"]),
        ({"@type": "Organization", "name": "Reuters"}, ["Reuters"]),
        ([{"name": "Ana Lee"}, {"name": "Bo Chen"}], ["Ana Lee", "Bo Chen"]),
        (["Ana Lee", "Bo Chen"], ["Ana Lee", "Bo Chen"]),
        ("Ana Lee and Bo Chen", ["Ana Lee", "Bo Chen"]),
        ("Ana Lee, Bo Chen &amp; Cy van der Dee", ["Ana Lee", "Bo Chen", "Cy van der Dee"]),
        ("أحمد علي و سارة محمد", ["أحمد علي", "سارة محمد"]),
        ({"name": ["Ana Lee", "Bo Chen"]}, ["Ana Lee", "Bo Chen"]),
        ("Marks & Spencer", ["Marks & Spencer"]),
        ("Guardian staff and agencies", ["Guardian staff and agencies"]),
        ("India Today Web Desk, New Delhi", ["India Today Web Desk, New Delhi"]),
        ("https://www.theguardian.com/profile/martin-belam", []),
        ({"@id": "nowhere"}, []),
        ([["Ana Lee"], [[{"name": "Bo Chen"}]]], ["Ana Lee", "Bo Chen"]),
        ({"@list": [{"name": "Ana Lee"}, "Bo Chen"]}, ["Ana Lee", "Bo Chen"]),
        ("Ana Lee/Bo Chen", ["Ana Lee", "Bo Chen"]),
        ("ANA LEE AND BO CHEN", ["ANA LEE", "BO CHEN"]),
        ({"name": "<a href='/ana'>Ana Lee</a>"}, ["Ana Lee"]),
        ("Ana Lee | The News", ["Ana Lee"]),
        ("Reuters/AFP", ["Reuters/AFP"]),
        ("null", []),
        ({"givenName": "Ana", "familyName": "Lee"}, ["Ana Lee"]),
        (17, []),
    ],
)
def test_the_names(value: object, expected: list[str]) -> None:
    assert [author.name for author in read_authors(value)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tom Bateman, State Department correspondent",
            [Author("Tom Bateman", "State Department correspondent")],
        ),
        ("Tom Bateman – Political editor", [Author("Tom Bateman", "Political editor")]),
        ("Tom Bateman-Ross - Live reporter", [Author("Tom Bateman-Ross", "Live reporter")]),
        ("Tom Bateman @tom and Ana Lee (@ana_lee)", [Author("Tom Bateman"), Author("Ana Lee")]),
        ("@tombateman", [Author("@tombateman")]),
        ("Written by: Tom Bateman", [Author("Tom Bateman")]),
        ("Analysis by Tom Bateman", [Author("Tom Bateman")]),
        (
            "Reporting by Ana Lee; Editing by Bo Chen",
            [Author("Ana Lee"), Author("Bo Chen", "editor")],
        ),
        (
            "Ana Lee and Bo Chen in New Delhi",
            [Author("Ana Lee"), Author("Bo Chen", "in New Delhi")],
        ),
        (
            "Martin Belam (now); Ana Lee (earlier)",
            [Author("Martin Belam", "now"), Author("Ana Lee", "earlier")],
        ),
        (
            "Martin Belam, Ana Lee and Bo Chen (now); Di Evans in Kyiv and Tom Bateman (earlier)",
            [
                Author("Martin Belam", "now"),
                Author("Ana Lee", "now"),
                Author("Bo Chen", "now"),
                Author("Di Evans", "in Kyiv"),
                Author("Tom Bateman", "earlier"),
            ],
        ),
        ("Written by Ana Lee, Edited by Bo Chen", [Author("Ana Lee"), Author("Bo Chen", "editor")]),
        ("Edited by Bo Chen (with agencies)", [Author("Bo Chen", "editor, with agencies")]),
        ("Edited by: Bo Chen", [Author("Bo Chen", "editor")]),
        (
            {"name": "Faisal Islam", "jobTitle": "Economics editor"},
            [Author("Faisal Islam", "Economics editor")],
        ),
    ],
)
def test_what_stands_beside_the_name_is_the_role(text: object, expected: list[Author]) -> None:
    assert list(read_authors(text)) == expected


def test_a_reference_is_resolved() -> None:
    known = {"#ana": {"@id": "#ana", "@type": "Person", "name": "Ana Lee"}}
    assert read_authors({"@id": "#ana"}, lambda value: known.get(value["@id"], value)) == (
        Author("Ana Lee"),
    )


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
