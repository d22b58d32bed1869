"""Shared by all commands: the line of progress, sources and their columns."""

import json
import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.status import Status
from sample_blogs import blog

from tui.cli import options, printing
from tui.cli.commands import cli
from tui.cli.options import GivenSources, how_to_fetch, notes_in_short
from tui.cli.printing import waiting
from tui.model.coverage import Coverage, MissingSpan
from tui.model.errors import OptionError, UnreadableError


@pytest.fixture(autouse=True)
def on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has rich draw as on a terminal."""
    monkeypatch.setenv("FORCE_COLOR", "1")


def test_nothing_is_drawn_over_a_text_that_is_pasted(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text = tmp_path / "text"
    text.write_text("10:32 One\n")
    monkeypatch.setattr(options, "STDIN_DESCRIPTOR", os.open(text, os.O_RDONLY))
    for stream in (sys.stdin, sys.stderr):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    with pytest.raises(UnreadableError):
        GivenSources(("-",)).load()
    said = capsys.readouterr().err
    assert said == "Paste the text, then press ctrl+d.\n"


def test_a_line_of_text_is_shown_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    with waiting("page 1 of [3]") as show:
        show("page 2 of [3]")
    assert "page 2 of [3]" in capsys.readouterr().err


def test_an_interrupted_start_of_the_progress_shows_the_cursor_again(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    start = Status.start

    def interrupted(progress: Status) -> None:
        start(progress)
        raise KeyboardInterrupt

    monkeypatch.setattr(Status, "start", interrupted)
    with pytest.raises(KeyboardInterrupt), waiting("page 1"):
        pass
    shown = capsys.readouterr().err
    assert shown.rfind("\x1b[?25h") > shown.rfind("\x1b[?25l") >= 0


@pytest.mark.parametrize(
    ("setting", "is_red"), [("NO_COLOR=1", 0), ("TERM=dumb", 0), ("NO_COLOR=", 1)]
)
def test_an_error_has_no_colour_if_none_is_wanted(
    setting: str, is_red: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv(*setting.split("="))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    printing.print_error(OptionError("No."))
    assert ("\x1b[31m" in capsys.readouterr().err) == is_red


def test_an_address_that_gives_a_part_says_how_to_fetch_the_rest() -> None:
    whole = blog("11:42 One")
    part = whole._replace(part=Coverage((MissingSpan(None, whole.start),), (1,), 3))
    told = how_to_fetch(part, ("https://news.example/live",))
    assert told.startswith("This is part 1 of 3: begins at 11:42. To get the rest: ")
    assert "liveblog-tui fetch 'https://news.example/live' -o FOLDER" in told
    bbc = how_to_fetch(part, ("https://www.bbc.co.uk/news/live/x",))
    assert "save each page of the live blog in a browser" in bbc
    assert "fetch '" not in bbc
    assert how_to_fetch(part, ("page.html", "-")) == ""
    assert how_to_fetch(whole, ("https://news.example/live",)) == ""


def test_options_name_the_columns_of_a_table(tmp_path: Path) -> None:
    rows = "".join(
        f"2024-05-06T1{n}:0{n}:00;The tide came {n} times today, they say;Ada\n" for n in range(4)
    )
    table = tmp_path / "table.csv"
    table.write_text(f"A;B;C\n{rows}", encoding="utf-8")
    names = ["--time", "A", "--text", "B", "--author-column", "C"]
    said = CliRunner().invoke(cli, ["replay", str(table), "--speed", "max", "--json", *names])
    assert said.exit_code == 0
    assert said.stdout.count('"byline": "Ada"') == 4
    assert said.stdout.count('"headline": ""') == 4
    assert said.stdout.count('"text": "The tide came') == 4


def test_columns_that_are_named_may_hold_few_words(tmp_path: Path) -> None:
    rows = "".join(f"2024-05-06T10:0{n}:30,Goal number {n}!\n" for n in range(4))
    table = tmp_path / "table.csv"
    table.write_text(f"when,what\n{rows}", encoding="utf-8")
    asked = ["check", str(table)]
    assert CliRunner().invoke(cli, asked).exit_code == 2
    asked += ["--time", "when", "--text", "what"]
    assert "posts        4" in CliRunner().invoke(cli, asked).stdout


def test_every_puts_no_made_up_times_beside_clocks(tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    posts = "".join(
        f"1{n}.1{n} Uhr: Die Fähre Nummer {n} ist heute voll.\n\n" for n in (3, 2, 1, 0)
    )
    text.write_text(f"6. Mai 2024\n\n{posts}", encoding="utf-8")
    with pytest.raises(OptionError, match="made-up times"):
        GivenSources((str(text),), every="30s").load()
    assert len(GivenSources((str(text),)).load().posts) == 4


def test_times_that_name_no_zone_are_in_that_of_the_user(tmp_path: Path) -> None:
    clocks = "".join(
        f"1{n}:0{n} Uhr: Das Tor {n} ist zu.\n\nEs ging {n} Mal.\n\n" for n in range(4)
    )
    table = "".join(f"2025-02-24T1{n}:07:00,The tide came {n} times today.\n" for n in range(4))
    sources = {
        "clocks.txt": f"Liveblog, Stand: 24.02.2025\n\n{clocks}",
        "t.csv": f"time,text\n{table}",
    }
    doubt = "The times name no zone; they are taken for UTC."
    for name, words in sources.items():
        source = tmp_path / name
        source.write_text(words, encoding="utf-8")
        convert = ["convert", str(source), "--to", "json"]
        assert doubt in CliRunner().invoke(cli, convert).stderr
        said = CliRunner().invoke(cli, [*convert, "--times-in", "berlin"])
        assert (said.stderr, said.stdout.count('Published": "2025-02-24T')) == (
            "",
            5,
        )  # and the blog's
        assert "+00:00" not in said.stdout
        assert doubt in CliRunner().invoke(cli, ["check", str(source)]).stdout
        of_screen = notes_in_short(GivenSources((str(source),)).load(), [str(source)])
        assert [*of_screen] == [f"{doubt} --times-in ZONE gives it."]


def test_posts_that_are_not_read_are_named_before_others_are_written(tmp_path: Path) -> None:
    day = "2025-02-24T10:0"
    posts = [{"time": f"{day}{n}:00Z", "text": f"The tide came {n} times today."} for n in range(3)]
    source = tmp_path / "tides.json"
    source.write_text(json.dumps([*posts, {"time": "soon", "text": "A tide without a time."}]))
    said = CliRunner().invoke(cli, ["convert", str(source), "--to", "md"])
    assert said.stderr == "post 4: The post has no time that can be read and was left out.\n"


def test_names_of_columns_for_a_text_are_told_to_be_without_effect(tmp_path: Path) -> None:
    source = tmp_path / "clocks.txt"
    text = "".join(f"1{n}:0{n} Uhr: Das Tor {n} ist zu.\n\nEs ging {n} Mal.\n\n" for n in range(3))
    source.write_text(f"Live, Stand: 24.02.2025\n\n{text}", encoding="utf-8")
    words = ["check", str(source), "--times-in", "MEZ"]
    assert CliRunner().invoke(cli, words).stderr == ""
    said = CliRunner().invoke(cli, [*words, "--text", "Text"]).stderr
    assert said == "No table or data here: the names of columns have no effect.\n"
    records = Path(__file__).parents[1] / "data/forms/records-all-headed-as-their-live-blog.html"
    assert not CliRunner().invoke(cli, ["check", str(records), "--text", "headline"]).stderr


def test_what_the_user_says_is_no_warning(tmp_path: Path) -> None:
    text = "".join(f"1{n}:0{n} Uhr: Das Tor {n} ist zu.\n\nEs ging {n} Mal.\n\n" for n in range(3))
    source = tmp_path / "clocks.txt"
    source.write_text(f"Liveblog vom Tor\n\n{text}", encoding="utf-8")
    told = ["--date", "24.2.2025", "--times-in", "MEZ"]
    said = CliRunner().invoke(cli, ["check", "--strict", str(source), *told])
    assert said.exit_code == 0
    assert "from         Mon 24 Feb 2025, 10:00:00 MEZ" in said.stdout
