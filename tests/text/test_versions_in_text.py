"""Edits and deletions in the replay and the page without a screen, and in JSON."""

import json
from io import StringIO

from sample_blogs import FakeClock, at, blog, constant, post

from tui.model.blog import LiveBlog, Version
from tui.playback.player import Player
from tui.replay import Replay
from tui.text.replay import json_lines, page, play

EDITED = post("10:00", "Bells", "Six bells.", id="a")


def changed() -> LiveBlog:
    first = post("10:00", "Bells", "Five bells.", id="a")
    gone = post("10:10", "Geese", "Off.", id="b")
    return blog(
        first._replace(versions=(Version(at("10:31"), EDITED),)),
        gone._replace(versions=(Version(at("10:50"), None, at("10:40")),)),
        post("11:00", "Last", id="c"),
    )


def played(speed: float, *, as_json: bool = False) -> str:
    clock, out = FakeClock(), StringIO()
    player = Player(changed(), now=clock, tempo=constant(speed))
    play(player, out, sleep=clock.sleep, as_json=as_json)
    return out.getvalue()


def test_the_page_has_each_post_as_it_stood() -> None:
    before, after = page(Replay(changed()), at("10:30")), page(Replay(changed()), at("10:50"))
    assert "Five bells" in before
    assert "edited" not in before
    assert "10:00 BST, edited 10:31." in after
    assert "Six bells" in after
    assert "10:10 BST, deleted between 10:40 and 10:50." in after


def test_while_playing_a_post_is_written_again_when_it_is_changed() -> None:
    text = played(60)
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
    streamed = [json.loads(line)["id"] for line in played(60, as_json=True).splitlines()]
    assert streamed == ["a", "b", "a", "b", "c"]
