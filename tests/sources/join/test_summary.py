"""The summary of each capture is true from its moment until the next one's."""

from sample_blogs import at, blog

from tui.model.blog import Heading, ListItem, LiveBlog, SummaryPoint
from tui.model.summary import known_points
from tui.sources.join import join

LIVE = "https://news.example/live/bells"


def saved(clock: str, *points: str, form: str = "page") -> LiveBlog:
    """A capture with these points; one that ends in a colon is a heading."""
    made = [Heading(x) if x.endswith(":") else ListItem(x) for x in points]
    return blog(
        "09:00 One",
        "11:00 Two" if clock > "11:00" else "10:00 One and a half",
        url=LIVE,
        captured=at(clock),
        summary=tuple(map(SummaryPoint, made)),
        format=form,
    )


def texts(one: LiveBlog, clock: str, *, at_end: bool = False) -> list[str]:
    return [point.block.words[0] for point in known_points(one, at(clock), at_end=at_end)]


def test_points_come_and_go_with_the_captures() -> None:
    (one,) = join(
        [
            saved("12:00", "Now:", "Bells rang", "Geese are off"),
            saved("10:05", "Today:", "Bells will ring", "Geese are off"),
            saved("10:20", "Now:", "Bells ring", "Geese are off"),
        ]
    )
    assert texts(one, "10:04") == []
    assert texts(one, "10:05") == ["Today:", "Bells will ring", "Geese are off"]
    assert texts(one, "10:20") == ["Now:", "Bells ring", "Geese are off"]
    assert texts(one, "11:00", at_end=True) == ["Now:", "Bells rang", "Geese are off"]


def test_the_source_s_own_time_stays() -> None:
    early = saved("10:05", "Bells")
    point = SummaryPoint(ListItem("Bells"), at("09:30"))
    (one,) = join([early, saved("12:00")._replace(summary=(point,))])
    assert one.summary == (point,)


def test_a_heading_that_stayed_for_several_captures_is_there_once() -> None:
    (one,) = join(
        [
            saved("10:05", "Today:", "Bells will ring", "Geese are off"),
            saved("10:20", "Today:", "Bells ring", "Geese are off"),
            saved("12:00", "Later:", "Bells rang"),
        ]
    )
    assert texts(one, "10:05") == ["Today:", "Bells will ring", "Geese are off"]
    assert texts(one, "10:20") == ["Today:", "Bells ring", "Geese are off"]
    assert texts(one, "11:00", at_end=True) == ["Later:", "Bells rang"]
