"""The whole program against a bare Textual app: first frame, memory, idle CPU, on a terminal."""

from pathlib import Path
from statistics import median

from processes import COMMAND, on_terminal, script
from sample_blogs import many
from table import Row

from tui.writers.json_ld import dumps

ROUNDS = 7
IDLE_SECONDS = 60.0
"""A minute, so that everything that changes once a minute changes."""


def first_frame(command: tuple[str, ...], text: str) -> tuple[float, float]:
    """The process's CPU seconds when the text is shown, and its memory in MiB."""
    with on_terminal(command) as program:
        cpu, _ = program.until(text)
        program.for_seconds(0.3)
        return cpu, program.resident


def idle(
    *options: str, seconds: float, command: tuple[str, ...] = COMMAND, text: str = "Summary"
) -> tuple[float, float]:
    """Percent of a core and bytes a second, over a number of seconds after a text was shown."""
    with on_terminal((*command, *options)) as program:
        program.until(text)
        program.for_seconds(2)
        cost = program.for_seconds(seconds)
        return cost.cpu / cost.seconds * 100, cost.written / cost.seconds


def rows(folder: Path) -> list[Row]:
    """The figures, as medians; the processes take turns, so that a slow moment hits all."""
    thousand = folder / "thousand.json"
    thousand.write_text(dumps(many(1000)), "utf-8")
    commands = {
        "hello": (script("hello.py"), "hello"),
        "bundled": (COMMAND, "Hello and welcome"),
        "thousand": ((*COMMAND, str(thousand)), "Post number"),
    }
    runs = [
        {name: first_frame(*command) for name, command in commands.items()} for _ in range(ROUNDS)
    ]
    cpu = {name: [run[name][0] for run in runs] for name in commands}
    memory = {name: median(run[name][1] for run in runs) for name in commands}
    hello = median(cpu["hello"])
    bare, _ = idle(seconds=IDLE_SECONDS, command=script("hello.py"), text="hello")
    slow, slow_bytes = idle("--speed", "1", "--at", "09:33", seconds=IDLE_SECONDS)
    fast, fast_bytes = idle("--speed", "60", "--at", "09:27", seconds=10)
    reading = [idle("--at", at, seconds=IDLE_SECONDS)[0] for at in ("09:26", "09:57", "10:43")]
    return [
        Row("hello app, whole process to its first frame", hello * 1000, None, "ms CPU"),
        Row("first frame, bundled blog, against it", median(cpu["bundled"]) / hello, 1.5, "x"),
        Row.of("the same, in seconds", cpu["bundled"], 0.5, "s CPU"),
        Row("first frame, 1,000 posts, against it", median(cpu["thousand"]) / hello, 1.5, "x"),
        Row("memory, 1,000 posts, against it", memory["thousand"] / memory["hello"], 1.12, "x"),
        Row("a bare app that counts seconds", bare, None, "% of a core"),
        Row.of("idle at reading pace", reading, 0.5, "% of a core"),
        Row("at 1x, while a post is read", slow, 0.5, "% of a core"),
        Row("the same", slow_bytes, 300, "bytes/s"),
        Row("at 60x", fast, 1, "% of a core"),
        Row("the same", fast_bytes, None, "bytes/s"),
    ]
