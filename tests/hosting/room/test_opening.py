"""When a room begins: today while the replay would not be over, else tomorrow."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sample_blogs import LONDON, many, zone

from tui.hosting.options import ServeOptions, check_options
from tui.hosting.room.opening import open_room, start_time
from tui.model.errors import OptionError

HOUR = timedelta(hours=1)


def on(day: int, clock: str, where: Any = LONDON) -> datetime:
    return datetime.fromisoformat(f"2026-05-{day:02} {clock}").replace(tzinfo=where)


@pytest.mark.parametrize(
    ("typed", "now", "loop", "begins"),
    [
        ("14:00", on(1, "13:59"), False, on(1, "14:00")),
        ("14:00", on(1, "14:59"), False, on(1, "14:00")),
        ("14:00", on(1, "15:00"), False, on(2, "14:00")),
        ("14:00", on(1, "23:00"), True, on(1, "14:00")),
        ("09:30:15", on(1, "09:00"), False, on(1, "09:30:15")),
        ("2026-05-03T14:00", on(1, "13:00"), False, on(3, "14:00")),
        ("2026-05-03 14:00:00+08:00", on(1, "13:00"), False, on(3, "14:00", zone("Asia/Shanghai"))),
        ("14:00+08:00", on(1, "06:30"), False, on(1, "14:00", zone("Asia/Shanghai"))),
        ("14:00Z", on(1, "14:30"), False, on(1, "15:00")),
    ],
)
def test_it_begins(typed: str, now: datetime, loop: bool, begins: datetime) -> None:
    assert start_time(typed, now=now, lasts=HOUR, loop=loop) == begins


@pytest.mark.parametrize(
    "typed", ["", "noon", "25:00", "2026-05-01T", "14:00 tomorrow afternoon, please"]
)
def test_an_invalid_time_is_refused_in_one_sentence(typed: str) -> None:
    with pytest.raises(OptionError, match="takes a time such as 14:00"):
        start_time(typed, now=on(1, "13:00"), lasts=HOUR, loop=False)


def test_a_lobby_needs_a_start() -> None:
    with pytest.raises(OptionError, match="add --class, --start-at or --presenter-keys"):
        open_room(ServeOptions(room=True, title="A talk"), many(3), lambda: 1000.0)
    room = open_room(
        ServeOptions(room=True, title="A talk", start_at="2026-05-01T14:00"), many(3), lambda: 0.0
    )
    assert room is not None
    assert room.in_lobby


@pytest.mark.parametrize(
    "options",
    [{"title": "A talk"}, {"welcome": Path("file")}, {"loop": True}],
)
def test_what_is_for_a_room_asks_for_one(options: dict[str, Any]) -> None:
    with pytest.raises(OptionError, match="is for a room: add --room"):
        check_options(ServeOptions(**options))
