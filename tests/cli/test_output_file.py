"""The file that a command writes: whole, or as it was before."""

import errno
import os
import stat
from pathlib import Path

import pytest

from tui.cli.convert import write_output
from tui.model.errors import SourceError


def test_a_file_keeps_its_mode_and_a_link_stays(tmp_path: Path) -> None:
    path, link = tmp_path / "blog.json", tmp_path / "link"
    path.write_text("old")
    path.chmod(0o640)
    link.symlink_to("blog.json")
    write_output("new", str(link))
    assert path.read_bytes() == b"new\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert sorted(tmp_path.iterdir()) == [path, link]
    long = tmp_path / ("文" * 83 + ".md")
    write_output("new", str(long))
    (tmp_path / "b").write_text("")
    assert long.stat().st_mode == (tmp_path / "b").stat().st_mode


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "blog.json"
    path.write_text("old")

    def fill(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fill)
        with pytest.raises(SourceError, match=r"blog\.json cannot be written \(No space left"):
            write_output("new", str(path))
    assert [each.read_text() for each in tmp_path.iterdir()] == ["old"]


def test_a_pipe_is_written_to_without_force(tmp_path: Path) -> None:
    """A pipe of its own: as root a fault here would put a file in the place of a device."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_output("new", str(path))
        assert os.read(reader, 100) == b"new\n"
    finally:
        os.close(reader)
    assert path.is_fifo()


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be written"):
        write_output("new", str(tmp_path / "none" / "a.json"))
