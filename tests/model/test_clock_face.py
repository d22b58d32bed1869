"""A moment and a length of time in the forms of all outputs."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import answers
from sample_blogs import at, blog, blogs, bundled_like, post, three_days, zone

from tui.model.blog import LiveBlog
from tui.model.clock_face import clock_faces, own_face, span_text

TEN = bundled_like()
FACE, *_, SINCE = clock_faces(TEN)
DAYS, *_, DAYS_SINCE = clock_faces(three_days())
YEARS, *_, YEARS_SINCE = clock_faces(blog("2023-12-31 23:50 Almost", "2024-01-01 00:10 Now"))


def test_the_faces_of_a_blog_its_places_its_reader_and_those_asked_for() -> None:
    asked = ["ET", "new delhi", "Asia/Tokyo", "Beijing", "china", "+08:00", "tokyo", "UTC", "BST"]
    faces = clock_faces(TEN, asked, zone("Europe/Berlin"))
    assert [(face.key, face.named(at("10:26:30"), seconds=True)) for face in faces] == [
        ("Europe/London", "10:26:30 BST"),
        ("ET", "05:26:30 ET"),
        ("new delhi", "14:56:30 New Delhi"),
        ("Asia/Tokyo", "18:26:30 Tokyo"),
        ("Beijing", "17:26:30 Beijing"),
        ("UTC", "09:26:30 UTC"),
        ("local", "11:26:30 CEST"),
        ("start", "+01:00:30 since start"),
    ], "each always agrees with no other"
    assert [face.label for face in (faces[0], *faces[-2:])] == [
        "BST (London)", "your own time (CEST)", "time since the start",
    ]  # fmt: skip
    local = clock_faces(TEN, local=zone("Asia/Dubai"))[-2]
    assert local.named(at("10:26")) == "13:26 your time"
    winter = blog(post("2024-01-05 10:00"), place_zone="Africa/Accra")
    assert [face.short for face in clock_faces(winter)] == ["GMT", "since start"]


def test_faces_that_part_during_the_blog_are_both_kept() -> None:
    over_the_change = blog(
        "2024-10-26 12:00 Summer", "2024-10-28 12:00 Winter", place_zone="Europe/Paris"
    )
    faces = clock_faces(over_the_change, ["Africa/Lagos"])
    assert [face.short for face in faces] == ["BST", "Lagos", "Paris", "UTC", "since start"]
    assert faces[0].named(at("2024-10-26 12:00")) == "Sat 26 Oct 12:00 BST"
    assert faces[0].named(at("2024-10-28 12:00")) == "Mon 28 Oct 12:00 GMT"


def test_a_span_names_both_zones_over_a_change_of_the_clock_and_one_time_once() -> None:
    night = blog("2024-10-27 00:10 Summer", "2024-10-27 02:30 Winter")
    assert FACE.span(TEN.start, TEN.end) == "09:26 to 11:18 BST"
    assert FACE.span(TEN.start, TEN.start) == "09:26 BST"
    assert clock_faces(night)[0].span(night.start, night.end) == "00:10 BST to 02:30 GMT"


FACES = {
    "ten": FACE, "since": SINCE, "days": DAYS, "days since": DAYS_SINCE, "years": YEARS,
    "years since": YEARS_SINCE, "no zone": own_face(TEN._replace(zone="")),
    "Dubai": own_face(TEN._replace(zone="Asia/Dubai")),
}  # fmt: skip
OPTIONS = {"seconds": {"seconds": True}, "unnamed": {"named": False}, "": {}}


@pytest.mark.parametrize(("face", "form", "times", "expected"), answers("forms-of-moments"))
def test_forms_of_a_moment(face: str, form: str, times: list[str], expected: str) -> None:
    name, _, option = form.partition(" ")
    assert getattr(FACES[face], name)(*map(at, times), **OPTIONS[option]) == expected


@given(blogs(), st.integers(-(10**6), 10**6))
def test_every_face_writes_every_moment(sample: LiveBlog, seconds: int) -> None:
    moment = sample.start + timedelta(seconds=seconds)
    for face in clock_faces(sample, ["America/St_Johns"], zone("Pacific/Chatham")):
        assert face.named(moment, seconds=True).startswith(face.time(moment, seconds=True))
        assert face.clock(moment, seconds=True).startswith(face.clock(moment))


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0 s"), (60, "1 min"), (719, "11 min"), (6720, "1 h 52 min"), (90_000, "1 d 1 h")],
)
def test_spans(seconds: int, text: str) -> None:
    assert span_text(timedelta(seconds=seconds)) == text
