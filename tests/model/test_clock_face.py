from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_blogs import at, blog, blogs, bundled_like, post, three_days, zone

from tui.model.blog import LiveBlog
from tui.model.clock_face import ClockFace, clock_faces, span_text, zone_face
from tui.model.errors import OptionError

TEN = bundled_like()


def written(faces: Sequence[ClockFace], time: str = "10:26:30") -> list[str]:
    return [face.named(at(time), seconds=True) for face in faces]


def test_the_faces_of_the_bundled_blog() -> None:
    faces = clock_faces(TEN)
    assert written(faces) == [
        "10:26:30 BST",
        "17:26:30 Beijing",
        "09:26:30 UTC",
        "+01:00:30 since start",
    ]
    assert [face.short for face in faces] == ["BST", "Beijing", "UTC", "since start"]
    assert [face.label for face in faces] == [
        "BST (London)",
        "Beijing",
        "UTC",
        "time since the start",
    ]
    assert [face.clock(at("10:26:30")) for face in faces] == ["10:26", "17:26", "09:26", "+01:00"]
    assert faces[0].with_day(at("10:26")) == "Fri 26 Apr 10:26"
    assert not any(face.several_days for face in faces)


def test_the_readers_own_zone_and_those_asked_for() -> None:
    faces = clock_faces(TEN, ["ET", "new delhi", "Asia/Tokyo"], zone("Europe/Berlin"))
    assert written(faces)[2:-1] == [
        "05:26:30 ET",
        "14:56:30 New Delhi",
        "18:26:30 Tokyo",
        "09:26:30 UTC",
        "11:26:30 CEST",
    ]
    assert faces[-2].label == "your own time (CEST)"
    assert written(clock_faces(TEN, local=zone("Asia/Dubai")))[-2] == "13:26:30 your time"


def test_a_face_that_always_agrees_with_an_earlier_one_is_left_out() -> None:
    assert len(clock_faces(TEN, ["Asia/Singapore", "BST", "London"], zone("Europe/Lisbon"))) == 4
    winter = blog(post("2024-01-05 10:00"), place_zone="Africa/Accra")
    assert [face.short for face in clock_faces(winter)] == ["GMT", "since start"]


def test_faces_that_part_during_the_blog_are_both_kept() -> None:
    over_the_change = blog(
        "2024-10-26 12:00 Summer", "2024-10-28 12:00 Winter", place_zone="Europe/Paris"
    )
    faces = clock_faces(over_the_change, ["Africa/Lagos"])
    assert [face.short for face in faces] == ["BST", "Paris", "Lagos", "UTC", "since start"]
    assert faces[0].named(at("2024-10-26 12:00")) == "Sat 26 Oct 12:00 BST"
    assert faces[0].named(at("2024-10-28 12:00")) == "Mon 28 Oct 12:00 GMT"


def test_a_span_over_a_change_of_the_clock_names_both_its_times() -> None:
    night = blog("2024-10-27 00:10 Summer", "2024-10-27 02:30 Winter")
    assert clock_faces(TEN)[0].span(TEN.start, TEN.end) == "09:26 to 11:18 BST"
    assert clock_faces(TEN)[0].span(TEN.start, TEN.start) == "09:26 BST"
    assert clock_faces(night)[0].span(night.start, night.end) == "00:10 BST to 02:30 GMT"


def test_a_zone_without_letters_is_named_by_its_place() -> None:
    faces = clock_faces(blog("09:26 One", "10:00 Two", zone="Asia/Dubai"))
    assert written(faces)[0] == "13:26:30 Dubai"


def test_a_blog_of_three_days_shows_the_day() -> None:
    face = clock_faces(three_days())[0]
    assert face.several_days
    assert face.time(at("2024-04-27 03:10")) == "Sat 27 Apr 03:10"
    assert face.clock(at("2024-04-27 03:10")) == "03:10"
    assert (face.day(at("2024-04-27 03:10")), face.year(at("2024-04-27 03:10"))) == ("27 Apr", "")
    since = clock_faces(three_days())[-1]
    assert since.time(at("2024-04-29 23:05")) == "+3d 00:15"
    assert since.with_day(at("2024-04-26 22:49:30"), seconds=True) == "-00:00:30"


