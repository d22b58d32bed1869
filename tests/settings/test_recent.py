"""The live blogs watched last."""

import json

import pytest

from tui.settings import recent as module
from tui.settings.recent import Recent, forget_recent, recents, remember_recent
from tui.settings.state import state_file

GEESE = Recent(("geese.html",), "Geese", "https://e.org/geese", "March", "10:26 GMT", 0.5, 60.0)
TIDE = GEESE._replace(words=("tide.html",), title="Tide")


def test_the_last_is_the_first_and_each_is_there_once() -> None:
    assert recents() == []
    for recent in (GEESE, TIDE, GEESE._replace(share=0.75)):
        remember_recent(recent)
    assert recents() == [GEESE._replace(share=0.75), TIDE]
    forget_recent(GEESE.words)
    assert recents() == [TIDE]


def test_only_so_many_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_RECENT", 1)
    remember_recent(GEESE)
    remember_recent(TIDE)
    assert recents() == [TIDE]


@pytest.mark.parametrize("damage", [{"words": 3}, {"share": "x"}, {"title": None}, {"words": []}])
def test_a_damaged_entry_is_left_out(damage: dict[str, object]) -> None:
    remember_recent(GEESE)
    state = json.loads(state_file().read_text())
    state["recent"][0].update(damage)
    state["recent"].append("x")
    state_file().write_text(json.dumps(state))
    assert recents() == []
