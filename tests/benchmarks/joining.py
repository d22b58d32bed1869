"""The cost of joining the pages of a live blog, each saved three times, with edits between."""

import json
import subprocess
import sys
from pathlib import Path

from table import Row

PAGES, POSTS, SAVES = 40, 50, 3
RUNS = 3
_JOINING = """
import json, sys, time
from pathlib import Path
from datetime import UTC, datetime, timedelta
from tui.model.blog import LiveBlog, Paragraph, Post
from tui.sources.join import join

pages, posts, saves = map(int, sys.argv[1:])
start = datetime(2024, 4, 26, 6, tzinfo=UTC)
words = "The minister said that police had closed a bridge after reports of heavy rain. " * 12

def page(number, save):
    made = []
    for place in range(number * posts, (number + 1) * posts):
        made.append(Post(
            start + timedelta(minutes=place),
            headline=f"Headline {place}",
            body=(Paragraph(f"{save} {place} {words}"), Paragraph(words)),
            id=f"block-{place:024x}",
        ))
    captured = start + timedelta(days=save + 2)
    return LiveBlog(tuple(made), url="https://news.example/live", captured=captured, format="page")

blogs = [page(number, save) for save in range(saves) for number in range(pages)]

def peak():
    # ru_maxrss would begin with the memory of the process that started this one.
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024

before = peak()
began = time.process_time()
(joined,) = join(blogs)
spent = time.process_time() - began
assert len(joined.posts) == pages * posts
assert all(len(post.versions) == saves - 1 for post in joined.posts)
print(json.dumps([spent, peak(), peak() - before]))
"""


def rows() -> list[Row]:
    """The figures of joining."""
    costs = [_run() for _ in range(RUNS)]
    name = f"{PAGES} pages of {POSTS} posts, {SAVES} versions each, joined"
    return [
        Row.of(f"CPU: {name}", [cpu for cpu, _, _ in costs], 1, "s"),
        Row.of("the process's most memory", [peak / 1e6 for _, peak, _ in costs], 100, "MB"),
        Row.of("of it taken by the joining", [more / 1e6 for _, _, more in costs], unit="MB"),
    ]


def _run() -> tuple[float, float, float]:
    command = [sys.executable, "-c", _JOINING, *map(str, (PAGES, POSTS, SAVES))]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    )
    cpu, peak, more = json.loads(done.stdout)
    return float(cpu), float(peak), float(more)
