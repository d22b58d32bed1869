"""Following a live blog against a site on loopback, on a clock that never waits."""

import asyncio
import errno
import gzip
import io
import os
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import count, islice
from pathlib import Path

import pytest
from command_line import run_here
from live_blog_data import as_json, posting, update
from paged_site import PagedSite, Reply, paged_site
from patience import patience
from readings import answers
from screen_stage import Stage as OnScreen
from screen_stage import on_stage
from urllib3.util import connection

from tui.live.background import Background
from tui.live.followed import FILE_SECONDS, LEAST_SECONDS, STEP_SECONDS, Followed, State
from tui.live.looks import live_source
from tui.live.printed import Printed
from tui.live.recording import Recording
from tui.model.blog import LiveBlog
from tui.readers import read
from tui.replay import ReplayOptions
from tui.settings.recent import recording_path

START = datetime(2024, 4, 26, 12, tzinfo=UTC)
URL = "https://news.example/live"


class Stage:
    """A site, a program that follows its page, and a clock that moves while it waits."""

    def __init__(self, site: PagedSite, path: Path) -> None:
        self.now = START.timestamp()
        self.site, self.path, self.file = site, path, path.with_name("page.json")
        self.posts = [(START - timedelta(minutes=number), f"Post {number}") for number in (9, 6, 3)]
        self.headers: dict[str, str] = {}
        self.answer: Callable[[], Reply] = self.page
        site.pages["/live"] = lambda: self.answer()
        self.asked_at: list[float] = []
        self.followed = self.follower()

    def follower(self) -> Followed:
        source = live_source(f"{self.site.address}/live", lambda: self.now, self.sleep)
        return Followed(
            source, Recording(self.path), now=lambda: self.now, shake=lambda least, most: 0.0
        )

    def file_follower(self, sleep: Callable[[float], None] | None = None) -> Followed:
        """A program that follows a file of the page."""
        source = live_source(str(self.file), lambda: self.now, sleep or self.sleep)
        recording = Recording(self.path.with_name("other.json"))
        return Followed(source, recording, now=lambda: self.now)

    def save(self, ago: float = 0.0) -> None:
        """Save the page in the file, some seconds ago."""
        self.file.write_bytes(self.page().body)
        os.utime(self.file, (self.now - ago, self.now - ago))

    def sleep(self, seconds: float) -> None:
        self.now += seconds

    def moment(self) -> datetime:
        return datetime.fromtimestamp(self.now, UTC)

    def write(self, headline: str, *, ago: float = 0.0) -> None:
        """A new post, dated some seconds ago."""
        self.posts.append((self.moment() - timedelta(seconds=ago), headline))

    def page(self) -> Reply:
        updates = [
            update(f"{time:%Y-%m-%dT%H:%M:%SZ}", headline, url=f"#post-{time:%H%M%S}")
            for time, headline in sorted(self.posts)
        ]
        body = as_json(posting(*updates, url=URL))
        date = format_datetime(self.moment(), usegmt=True)
        return Reply(body, headers={"ETag": f'"{hash(body)}"', "Date": date, **self.headers})

    def look(self, seconds: float | None = None) -> State:
        """Wait as asked for, or some seconds, and look."""
        self.now += self.followed.state.wait if seconds is None else seconds
        self.asked_at.append(self.now)
        return self.followed.look()

    def headlines(self) -> list[str]:
        blog = self.followed.state.blog
        return [each.headline for each in blog.posts] if blog else []

    def recorded(self) -> list[str]:
        return [each.headline for each in read(self.path.read_bytes()).posts]


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with paged_site() as site:
        yield Stage(site, tmp_path / "recording.json")


FIRST = ["Post 9", "Post 6", "Post 3"]


def test_without_news_the_edge_goes_on_and_it_looks_less_often(stage: Stage) -> None:
    waits = [stage.look().wait for _ in range(30)]
    assert waits[:5] == [30] * 5
    assert waits[-1] == 60
    assert stage.followed.state.blog is not None
    assert stage.followed.state.blog.edge == stage.moment()
    assert stage.site.asked.count("/live if changed") == 29
    assert all(wait >= LEAST_SECONDS for wait in waits)


def test_a_clock_of_the_site_that_is_wrong_once_ends_and_hides_nothing(stage: Stage) -> None:
    stage.look()
    stage.headers["Date"] = format_datetime(stage.moment() + timedelta(days=1), usegmt=True)
    assert not stage.look().over
    del stage.headers["Date"]
    stage.write("New")
    states = [stage.look() for _ in range(3)]
    assert (states[-1].trouble, stage.headlines()) == ("", [*FIRST, "New"])
    assert states[-1].blog is not None
    assert states[-1].blog.edge == stage.moment()


