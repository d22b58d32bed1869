"""The time to read 100,000 updates and to show a large page, as ratios of one run."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from processes import COMMAND, on_terminal
from table import Row

UPDATES = 100_000
PAGE_UPDATES, PAGE_BYTES = 428, 2_400_000
RUNS = 3
"""Runs of each; the quickest counts."""
SENTENCE = (
    "The minister said on Tuesday that the town’s police had closed a bridge after reports of "
    "heavy rain and wind across northern towns, while trains ran late. "
)
# Each runs in a process without garbage collection, like the command while it reads. It prints the
# CPU seconds, and the resident bytes with only the result left.
YARDSTICK = """
import gc, json, sys, time
from datetime import datetime
gc.disable()
data = open(sys.argv[1], "rb").read()
start = time.process_time()
for update in json.loads(data)["liveBlogUpdate"]:
    datetime.fromisoformat(update["datePublished"])
    datetime.fromisoformat(update["dateModified"])
print(json.dumps([time.process_time() - start, 0]))
"""
READING = """
import gc, json, os, sys, time
from tui.readers import read
gc.disable()
data = open(sys.argv[1], "rb").read()
start = time.process_time()
blog = read(data)
spent = time.process_time() - start
del data
assert len(blog.posts) == int(sys.argv[2])
pages = int(open("/proc/self/statm").read().split()[1])
print(json.dumps([spent, pages * os.sysconf("SC_PAGE_SIZE")]))
"""


def rows(folder: Path) -> Iterator[Row]:
    """The figures."""
    path = folder / "long.json"
    path.write_text(json.dumps(posting(UPDATES), ensure_ascii=False))
    size = path.stat().st_size
    yardstick = min(_run(YARDSTICK, path)[0] for _ in range(RUNS))
    costs = [_run(READING, path, UPDATES) for _ in range(RUNS)]
    yield Row(f"json.loads and dates of {UPDATES:,} updates", yardstick, unit="s CPU")
    yield Row("reading them, against that", min(cpu for cpu, _ in costs) / yardstick, 4, "x")
    yield Row("memory when read, against the file", max(m for _, m in costs) / size, 2.7, "x")
    page = folder / "page.html"
    page.write_text(large_page())
    bundled = min(_until_shown("Hello and welcome") for _ in range(RUNS))
    shown = min(_until_shown("Headline number", str(page)) for _ in range(RUNS))
    yield Row("a page of 2.4 MB on the screen, against the bundled blog", shown / bundled, 1.5, "x")


def _until_shown(text: str, *arguments: str) -> float:
    with on_terminal((*COMMAND, *arguments, "--paused")) as running:
        return running.until(text)[0]


def _run(code: str, path: Path, *arguments: object) -> tuple[float, float]:
    command = [sys.executable, "-c", code, str(path), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    cpu, memory = json.loads(done.stdout)
    return cpu, memory


def posting(count: int) -> dict[str, Any]:
    """A LiveBlogPosting of so many updates, newest first; bodies are plain, paragraphs or HTML."""
    start = datetime(2024, 1, 1, tzinfo=UTC)
    updates = []
    for number in range(count):
        time = (start + timedelta(seconds=97 * number)).isoformat()
        text = SENTENCE * 3
        body = (f"{text}\n\n{text}\n\n{text}", f"<p>{text}</p>" * 3, text * 3)[number % 3]
        updates.append(
            {
                "@type": "BlogPosting",
                "headline": f"Headline number {number} of the day",
                "datePublished": time,
                "dateModified": time,
                "url": f"https://news.example/live/1#post_{number}",
                "author": {"@type": "Person", "name": f"Reporter {number % 20}. Name"},
                "articleBody": body,
            }
        )
    url = "https://news.example/live/1"
    return {"@type": "LiveBlogPosting", "url": url, "liveBlogUpdate": updates[::-1]}


def large_page() -> str:
    """A page with a live blog in its second JSON-LD script, with the markup of a news site."""
    data = json.dumps(posting(PAGE_UPDATES), ensure_ascii=False).replace("</", "<\\/")
    article = (
        '<div class="promo"><a href="/news/1"><span>More news</span></a><p>Also today.</p></div>'
    )
    config = json.dumps({f"key{number}": "value " * 20 for number in range(100)})
    filler = article * 20 + f"<script>window.config = {config};</script>"
    head = '<script type="application/ld+json">{"@type": "WebPage"}</script>'
    head += f'<script type="application/ld+json">{data}</script>'
    body = filler * ((PAGE_BYTES - len(data)) // len(filler) + 1)
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{body}'
