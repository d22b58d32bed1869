"""Sentences of `serve` before it serves: missing packages, and parts of live blogs."""

import sys
from pathlib import Path

import pytest
from command_line import run_here
from programs import run

# The command on a machine that has not got a module.
WITHOUT = (
    "import sys; sys.modules[sys.argv.pop(1)] = None; from tui.cli.commands import main; main()"
)


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
    done = run(sys.executable, "-c", WITHOUT, without, "serve", *words)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert f"uv run --extra {extra}" in done.stderr


def test_parts_of_live_blogs_are_announced_before_they_are_served() -> None:
    data = Path(__file__).parents[1] / "data"
    first, third = (str(data / f"parts/guardian-{number}-of-3.html") for number in (1, 3))
    serve = ("serve", "--proxy-protocol", "here")
    assert run_here(*serve, first).stdout == "Serving part 1 of 3: begins at 12:20.\n"
    chosen = run_here(*serve, "--choose", first, third, str(data / "bbc.html"))
    assert chosen.stdout.splitlines() == [
        "Serving lantern-walk, parts 1 and 3 of 3: lacks 11:30 to 12:20.",
        "Serving move-bell, part 1 of 5: begins at 12:34.",
    ]
