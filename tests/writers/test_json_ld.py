"""A written blog is read back equal, and is a plain LiveBlogPosting for others."""

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from live_blog_data import as_json, content, posting, update
from readings import answers
from sample_blogs import at, blocks, blog, bundled_like, clean_texts, post

from tui.model.blog import Author, Image, ListItem, LiveBlog, Paragraph, Post, SummaryPoint, Version
from tui.model.clock_face import clock_faces
from tui.model.coverage import Coverage, MissingSpan, Sign
from tui.model.errors import UnreadableError
from tui.model.safe_text import clean
from tui.readers import read
from tui.readers.own_format import dumps

texts = clean_texts.map(clean)
urls = st.sampled_from(["", "https://x.example/a?b=(1)&c=%20", "http://x.example:8080/"])
zones = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(datetime(1900, 1, 3), datetime(2200, 1, 1), timezones=st.just(UTC) | zones)
maybe = st.none() | moments
people = st.lists(st.builds(Author, texts, texts), max_size=3).map(tuple)
paragraphs = st.lists(texts, max_size=3).map("\n\n".join)
bodies = st.one_of(
    st.lists(blocks(texts | paragraphs), max_size=4),
    st.lists(st.builds(Paragraph, texts), max_size=3),
).map(tuple)
flags = st.booleans()
posts = st.builds(
    Post, moments, texts, texts, people, bodies, texts, urls, maybe, flags, flags, texts,
    st.just(()), maybe,
)  # fmt: skip
versions = st.lists(st.builds(Version, moments, st.none() | posts, maybe), max_size=2).map(
    lambda found: tuple(sorted(found, key=lambda version: version.known))
)
changed_posts = st.builds(
    lambda one, found: one._replace(versions=found), posts, st.just(()) | versions
)
spans = st.builds(MissingSpan, maybe, maybe)
parts = st.builds(
    Coverage,
    st.lists(spans, max_size=3).map(tuple),
    st.lists(st.integers(1, 5), max_size=3).map(tuple),
    st.just(5),
    st.sampled_from(get_args(Sign.__value__)),
    st.lists(urls.filter(bool), max_size=2).map(tuple),
)
points = st.builds(SummaryPoint, blocks(texts), maybe, maybe)
live_blogs = st.builds(
    lambda entries, **fields: LiveBlog(
        tuple(sorted(entries, key=lambda entry: entry.published)), **fields
    ),
    st.lists(changed_posts, min_size=1, max_size=4),
    title=texts,
    description=texts,
    summary=st.lists(points, max_size=4).map(tuple),
    zone=st.sampled_from(["UTC", "Europe/London", "Etc/GMT-3"]),
    place_zone=st.sampled_from(["", "Asia/Shanghai"]),
    publisher=texts,
    url=urls,
    language=texts,
    authors=people,
    coverage_start=maybe,
    coverage_end=maybe,
    captured=maybe,
    edge=maybe,
    part=st.none() | parts,
)


@given(live_blogs, st.booleans(), st.sampled_from([None, 1]))
def test_what_is_written_is_read_back_equal(
    one: LiveBlog, newest_first: bool, indent: int | None
) -> None:
    again = read(dumps(one, newest_first=newest_first, indent=indent).encode())
    assert content(again) == content(one)
    assert [entry.published.utcoffset() for entry in again.posts] == [
        entry.published.utcoffset() for entry in one.posts
    ]
    assert again.warnings == ()


def test_it_is_plain_for_others() -> None:
    image = Image("Alt", "Getty", "Caption", "https://x.example/i.jpg")
    one = blog(
        post("10:26", "Headline", by=Author("Ana Lee", "in Beijing"),
             id="p1", url="https://x.example/#p1",
             body=(Paragraph("One."), ListItem("item"), image)),
        title="Title", publisher="The News", url="https://x.example/",
    )  # fmt: skip
    told = json.loads(dumps(one))
    keys = ["@type", "tui:version", "headline", "url", "publisher", "datePublished", "dateModified"]
    assert list(told) == ["@context", *keys, "tui:zone", "liveBlogUpdate"]  # as first released
    assert (told["headline"], told["publisher"]["name"]) == ("Title", "The News")
    (entry,) = told["liveBlogUpdate"]
    assert entry["articleBody"] == "One.\n\n• item\n\nAlt\nCaption\nImage: Getty"
    assert entry["datePublished"] == "2024-04-26T10:26:00+01:00"
    assert entry["author"] == [{"@type": "Person", "name": "Ana Lee", "jobTitle": "in Beijing"}]
    assert entry["image"] == [
        {
            "@type": "ImageObject",
            "url": "https://x.example/i.jpg",
            "caption": "Caption",
            "creditText": "Getty",
        }
    ]
    # Read as another program's, without what is ours, the words and times are there.
    for key in [key for key in (*told, *entry) if key.startswith("tui:")]:
        told.pop(key, None)
        entry.pop(key, None)
    other = read(as_json(told))
    assert other.posts[0].headline == "Headline"
    assert other.posts[0].published == one.posts[0].published


