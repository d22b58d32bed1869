"""Tables and this program's own Markdown, read as live blogs; `tests/data/forms` has more pages."""

from datetime import timedelta

import pytest
from live_blog_data import content, messages
from readings import COPIED, PAGES, is_refused, page
from sample_blogs import at, blog, post

from tui.model.blog import Block, Embed, Image, Link, ListItem, Paragraph, Quote, Version
from tui.model.errors import UnreadableError
from tui.model.versions import standing_of
from tui.readers import read
from tui.readers.own_format import dumps
from tui.readers.page import Given
from tui.replay import Replay
from tui.text.replay import json_lines
from tui.writers.markdown import markdown


def test_columns_are_named_where_their_names_do_not_say_it() -> None:
    table = page("forms/table-without-names-that-say-it.csv")
    named = read(table, Given(columns={"time": "A", "body": "D", "author": "C"}))
    assert named.posts[1].text == "Tom Ferrow\n\nIt has a ticket, so it may stay here."
    assert not named.warnings
    guessed = read(table)
    assert [post.published for post in guessed.posts] == [post.published for post in named.posts]
    assert '"A" and "D"' in messages(guessed)
    misspelt = read(table, Given(columns={"author": "Cc"}))
    assert 'No field is called "Cc".' in messages(misspelt)
    with pytest.raises(UnreadableError, match='"D", none called "Aa"'):
        read(table, Given(columns={"time": "Aa"}))


@pytest.mark.parametrize("picture", ["", "https://a.example/pictures/of/a/gate/in/the/rain.jpg"])
def test_a_comma_without_quotation_marks_is_of_the_text(picture: str) -> None:
    rows = [
        f"2033-05-02T0{hour}:05:00Z,{picture},門は夜明けに開いた,Ann Lee," for hour in range(1, 10)
    ]
    rows[2] = rows[2].replace("門は夜明けに開いた", "門は夜明けに開いた,雨")
    posts = read("\n".join(["time,image,text,author,place", *rows]).encode()).posts
    assert [x.gist for x in posts[2].body if x.gist] == ["門は夜明けに開いた,雨"]
    assert {author.name for post in posts for author in post.authors} == {"Ann Lee"}


def test_records_whose_fields_the_user_names_are_read_however_few() -> None:
    with pytest.raises(UnreadableError):
        read(b'[{"q": "2023-05-12T14:05Z", "r": "Geese are seen."}]')
    named = read(
        b'[{"q": "2023-05-12T14:05Z", "r": "Geese are seen."}]',
        Given(columns={"time": "q", "body": "r"}),
    )
    assert [post.text for post in named.posts] == ["Geese are seen."]


def test_a_feed_without_an_end_is_refused() -> None:
    with pytest.raises(UnreadableError, match="more than 300,000 elements"):
        read(f"<rss>{'<item/>' * 300_001}</rss>".encode())


def test_markup_without_an_end_in_a_feed_keeps_its_words() -> None:
    entries = "".join(
        f"<entry><updated>2026-03-14T10:0{n}:00Z</updated><content type='xhtml'>"
        f"{'<div>' * depth}Ferry {n} leaves the island for the last time today.{'</div>' * depth}"
        "</content></entry>"
        for n, depth in enumerate((1, 50_000, 1))
    )
    found = read(f'<feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'.encode())
    assert [x.text[:7] for x in found.posts] == ["Ferry 0", "Ferry 1", "Ferry 2"]


@pytest.mark.parametrize("name", ["", *(x for x in PAGES if not is_refused(x))])
def test_what_the_program_writes_of_a_page_holds_the_same_posts(name: str) -> None:
    one = read(page(name) if name else COPIED)
    assert content(read(dumps(one).encode())) == content(one)
    again = read(markdown(one).encode())
    assert (again.url, again.zone, again.warnings) == (one.url, one.zone, ())
    assert (again.publisher or one.byline) == (one.publisher or one.byline)
    for each, same in zip(one.posts, again.posts, strict=True):
        shown = standing_of(each).post
        assert same.published == each.published.replace(second=0, microsecond=0)
        assert (same.url, same.pinned, same.key_event) == (shown.url, shown.pinned, shown.key_event)
        assert " ".join(same.words).split() == " ".join(shown.words).split()


