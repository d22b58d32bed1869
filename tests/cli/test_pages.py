"""The commands when their output cannot be written, and when an option is wrong in any mode."""

import errno
import json
import os
import re
import stat
import subprocess
from datetime import datetime
from pathlib import Path

import pytest
from command_line import run_here
from live_blog_data import as_json, posting, update
from patience import PATIENCE
from programs import run
from pseudo_terminal import COMMAND
from readings import answers
from rich.cells import cell_len
from sample_blogs import at, blog, post

from tui.cli.convert import write_output
from tui.cli.options import GivenSources
from tui.model.blog import Version
from tui.model.errors import SourceError
from tui.readers.own_format import dumps
from tui.settings.marks import remember_mark
from tui.settings.state import state_file

NO_TIMES = str(Path(__file__).parents[1] / "data/copied-no-times.txt")
GIVEN = ["--date", "2020-10-15", "--every", "30s"]
CLOCKS = str(Path(__file__).parents[1] / "data/forms/clocks-of-a-given-day.csv")


def run_in_shell(redirected: str, *words: str) -> subprocess.CompletedProcess[str]:
    """The command with redirections of a shell: ">&-"."""
    return run("sh", "-c", f'exec "$@" {redirected}', "sh", COMMAND, *words)


OUTPUTS = [["check"], ["convert", "--to", "md"], ["replay", "--as-of", "10:30"]]
REPLAYS = [["replay", "--speed", "max", *more] for more in ([], ["--json"])]


@pytest.mark.parametrize("words", [*OUTPUTS, *REPLAYS, ["replay", "--help"]])
def test_a_full_disk_is_one_sentence(words: list[str]) -> None:
    done = run_in_shell(">/dev/full", *words)
    said = "liveblog-tui: The output cannot be written (No space left on device).\n"
    assert (done.returncode, done.stderr) == (1, said)


