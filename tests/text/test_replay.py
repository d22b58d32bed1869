"""The replay without a screen, the page as text, both with edits and deletions, and as JSON."""

import json
import os
from datetime import timedelta
from io import StringIO
from typing import Any
from unittest.mock import patch

import pytest
from readings import DATA
from sample_blogs import SMALL, FakeClock, at, blog, bundled_like, constant, post

from tui.model.blog import LiveBlog, Version
from tui.playback.player import Player
from tui.playback.reading_time import reading_seconds
from tui.playback.selection import Selection
from tui.playback.tempo import Tempo
from tui.playback.view import LOOP_REST_SECONDS
from tui.replay import Replay, ReplayOptions
from tui.text.replay import json_lines, page, play

TEN = bundled_like()
TOM = Selection(authors=frozenset({"Tom Bateman"}))
TEXT = (DATA / "answers/a-replay-as-text.txt").read_text("utf-8")
HEADER, FIRST, SECOND, SUMMARY = TEXT.split("---\n")
"""The replay of SMALL in 44 columns."""


class Waits:
    """A sleep that only notes how long it was asked for, and lets the replay's clock go on."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        assert len(self.slept) < 200, "it does not come to an end"
        self.slept.append(round(seconds, 3))
        self.clock.advance(seconds)


def played(
    sample: LiveBlog,
    *,
    width: int = 80,
    spoilers: bool = False,
    tempo: Tempo | None = None,
    **options: Any,
) -> tuple[str, list[float]]:
    """The text written, and the waits; the tempo is 60 times the blog's own without another."""
    out, waits = StringIO(), Waits()
    tempo = tempo or constant(60)
    player = Player(sample, now=waits.clock, tempo=tempo, **options)
    with patch.dict(os.environ, COLUMNS=str(width)):
        replay = Replay(sample, ReplayOptions(spoilers=spoilers))
        play(replay, player, out, waits.sleep, goes_on=False)
    return out.getvalue(), waits.slept


def test_a_replay_word_for_word() -> None:
    assert played(SMALL, width=44) == (HEADER + FIRST + SECOND + SUMMARY, [12.0])
    text, _ = played(SMALL, width=44, spoilers=True)
    assert text == f"{HEADER}{SUMMARY}\n{FIRST}{SECOND}"
    newest = page_of(SMALL, "12:00", newest_first=True, width=44)
    assert newest.endswith(f"\n\n{SUMMARY}\n{SECOND}{FIRST}")


MINUTES = [6, 6, 7, 12, 14, 15, 17, 20, 15]


@pytest.mark.parametrize(
    ("options", "waits"),
    [
        ({}, MINUTES),
        ({"tempo": constant(1)}, [60 * wait for wait in MINUTES]),
        ({"playing": False}, MINUTES),  # a pipe has no key to go on with
        ({"tempo": Tempo(reading=False, skip_gaps=True)}, [3.0] * 9),
    ],
)
def test_the_waits_are_those_of_the_tempo(options: dict[str, Any], waits: list[float]) -> None:
    assert played(TEN, **options) == (played(TEN)[0], waits)


def test_posts_do_not_pile_up_while_the_program_is_stopped() -> None:
    waits = Waits()

    def stopped_once(seconds: float) -> None:
        waits.sleep(seconds)
        waits.clock.advance(0.0 if len(waits.slept) > 1 else 800.0)

    player = Player(TEN, now=waits.clock, tempo=constant(60))
    play(Replay(TEN), player, StringIO(), stopped_once, goes_on=False)
    assert waits.slept == played(TEN)[1]


def test_at_a_reading_pace_each_post_stays_for_its_time_the_last_one_too() -> None:
    text, waits = played(TEN, tempo=Tempo(pace=100))
    whole = [wait for wait in waits if wait > 0.01]
    assert whole == pytest.approx([2 * reading_seconds(entry) for entry in TEN.posts], abs=2e-3)
    assert text == played(TEN)[0]


def test_a_loop_comes_again_after_a_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    out, waits = StringIO(), Waits()
    quick = constant(60)._replace(pace=4000)
    player = Player(SMALL, now=waits.clock, tempo=quick, loop=True)
    monkeypatch.setenv("COLUMNS", "44")
    with pytest.raises(AssertionError, match="not come to an end"):
        play(Replay(SMALL), player, out, waits.sleep, goes_on=False)
    assert waits.slept[:4] == [12.0, LOOP_REST_SECONDS, 12.0, LOOP_REST_SECONDS]
    assert out.getvalue().startswith(HEADER + (FIRST + SECOND) * 3)


def test_the_span_of_the_blog_is_told_to_the_minute_and_a_moment_once() -> None:
    text, waits = played(blog("09:26 One", "09:26 Two"))
    assert sum(waits) < 0.01
    assert text.count("09:26 BST.") == 2
    assert "26 April 2024, 09:26 BST, 2 posts." in text
    text, _ = played(blog("09:26:17 One", "09:38:02 Two"))
    assert "26 April 2024, 09:26 to 09:38 BST, 2 posts." in " ".join(text.split())


def page_of(sample: LiveBlog, moment: str, width: int = 80, **options: Any) -> str:
    return page(Replay(sample, ReplayOptions(**options)), at(moment), width)


def test_the_page_as_of_a_moment() -> None:
    text = page_of(TEN, "10:26")
    assert text.startswith(
        "Blinken in Beijing.\n"
        "BBC News, as of Friday 26 April 2024, 10:26 BST, 7 of 10 posts.\n\n09:26 BST."
    )
    headlines = [entry.headline for entry in TEN.posts]
    assert [headline in text for headline in headlines] == [True] * 7 + [False] * 3
    assert text.endswith(' so far.\n• "Partners, not rivals", says Xi.\n')
    assert "\nSummary, 1 of 2 points so far." in text
    assert "Summary" not in page_of(TEN, "09:44")
    assert "\n\nFriday 26 April 09:26 BST." in page(Replay(TEN), TEN.end + timedelta(days=1))
    newest = page_of(TEN, "10:26:30", newest_first=True)
    assert "as of Friday 26 April 2024, 10:26:30 BST" in newest
    assert newest.index("A visit stripped") < newest.index("Hello and welcome")


