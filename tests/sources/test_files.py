"""Files, pipes and devices: read within a number of bytes, or refused in a sentence."""

import os
import socket
import threading
from pathlib import Path

import pytest

from tui.model.errors import SourceError
from tui.sources import files
from tui.sources.files import read_file, read_stream


def test_a_file_of_exactly_the_most_bytes_is_read_and_one_more_is_not(tmp_path: Path) -> None:
    path = tmp_path / "page"
    path.write_bytes(b"x" * 100)
    assert read_file(path, limit=100) == b"x" * 100
    with pytest.raises(SourceError, match=r"page is larger than 99 bytes: .*--most-bytes"):
        read_file(path, limit=99)


def test_a_file_with_holes_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "read")
    path = tmp_path / "sparse"
    with path.open("wb") as file:
        file.truncate(20_000_000_000)
    with pytest.raises(SourceError, match="larger than 200 MB"):
        read_file(path)


def test_a_file_that_grows_or_tells_no_size_is_cut_while_it_is_read(tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    with pytest.raises(SourceError, match="larger than 10 bytes"):
        read_file("/proc/self/status", limit=10, progress=lambda *done: told.append(done))
    assert [total for _, total in told] == [None]


def test_progress_is_told_with_the_bytes_in_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_PIECE_BYTES", 4)
    path = tmp_path / "page"
    path.write_bytes(b"0123456789")
    told: list[tuple[int, int | None]] = []
    assert read_file(path, progress=lambda *done: told.append(done)) == b"0123456789"
    assert told == [(4, 10), (8, 10), (10, 10)]


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_a_device_is_no_live_blog(device: str) -> None:
    with pytest.raises(SourceError, match=f"{device} is a device; give a file"):
        read_file(device)


def test_a_socket_is_no_live_blog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("here")
        with pytest.raises(SourceError, match="here is a socket"):
            read_file("here")


def test_a_log_that_waits_for_its_next_line_is_no_file_that_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def waits(descriptor: int, size: int) -> bytes:
        raise BlockingIOError

    (tmp_path / "kmsg").touch()
    monkeypatch.setattr(os, "read", waits)
    with pytest.raises(SourceError, match="kmsg is no file that ends"):
        read_file(tmp_path / "kmsg")


def test_a_pipe_that_nobody_writes_to_does_not_hang(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "WRITER_SECONDS", 0.01)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(SourceError, match=r"Nobody writes to the pipe .*pipe"):
        read_file(tmp_path / "pipe")


def test_a_pipe_whose_writer_has_not_begun_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "WRITER_SECONDS", 0.01)
    path = tmp_path / "pipe"
    os.mkfifo(path)
    here = os.open(path, os.O_RDWR)  # keeps a writer there, so that nothing depends on timing

    def write_when_waited_for(descriptor: int, blocking: bool) -> None:
        set_blocking(descriptor, blocking)
        os.write(here, b"page")
        os.close(here)

    set_blocking = os.set_blocking
    monkeypatch.setattr(os, "set_blocking", write_when_waited_for)
    assert read_file(path) == b"page"


def test_a_pipe_without_an_end_is_cut(tmp_path: Path) -> None:
    reading, writing = os.pipe()

    def write_for_ever() -> None:
        try:
            while True:
                os.write(writing, b"y\n" * 1000)
        except BrokenPipeError:
            os.close(writing)

    thread = threading.Thread(target=write_for_ever)
    thread.start()
    with pytest.raises(SourceError, match="standard input is larger than 1 MB"):
        read_stream(reading, "standard input", limit=1_000_000)
    os.close(reading)
    thread.join()
