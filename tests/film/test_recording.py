"""A film is the app itself, tick by tick, and its markers are the posts."""

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from programs import run
from pseudo_terminal import COMMAND
from sample_blogs import blog, bundled_like, post

from tui.film.recording import MARKER, OUTPUT, REST_SECONDS, Event, asciicast, record
from tui.model.blog import Link, LiveBlog, Paragraph
from tui.model.errors import OptionError
from tui.playback.reading_time import reading_seconds
from tui.readers.own_format import dumps
from tui.replay import Replay, ReplayOptions
from tui.screen.feed.widget import Feed
from tui.screen.page import ViewOptions


def film(
    sample: LiveBlog, *, newest_first: bool = False, theme: str = "textual-dark", **options: Any
) -> list[Event]:
    replay = Replay(sample, ReplayOptions(**options))
    view = ViewOptions(replay.faces, newest_first=newest_first, theme=theme)
    return record(replay, view, (80, 24))


def burst() -> LiveBlog:
    """A post, then three of one moment, then one more."""
    clocks = enumerate(("08:00", "08:10", "08:10", "08:10", "08:30"))
    posts = (post(x, f"Number {n}", f"What happened as number {n}. " * 10) for n, x in clocks)
    return blog(*posts, title="A day")


def markers(events: list[Event]) -> list[str]:
    return [event.text for event in events if event.kind == MARKER]


def printed(events: list[Event]) -> str:
    """The film's output without its colours."""
    text = "".join(event.text for event in events if event.kind == OUTPUT)
    return re.sub(r"\x1b\[[\d;]*m", "", text)


@pytest.mark.parametrize(("speed", "skip_gaps"), [("", False), ("60", False), ("600", True)])
def test_every_post_has_its_marker_in_its_turn(speed: str, skip_gaps: bool) -> None:
    events = film(burst(), speed=speed, skip_gaps=skip_gaps)
    assert markers(events) == [
        "08:00 Number 0",
        "08:10 Number 1",
        "08:10 Number 2",
        "08:10 Number 3",
        "08:30 Number 4",
    ]
    assert [event.at for event in events] == sorted(event.at for event in events)


def test_at_reading_pace_posts_of_one_moment_come_one_by_one() -> None:
    at = [event.at for event in film(burst()) if event.kind == MARKER]
    assert all(later - earlier > 3.0 for earlier, later in pairwise(at))


def test_it_lasts_as_long_as_the_replay_and_its_end_stays_for_a_while() -> None:
    player = Replay(burst(), ReplayOptions(finish_in="1m")).player(lambda: 0.0)
    events = film(burst(), finish_in="1m")
    assert player.view().left == pytest.approx(60.0)
    assert events[-1].at == pytest.approx(60.0 + REST_SECONDS, abs=0.2)
    assert "The end · " in printed(events)


def test_at_a_constant_speed_the_last_post_is_read_to_its_end() -> None:
    sample = burst()
    lasts = reading_seconds(sample.posts[-1]) + 30 * 60 / 600
    assert film(sample, speed="600")[-1].at == pytest.approx(lasts + REST_SECONDS, abs=0.2)


def test_the_screen_is_left_with_its_last_frame_and_a_cursor() -> None:
    first, *_, last = film(burst(), finish_in="1m")
    assert first.text.startswith("\x1b[?25l\x1b[2J")
    assert last.text == "\x1b[0m\x1b[24;1H\x1b[?25h"


def test_options_mean_what_they_mean_for_a_replay() -> None:
    sample = bundled_like()
    whole = film(sample)
    assert markers(film(sample, at="end", speed="60")) == markers(whole)[-1:]
    only = film(sample, authors=("unsigned",))
    assert 0 < len(markers(only)) < len(markers(whole))
    assert printed(film(sample, newest_first=True)) != printed(whole)
    assert film(sample, at="end", theme="textual-light")[0].text != whole[0].text


def test_no_byte_depends_on_the_environment(tmp_path: Path) -> None:
    text = Paragraph("See the bells.", (Link(4, 13, "https://bells.example/"),))
    (tmp_path / "linked.json").write_text(dumps(blog(post(body=(text,)))))
    films = [
        run(
            *(COMMAND, "convert", "--to", "cast", tmp_path / "linked.json"),
            env={"HOME": str(tmp_path), **more},
        ).stdout
        for more in (
            {"PYTHONHASHSEED": "1", "TERM": "xterm", "TZ": "Asia/Tokyo"},
            {"PYTHONHASHSEED": "2", "NO_COLOR": "1", "TERM": "dumb", "TEXTUAL_COLOR_SYSTEM": "256",
             "TEXTUAL_FPS": "5", "COLUMNS": "40", "TEXTUAL_PRESS": "q"},
        )
    ]  # fmt: skip
    assert films[0] == films[1]
    assert "48;2;" in films[0]
    assert "https://bells.example/" in films[0]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("name", ["render_lines", "show"])
def test_a_failure_of_the_app_is_no_film(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], name: str
) -> None:
    """In a widget as well as in a tick."""
    calls = iter(range(100))
    whole = getattr(Feed, name)

    def broken(self: Feed, *arguments: object, **options: object) -> object:
        if next(calls) > 4:
            raise ZeroDivisionError
        return whole(self, *arguments, **options)

    monkeypatch.setattr(Feed, name, broken)
    with pytest.raises((RuntimeError, ZeroDivisionError)):
        film(burst())
    capfd.readouterr()


def test_a_film_of_years_is_refused() -> None:
    with pytest.raises(OptionError, match="The film would last 50,000 hours"):
        film(burst(), speed="0.00001")


# The format


EVENTS = (
    Event(0.0, OUTPUT, "\x1b[2JTea\r\n“Kaffee”"),
    Event(0.0, MARKER, "09:26 Tea"),
    Event(1.00049, OUTPUT, "a"),
    Event(2.00098, OUTPUT, "b"),
    Event(3.00147, OUTPUT, "c"),
)


def lines(version: int) -> list[object]:
    text = asciicast(EVENTS, (100, 30), title="A day", version=version)
    return [json.loads(line) for line in text.split("\n")]


def test_version_3_counts_from_the_event_before_and_rounding_does_not_add_up() -> None:
    header, *events = lines(3)
    assert header == {"version": 3, "term": {"cols": 100, "rows": 30}, "title": "A day"}
    assert [event[0] for event in events if isinstance(event, list)] == [0.0, 0.0, 1.0, 1.001, 1.0]
    assert lines(2)[-1] == [3.001, "o", "c"]
