"""Command lines that cannot be followed: one sentence, nothing printed, and no traceback."""

import json
import shlex
from pathlib import Path

import pytest
from command_line import run_here

DATA = Path(__file__).parents[1] / "data"
REFUSED: dict[str, str] = json.loads((DATA / "answers/refused-commands.json").read_text("utf-8"))
"""Words of the sentence that answers each command."""


@pytest.mark.parametrize("line", REFUSED)
def test_what_cannot_be_followed_is_a_sentence_and_no_file(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run_here(*shlex.split(line.replace("DATA", str(DATA))))
    assert REFUSED[line] in done.stderr
    assert (done.stdout, done.returncode in (1, 2)) == ("", True)
    assert "secret" not in done.stderr
    told = [each for each in done.stderr.splitlines() if not each.startswith("Fetching page")]
    assert len(told) == (3 if "no-times" in line else 1)
    assert not list(tmp_path.iterdir())