def test_others_read_a_changed_post_as_it_stands_at_last() -> None:
    first = post("10:26", "Fanfare", "Five in the band.")
    edited = post("10:26", "Fanfare", "A fanfare.")
    versions = (Version(at("10:31"), edited), Version(at("10:40"), None, at("10:35")))
    (entry,) = json.loads(dumps(blog(first._replace(versions=versions))))["liveBlogUpdate"]
    assert entry["articleBody"] == "A fanfare."
    assert entry["tui:versions"][0]["articleBody"] == "Five in the band."


@pytest.mark.parametrize(("key", "change", "said"), answers("damage-of-a-written-file"))
def test_a_file_that_was_damaged_since_is_refused_with_the_place(
    key: str, change: dict[str, object], said: str
) -> None:
    told = json.loads(dumps(bundled_like()))
    told[key][0] |= change
    with pytest.raises(UnreadableError, match=said):
        read(as_json(told))


def test_what_others_put_under_our_keys_is_cleaned_all_the_same() -> None:
    body = [
        {
            "kind": "Paragraph",
            "text": "a\x1b[2Jb\u202e",
            "links": [[0, 99, "https://x.example/"], [0, 1, "javascript:x"], 5],
        },
        {"kind": "Image", "alt": "\x07", "url": "file:///etc/passwd"},
    ]
    told = posting({**update(), "tui:body": body}, **{"tui:version": 1, "tui:zone": "Mars/Crater"})
    one = read(as_json(told))
    assert one.posts[0].body == (Paragraph("a\ufffd[2Jb"), Image("\ufffd"))
    assert one.zone == "UTC"
    assert "Mars/Crater" in one.warnings[0].message


def test_what_is_drawn_on_one_row_has_no_line_end_whoever_wrote_it() -> None:
    text = "a\nb"
    told = update(headline=text, author={"name": text, "jobTitle": text})
    told |= {"tui:kicker": text, "tui:source": text}
    told["tui:body"] = [
        {"kind": "ListItem", "text": "x", "marker": marker} for marker in ("1\n", "9" * 300)
    ]
    one = read(
        as_json(posting(told, headline=text, publisher={"name": text}, **{"tui:version": 1}))
    )
    (entry,) = one.posts
    assert entry.authors == (Author("a b", "a b"),)
    lines = (one.title, one.publisher, entry.headline, entry.kicker, entry.source)
    assert set(lines) == {"a b"}
    assert entry.body == (ListItem("x", marker="1 "), ListItem("x"))


@pytest.mark.parametrize(
    "name", ["NZST-12NZDT", "/etc/localtime", ":Europe/London", "UTC+25", "posixrules", "No/Such"]
)
@pytest.mark.parametrize("key", ["tui:zone", "tui:placeZone"])
def test_a_zone_that_is_no_iana_name_is_left_out_with_a_warning(key: str, name: str) -> None:
    told = posting({**update(), "tui:body": []}, **{"tui:version": 1, key: name})
    one = read(as_json(told))
    assert (one.zone, one.place_zone) == ("UTC", "")
    assert name in one.warnings[0].message
    assert len(clock_faces(one)) == 2


def test_a_post_added_by_hand_is_put_at_its_time() -> None:
    told = json.loads(dumps(bundled_like()))
    told["liveBlogUpdate"].append(update("2024-04-26T10:00:00+01:00", "By hand", "One.\n\nTwo."))
    one = read(as_json(told))
    assert one.posts[5].body == (Paragraph("One."), Paragraph("Two."))
    assert one._replace(posts=one.posts[:5]).posts == bundled_like().posts[:5]
