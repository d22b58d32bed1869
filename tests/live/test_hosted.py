"""A live blog on a host: recorded once, and shown to all who watch."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from live_blog_data import as_json, posting, update
from paged_site import PagedSite, Reply, paged_site
from patience import PATIENCE

from tui.live import hosted as room
from tui.live.hosted import HostedLive
from tui.model.blog import LiveBlog
from tui.model.errors import SourceError
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
    monkeypatch.setattr(room, "FILE_SECONDS", 0.05)
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
    monkeypatch.setattr(room, "SILENT_SECONDS", 0.2)
    second.wait_for(lambda _, following: following.failing)
    stop_second()
    stop_first()


def test_what_cannot_be_shown_live_is_a_sentence(site: PagedSite, tmp_path: Path) -> None:
    hosted = HostedLive(f"{site.address}/nothing", tmp_path / "x.json", time.time, time.sleep)
    with pytest.raises(SourceError, match="404"):
        hosted.first()