def test_a_blog_over_a_new_year_shows_the_year() -> None:
    face, *_, since = clock_faces(blog("2023-12-31 23:50 Almost", "2024-01-01 00:10 Now"))
    assert face.time(at("2024-01-01 00:10")) == "Mon 1 Jan 2024 00:10"
    assert [face.day(at("2024-01-01 00:10")), face.year(at("2024-01-01 00:10"))] == [
        "1 Jan",
        "2024",
    ]
    assert since.year(at("2024-01-01 00:10")) == ""


def test_days_are_those_of_the_face() -> None:
    evening = blog(
        "16:30 Late in Beijing", "17:30 After midnight there", place_zone="Asia/Shanghai"
    )
    london, beijing, *_ = clock_faces(evening)
    assert (london.several_days, beijing.several_days) == (False, True)
    assert beijing.time(at("17:30")) == "Sat 27 Apr 00:30"


def test_a_moment_beside_another_has_its_day_and_year_where_they_differ() -> None:
    face, *_, since = clock_faces(TEN)
    near = at("10:26")
    assert face.named_near(at("09:26"), near) == "09:26 BST"
    assert (
        face.named_near(at("2024-04-27 09:26:05"), near, seconds=True) == "Sat 27 Apr 09:26:05 BST"
    )
    assert face.named_near(at("2023-12-31 09:26"), near) == "Sun 31 Dec 2023 09:26 GMT"
    assert since.named_near(at("2024-04-27 09:26"), near) == "+1d 00:00 since start"


def test_a_full_time_has_all_and_seconds_where_there_are_any() -> None:
    face, *_, since = clock_faces(TEN)
    assert face.full(at("10:26")) == "Fri 26 Apr 2024, 10:26 BST"
    assert face.full(at("10:26:05"), named=False) == "Fri 26 Apr 2024, 10:26:05"
    assert face.full(at("10:26"), seconds=True) == "Fri 26 Apr 2024, 10:26:00 BST"
    assert since.full(at("10:26")) == "+01:00 since start"


def test_the_days_of_a_blog() -> None:
    face = clock_faces(TEN)[0]
    assert face.days(at("09:26"), at("11:18")) == "Friday 26 April 2024"
    assert face.days(at("2024-04-26 09:26"), at("2024-05-02 11:18")) == "26 Apr to 2 May 2024"
    assert face.days(at("2023-12-31 09:26"), at("2024-01-01 11:18")) == "31 Dec 2023 to 1 Jan 2024"


def test_a_zone_alone_has_the_face_that_a_blog_in_it_has() -> None:
    assert zone_face(TEN.zone, TEN.start, TEN.end) == clock_faces(TEN)[0]
    assert zone_face("", TEN.start, TEN.end).named(at("10:26")) == "09:26 UTC"
    assert zone_face("Asia/Dubai", TEN.start, TEN.end).full(at("10:26")) == (
        "Fri 26 Apr 2024, 13:26 Dubai"
    )


def test_an_unknown_zone_is_an_error() -> None:
    with pytest.raises(OptionError, match='No time zone "Nowhere"'):
        clock_faces(TEN, ["Nowhere"])


def test_each_face_of_a_blog_has_a_key_of_its_own_as_what_is_drawn_is_kept_by_it() -> None:
    faces = clock_faces(
        TEN,
        ["Beijing", "china", "+08:00", "Asia/Tokyo", "tokyo", "UTC", "GMT", "ET"],
        zone("Asia/Tokyo"),
    )
    keys = [face.key for face in faces]
    assert keys == ["Europe/London", "Asia/Shanghai", "Asia/Tokyo", "UTC", "ET", "start"]


@given(blogs(), st.integers(-(10**6), 10**6))
def test_every_face_writes_every_moment(sample: LiveBlog, seconds: int) -> None:
    moment = sample.start + timedelta(seconds=seconds)
    for face in clock_faces(sample, ["America/St_Johns"], zone("Pacific/Chatham")):
        assert face.named(moment, seconds=True).startswith(face.time(moment, seconds=True))
        assert face.clock(moment, seconds=True).startswith(face.clock(moment))


def test_spelled_out_days_and_months_have_their_whole_names() -> None:
    face = clock_faces(bundled_like())[0]._replace(spelled_out=True)
    assert face.full(at("09:26")) == "Friday 26 April 2024, 09:26 BST"
    assert face.with_day(at("09:26")) == "Friday 26 April 09:26"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 s"),
        (45, "45 s"),
        (60, "1 min"),
        (719, "11 min"),
        (6720, "1 h 52 min"),
        (90_000, "1 d 1 h"),
    ],
)
def test_spans(seconds: int, text: str) -> None:
    assert span_text(timedelta(seconds=seconds)) == text