@pytest.mark.parametrize("words", [*REPLAYS, ["replay", "--as-of", "11:18"]])
def test_a_reader_that_has_seen_enough_is_no_failure(words: list[str]) -> None:
    """The pipe is closed before anything is written, so the write fails whatever it could hold."""
    with subprocess.Popen(
        [COMMAND, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        assert (running.stderr.read(), running.wait(PATIENCE)) == (b"", 0)


@pytest.mark.parametrize("words", [*OUTPUTS, *REPLAYS])
def test_an_input_that_is_not_read_is_named(words: list[str]) -> None:
    said = "The bundled live blog; standard input is read only with - as the source.\n"
    assert run_in_shell(f"<{CLOCKS}", *words).stderr == said
    assert run_in_shell("</dev/null", *words).stderr == ""


@pytest.mark.parametrize("words", [*OUTPUTS, ["replay"]])
def test_a_closed_standard_output_is_one_sentence(words: list[str]) -> None:
    done = run_in_shell(">&-", *words)
    said = "Standard output is closed. To discard it, send it to /dev/null.\n"
    assert (done.returncode, done.stderr) == (1, f"liveblog-tui: {said}")


@pytest.mark.parametrize(("words", "code"), [(["-"], 1), ([], 0)])
def test_a_closed_standard_input_is_an_empty_one(words: list[str], code: int) -> None:
    done = run_in_shell("<&-", "replay", "--as-of", "10:30", *words)
    assert (done.returncode, "the data is empty" in done.stderr) == (code, bool(code))


def test_convert_writes_json_in_the_order_asked_for() -> None:
    times = {}
    for order in ("oldest", "newest"):
        done = run_here("convert", "--order", order)
        updates = json.loads(done.stdout)["liveBlogUpdate"]
        times[order] = [update["datePublished"] for update in updates]
    assert times["newest"] == times["oldest"][::-1] != times["oldest"]


@pytest.mark.parametrize(("words", "said"), answers("a-text-without-times"))
def test_a_text_without_times_plays_with_a_day_and_a_distance(words: list[str], said: str) -> None:
    done = run_here(*words, NO_TIMES, *GIVEN)
    assert (done.stderr, done.returncode) == ("", 0)
    assert said in done.stdout


@pytest.mark.parametrize("form", ["replay", *(f"convert --to {x}" for x in ("md", "html", "json"))])
def test_every_form_of_a_page_has_the_summary_as_it_was_known(form: str) -> None:
    points = ("Xi earlier told", "Wang Yi cautioned Blinken", "raised concerns")
    for moment, known in (("09:30", 1), ("10:26", 2), ("11:18", 3)):
        done = run_here(*form.split(), "--as-of", moment, env={"COLUMNS": "400"})
        assert done.returncode == 0
        assert [point in done.stdout for point in points] == [known > 1, True, known > 2]
        title = "as of 11:18" if known == 3 else f"{known} of 7 points so far"
        assert (re.search(f"Summary( ·|,) {title}", done.stdout) is not None) == (
            "json" not in form
        )


def test_convert_writes_over_a_file_only_with_force(tmp_path: Path) -> None:
    path = tmp_path / "blog.md"
    path.write_text("mine")
    done = run_here("convert", "-o", str(path))
    said = f"liveblog-tui: {path} exists; use --force to overwrite it.\n"
    assert (done.returncode, done.stderr) == (1, said)
    assert path.read_text() == "mine"
    done = run_here("convert", "-o", str(path), "--force")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert "Blinken in Beijing" in path.read_text()


def test_a_terminal_is_told_what_convert_has_written(tmp_path: Path) -> None:
    pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    from terminal_bytes import received, words

    path = tmp_path / "blog.md"
    assert words(received("convert", "-o", str(path), home=tmp_path)) == f"{path} is written."
    assert path.exists()


@pytest.mark.parametrize("command", [("config",), ("list",), ("check", "page"), ("-h",)])
def test_panels_fit_a_narrow_terminal(command: tuple[str, ...], tmp_path: Path) -> None:
    pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    from terminal_bytes import received, words

    (page := tmp_path / "page").write_text(dumps(blog("11:42 One")._replace(title="[b]台风 " * 20)))
    arguments = [str(page) if word == "page" else word for word in command]
    shown = received(*arguments, home=tmp_path, size=(40, 24))
    rows = [row for row in map(words, shown.split(b"\r\n")) if row[:1] in set("╭│╰")]
    assert {cell_len(row) for row in rows} <= {38, 40}
    assert any("[defaults]" in row for row in rows) == ("config" in command)
    assert rows


@pytest.mark.usefixtures("home")
def test_marked_posts_are_written_with_their_notes() -> None:
    words = ("convert", "--marked", "--to", "md")
    none = run_here(*words)
    said = "liveblog-tui: No marks in this live blog yet. m marks the post in view.\n"
    assert (none.returncode, none.stderr) == (1, said)
    remember_mark(GivenSources().load(), 6, "Cite this")
    page = run_here(*words).stdout
    assert page.count("\n## ") == 1, "one post, and no summary of all"
    assert "Reader's note: Cite this" in page


@pytest.mark.usefixtures("home")
def test_marks_that_cannot_be_read_are_not_told_as_none() -> None:
    state_file().parent.mkdir(parents=True, exist_ok=True)
    state_file().write_text("{", encoding="utf-8")
    for words in (("--to", "md"), ("--all",)):
        done = run_here("convert", "--marked", *words)
        assert (done.returncode, done.stdout) == (1, "")
        assert "Marks and places cannot be read" in done.stderr


def test_the_end_is_after_the_last_edit(tmp_path: Path) -> None:
    edited = post("10:00", "One", "New.")
    first = post("10:00", "One", "Old.", versions=(Version(at("11:00"), edited),))
    page = tmp_path / "page.json"
    page.write_text(dumps(blog(first, "10:30 Last")), encoding="utf-8")
    for command in (("replay",), ("convert", "--to", "md"), ("replay", "--json")):
        told = {
            moment: run_here(*command, str(page), "--as-of", moment).stdout
            for moment in ("10:30", "end", "11:00")
        }
        assert [moment for moment, text in told.items() if "Old." in text] == ["10:30"]
        assert [moment for moment, text in told.items() if "New." in text] == ["end", "11:00"]


def test_the_page_at_a_minute_holds_the_posts_of_that_minute(tmp_path: Path) -> None:
    times = ("13:49:10", "13:50:07", "13:50:53", "13:51:00")
    updates = [update(f"2024-04-26T{time}Z", f"At {time}") for time in times]
    (tmp_path / "page.json").write_bytes(as_json(posting(*updates)))
    for moment, shown in (("13:50", 3), ("13:50:10", 2), ("13:49", 1), ("13:51", 4)):
        for command in (
            ("replay", "--as-of", moment),
            ("convert", "--to", "md", "--as-of", moment),
        ):
            done = run_here(*command, str(tmp_path / "page.json"))
            assert [f"At {time}" in done.stdout for time in times][:shown] == [True] * shown
            assert (f"At {times[-1]}" in done.stdout) == (shown == 4)


@pytest.mark.parametrize("day", ["2020-10-15", "today", "Yesterday"])
def test_a_table_of_clocks_takes_the_given_day(day: str, monkeypatch: pytest.MonkeyPatch) -> None:
    noon = datetime(2020, 10, 15 + (day == "Yesterday"), 12).astimezone()
    monkeypatch.setattr("time.time", noon.timestamp)
    done = run_here("replay", CLOCKS, "--date", day, "--speed", "max", "--json")
    times = [json.loads(line)["published"] for line in done.stdout.splitlines()]
    assert times == [f"2020-10-15T{x}:00+00:00" for x in ("20:05", "21:10", "22:55")]


# The file that a command writes: whole, or as it was before


def test_a_file_keeps_its_mode_and_a_link_stays(tmp_path: Path) -> None:
    path, link = tmp_path / "blog.json", tmp_path / "link"
    path.write_text("old")
    path.chmod(0o640)
    link.symlink_to("blog.json")
    write_output("new", str(link))
    assert path.read_bytes() == b"new\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert sorted(tmp_path.iterdir()) == [path, link]
    long = tmp_path / ("文" * 83 + ".md")
    write_output("new", str(long))
    (tmp_path / "b").write_text("")
    assert long.stat().st_mode == (tmp_path / "b").stat().st_mode


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "blog.json"
    path.write_text("old")

    def fill(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fill)
        with pytest.raises(SourceError, match=r"blog\.json cannot be written \(No space left"):
            write_output("new", str(path))
    assert [each.read_text() for each in tmp_path.iterdir()] == ["old"]


def test_a_pipe_is_written_to_without_force(tmp_path: Path) -> None:
    """A pipe of its own: as root a fault here would put a file in the place of a device."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_output("new", str(path))
        assert os.read(reader, 100) == b"new\n"
    finally:
        os.close(reader)
    assert path.is_fifo()


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be written"):
        write_output("new", str(tmp_path / "none" / "a.json"))
