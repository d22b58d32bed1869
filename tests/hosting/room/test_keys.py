"""The keys of a room are not those of the replay, and the host's manual lists them."""

from pathlib import Path

from tui.hosting.room.app import RoomApp
from tui.hosting.room.keys import ROOM_KEYS, room_bindings
from tui.screen.keys import KEYS

MANUAL = Path(__file__).parents[3] / "assets/deploy/README.md"


def test_no_key_of_the_replay_has_another_meaning_in_a_room() -> None:
    present = [key for key in KEYS if key.id not in RoomApp.ABSENT_KEYS]
    taken = {name for key in present for name in key.keys.split(",")}
    assert not taken & {key.name for key in ROOM_KEYS}


def test_each_key_has_one_action() -> None:
    bound = [binding.key for binding in room_bindings()]
    assert sorted(bound) == sorted({key.name for key in ROOM_KEYS})


def test_the_hosts_manual_lists_every_key() -> None:
    manual = MANUAL.read_text("utf-8")
    for key in ROOM_KEYS:
        assert f"| `{key.key}` | {key.does} |" in manual
