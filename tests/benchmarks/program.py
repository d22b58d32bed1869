"""The whole program against a bare Textual app: first frame, memory, idle CPU.

Each runs on a terminal of its own.
"""

import pickle
from pathlib import Path
from statistics import median

from first_frame import DRIVER, WANTED
from processes import COMMAND, on_terminal, script
from sample_blogs import many
from table import Row

from tui.sources import load
from tui.writers.json_ld import dumps

ROUNDS = 7
IDLE_SECONDS = 60.0
"""A minute, so that everything that changes once a minute changes."""


def first_frame(command: tuple[str, ...], text: str) -> tuple[float, float]:
    """The process's CPU seconds up to the first frame with the text, and its memory in MiB."""
    with on_terminal(command, TEXTUAL_DRIVER=DRIVER, **{WANTED: text}) as program:
        _, screen = program.until(";\007")
        program.for_seconds(0.3)
        return float(screen.split("cpu=")[1].split(";")[0]), program.resident


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
    kept = {name: folder / f"{name}.pickle" for name in ("bundled", "thousand")}
    kept["bundled"].write_bytes(pickle.dumps(load("blinken-beijing")))
    kept["thousand"].write_bytes(pickle.dumps(many(1000)))
    commands = {
        "hello": (script("hello.py"), "hello"),
        "bundled alone": (script("app_alone.py", str(kept["bundled"])), "Hello and welcome"),
        "thousand alone": (script("app_alone.py", str(kept["thousand"])), "Post number"),
        "bundled": (COMMAND, "Hello and welcome"),
        "thousand": ((*COMMAND, str(thousand)), "Post number"),
    }
    cpu: dict[str, list[float]] = {name: [] for name in commands}
    memory: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, (command, text) in commands.items():
            used, resident = first_frame(command, text)
            cpu[name].append(used)
            memory[name].append(resident)
    hello = median(cpu["hello"])
    counting = script("hello_clock.py")
    bare_cpu, _ = idle(seconds=IDLE_SECONDS, command=counting, text="hello")
    slow_cpu, slow_bytes = idle("--speed", "1", "--at", "09:33", seconds=IDLE_SECONDS)
    soon_cpu, soon_bytes = idle("--speed", "1", "--at", "09:36:30", seconds=IDLE_SECONDS)
    fast_cpu, fast_bytes = idle("--speed", "60", "--at", "09:27", seconds=10)
    reading = [idle("--at", at, seconds=IDLE_SECONDS)[0] for at in ("09:26", "09:57", "10:43")]
    return [
        Row("hello app, whole process to its first frame", hello * 1000, None, "ms CPU"),
        Row(
            "first frame, bundled blog in memory, against it",
            median(cpu["bundled alone"]) / hello,
            1.15,
            "x",
        ),
        Row(
            "the same with the command line and the reader",
            median(cpu["bundled"]) / hello,
            1.5,
            "x",
        ),
        Row.of("the same, in seconds", cpu["bundled"], 0.5, "s CPU"),
        Row(
            "first frame, 1,000 posts in memory, against it",
            median(cpu["thousand alone"]) / hello,
            1.25,
            "x",
        ),
        Row(
            "the same with the command line and a JSON file",
            median(cpu["thousand"]) / hello,
            1.5,
            "x",
        ),
        Row(
            "memory, 1,000 posts, against it",
            median(memory["thousand"]) / median(memory["hello"]),
            1.12,
            "x",
        ),
        Row("a bare app that counts seconds", bare_cpu, None, "% of a core"),
        Row.of("idle at reading pace", reading, 0.25, "% of a core"),
        Row("the same, against the bare app", median(reading) / bare_cpu, 0.4, "x"),
        Row("at 1x, while a post is read", slow_cpu, 0.3, "% of a core"),
        Row("the same, against the bare app", slow_cpu / bare_cpu, 0.8, "x"),
        Row("the same", slow_bytes, 300, "bytes/s"),
        Row(
            "at 1x, a post due in under two minutes: it counts the seconds",
            soon_cpu,
            0.5,
            "% of a core",
        ),
        Row("the same", soon_bytes, None, "bytes/s"),
        Row("at 60x", fast_cpu, 1, "% of a core"),
        Row("at 60x", fast_bytes, None, "bytes/s"),
    ]