BODY: tuple[Block, ...] = (
    Paragraph("The mill *is* open.", ()),
    Paragraph("All of it is told here.", (Link(14, 22, "https://a.example/told"),)),
    Image("A [goose]", "Ada_Quill", "The *goose* on the pond", "https://a.example/goose.jpg"),
    Image("A duck", "", "The duck in the reeds", "https://a.example/duck.jpg"),
    Quote("It is a very large goose."),
    ListItem("One goose", (Link(4, 9, "https://a.example/goose"),)),
    ListItem("Two ducks"),
    Embed("Post", "Geese.\n- Ada\n1. Bob\n===\n# Cy", "https://b.example/1?ref=x%5Etfw&t=0"),
)


def test_a_body_is_read_as_the_program_wrote_it_in_markdown() -> None:
    one = blog(post("09:26", "The mill", body=BODY, kicker="Analysis"), title="The [fair]")
    again = read(markdown(one).encode())
    assert (again.title, again.posts) == (one.title, one.posts)


def test_the_programs_lines_of_json_keep_a_headline_that_all_posts_share() -> None:
    one = blog(*(post(f"09:2{n}", "Done deal", f"Club {n} signs a keeper.") for n in range(3)))
    assert read("\n".join(json_lines(Replay(one))).encode()).posts == one.posts


def test_a_long_text_of_the_program_keeps_its_times_and_headlines() -> None:
    one = blog(*(post(f"09:{n}", f"Ship *{n}*", "*Ahoy*! " * 3000) for n in range(10, 60)))
    again = read(markdown(one).encode())
    assert [x.head for x in again.posts] == [x.head for x in one.posts]
    assert (again.start, again.end, again.zone) == (one.start, one.end, one.zone)


@pytest.mark.parametrize("head", ["09:26 XYZ · One", "09:99 · One"])
def test_a_heading_that_is_no_longer_the_programs_is_refused(head: str) -> None:
    text = markdown(blog("09:26 One")).replace("09:26 · One", head)
    with pytest.raises(UnreadableError, match=r"No (time zone|such time)"):
        read(text.encode())


def test_edits_and_deletions_are_read_as_the_program_wrote_them_in_markdown() -> None:
    words = "The ship with the number <del>{0}</del> waits outside of the *long* mole."
    posts = [
        post(f"09:{5 * n:02}", f"Ship {n}", words.format(n), by=f"Ann {n % 3}") for n in range(9)
    ]
    early, late, next_day = at("10:00"), at("10:20"), at("10:20") + timedelta(hours=14)
    edited = posts[2]._replace(body=(Image(caption="Ship In Fog"),), authors=())
    posts[2] = posts[2]._replace(versions=(Version(late, edited, early),))
    posts[3] = posts[3]._replace(versions=(Version(late, None, early),), authors=())
    posts[4] = posts[4]._replace(versions=(Version(next_day, None),), body=(), dated=at("08:00"))
    posts[5] = posts[5]._replace(modified=late + timedelta(days=365))
    one = blog(*posts, zone="Europe/London")
    again = read(markdown(one, newest_first=True).encode())
    posts[2] = posts[2]._replace(
        body=(Paragraph("Ship In Fog"),), authors=(), modified=late, versions=()
    )
    assert list(again.posts) == posts
    assert again.zone == one.zone


@pytest.mark.parametrize(
    ("zone", "days", "as_of"),
    [("Asia/Shanghai", 0, 0), ("America/Chicago", 0, 30), ("Europe/London", 200, 0),
     ("Europe/London", 300, 0), ("Asia/Jerusalem", 190, 400)],
)  # fmt: skip
def test_times_of_the_programs_own_markdown_are_the_same_in_every_zone(
    zone: str, days: int, as_of: int
) -> None:
    """Of zones with one abbreviation, over a change of clocks, over New Year, on a later day."""
    posts = [post(f"09:{n}0", f"Ship {n}", "It is in.") for n in range(3)]
    posts[2] = posts[2]._replace(published=posts[2].published + timedelta(days=days))
    one = blog(*posts, zone=zone)
    again = read(markdown(one, as_of=one.end + timedelta(days=as_of)).encode())
    assert again.zone == zone
    assert [x.published for x in again.posts] == [x.published for x in posts]


def test_named_columns_of_markdown_are_trusted_and_a_clock_is_on_the_day_beside_it() -> None:
    table = b"|Day|Hour|Seen|\n|-|-|-|\n|5/11/2024| 6:05 PM |Geese|\n|5/13/2024|9:10 AM|Swans|\n"
    found = read(table, Given(columns={"time": "Hour", "body": "Seen"}))
    assert [f"{x.published:%d %H:%M}" for x in found.posts] == ["11 18:05", "13 09:10"]
    assert "left out" not in messages(found), "the line below the names"