@pytest.mark.parametrize(
    ("reply", "said", "wait"),
    [
        (Reply(b"", 500), "500 Internal Server Error: try again later", 30),
        (Reply(b"", 429, {"Retry-After": "100"}), "429 Too Many Requests", 100),
        (Reply(b"", 503, {"Retry-After": "Mon, 29 Apr 2024 12:00:00 GMT"}), "503", 86_400),
        (Reply(b"", 429, {"Retry-After": "Mon, 01 Jan 99999999999 00:00:00 GMT"}), "429", 30),
        (Reply(b"<html><p>May we track you?</p>"), "is not a live blog", 30),
        (Reply(b""), "is not a live blog", 30),
        (
            Reply(gzip.compress(bytes(range(256)))[:99], headers={"Content-Encoding": "gzip"}),
            "broke off the connection",
            30,
        ),
        (Reply(b"", 302, {"Location": "http://bbc.com/live"}), "forbids systematic extraction", 30),
    ],
)
def test_trouble_loses_nothing_and_is_waited_out(
    stage: Stage, reply: Reply, said: str, wait: float
) -> None:
    stage.look()
    stage.answer = lambda: reply
    stage.now += 30
    state = stage.look(0)
    assert said in state.trouble
    assert (state.wait, state.over) == (wait, "")
    assert stage.headlines() == stage.recorded() == FIRST
    stage.write("New")
    stage.answer = stage.page
    state = stage.look()
    assert (state.trouble, stage.headlines()) == ("", [*FIRST, "New"])


@pytest.mark.parametrize(("status", "waits", "over"), answers("waits-after-failures"))
def test_failures_in_a_row_make_the_waits_longer_until_a_page_is_gone(
    stage: Stage, status: int, waits: list[float], over: int
) -> None:
    stage.look()
    stage.answer = lambda: Reply(b"", status)
    states = [stage.look() for _ in waits]
    assert [state.wait for state in states] == waits
    assert [bool(state.over) for state in states] == [n == over for n in range(1, len(waits) + 1)]
    assert stage.headlines() == FIRST


