"""A live blog on a host: recorded once, and shown to all who watch."""

import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from live_blog_data import as_json, posting, update
from paged_site import PagedSite, Reply, paged_site
from patience import PATIENCE
from sample_blogs import many

from tui.live import followed
from tui.live.background import HostedLive
from tui.live.recording import Recording
from tui.model.blog import LiveBlog
from tui.model.errors import SourceError
from tui.readers import read
from tui.readers.own_format import dumps
from tui.screen.actions.live import UNASKED, Following


class Takes:
    """Keeps the states that come, and waits for one."""

    def __init__(self) -> None:
        self.states: list[LiveBlog] = []
        self.following = UNASKED
        self._came = threading.Condition()

    def __call__(self, blog: LiveBlog, following: Following) -> None:
        with self._came:
            self.states.append(blog)
            self.following = following
            self._came.notify_all()

    def wait_for(self, true: Callable[[LiveBlog, Following], bool]) -> None:
        """Wait until that is true of the latest state."""
        with self._came:
            assert self._came.wait_for(
                lambda: self.states and true(self.states[-1], self.following), PATIENCE
            )


def five(blog: LiveBlog, _: Following) -> bool:
    return len(blog.posts) == 5


@pytest.fixture
def site() -> Iterator[PagedSite]:
    with paged_site() as there:
        yield there


def write(site: PagedSite, count: int) -> None:
    now = datetime.now(UTC)
    times = [now - timedelta(minutes=20 - number) for number in range(count)]
    updates = [
        update(f"{time:%Y-%m-%dT%H:%M:%SZ}", f"Post {number}", url=f"#post-{number:06}")
        for number, time in enumerate(times)
    ]
    site.pages["/live"] = Reply(as_json(posting(*updates, url="https://news.example/live")))


def test_one_process_asks_the_site_and_the_others_read_its_recording(
    site: PagedSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(followed, "FILE_SECONDS", 0.05)
    write(site, 3)
    path = tmp_path / "recording.json"
    hosted = HostedLive(f"{site.address}/live", path, time.time, lambda _: None)
    assert len(hosted.first().posts) == 3
    write(site, 5)
    first, second = Takes(), Takes()
    stop_first = hosted.start(first)
    first.wait_for(five)
    stop_second = hosted.start(second)
    second.wait_for(five)
    assert site.asked.count("/live") == 2
    assert second.states[-1].posts == first.states[-1].posts
    later = (datetime.now(UTC) + timedelta(minutes=1)).replace(microsecond=0)
    os.utime(path, (later.timestamp(), later.timestamp()))
    second.wait_for(lambda blog, _: blog.edge == later)
    monkeypatch.setattr(followed, "SILENT_SECONDS", 0.2)
    second.wait_for(lambda _, following: following.trouble != "")
    stop_second()
    stop_first()


def test_what_cannot_be_shown_live_is_a_sentence(site: PagedSite, tmp_path: Path) -> None:
    hosted = HostedLive(f"{site.address}/nothing", tmp_path / "x.json", time.time, time.sleep)
    with pytest.raises(SourceError, match="404"):
        hosted.first()


def test_guests_are_told_no_folder_of_the_host(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(followed, "FILE_SECONDS", 0.05)
    page = tmp_path / "saves" / "page.json"
    page.parent.mkdir()
    page.write_text(dumps(many(3)))
    hosted = HostedLive(str(page.parent), tmp_path / "x.json", time.time, time.sleep)
    takes = Takes()
    stop = hosted.start(takes)
    takes.wait_for(lambda blog, _: len(blog.posts) == 3)
    page.unlink()
    takes.wait_for(lambda _, following: following.trouble == "Nothing is saved in saves yet.")
    stop()


# The file of a recording is whole at every moment


WRITES = """
import sys
import threading
from pathlib import Path
from tui.operating_system import write_whole
path, states = Path(sys.argv[1]), [Path(name).read_bytes() for name in sys.argv[2:]]
print("begins", flush=True)
while True:
    for state in states:
        write_whole(path, state)
"""


def test_a_kill_in_the_middle_of_a_write_leaves_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "recording.json"
    states = [many(300), many(600)]
    names = []
    for number, state in enumerate(states):
        names.append(str(tmp_path / f"state-{number}"))
        Path(names[-1]).write_text(dumps(state))
    chance = random.Random(7)
    for _ in range(6):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITES, str(path), *names], stdout=subprocess.PIPE
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        while not path.exists() or chance.random() < 0.9:
            pass  # some writes, and a part of one
        writer.kill()
        writer.communicate()
        assert len(read(path.read_bytes()).posts) in (300, 600)
    recording = Recording(path)
    assert recording.is_ours, "a killed recorder holds nothing"
    assert recording.read() is not None


def test_another_thread_of_the_recorder_writes_too(tmp_path: Path) -> None:
    recording = Recording(tmp_path / "recording.json")
    thread = threading.Thread(target=recording.save, args=[many(3)])
    thread.start()
    thread.join()
    found: list[bool] = []
    asking = threading.Thread(target=lambda: found.append(recording.is_ours))
    asking.start()
    asking.join()
    assert found == [True]
    assert recording.read() is not None


def test_a_thread_that_ends_while_another_writes_leaves_the_writing_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recording = Recording(tmp_path / "recording.json")
    closed = [threading.Thread(target=recording.close, args=[many(3)]) for _ in range(2)]
    written: list[bytes] = []

    def write(_path: Path, data: bytes) -> None:
        written.append(data)
        if len(written) == 1:
            closed[1].start()
            closed[1].join(0.2)  # it waits, or would write too
        path.write_bytes(data)

    path = recording.path
    monkeypatch.setattr("tui.live.recording.write_whole", write)
    closed[0].start()
    closed[0].join()
    closed[1].join()
    assert len(written) == 1
