"""What `serve` says where it cannot begin: one sentence, and no traceback."""

import subprocess
import sys
from pathlib import Path

import pytest
from command_line import Done, run_here
from patience import PATIENCE

# The command on a machine that has not got a module.
WITHOUT = (
    "import sys; sys.modules[sys.argv.pop(1)] = None; from tui.cli.commands import main; main()"
)


def serve(*words: str) -> Done:
    return run_here("serve", *words)


@pytest.mark.parametrize(
    ("without", "words", "extra"),
    [
        ("asyncssh", [], "ssh"),
        ("prometheus_client", [], "ssh"),
        ("aiohttp", ["--web", "127.0.0.1:0"], "web-host"),
        ("redis", ["--room", "--room-store", "redis://127.0.0.1"], "ssh --extra cluster"),
    ],
)
def test_missing_packages_are_named(without: str, words: list[str], extra: str) -> None:
    command = [sys.executable, "-c", WITHOUT, without, "serve", *words]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert f"uv run --extra {extra}" in done.stderr


def test_live_blogs_to_choose_from_have_names() -> None:
    data = Path(__file__).parents[1] / "data"
    pages = [data / "parts/guardian-1-of-3.html", data / "parts/guardian-3-of-3.html"]
    done = serve("--proxy-protocol", "here", "--choose", *map(str, pages), str(data / "bbc.html"))
    assert done.stdout.splitlines() == [
        "Serving lantern-walk, parts 1 and 3 of 3: lacks 11:30 to 12:20.",
        "Serving move-bell, part 1 of 5: begins at 12:34.",
    ]


def test_a_part_of_a_live_blog_is_announced_before_it_is_served() -> None:
    page = Path(__file__).parents[1] / "data/parts/guardian-1-of-3.html"
    done = serve("--proxy-protocol", "here", str(page))
    assert done.stdout == "Serving part 1 of 3: begins at 12:20.\n"
    assert done.returncode == 1