def test_before_the_first_post_the_page_says_so() -> None:
    assert page_of(SMALL, "09:00") == (
        "A small blog.\nBBC News, as of Friday 26 April 2024, 09:00 BST, 0 of 2 posts.\n\n"
        "Nothing had been posted yet; the first post came on Friday 26 April 2024, 09:26\nBST.\n"
    )


def test_a_selection_is_obeyed_and_told() -> None:
    assert "7 of 10 posts.\nShowing 1 post: Tom Bateman.\n\n10:26 BST" in page_of(
        TEN, "10:26", authors=("Tom",)
    )
    nothing = page_of(TEN, "09:40", authors=("Tom",))
    assert nothing.endswith("3 of 10 posts.\n\nNo post so far fits the filter: Tom Bateman.\n")
    assert [
        json.loads(line)["headline"]
        for line in json_lines(Replay(TEN, ReplayOptions(authors=("Tom",))))
    ] == ["A visit stripped of fanfare"]


def test_spoilers_put_the_whole_summary_on_any_page() -> None:
    text = page_of(SMALL, "09:26", width=44, spoilers=True)
    assert text.endswith(FIRST + SUMMARY)
    assert "Then it was not" not in page_of(SMALL, "09:26", width=44)


def test_going_on_begins_with_the_post_at_which_it_was_left() -> None:
    waits, out = Waits(), StringIO()
    player = Player(TEN, now=waits.clock, tempo=constant(60))
    player.start_at(at("10:26"))
    play(Replay(TEN), player, out, waits.sleep, goes_on=True)
    heads = [
        line[:5] for line in out.getvalue().splitlines() if line[2:3] == ":" and " BST" in line
    ]
    assert heads[0] == "10:26"
    assert len(heads) == 4


def played_json(sample: LiveBlog) -> str:
    clock, out = FakeClock(), StringIO()
    replay = Replay(sample, ReplayOptions(as_json=True))
    play(replay, replay.player(clock), out, clock.sleep, goes_on=False)
    return out.getvalue()


def test_json_lines() -> None:
    lines = list(json_lines(Replay(SMALL, ReplayOptions(newest_first=True)), at("09:38")))
    second, first = map(json.loads, lines)
    assert first == {
        "published": "2024-04-26T09:26:00+01:00",
        "labels": [],
        "headline": "Hello and welcome",
        "byline": "Yvette Tan, Live editor",
        "kicker": "",
        "authors": [{"name": "Yvette Tan", "role": "Live editor"}],
        "text": "Stay with us.",
        "url": "",
        "images": [],
        "source": "",
        "key_event": False,
        "pinned": False,
        "modified": None,
        "id": "",
        "part": "",
    }
    assert second["text"].startswith("All of it is explained.\n\nThe details\n\n1. First this, in")
    assert "\n2. Then that\n• And a bullet\n\nWe have" in second["text"]
    assert [image["credit"] for image in second["images"]] == ["Reuters", "", "", ""]
    assert list(json_lines(Replay(SMALL), at("09:30"))) == lines[1:]
    assert played_json(SMALL) == "".join(line + "\n" for line in json_lines(Replay(SMALL)))


EDITED = post("10:00", "Bells", "Six bells.", id="a")


def changed() -> LiveBlog:
    first = post("10:00", "Bells", "Five bells.", id="a")
    gone = post("10:10", "Geese", "Off.", id="b")
    return blog(
        first._replace(versions=(Version(at("10:31"), EDITED),)),
        gone._replace(versions=(Version(at("10:50"), None, at("10:40")),)),
        post("11:00", "Last", id="c"),
    )


def test_the_page_has_each_post_as_it_stood() -> None:
    before, after = page(Replay(changed()), at("10:30")), page(Replay(changed()), at("10:50"))
    assert "Five bells" in before
    assert "edited" not in before
    assert "10:00 BST, edited 10:31." in after
    assert "Six bells" in after
    assert "10:10 BST, deleted between 10:40 and 10:50." in after
    assert ("Off." in before, "Geese." in after, "Off." in after) == (True, True, False)


def test_while_playing_a_post_is_written_again_when_it_is_changed() -> None:
    text, _ = played(changed())
    heads = [line.rstrip(".") for line in text.splitlines() if line[2:3] == ":" and " BST" in line]
    assert [head.replace(" BST", "") for head in heads] == [
        "10:00", "10:10", "10:00, edited 10:31", "10:10, deleted between 10:40 and 10:50", "11:00"
    ]  # fmt: skip
    assert text.index("Five bells") < text.index("Six bells")


def test_json_says_what_was_done() -> None:
    lines = [json.loads(line) for line in json_lines(Replay(changed()))]
    assert lines[0]["text"] == "Six bells."
    assert [line.get("changed") for line in lines] == [
        {"did": "edited", "known": at("10:31").isoformat(), "after": None},
        {"did": "deleted", "known": at("10:50").isoformat(), "after": at("10:40").isoformat()},
        None,
    ]
    (first, _) = [json.loads(line) for line in json_lines(Replay(changed()), at("10:20"))]
    assert (first["text"], "changed" in first) == ("Five bells.", False)
    streamed = [json.loads(line)["id"] for line in played_json(changed()).splitlines()]
    assert streamed == ["a", "b", "a", "b", "c"]
