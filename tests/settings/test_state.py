"""The program's memory, in the user's own directory."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from patience import PATIENCE

from tui.settings.state import change_state, remember, state_file, state_trouble, table

pytestmark = pytest.mark.usefixtures("home")

NORD = {"name": "nord"}


def test_what_is_remembered_is_recalled_and_the_rest_stays(home: Path) -> None:
    (home / "state").write_text("a file where the directory should be")
    trouble = change_state(lambda _: {"theme": NORD})
    assert trouble == f"Nothing is kept (Not a directory): {state_file()} cannot be written."
    (home / "state").unlink()
    assert table("theme") == {}
    remember("theme", NORD)
    remember("other", {"n": 1})
    assert table("theme") == NORD
    assert table("other") == {"n": 1}
    left = {path.name for path in state_file().parent.iterdir()}
    assert left <= {"state.json", "state.lock"}


@pytest.mark.parametrize("text", ["{", "[1]", "\udcff", "[" * 100_000])
def test_a_state_that_cannot_be_read_is_kept_aside_and_said(text: str) -> None:
    damaged = text.encode("utf-8", "surrogateescape")
    state_file().parent.mkdir(parents=True)
    state_file().write_bytes(damaged)
    assert table("theme") == {}
    aside = state_file().with_name("state.damaged.json")
    assert state_trouble().endswith(f"; kept as ~/{aside.relative_to(Path.home())}.")
    remember("theme", NORD)
    assert table("theme") == NORD
    assert aside.read_bytes() == damaged
    assert state_trouble() == ""


def test_a_state_that_may_not_be_read_is_kept_aside_and_an_empty_one_is_no_trouble() -> None:
    state_file().mkdir(parents=True)
    assert state_trouble().startswith("Marks and places cannot be read")
    remember("theme", {})
    assert state_file().with_name("state.damaged.json").is_dir()
    state_file().write_text("")
    assert state_trouble() == ""
    remember("theme", NORD)
    assert table("theme") == NORD


def test_a_full_disk_leaves_the_old_state_and_no_other_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    remember("theme", NORD)

    def fill(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", fill)
        remember("theme", {})
    assert table("theme") == NORD
    assert list(state_file().parent.glob(".*")) == []


def test_several_who_write_at_once_lose_nothing(home: Path) -> None:
    code = (
        "import sys; from tui.settings.state import remember\n"
        "for n in range(15): remember(f'{sys.argv[1]} {n}', {'n': n})"
    )
    writers = [
        subprocess.Popen([sys.executable, "-c", code, str(who)], env=os.environ) for who in range(4)
    ]
    assert [writer.wait(PATIENCE) for writer in writers] == [0, 0, 0, 0]
    assert all(table(f"{who} {n}") == {"n": n} for who in range(4) for n in range(15))
