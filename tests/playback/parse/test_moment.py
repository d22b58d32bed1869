"""Moments as people type them: understood, or refused in a sentence."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from readings import answers
from sample_blogs import (
    at,
    blog,
    blogs,
    bundled_like,
    clean_texts,
    post,
    three_days,
    wild_texts,
    zone,
)

from tui.model.blog import Author, Image, LiveBlog, Paragraph, SummaryPoint, Version
from tui.model.clock_face import clock_faces
from tui.model.errors import MomentError
from tui.playback.parse.moment import TypedMoment, parse_moment

TEN = bundled_like()
AT_TEN = at("10:00")
_PIECES = "26 4 10 1026 2024 20240426 10:26 3rd april fri noon am pm at , . - + / z utc beijing"


def understood(text: str, *, sample: LiveBlog = TEN, position: datetime = AT_TEN) -> TypedMoment:
    return parse_moment(text, blog=sample, position=position)


ANSWERS: dict[str, str] = answers("typed-moments")
"""Typed at 10:00 of the bundled blog: the moment with its post, or why it is none."""


def answer(text: str, *, sample: LiveBlog = TEN) -> str:
    try:
        return understood(text, sample=sample).describe(TEN, len(TEN.posts))
    except MomentError as error:
        return str(error)


@pytest.mark.parametrize("typed", ANSWERS)
def test_what_is_typed_is_a_moment_or_a_sentence(typed: str) -> None:
    assert answer(typed) == ANSWERS[typed]


@pytest.mark.parametrize("date", ["2024-05-04", "20240504", "4/5/2024", "04-05-2024", "4.5.2024"])
def test_a_date_in_figures_is_of_its_day_and_month(date: str) -> None:
    sample = blog("2024-05-01 10:00 First", "2024-05-31 10:00 Last")
    found = understood(f"{date} 10:26", sample=sample, position=sample.start)
    assert found.said == "Sat 4 May 10:26 BST"
    assert understood(f"{date} 10:26").asked == "Sat 4 May 10:26 BST"


@pytest.mark.parametrize(
    ("typed", "post"),
    [
        *(("tiktok", 2), ("TikTok here", 2), ("fanfare", 3), ("stripped of", 3)),
        *(("start-up", 4), ("here to", 2), ("'tiktok", 1)),
    ],
)
def test_the_beginning_of_a_headline_comes_before_words_inside(typed: str, post: int) -> None:
    sample = blog(
        "10:00 The ban of ‘TikTok’ in the US",
        "10:01 TikTok here to stay",
        "10:02 A visit stripped of fanfare",
        "10:03 Stop-start-up talks, says Xi",
    )
    assert understood(typed, sample=sample).post == post - 1


def test_outside_the_blog_the_nearest_moment_is_offered() -> None:
    for text, nearest in (("12:00", "11:18"), ("9", "09:26"), ("+3d", "11:18")):
        found = understood(text)
        assert found.moment == at(nearest)
        assert found.outside is not None
    assert understood("10:26:30.5").moment == at("10:26:30.500000")
    assert understood("10:26:30.5").outside is None


def test_a_time_without_a_zone_is_one_of_the_face_shown() -> None:
    faces = clock_faces(TEN, local=zone("Europe/Berlin"))
    beijing_first = (faces[1], *faces[:1], *faces[2:])
    found = parse_moment("17:26", blog=TEN, position=AT_TEN, zones=beijing_first)
    assert (found.moment, found.said) == (at("10:26"), "17:26 Beijing")
    assert parse_moment("11:26 CEST", blog=TEN, position=AT_TEN, zones=faces).said == "10:26 BST"
    counting = parse_moment("10:26", blog=TEN, position=AT_TEN, zones=faces[-1:])
    assert counting.said == "10:26 BST"


@pytest.mark.parametrize(("position", "typed", "said"), answers("moments-by-position"))
def test_without_a_date_the_day_nearest_to_the_position_is_meant(
    position: str, typed: str, said: str
) -> None:
    assert understood(typed, sample=three_days(), position=at(position)).said == said


def test_a_time_within_the_blog_comes_before_a_nearer_one_outside() -> None:
    sample = blog("2024-04-26 09:00 First", "2024-04-27 09:00 Last")
    for typed, position, said in (
        ("22:00", sample.start, "Fri 26 Apr 22:00 BST"),
        ("10:00", sample.end, "Fri 26 Apr 10:00 BST"),
        ("tomorrow 06:00 Beijing", at("2024-04-26 20:00"), "Sat 27 Apr 23:00 BST"),
    ):
        found = understood(typed, sample=sample, position=position)
        assert found.asked or found.said == said


def test_the_hour_that_a_change_of_clocks_repeats_or_leaves_out() -> None:
    autumn = blog("2024-10-27 00:30 Before", "2024-10-27 03:30 After")
    late = at("2024-10-27 03:00")
    assert understood("1:30", sample=autumn, position=at("2024-10-27 00:30")).said == "01:30 BST"
    assert understood("+0m", sample=autumn, position=at("2024-10-27 01:30")).outside is None
    assert understood("1:30", sample=autumn, position=late).said == "01:30 GMT"
    assert understood("1:30 BST", sample=autumn, position=late).said == "01:30 BST"
    spring = blog("2024-03-31 00:30 Before", "2024-03-31 03:30 After")
    assert understood("1:30", sample=spring, position=spring.start).said == "02:30 BST"


def test_a_minute_typed_means_all_of_it() -> None:
    sample = blog("09:26:42 First", "09:26:50 Second", "13:50:07 Third", "13:50:53 Fourth")
    for text, moment in answers("minutes-typed").items():
        found = understood(text, sample=sample)
        assert (found.moment, found.outside, found.said) == (at(moment), None, f"{moment} BST")
    assert understood("09:26:00", sample=sample).outside is not None
    assert understood("09:25", sample=sample).outside == at("09:25")
    assert understood("13:51", sample=sample).outside == at("13:51")
    night = blog("2024-04-26 09:26:42 First", "2024-04-27 09:25:30 Last")
    assert understood("09:26", sample=night, position=night.end).outside is None
    assert understood("26 April", sample=blog("13:00 First", "14:00 Last")).outside is None


def test_a_minute_typed_holds_its_edits_and_points_of_the_summary() -> None:
    edited = post("09:26", "First")
    edited = edited._replace(
        versions=(Version(at("10:00:40"), edited._replace(headline="Second")),)
    )
    point = SummaryPoint(Paragraph("Known since."), known=at("10:01:20"))
    sample = blog(edited, "11:00 Last")._replace(summary=(point,))
    assert understood("10:00", sample=sample).moment == at("10:00:40")
    assert understood("10:01", sample=sample).moment == at("10:01:20")
    last = post("11:00", "Last")
    later = last._replace(versions=(Version(at("11:00:30"), last._replace(headline="Later")),))
    found = understood("11:00", sample=blog("10:00 First", later))
    assert (found.moment, found.outside) == (at("11:00"), None)


def test_now_is_the_live_edge() -> None:
    live = TEN._replace(edge=at("11:40"))
    assert understood("now", sample=live).moment == at("11:40")
    assert "No such time or headline" in answer("now")


def test_a_whole_headline_wins_over_the_beginning_of_another() -> None:
    sample = blog(
        "09:26 Breaking news from Paris",
        "09:30 Breaking news",
        "09:40 10 things to know",
        "09:50 End of it",
    )
    assert understood("breaking news", sample=sample).post == 1
    assert understood("Breaking", sample=sample).post == 0
    assert understood("10 things", sample=sample).post == 2
    assert understood("end of", sample=sample).post == 3


def test_a_title_is_hidden_until_its_post_is_known_and_cut_after_a_hundred_signs() -> None:
    first = post("09:26", "First", versions=(Version(at("09:28"), post("09:26", "Mended")),))
    sample = blog(first, f"09:30 {'word ' * 30}")
    assert understood("09:27", sample=sample).describe(sample, 1).endswith("1 of 2 · First")
    assert understood("09:29", sample=sample).describe(sample, 1).endswith("1 of 2 · Mended")
    assert understood("mended", sample=sample).describe(sample, 1).endswith("1 of 2 · First")
    found = understood("09:30", sample=sample)
    assert found.describe(sample, 1) == "09:30 BST · post 2 of 2"
    title = found.describe(sample, 2).removeprefix("09:30 BST · post 2 of 2 · ")
    assert (len(title), title[-5:]) == (100, "word…")


def test_a_post_without_a_headline_is_known_by_its_first_words() -> None:
    words = post("09:30", body=(Image(), Paragraph("Police have closed\nthe road.")))
    sample = blog("09:26 First", words)
    assert understood("police have", sample=sample).describe(sample, len(sample.posts)) == (
        "09:30 BST · post 2 of 2 · Police have closed the road."
    )
    assert post(kicker="Breaking", by=Author("Ann")).title == "Breaking"


@given(blogs(), st.data())
def test_what_a_face_tells_leads_back(sample: LiveBlog, data: st.DataObject) -> None:
    """A time copied from the screen, with seconds, is understood as that moment."""
    seconds = int((sample.end - sample.start).total_seconds())
    moment = sample.start.astimezone(UTC) + timedelta(seconds=data.draw(st.integers(0, seconds)))
    for face in clock_faces(sample)[:-1]:
        typed = f"{face.with_day(moment, seconds=True)} {face.name_at(moment)}"
        assert parse_moment(typed, blog=sample, position=sample.start).moment == moment.replace(
            microsecond=0
        )


def test_a_blog_of_a_single_post() -> None:
    assert "the only post is #1" in answer("#2", sample=blog("09:26 Only"))


@given(
    st.one_of(
        wild_texts,
        clean_texts,
        st.from_regex(
            r"[-+#]?[0-9]{1,4}([:.h][0-9]{0,3}){0,3} ?([ap]m|BST|UTC|Z|[+-][0-9]{1,4}|%|m|h)?",
            fullmatch=True,
        ),
        st.lists(st.sampled_from(_PIECES.split()), max_size=6).map(" ".join),
    ),
    blogs(),
    st.timedeltas(timedelta(days=-2), timedelta(days=4)),
)
@example("9" * 5000, TEN, timedelta(0))
@example("9999-12-31 23:59 New York", TEN, timedelta(0))
@example("0001-01-01 00:00 Beijing", TEN, timedelta(0))
@example("x" * 100_000, TEN, timedelta(0))
def test_any_text_is_a_moment_or_one_clear_sentence(
    text: str, sample: LiveBlog, after: timedelta
) -> None:
    found = _parsed(text, sample, sample.start.astimezone(UTC) + after)
    if isinstance(found, MomentError):
        assert str(found)
        assert str(found).isprintable()
    else:
        assert sample.start <= found.moment <= sample.end
        assert found.post is not None
        assert sample.posts[found.post].published <= found.moment
        assert found.describe(sample, len(sample.posts)).startswith(found.asked or found.said)


def _parsed(text: str, sample: LiveBlog, position: datetime) -> TypedMoment | MomentError:
    try:
        return parse_moment(text, blog=sample, position=position)
    except MomentError as error:
        return error
