"""Moments as people type them: what is understood, and what is refused in a sentence."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
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


UNDERSTOOD = (
    # The clock
    ("10:26", "10:26|10.26|1026|10h26|10.26 AM|10:26a|  10:26  |at 10:26|１０：２６"),
    ("09:26", "926"),
    ("10:26:30", "10:26:30|102630"),
    ("10:26:30.500000", "10:26:30.5"),
    ("10:00", "10|10h|10am|10 a.m."),
    # The zone
    ("09:30", "16:30 Beijing|4:30pm in Beijing|Beijing 16:30|16:30 Beijing time"),
    ("09:30", "16:30 asia/shanghai"),
    ("10:30", "09:30 UTC|9:30Z"),
    ("10:26", "10:26 BST|09:26 GMT|5:26 New York|5:26 ET|17:26 CST|17:26 +08:00|17:26 UTC+8"),
    # The date
    ("10:26", "2024-04-26T10:26+01:00|2024-04-26T09:26:00.000Z|20240426T092600Z"),
    ("10:26", "2024-04-26 10:26|2024-04-26 5.26pm Beijing|26 April 10:26|26th April, 10:26"),
    ("10:26", "April 26 10:26|10:26 on the 26th of April|26 April 2024 1026|1026 26 April 2024"),
    ("10:26", "1026 April 26 2024|Fri 10:26|Friday, 10:26|Fri 26 April 2024 10:26|26/4 10:26"),
    ("10:26", "Fri 26 10:26|26 10.26|26. April, 10:26|10:26 Uhr"),
    ("10:26", "26/04/2024 10.26|26.04.2024 10.26|26.4. 10:26|26-04-2024 10:26|today 10:26"),
    # A date alone is where that day of the blog begins
    ("09:26", "26 April|2024-04-26|Fri|today"),
    # From where the replay stands
    ("10:10", "+10m|+10"),
    ("09:58:30", "-90s|\N{MINUS SIGN}90s"),
    ("09:57:50", "-2m10s|-0:02:10|-130 SECS|- 2 min 10 s"),
    ("10:00:03", "+3s|+3sec|+3secs|+3second|+3seconds"),
    ("10:03", "+3m|+3min|+3mins|+3minute|+3minutes"),
    ("11:00", "+1h|+1hr|+1hrs|+1hour|+1hours"),
    ("11:05", "+1h5m|+1h05|+1:05|+ 1 hour 5 minutes"),
    ("10:30", "+0.5h"),
    # Parts and posts
    ("10:22", "50%"),
    ("09:40", "12.5 %"),
    ("09:26", "0%|start|the start|beginning|First"),
    ("11:18", "100%|150%|END|the end|last|latest"),
    ("10:26", "#7|# 7|post 7|Post 7"),
    ("09:26", "#1"),
    # A headline's first words
    ("10:26", "A visit|a VISIT stripped of fanfare|A visit stripped…"),
    ("09:45", "China and US should ‘be partners"),
    ("11:03", "us–china is the world’s"),
    ("10:11", "There are 'still"),
    ("09:57", "Xi"),
)


@pytest.mark.parametrize(("time", "texts"), UNDERSTOOD)
def test_what_is_understood(time: str, texts: str) -> None:
    for text in texts.split("|"):
        found = understood(text)
        assert (found.moment, found.outside) == (at(time), None), text


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


@pytest.mark.parametrize(
    ("text", "asked", "nearest"),
    [
        ("12:00", "12:00 BST is after this blog ends", "11:18"),
        ("noon", "12:00 BST is after this blog ends", "11:18"),
        ("9", "09:00 BST is before this blog begins", "09:26"),
        ("midnight", "00:00 BST is before this blog begins", "09:26"),
        ("10:26pm", "22:26 BST is after this blog ends", "11:18"),
        ("tomorrow 10:26", "Sat 27 Apr 10:26 BST is after this blog ends", "11:18"),
        ("yesterday", "Thu 25 Apr 00:00 BST is before this blog begins", "09:26"),
        ("Monday 10:26", "Mon 29 Apr 10:26 BST is after this blog ends", "11:18"),
        ("26 April 2023 10:26", "Wed 26 Apr 2023 10:26 BST is before this blog begins", "09:26"),
        ("2030-01-01", "Tue 1 Jan 2030 00:00 GMT is after this blog ends", "11:18"),
        ("10:26 GMT", "11:26 BST is after this blog ends", "11:18"),
        ("+1h30m", "11:30 BST is after this blog ends", "11:18"),
        ("-35m", "09:25 BST is before this blog begins", "09:26"),
        ("+3d", "Mon 29 Apr 10:00 BST is after this blog ends", "11:18"),
        ("+2 days", "Sun 28 Apr 10:00 BST is after this blog ends", "11:18"),
        # A time that could be a year is none beside one after the month.
        ("1930 26 April 2024", "19:30 BST is after this blog ends", "11:18"),
        ("26 April 2024 1930", "19:30 BST is after this blog ends", "11:18"),
    ],
)
def test_outside_the_blog_it_says_so_and_offers_the_nearest(
    text: str, asked: str, nearest: str
) -> None:
    found = understood(text)
    assert found.moment == at(nearest)
    assert found.outside is not None
    post_of = {
        "11:18": "post 10 of 10 · Blinken to hold",
        "09:26": "post 1 of 10 · Hello and welcome",
    }[nearest]
    assert found.describe(TEN, len(TEN.posts)).startswith(
        f"{asked}; the nearest is {nearest} BST · {post_of}"
    )


def test_a_time_without_a_zone_is_one_of_the_face_shown() -> None:
    faces = clock_faces(TEN, local=zone("Europe/Berlin"))
    beijing_first = (faces[1], *faces[:1], *faces[2:])
    found = parse_moment("17:26", blog=TEN, position=AT_TEN, zones=beijing_first)
    assert (found.moment, found.said) == (at("10:26"), "17:26 Beijing")
    assert parse_moment("11:26 CEST", blog=TEN, position=AT_TEN, zones=faces).said == "10:26 BST"
    counting = parse_moment("10:26", blog=TEN, position=AT_TEN, zones=faces[-1:])
    assert counting.said == "10:26 BST"


@pytest.mark.parametrize(
    ("position", "typed", "said"),
    [
        ("2024-04-27 03:10", "12:00", "Sat 27 Apr 12:00 BST"),
        ("2024-04-28 12:00", "12:00", "Sun 28 Apr 12:00 BST"),
        ("2024-04-27 03:10", "23:30", "Fri 26 Apr 23:30 BST"),
        ("2024-04-27 03:10", "Monday 1am", "Mon 29 Apr 01:00 BST"),
        ("2024-04-27 03:10", "28th 4pm", "Sun 28 Apr 16:00 BST"),
        ("2024-04-26 12:00", "Sat 27 03:10", "Sat 27 Apr 03:10 BST"),  # as on the scale
        ("2024-04-27 03:10", "28 April", "Sun 28 Apr 00:00 BST"),
        ("2024-04-27 03:10", "midnight", "Sat 27 Apr 00:00 BST"),
        ("2024-04-27 03:10", "tomorrow", "Sun 28 Apr 00:00 BST"),
    ],
)
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
    assert understood("1:30", sample=autumn, position=late).said == "01:30 GMT"
    assert understood("1:30 BST", sample=autumn, position=late).said == "01:30 BST"
    spring = blog("2024-03-31 00:30 Before", "2024-03-31 03:30 After")
    assert understood("1:30", sample=spring, position=spring.start).said == "02:30 BST"


def test_a_minute_typed_means_all_of_it() -> None:
    sample = blog("09:26:42 First", "09:26:50 Second", "13:50:07 Third", "13:50:53 Fourth")
    for text, moment in {
        "09:26": "09:26:50",
        "13:50": "13:50:53",
        "1350": "13:50:53",
        "13:50 BST": "13:50:53",
        "13:49": "13:49",
        "13:50:07": "13:50:07",
        "135007": "13:50:07",
    }.items():
        found = understood(text, sample=sample)
        assert (found.moment, found.outside, found.said) == (at(moment), None, f"{moment} BST")
    assert understood("09:26:00", sample=sample).outside is not None
    assert understood("09:25", sample=sample).outside == at("09:25")
    assert understood("13:51", sample=sample).outside == at("13:51")


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
    assert "No such time or headline" in refused("now")


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
    sample = blog("09:26 First", f"09:30 {'word ' * 30}")
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
    assert (
        understood("end", sample=blog(post("09:26"))).describe(sample, len(sample.posts))
        == "09:26 BST · post 1 of 2 · First"
    )


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


# What is not understood


def refused(text: str, *, sample: LiveBlog = TEN) -> str:
    with pytest.raises(MomentError) as caught:
        parse_moment(text, blog=sample, position=AT_TEN)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        # Half typed
        ("", "Type a time such as 10:11"),
        ("   ", "Type a time such as 10:11"),
        ("10:", "10: is no time; one is 10:11."),
        (" 10:2", "10:2 is no time"),
        ("+", "a number with h, m or s, such as +10m"),
        ("#", "No such post; the posts are #1 to #10."),
        ("%", "No such time or headline"),
        ("10:26 Bei", "did you mean Beijing or Beirut?"),
        # Wrong
        ("25:00", "25:00 is no time"),
        ("10:75", "10:75 is no time"),
        ("10:26:75", "10:26:75 is no time"),
        ("10:266", "10:266 is no time"),
        ("13am", "13am is no time"),
        ("10:26:30:15", "10:26:30:15 is no time"),
        ("10:26 10:43", "One time is enough, such as 10:11."),
        ("noon 10:43", "One time is enough, such as 10:11."),
        ("2024-04-26 10:26 5", "One time is enough"),
        ("10:26 UTC+1 +2", 'No place or time zone "UTC+1 +2"'),
        ("10:26 Beijin", "did you mean Beijing?"),
        ("10:26 zzzz", 'No place or time zone "zzzz"; a time with its zone is 10:11 UTC.'),
        ("10:26@", '"@" has no place in a time'),
        ("Sat 26 April 10:26", "26 April 2024 is a Friday; leave the weekday out."),
        ("31 February", '"31 February" is no date; one is 26 April.'),
        ("2024-13-45", "is no date"),
        ("May", "A date needs its day, such as 26 May."),
        ("April 2024", "A date needs its day, such as 26 April."),
        ("0001-01-01 00:00 Beijing", "That is too far; try 10:11."),
        ("#0", "No such post; the posts are #1 to #10."),
        ("#11", "No such post"),
        ("post 1e9", "No such post"),
        ("10m", "Write +10m to go forward or -10m to go back."),
        ("+10 parsecs", "+10m, -90s or +1h30m."),
        ("+1h 10y", "+10m, -90s or +1h30m."),
        ("+10s30", "+10m, -90s or +1h30m."),
        ("+999999999999h", "+10m, -90s or +1h30m."),
        ("9" * 20 + "%", "has no place in a time"),
        (" qwerty ", "No such time or headline. Try 10:11"),
        ("?", "No such time or headline"),
        ("10:26 \x1b]0;title\x07", "has no place in a time"),
        ("anfare", "No such time or headline"),
    ],
)
def test_what_is_not_understood_is_said_in_a_sentence(text: str, says: str) -> None:
    message = refused(text)
    assert says in message
    assert message.isprintable()


def test_a_blog_of_a_single_post() -> None:
    assert "the only post is #1" in refused("#2", sample=blog("09:26 Only"))


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
        assert (found.outside is None) == (found.asked == "")
        assert found.describe(sample, len(sample.posts)).startswith(found.asked or found.said)


def _parsed(text: str, sample: LiveBlog, position: datetime) -> TypedMoment | MomentError:
    try:
        return parse_moment(text, blog=sample, position=position)
    except MomentError as error:
        return error
