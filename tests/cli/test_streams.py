"""What all commands share: the line of progress, and the bound of what is read."""

from pathlib import Path

import pytest

from tui.cli.streams import PROGRESS_AFTER_SECONDS, PROGRESS_EACH_SECONDS, ProgressLine, load
from tui.model.errors import SourceError


class Clock:
    """A clock that the test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_only_a_slow_source_shows_its_progress(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    line = ProgressLine(clock)
    line(1_000_000, 4_000_000)
    line.clear()
    assert capsys.readouterr().err == ""
    clock.now = PROGRESS_AFTER_SECONDS
    line(2_000_000, 4_000_000)
    line(2_100_000, 4_000_000)  # too soon for another
    assert capsys.readouterr().err == "\rReading 2.0 of 4.0 MB\033[K"
    clock.now += PROGRESS_EACH_SECONDS
    line(3_000_000, None)
    line.clear()
    line.clear()
    assert capsys.readouterr().err == "\rReading 3.0 MB\033[K\r\033[K"


def test_the_most_bytes_hold_for_a_file(tmp_path: Path) -> None:
    path = tmp_path / "page"
    path.write_bytes(b"x" * 11)
    with pytest.raises(SourceError, match="larger than 10 bytes"):
        load((str(path),), most_bytes=10)