def test_a_lost_network_is_no_failure_of_the_site(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.look()

    def lost(*_: object, **__: object) -> None:
        raise OSError(errno.ENETUNREACH, "Network is unreachable")

    monkeypatch.setattr(socket, "create_connection", lost)
    monkeypatch.setattr(connection, "create_connection", lost)
    states = [stage.look() for _ in range(6)]
    assert [state.wait for state in states] == [30] * 6
    assert [bool(state.note) for state in states] == [True] + [False] * 5
    monkeypatch.undo()
    stage.write("New")
    assert stage.look().note == "Back: the page answers again."
    assert stage.headlines() == [*FIRST, "New"]


def test_another_blog_at_the_address_is_not_mixed_in(stage: Stage) -> None:
    stage.look()
    other = as_json(posting(update("2024-04-26T13:00:00Z", "Other"), url=f"{URL}-of-another-day"))
    for answer in (Reply(b"", 500), Reply(other)):
        stage.answer = answer._replace
        state = stage.look()
        assert state.note == state.trouble, "another trouble is told too"
    assert state.trouble == "Another live blog is at this place now."
    assert stage.headlines() == FIRST


def test_a_place_that_is_used_again_gets_a_new_recording(stage: Stage) -> None:
    stage.look()
    stage.followed.end()
    other = as_json(posting(update("2024-04-26T13:00:00Z", "Other"), url=f"{URL}-of-another-day"))
    stage.answer = lambda: Reply(other)
    stage.now += 3600
    stage.followed = stage.follower()
    note = stage.look().note
    (before,) = stage.path.parent.glob("recording-2024-04-26-12*.json")
    assert note == f"The recording of another live blog is kept as {before}."
    assert [each.headline for each in read(before.read_bytes()).posts] == FIRST
    assert stage.headlines() == stage.recorded() == ["Other"]
    assert stage.look().note == "", "it is said once"


def test_a_second_program_reads_the_recording_and_goes_on_after_the_first(stage: Stage) -> None:
    stage.look()
    second = stage.follower()
    stage.write("New")
    stage.look()
    asked = len(stage.site.asked)
    assert second.look().wait == FILE_SECONDS
    stage.followed.end()
    stage.followed = second
    assert (stage.headlines(), len(stage.site.asked)) == ([*FIRST, "New"], asked)
    stage.write("Newer")
    stage.look()
    assert stage.headlines() == stage.recorded() == [*FIRST, "New", "Newer"]


def test_it_is_over_an_hour_after_its_end_or_four_after_its_news(stage: Stage) -> None:
    stage.posts = [(time - timedelta(days=1), headline) for time, headline in stage.posts]
    assert stage.look().over == "", "four hours from the first look"
    assert stage.look(3.9 * 3600).over == ""
    assert stage.look(3600).over == "Nothing new for four hours."
    stage.followed.end()
    assert read(stage.path.read_bytes()).edge is None


def test_a_full_disk_is_said_and_written_when_there_is_room(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.look()
    before = stage.path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    stage.write("New")
    stage.look()
    assert "Not recorded (No space left" in stage.followed.state.note
    assert stage.path.read_bytes() == before
    assert stage.headlines()[-1] == "New"
    assert stage.look().note == "", "it is said once"
    monkeypatch.undo()
    stage.look()
    assert stage.recorded()[-1] == "New"
    assert [each.name for each in stage.path.parent.iterdir() if "json." in each.name] == [
        ".recording.json.lock"
    ]


def test_posts_are_printed_as_they_come_and_trouble_is_said_once(stage: Stage) -> None:
    out, told, bells = io.StringIO(), list[str](), list[str]()
    printed = Printed(out, told.append, bell=lambda: bells.append("ring"))
    stage.posts.append((START - timedelta(minutes=1), "Post 1"))

    def wait(seconds: float) -> bool:
        stage.sleep(seconds)
        minutes = (stage.moment() - START).total_seconds() // 60
        if minutes == 3 and len(stage.posts) == 4:
            stage.write("Fresh")
            stage.posts[1] = (stage.posts[1][0], "Post 6, edited")
        stage.answer = (lambda: Reply(b"", 500)) if 5 <= minutes < 9 else stage.page
        if minutes >= 20:
            stage.answer = lambda: Reply(b"", 403)
        return False

    for state in stage.followed.states(wait):
        printed.show(state)
    text = out.getvalue()
    assert "4 posts so far" in text
    assert "Post 9" not in text
    assert text.index("Post 1.") < text.index("Post 6, edited") < text.index("Fresh.")
    assert [line.partition(":")[0] for line in told] == ["No answer since 12", "Back", "127.0.0.1"]
    assert bells == ["ring"]


def test_a_clock_that_is_set_back_delays_no_look(stage: Stage) -> None:
    stage.look()
    waits: list[float] = []

    def wait(seconds: float) -> bool:
        waits.append(seconds)
        stage.sleep(seconds if len(waits) < 3 else -3600)
        return len(waits) > 20

    next(stage.followed.states(wait))
    assert len(waits) == 3


@asynccontextmanager
async def brought(
    source: Followed, blog: LiveBlog | None, true: Callable[[OnScreen], object]
) -> AsyncIterator[OnScreen]:
    """The app at the edge, once that is true of what a thread that follows a source brings."""
    assert blog is not None
    background = Background(source, bell=True)
    async with on_stage(blog, options=ReplayOptions(at="end")) as shown:
        background.start(shown.app)
        async with patience(shown.text):
            while not true(shown):
                await asyncio.sleep(0.01)
        yield shown
        background.stop()


async def test_the_app_goes_on_in_what_a_thread_brings(stage: Stage) -> None:
    first = stage.look().blog
    stage.followed.end()
    stage.write("New")
    known = brought(stage.follower(), first, lambda shown: len(shown.player.blog.posts) == 4)
    async with known as shown:
        await shown.pass_seconds(100)
        assert "4 posts" in shown.bar()


async def test_a_follower_of_files_sees_how_old_the_last_save_is(stage: Stage) -> None:
    stage.save(ago=200)
    source, first = stage.file_follower(), stage.look().blog
    async with brought(source, first, lambda shown: "saved 3 min ago" in shown.bar()):
        pass


async def test_a_start_without_an_answer_is_told_in_the_bar(stage: Stage) -> None:
    stage.look()
    stage.followed.end()
    stage.site.pages["/live"] = lambda: Reply(b"", 500)
    again = stage.follower()
    async with brought(again, again.look().blog, lambda shown: "NO ANSWER" in shown.bar()):
        pass


def test_a_file_is_read_as_soon_as_all_of_it_is_saved_again(stage: Stage) -> None:
    stage.save()

    def wait(seconds: float) -> bool:
        stage.sleep(seconds)
        if len(stage.posts) == 3:
            stage.write("Just saved")
            os.truncate(stage.file, 99)
        return False

    ago = count()  # another program saves the rest, again and again
    states = stage.file_follower(lambda _: stage.save(next(ago))).states(wait)
    assert [len(state.blog.posts) for state in islice(states, 2) if state.blog] == [3, 4]
    assert stage.now - START.timestamp() <= STEP_SECONDS


def test_a_text_without_a_day_is_for_replay(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("10:05 The bridge opens\n\n10:20 A crowd gathers\n\n10:45 It closes again\n")
    done = run_here("live", str(file), "--save", str(tmp_path / "x" / "r.json"))
    assert f"liveblog-tui replay {file} --date" in done.stderr


def test_a_save_after_a_long_silence_comes_at_its_own_time(stage: Stage) -> None:
    stage.followed = stage.file_follower()
    for ago in (1700, 0):
        stage.write(f"Saved {ago}", ago=ago)
        stage.save(ago)
        blog = stage.look().blog
        assert blog is not None
        saved = next(each for each in blog.posts if each.headline == f"Saved {ago}")
        assert (saved.published, saved.dated) == (blog.edge, None)
    stage.file.unlink()
    assert max(stage.look().wait for _ in range(9)) < 40


def test_the_command_records_the_page_and_prints_it(stage: Stage, tmp_path: Path) -> None:
    stage.followed.end()
    for words, shown in (((), FIRST), (("--from-start",), FIRST)):
        done = run_here("live", f"{stage.site.address}/live", "--save", str(stage.path), *words)
        assert (done.returncode, done.stderr) == (0, f"Recorded: {stage.path}\n")
        assert all(headline in done.stdout for headline in shown)
    behind = run_here("live", str(stage.path), "--save", f"{stage.path}.2", "--at", "-4m")
    assert ("Post 3" in behind.stdout, "Post 6" in behind.stdout) == (True, False)
    before = run_here("live", str(stage.path), "--save", f"{stage.path}.3", "--at", "-4h")
    assert (before.returncode, before.stdout) == (1, "")
    assert "is before this blog begins" in before.stderr
    played = run_here("replay", "--as-of", "end", str(stage.path))
    assert "Post 3" in played.stdout


def test_what_could_not_be_written_is_not_told_as_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "page.json").write_bytes(as_json(posting(update())))
    monkeypatch.setattr(os, "fsync", full)
    done = run_here("live", str(tmp_path / "page.json"), "--save", str(tmp_path / "out" / "x.json"))
    assert "Not recorded (No space left on device): " in done.stderr
    assert "Recorded" not in done.stderr


def test_a_folder_that_a_browser_saves_into_is_followed(tmp_path: Path) -> None:
    folder, out = tmp_path / "saves", str(tmp_path / "rec.json")
    folder.mkdir()
    done = run_here("live", str(folder), "--save", out)
    assert (done.returncode, "liveblog-tui: Nothing is saved in" in done.stderr) == (1, True)
    for number, headline in enumerate(("One", "Two", "Three"), 1):
        updates = [update(f"2024-04-26T10:0{n}:00Z", f"Post {n}") for n in range(number)]
        path = folder / f"{number}.json"
        path.write_bytes(as_json(posting(*updates, update("2024-04-26T10:09:00Z", headline))))
        os.utime(path, (START.timestamp() + number,) * 2)
        done = run_here("live", str(folder), "--save", out, "--from-start")
        assert f"Post {number - 1}" in done.stdout


def test_folders_of_one_name_have_a_recording_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert recording_path(str(tmp_path / "saved")) == recording_path("saved")
    assert recording_path(str(tmp_path / "more" / "saved")) != recording_path("saved")
    assert recording_path("https://news.example/live").name == "news-example-live.json"


def test_a_recording_is_not_what_is_followed(tmp_path: Path) -> None:
    page = tmp_path / "page.json"
    page.write_bytes(as_json(posting(update())))
    for source, said in (
        (tmp_path, "--save must name another file"),
        (page, "--save must name another file"),
        (__file__, "exists and holds no recording"),
    ):
        done = run_here("live", str(source), "--save", str(page))
        assert said in done.stderr
        assert page.read_bytes() == as_json(posting(update()))
