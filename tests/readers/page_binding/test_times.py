"""The page's times: those of all posts or of none."""

from datetime import datetime, timedelta

import pytest
from page_with_posts import article, live, moment

from tui.model.blog import LiveBlog
from tui.readers.page_binding.times import (
    ALL_EQUAL,
    EDITS,
    NONE_SHOWN,
    OUT_OF_ORDER,
    SHIFTED,
    TOO_FEW,
    moment_of,
)

TYPED = [timedelta(hours=2, minutes=3 * number) for number in range(5)]
"""How long before its publication each post was typed."""


def typed(number: int) -> dict[str, str]:
    return {"time": (moment(number) - TYPED[number]).isoformat()}


def shown(number: int) -> str:
    return f'<time datetime="{moment(number).isoformat()}">09:00</time>'


def times(blog: LiveBlog) -> list[datetime]:
    """The posts' times, the newest first."""
    return [post.published for post in reversed(blog.posts)]


def why_not(blog: LiveBlog) -> str:
    assert blog.binding is not None
    return blog.binding.why_not_times


RIGHT = [moment(number) for number in range(5)]
OWN = sorted((moment(number) - TYPED[number] for number in range(5)), reverse=True)


def test_a_time_of_publication_is_believed_before_that_of_typing() -> None:
    blog = live(*(article(n, head=shown(n)) for n in range(5)), data=typed)
    assert times(blog) == RIGHT
    assert blog.binding is not None
    assert blog.binding.times == 5


@pytest.mark.parametrize(
    "head",
    [
        lambda n: f'<time datetime="{moment(n) + timedelta(minutes=8)}">x</time>{shown(n)}',
        lambda n: (
            f'{shown(n)}<blockquote><time datetime="{moment(n) - timedelta(hours=5)}">then'
            "</time></blockquote>"
        ),
        lambda n: (
            f'{shown(n)}<div class="comments"><p>Liar!</p>'
            f'<time datetime="{moment(n) - timedelta(hours=3)}">x</time></div>'
        ),
        lambda n: (
            f'{shown(n)}<figure><img src="/a.png">'
            f'<time datetime="{moment(n) - timedelta(hours=3)}">x</time></figure>'
        ),
        lambda n: f'{shown(n)}<time datetime="1999-01-01T00:00:00Z">then</time>',
        lambda n: f'<span data-published="{int(moment(n).timestamp())}000">9 am</span>',
        lambda n: f'<span data-time="{moment(n).isoformat()}">vor 3 Stunden</span>',
    ],
)
def test_the_earliest_plausible_one_outside_of_what_others_say(head: object) -> None:
    assert callable(head)
    blog = live(*(article(n, head=head(n)) for n in range(5)), data=typed)
    assert times(blog) == RIGHT


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        (lambda n: "", NONE_SHOWN),
        (lambda n: f'<time datetime="{moment(n):%Y-%m-%dT%H:%M}">9:00</time>', NONE_SHOWN),
        (lambda n: "<time>3 h ago</time>", NONE_SHOWN),
        (
            lambda n: f'<time datetime="{moment(n).isoformat()}">updated 3 h ago</time>',
            NONE_SHOWN,
        ),
        (
            lambda n: f'<p>Mis à jour <time datetime="{moment(n).isoformat()}">9h</time></p>',
            NONE_SHOWN,
        ),
        (lambda n: f'<i data-last-modified="{int(moment(n).timestamp())}">x</i>', NONE_SHOWN),
        (lambda n: shown(n) if n < 3 else "", TOO_FEW),
        (lambda n: shown(0) if n < 3 else shown(n), ALL_EQUAL),
        (lambda n: shown((n * 2) % 5), OUT_OF_ORDER),
    ],
)
def test_all_or_none(head: object, reason: str) -> None:
    assert callable(head)
    blog = live(*(article(n, head=head(n)) for n in range(5)), data=typed)
    assert times(blog) == OWN
    assert why_not(blog) == reason


@pytest.mark.parametrize("minutes", [60, -120, 330, 15, -345])
def test_one_common_shift_of_quarters_is_a_wrong_zone(minutes: int) -> None:
    def head(number: int) -> str:
        wrong = moment(number).replace(second=0) + timedelta(minutes=minutes)
        return f'<time datetime="{wrong.isoformat()}">x</time>'

    def seconds(number: int) -> dict[str, str]:
        return {"time": moment(number).replace(second=11 * number).isoformat()}

    blog = live(*(article(n, head=head(n)) for n in range(5)), data=seconds)
    assert times(blog) == [moment(n).replace(second=11 * n) for n in range(5)]
    assert why_not(blog) == SHIFTED


def test_seven_minutes_are_no_zone() -> None:
    def early(number: int) -> dict[str, str]:
        return {"time": (moment(number) - timedelta(minutes=7)).isoformat()}

    assert times(live(*(article(n, head=shown(n)) for n in range(5)), data=early)) == RIGHT


def test_where_the_minute_agrees_the_datas_seconds_stay() -> None:
    def seconds(number: int) -> dict[str, str]:
        late = timedelta(minutes=90 if number == 4 else 0)
        return {"time": (moment(number).replace(second=23) - late).isoformat()}

    blog = live(*(article(n, head=shown(n)) for n in range(5)), data=seconds)
    assert [moment.second for moment in times(blog)] == [23, 23, 23, 23, 0]


def test_the_times_of_edits_are_none_of_publication() -> None:
    def edited(number: int) -> dict[str, str]:
        return {"dateModified": (moment(number) + timedelta(minutes=5)).isoformat()}

    def head(number: int) -> str:
        later = moment(number) + timedelta(minutes=5)
        return f'<time datetime="{later.isoformat()}">x</time>'

    blog = live(*(article(n, head=head(n)) for n in range(5)), data=edited)
    assert times(blog) == RIGHT
    assert why_not(blog) == EDITS


def test_data_out_of_order_are_no_measure() -> None:
    """Typed in another order, and the data tell the typing; the page tells the order of posts."""

    def jumbled(number: int) -> dict[str, str]:
        early = timedelta(minutes=[200, 30, 190, 45, 100][number])
        return {"time": (moment(number) - early).isoformat()}

    assert times(live(*(article(n, head=shown(n)) for n in range(5)), data=jumbled)) == RIGHT


def test_data_without_any_time_have_the_pages() -> None:
    blog = live(*(article(n, head=shown(n)) for n in range(5)), data=lambda n: {"time": "soon"})
    assert times(blog) == RIGHT
    assert blog.zone == "UTC"


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("2031-05-04T09:00:00Z", moment(0)),
        ("2031-05-04 11:00:00 +0200", moment(0)),
        ("2031-05-04T09:00:00", None),
        ("2031-05-04", None),
        ("yesterday", None),
        ("1935651600", None),
    ],
)
def test_a_value_without_a_zone_is_no_time(value: str, found: datetime | None) -> None:
    assert moment_of(value) == found


def test_an_epoch_is_one_where_it_may_stand() -> None:
    seconds = int(moment(0).timestamp())
    assert moment_of(str(seconds), epoch=True) == moment(0)
    assert moment_of(f"{seconds}500", epoch=True) == moment(0)
    assert moment_of("12345678901", epoch=True) is None
