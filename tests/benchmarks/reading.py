"""The time to read 100,000 updates and to show a large page, as ratios of one run."""

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import read_bombs
from bombs import BOMBS
from liveblogs import CHECKOUT
from processes import COMMAND, on_terminal
from table import Row

UPDATES = 100_000
PAGE_UPDATES = 428
PAGE_BYTES = 2_400_000
BOUND_PAGES = frozenset((
    "corkbeo-2020-10-06.html", "direct-cloche.html", "directo-niebla.html", "kilbeo.html",
    "minuto-ponte.html", "mubashir-mina.html", "ticker-glocke.html",
))  # fmt: skip
"""Pages with data whose posts' elements are looked for."""
SMALL_PAGE = 20_000
"""Bytes of a page of which a few milliseconds are a large share."""
RUNS = 3
"""Runs of each; the quickest counts."""
_OURS = CHECKOUT / "tests/data"
_SENTENCE = (
    "the minister said on Tuesday that police had closed a bridge after reports of heavy rain and "
    "wind across northern towns while trains ran late and schools sent pupils home before noon"
)
_WORDS = _SENTENCE.split()

# Each runs in a process without garbage collection, like the command while it reads. It prints the
# CPU seconds, and the resident bytes with only the result left.
_YARDSTICK = """
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
_READING = """
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


def rows() -> list[Row]:
    """The figures of reading."""
    with tempfile.TemporaryDirectory() as folder:
        return [
            *_many_updates(Path(folder)),
            *_large_page(Path(folder)),
            *_bombs(),
        ]


def _many_updates(folder: Path) -> Iterator[Row]:
    path = folder / "long.json"
    path.write_text(json.dumps(generated(UPDATES), ensure_ascii=False))
    size = path.stat().st_size
    yardstick = min(_run(_YARDSTICK, path)[0] for _ in range(RUNS))
    costs = [_run(_READING, path, UPDATES) for _ in range(RUNS)]
    yield Row(
        f"CPU of json.loads and the dates, {UPDATES:,} updates, {size / 1e6:.0f} MB",
        yardstick,
        unit="s",
    )
    yield Row("reading them, against that", min(cpu for cpu, _ in costs) / yardstick, 4, "x")
    yield Row(
        "resident memory when read, against the file",
        max(memory for _, memory in costs) / size,
        2.7,
        "x",
    )


def _large_page(folder: Path) -> Iterator[Row]:
    path = folder / "page.html"
    path.write_text(generated_page())
    bundled = min(_until_shown((), "Hello and welcome") for _ in range(RUNS))
    page = min(_until_shown((str(path),), "Headline number") for _ in range(RUNS))
    name = (
        f"a page of {PAGE_BYTES / 1e6:g} MB with {PAGE_UPDATES} updates on the screen, "
        "against the bundled blog"
    )
    yield Row(name, page / bundled, 1.5, "x")


def _bombs() -> Iterator[Row]:
    costs: dict[str, float] = {}
    for name in BOMBS:
        command = [sys.executable, read_bombs.__file__, name]
        runs = [
            subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(RUNS)
        ]
        costs[name] = min(json.loads(done.stdout.splitlines()[0])[0] for done in runs)
    worst = max(costs, key=costs.__getitem__)
    yield Row(f"CPU of the worst of {len(costs)} bombs of 10 MB ({worst})", costs[worst], 2, "s")


def _until_shown(arguments: tuple[str, ...], text: str) -> float:
    with on_terminal((*COMMAND, *arguments, "--paused")) as running:
        return running.until(text)[0]


def _run(code: str, path: Path, *arguments: object) -> tuple[float, float]:
    command = [sys.executable, "-c", code, str(path), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    cpu, memory = json.loads(done.stdout)
    return cpu, memory


def generated(count: int, characters: int = 1350) -> dict[str, Any]:
    """A LiveBlogPosting with `count` updates, newest first.

    Some bodies are plain and some are markup; one in six is not ASCII.
    """
    draw = random.Random(1)
    people = [
        {"@type": "Person", "name": f"Reporter {letter}. Name"} for letter in "ABCDEFGHIJKLMNOPQRST"
    ]
    moment, updates = datetime(2024, 1, 1, tzinfo=UTC), []
    for number in range(count):
        moment += timedelta(seconds=draw.randint(5, 300))
        time = moment.isoformat().replace("+00:00", "Z")
        updates.append(
            {
                "@type": "BlogPosting",
                "headline": f"Headline number {number} of the day",
                "datePublished": time,
                "dateModified": time,
                "url": f"https://news.example/live/1#post_{number}",
                "author": people[number % len(people)],
                "articleBody": _body(draw, number, characters),
            }
        )
    return {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting",
        "headline": "A long day",
        "url": "https://news.example/live/1",
        "liveBlogUpdate": updates[::-1],
    }


def _body(draw: random.Random, number: int, characters: int) -> str:
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < characters:
        paragraphs.append(" ".join(draw.choices(_WORDS, k=60)).capitalize() + ".")
    if number % 6 == 0:
        paragraphs[0] = paragraphs[0].replace("police", "the town’s police", 1)
    if number % 6 == 1:
        paragraphs[0] = paragraphs[0].replace("minister", "&quot;minister&quot;", 1)
    if number % 4 == 0:
        return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return ("\n\n" if number % 4 == 1 else " ").join(paragraphs)


def generated_page() -> str:
    """A page with a live blog in its second JSON-LD script, with the markup of a news site."""
    data = json.dumps(generated(PAGE_UPDATES, 1700), ensure_ascii=False).replace("</", "<\\/")
    article = (
        '<div class="promo"><a href="/news/1"><span>More news</span></a>'
        "<p>What else happened today.</p></div>"
    )
    script = (
        "<script>window.config = "
        + json.dumps({f"key{n}": "value " * 20 for n in range(100)})
        + ";</script>"
    )
    head = '<script type="application/ld+json">{"@type": "WebPage"}</script>'
    filler = (PAGE_BYTES - len(data)) // (len(article) * 20 + len(script)) + 1
    page = (article * 20 + script) * filler
    head += f'<script type="application/ld+json">{data}</script>'
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{page}'


def page_with_posts(*, have_ids: bool) -> str:
    """The page with each post's element too, with or without the ids that the data name."""
    page = generated_page()
    updates = generated(PAGE_UPDATES, 1700)["liveBlogUpdate"]
    if not have_ids:
        page = page.replace("#post_", "#at_")
    elements = "".join(
        f"<article {f'id=post_{PAGE_UPDATES - number - 1}' if have_ids else 'class=post'}>"
        f'<div class="head"><time datetime="{update["datePublished"]}">now</time>'
        f'<span class="author">{update["author"]["name"]}</span></div>'
        f"<h3>{update['headline']}</h3>{_elements_of(update['articleBody'])}</article>"
        for number, update in enumerate(updates)
    )
    return f"{page}<main>{elements}</main>"


def _elements_of(body: str) -> str:
    paragraphs = body.split("\n\n")
    return body if body.startswith("<") else "".join(f"<p>{text}</p>" for text in paragraphs)


if __name__ == "__main__":
    from rich.console import Console
    from table import print_table

    sys.exit(0 if print_table(rows(), Console()) else 1)
