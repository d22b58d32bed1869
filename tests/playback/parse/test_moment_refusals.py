from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sample_blogs import at, blog, blogs, bundled_like, clean_texts, wild_texts

from tui.model.blog import LiveBlog
from tui.model.errors import MomentError
from tui.playback.parse.moment import TypedMoment, parse_moment

TEN = bundled_like()
AT_TEN = at("10:00")
_PIECES = "26 4 10 1026 2024 20240426 10:26 3rd april fri noon am pm at , . - + / z utc beijing"


def refused(text: str, *, sample: LiveBlog = TEN, position: datetime = AT_TEN) -> tuple[str, str]:
    """The message, and the part of the text that it is about."""
    with pytest.raises(MomentError) as caught:
        parse_moment(text, blog=sample, position=position)
    return str(caught.value), text[caught.value.start : caught.value.end]


@pytest.mark.parametrize(
    ("text", "marked", "says"),
    [
        # Half typed
        ("", "", "Type a time such as 10:11"),
        ("   ", "", "Type a time such as 10:11"),
        ("10:", ":", "Two more digits belong here, such as 10:11."),
        (" 10:2", "2", "Two digits belong here, such as 10:11."),
        ("10:26:", ":", "Two more digits"),
        ("+", "+", "Type how far to go, such as +10m"),
        ("#", "#", "Type the number of a post, such as #7; the posts are #1 to #10."),
        ("%", "%", "such as 50%"),
        ("sta", "sta", 'Go on typing "start"'),
        ("n", "n", 'Go on typing "next"'),
        ("10:26 Bei", "Bei", "did you mean Beijing or Beirut?"),
        # Wrong
        ("25:00", "25", "Not a time: hours run from 0 to 23"),
        ("50", "50", "Not a time: hours run from 0 to 23"),
        ("24:01", "24", "Not a time: hours run from 0 to 23"),
        ("10:75", "75", "Minutes go from 00 to 59"),
        ("10:26:75", "75", "Seconds go from 00 to 59"),
        ("10:266", "266", "Two digits belong here"),
        ("13am", "13", "from 1 to 12"),
        ("am 10:26", "am", "Type the hour before it"),
        ("12345", "12345", "at most six digits"),
        ("10:26:30:15", "10:26:30:15", "hours, minutes and seconds"),
        ("10:26 10:43", "10:43", "One time is enough"),
        ("10:26 UTC+1 +2", "+2", "One time is enough"),
        ("2024-04-26 10:26 5", "5", "One time is enough"),
        ("10:26 Beijin", "Beijin", "did you mean Beijing?"),
        ("10:26 zzzz", "zzzz", 'No place or time zone "zzzz"'),
        ("10:26@", "@", '"@" has no place in a time'),
        ("Sat 26 April 10:26", "Sat", "26 April 2024 is a Friday"),
        ("31 February", "31 February", '"31 February" is no date; one is 26 April.'),
        ("2024-13-45", "2024-13-45", "is no date"),
        ("April 2024", "April", "A date needs its day"),
        ("#0", "0", "No post 0; the posts are #1 to #10."),
        ("#11", "11", "No post 11"),
        ("#1e9", "e9", "Type the number of a post"),
        ("10m", "10m", "Write +10m to go forward or -10m to go back."),
        ("+x", "x", "a number with h, m or s"),
        ("+10x", "x", "Write h, m or s after a number"),
        ("+1h 10y", "y", "Write h, m or s after a number"),
        ("+999999999999h", "+999999999999h", "That is too far"),
        ("+" + "9" * 20 + "h", "9" * 20 + "h", "That is too far"),
        ("9" * 20 + "%", "9" * 20 + "%", "such as 50%"),
        (" qwerty ", "qwerty", "No such time or headline. Try 10:11"),
        ("hello?", "hello?", "No such time or headline"),
        ("?", "?", "No such time or headline"),
        ("anfare", "anfare", "No such time or headline"),
    ],
)
def test_what_is_not_understood_is_marked_with_a_sentence(
    text: str, marked: str, says: str
) -> None:
    message, part = refused(text)
    assert says in message
    assert part == marked


@pytest.mark.parametrize(
    "word",
    ["start", "end", "next", "previous", "noon", "midnight", "today", "yesterday", "tomorrow"],
)
def test_a_word_that_is_being_typed_is_offered(word: str) -> None:
    for typed in (word[:-1], word[:-1].upper()):
        assert f'Go on typing "{word}"' in refused(typed)[0]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("+10 parsecs", "parsecs"),
        ("-1h x", "x"),
        ("+10s30", "30"),
        (" +1w2", "2"),
        ("+1234567890123h", "1234567890123h"),
    ],
)
def test_the_wrong_part_of_a_span_is_marked(text: str, marked: str) -> None:
    message, part = refused(text)
    assert message.endswith("+10m, -90s or +1h30m.")
    assert part == marked


def test_no_control_character_comes_back_in_a_message() -> None:
    message, part = refused("10:26 \x1b]0;title\x07")
    assert part == "\x1b"
    assert message.isprintable()


def test_next_and_previous_beyond_the_edges() -> None:
    assert "No post comes after this moment" in refused("next", position=at("11:18"))[0]
    assert "No post comes before this moment" in refused("previous", position=at("09:00"))[0]


def test_the_only_post() -> None:
    assert "the only post is #1" in refused("#2", sample=blog("09:26 Only"))[0]


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
@example("9999-12-31 24:00", TEN, timedelta(0))
@example("0001-01-01 00:00 Beijing", TEN, timedelta(0))
@example("x" * 100_000, TEN, timedelta(0))
def test_any_text_is_a_moment_or_one_clear_sentence(
    text: str, sample: LiveBlog, after: timedelta
) -> None:
    found = _parsed(text, sample, sample.start.astimezone(UTC) + after)
    if isinstance(found, MomentError):
        assert 0 <= found.start <= found.end <= len(text)
        assert str(found)
        assert str(found).isprintable()
        assert found.start < found.end or not text.strip()
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
