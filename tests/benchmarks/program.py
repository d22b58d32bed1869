"""The program on a terminal against a bare Textual app: first frame, idle CPU, large files.

Processes are measured from outside. Linux only.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from processes import cpu_seconds
from pseudo_terminal import COMMAND as PROGRAM
from pseudo_terminal import OnTerminal, on_terminal
from row import Row
from sample_blogs import many

from tui.readers.own_format import dumps

_TEMPORARY = TemporaryDirectory()
FOLDER = Path(_TEMPORARY.name)
CHECKOUT = Path(__file__).parents[2]
COPIED = CHECKOUT / "assets/blinken-beijing-2024-04-26.txt"
COMMAND = (PROGRAM, "replay")
ROUNDS, READINGS = 7, 3
IDLE_SECONDS = 60.0  # everything that changes once a minute changes
UPDATES, PAGE_UPDATES, PAGE_BYTES = 100_000, 428, 2_400_000
SENTENCE = (
    "The minister said on Tuesday that the town’s police had closed a bridge after reports of "
    "heavy rain and wind across northern towns, while trains ran late. "
)
BARE_APP = """
from textual.app import App
from textual.widgets import Static
class Hello(App):
    def compose(self):
        yield Static("hello")
Hello().run()
"""
BARE = ("hello", sys.executable, "-c", BARE_APP)
TIMED = """
import gc, json, sys, time
from datetime import datetime
from tui.readers import read
def yardstick(data):
    for update in json.loads(data)["liveBlogUpdate"]:
        datetime.fromisoformat(update["datePublished"])
gc.disable()
data = open(sys.argv[2], "rb").read()
start = time.process_time()
globals()[sys.argv[1]](data)
print(time.process_time() - start)
"""
"""Prints the CPU seconds of `read` or of `yardstick`."""


class Measured(OnTerminal):
    """A running program: its CPU time, output and memory."""

    @property
    def cpu(self) -> float:
        return cpu_seconds(self.pid)

    def until(self, text: str) -> float:
        """CPU seconds when the text comes to the terminal."""
        self.see(text)
        return self.cpu

    def for_seconds(self, seconds: float) -> tuple[float, float]:
        """Percent of a core and bytes a second over a period."""
        begin, cpu, written = time.monotonic(), self.cpu, 0
        while (left := begin + seconds - time.monotonic()) > 0:
            written += len(self.read(left) or b"")
        took = time.monotonic() - begin
        return (self.cpu - cpu) / took * 100, written / took


@contextmanager
def measured(*command: str) -> Iterator[Measured]:
    """A program on a new terminal of 120x40 cells, without the settings of this machine's user."""
    variables = {"COLORTERM": "truecolor", "PYTHONPATH": str(CHECKOUT)}
    nowhere = Path("/nonexistent")
    with on_terminal(*command, home=nowhere, size=(120, 40), variables=variables) as there:
        yield Measured(there.pid, there.terminal)


def first_frame(text: str, *command: str) -> float:
    """CPU seconds when the text is shown."""
    with measured(*command) as program:
        return program.until(text)


def idle(*options: str) -> tuple[float, float]:
    """Percent of a core and bytes a second of a replay, some time after its first frame."""
    with measured(*COMMAND, *options) as program:
        program.until("Summary")
        program.for_seconds(2)
        return program.for_seconds(IDLE_SECONDS)


def posting(count: int) -> dict[str, Any]:
    """A LiveBlogPosting of so many updates, newest first; bodies are plain, paragraphs or HTML."""
    start, text = datetime(2024, 1, 1, tzinfo=UTC), SENTENCE * 3
    bodies = (f"{text}\n\n{text}\n\n{text}", f"<p>{text}</p>" * 3, text * 3)
    updates = [
        {
            "@type": "BlogPosting",
            "headline": f"Headline number {number} of the day",
            "datePublished": (start + timedelta(seconds=97 * number)).isoformat(),
            "url": f"https://news.example/live/1#post_{number}",
            "author": {"@type": "Person", "name": f"Reporter {number % 20}. Name"},
            "articleBody": bodies[number % 3],
        }
        for number in reversed(range(count))
    ]
    url = "https://news.example/live/1"
    return {"@type": "LiveBlogPosting", "url": url, "liveBlogUpdate": updates}


def large_page() -> str:
    """A page with a live blog in its JSON-LD, and as much markup of a news site as makes 2.4 MB."""
    data = json.dumps(posting(PAGE_UPDATES), ensure_ascii=False).replace("</", "<\\/")
    promo = '<div><a href="/news/1"><span>More news</span></a><p>Also today.</p></div>' * 20
    filler = f"{promo}<script>window.config = {json.dumps({'key': 'value ' * 2000})};</script>"
    body = filler * ((PAGE_BYTES - len(data)) // len(filler) + 1)
    return f'<!doctype html><script type="application/ld+json">{data}</script><body>{body}'


def run(what: str, path: Path) -> float:
    """CPU seconds of a function of TIMED, in a process without garbage collection."""
    command = [sys.executable, "-c", TIMED, what, str(path)]
    return float(subprocess.run(command, capture_output=True, check=True).stdout)


def program() -> Iterator[Row]:
    """The figures, as medians; the processes take turns, so that a slow moment hits all."""
    thousand = FOLDER / "thousand.json"
    thousand.write_text(dumps(many(1000)), "utf-8")
    commands = {
        "bare": BARE,
        "bundled": ("Hello and welcome", *COMMAND),
        "thousand": ("Post number", *COMMAND, str(thousand)),
        "text": ("Hello and welcome", *COMMAND, str(COPIED)),
    }
    runs = [
        {name: first_frame(*command) for name, command in commands.items()} for _ in range(ROUNDS)
    ]
    cpu = {name: [each[name] for each in runs] for name in commands}
    bare = median(cpu["bare"])
    yield Row("bare app, whole process to its first frame", bare * 1000, None, "ms CPU")
    yield Row("first frame, bundled blog, against it", median(cpu["bundled"]) / bare, 1.5, "x")
    yield Row.of("the same, in seconds", cpu["bundled"], 0.5, "s CPU")
    yield Row("first frame, 1,000 posts, against it", median(cpu["thousand"]) / bare, 1.5, "x")
    yield Row("first frame, a copied text, against it", median(cpu["text"]) / bare, 1.5, "x")
    paces = [idle("--at", at)[0] for at in ("09:26", "09:57", "10:43")]
    yield Row.of("idle at reading pace", paces, 0.5, "% of a core")
    slow, slow_bytes = idle("--speed", "1", "--at", "09:33")
    yield Row("at 1x, while a post is read", slow, 0.5, "% of a core")
    yield Row("the same", slow_bytes, 300, "bytes/s")


def reading() -> Iterator[Row]:
    """The figures of large files; the quickest run of each counts."""
    path, page = FOLDER / "long.json", FOLDER / "page.html"
    path.write_text(json.dumps(posting(UPDATES), ensure_ascii=False))
    page.write_text(large_page())
    yardstick, cpu = (
        min(run(what, path) for _ in range(READINGS)) for what in ("yardstick", "read")
    )
    yield Row(f"json.loads and dates of {UPDATES:,} updates", yardstick, unit="s CPU")
    yield Row("reading them, against that", cpu / yardstick, 4, "x")
    yield Row("a page of 2.4 MB", run("read", page), 0.2, "s CPU")
    on_screen = ("Headline number", *COMMAND, "--paused", str(page))
    bare, shown = (
        min(first_frame(*command) for _ in range(READINGS)) for command in (BARE, on_screen)
    )
    yield Row("the page on the screen, against a bare app", shown / bare, 2.25, "x")
