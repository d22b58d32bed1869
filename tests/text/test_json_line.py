"""A post as one line of JSON, as it comes and as of a moment."""

import json
from io import StringIO

from sample_blogs import FakeClock, at
from small_blog import SMALL

from tui.model.blog import LiveBlog
from tui.model.clock_face import ClockFace
from tui.playback.player import Player
from tui.replay import Replay, ReplayOptions
from tui.text.replay import json_lines, play


def played(sample: LiveBlog, face: ClockFace | None = None) -> str:
    clock, out = FakeClock(), StringIO()
    play(Player(sample, now=clock), out, sleep=clock.sleep, face=face, as_json=True)
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
    assert played(SMALL) == "".join(line + "\n" for line in json_lines(Replay(SMALL)))
