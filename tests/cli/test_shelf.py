"""The bare command and a file instead of a command; marks of all live blogs; several pages."""

import csv
import os
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path
from time import time

import pytest
from click.testing import CliRunner
from real_terminal import Terminal, terminal
from sample_blogs import blog, bundled_like, post

from tui.cli.commands import cli
from tui.cli.shelf import preview, shelf_rows, with_facts
from tui.model.blog import LiveBlog
from tui.model.errors import SourceError
from tui.playback.view import FeedPlace, SavedPlace
from tui.readers.own_format import dumps
from tui.screen.shelf.row import ShelfRow
from tui.settings.marks import remember_mark
from tui.settings.places import remember_place
from tui.settings.recent import Recent, forget_recent, recording_of, remember_recent
from tui.sources import load
from tui.sources.bundled import BUNDLED

NAME = BUNDLED[0].name


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    return CliRunner()


def test_on_a_pipe_the_bare_command_prints_the_help(runner: CliRunner) -> None:
    done = runner.invoke(cli, [])
    assert done.exit_code == 0
    assert "liveblog-tui PAGE" in done.output
    assert "  replay   Replay a live blog: a saved page, copied text, or" in done.output
    assert done.output == runner.invoke(cli, ["--help"]).output


def test_a_name_or_a_file_is_replayed(runner: CliRunner, tmp_path: Path) -> None:
    wanted = runner.invoke(cli, ["replay", NAME, "--as-of", "10:30"]).output
    for words in ([NAME, "--as-of", "10:30"], ["--as-of", "10:30", NAME]):
        assert runner.invoke(cli, words).output == wanted
    file = tmp_path / "blog.json"
    file.write_text(dumps(load(NAME)))
    assert runner.invoke(cli, [str(file), "--as-of", "10:30"]).output == wanted
    assert "live blog 'chek'. Did you mean 'check'?" in runner.invoke(cli, ["chek"]).output
    assert "No command, file or bundled live blog" in runner.invoke(cli, ["x" * 300]).output
    with pytest.raises(SourceError, match="No file or bundled live blog 'pgae"):
        runner.invoke(cli, ["pgae.html"], catch_exceptions=False)


def test_several_pages_are_printed_one_under_the_other(runner: CliRunner, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text(dumps(blog(post("2024-04-26 10:40", "Elsewhere", "Later."))))
    done = runner.invoke(cli, ["replay", NAME, str(other), "--as-of", "10:30"])
    assert done.exit_code == 0, done.output
    first, _, second = done.output.partition(f"({other}) ===")
    assert f"({NAME}) ===" in first
    assert "A visit stripped of fanfare" in first
    assert "Nothing had been posted yet; the first post came on" in second
    table = runner.invoke(cli, ["convert", NAME, str(other), "--to", "csv"]).output
    assert len({row["blog"] for row in csv.DictReader(StringIO(table))}) == 2
    (tmp_path / "third.json").write_text(dumps(blog(post("2024-04-26 10:45", "Third", "Now."))))
    done = runner.invoke(cli, ["replay", str(tmp_path), "--as-of", "10:45"])
    assert [done.output.count(words) for words in (" ===\n", "Elsewhere", "Third")] == [2, 1, 1]
    (tmp_path / "third.json").write_text(dumps(blog(post("2024-04-27 10:29", "Third", "Next."))))
    for moment, shown in (("10:30", 1), ("2024-04-26 10:45", 0), ("11am London", 1), ("9.95%", 0)):
        done = runner.invoke(cli, ["replay", str(tmp_path), "--as-of", moment])
        assert done.output.count("Third") == shown, "a time without a day is of each one's day"


def test_marks_of_all_live_blogs_as_markdown_and_csv(runner: CliRunner, tmp_path: Path) -> None:
    like = bundled_like()
    asked = ["convert", "--marked", "--all"]
    assert "No marks yet" in str(runner.invoke(cli, asked).exception)
    remember_mark(like, 6, "Cite *this*")
    remember_mark(like, 0, "")
    remember_mark(like._replace(url="https://example.org/other"), 1, "=SUM(1)")
    remember_mark(like._replace(title="=2+3"), 2, "")
    markdown = runner.invoke(cli, asked).output
    assert markdown.startswith("# Marked posts\n\n## =2+3\n\n")
    assert "## <https://example.org/other>" in markdown
    assert "**A visit stripped of fanfare** (2024-04-26 10:26 +0100): Cite \\*this\\*" in markdown
    output = tmp_path / "marks.csv"
    runner.invoke(cli, [*asked, "-o", str(output)])
    plus, sum, *others = csv.DictReader(StringIO(output.read_text()))
    assert (plus["blog"], sum["note"], len(others)) == ("'=2+3", "'=SUM(1)", 2)
    assert others == in_csv(runner, tmp_path, like)[::3], "the same posts, marked elsewhere, beside"


def in_csv(runner: CliRunner, folder: Path, like: LiveBlog, *more: str) -> list[dict[str, str]]:
    source = folder / "page.json"
    source.write_text(dumps(like))
    asked = ["convert", str(source), "--to", "csv", *(more or ["--marked"])]
    return list(csv.DictReader(StringIO(runner.invoke(cli, asked).output)))


def test_marks_or_posts_of_a_live_blog_as_csv_have_author_link_and_text(
    runner: CliRunner, tmp_path: Path
) -> None:
    remember_mark(bundled_like(), 6, "Cite")
    remember_mark(bundled_like(), 9, "")
    first, last = in_csv(runner, tmp_path, bundled_like())
    assert (first["note"], first["title"]) == ("Cite", "A visit stripped of fanfare")
    cited = ("Tom Bateman, in Beijing", bundled_like().posts[6].url)
    assert (first["author"], first["link"]) == cited
    assert first["text"].startswith("The lack of fanfare")
    assert last["published"] == bundled_like().posts[9].published.isoformat()
    assert in_csv(runner, tmp_path, bundled_like(), "--marked", "--as-of", "11:00") == [first]
    unmarked = first | {"note": ""}
    latest = in_csv(runner, tmp_path, bundled_like(), "--order", "newest")
    assert latest.index(unmarked) == 3, "all posts, without --marked"


@pytest.mark.usefixtures("runner")
def test_a_recording_is_live_now_under_its_address_and_found_again_later(tmp_path: Path) -> None:
    address = "https://example.org/live/1"
    like = bundled_like()
    path = recording_of(address)
    path.parent.mkdir(parents=True)
    path.write_text(dumps(like._replace(url=f"{address}/moved", edge=like.end)))
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "blog.md").touch()
    row, *_, last = shelf_rows(tmp_path)
    assert (row.group, row.sign, row.words) == ("Live now", "●", (address,))
    assert last.title == "blog.md", "a folder is no file"
    for number in range(60):
        (tmp_path / f"{number}.md").touch()
    assert shelf_rows(tmp_path)[-1].group.endswith(" · 60 of 61 files")
    described = with_facts(row)
    assert (described.title, described.words) == (like.title, (address,))
    assert (described.about[0], described.left) == ("10 posts so far", "1 min")
    left = SavedPlace(like.end - timedelta(minutes=21), FeedPlace(0, 0, -1, True))
    assert not remember_place(like._replace(url=f"{address}/moved", edge=like.end), left)
    assert with_facts(row).left == "21 min behind"
    os.utime(path, (time() - 1000, time() - 1000))
    assert shelf_rows(Path())[0].sign == "○", "its program does not run"
    remember_recent(Recent((str(path),), like.title, "", "", "", 1.0, 0.0))
    assert all(x.group != "Continue" for x in shelf_rows(Path())), "it is live now"
    forget_recent((str(path),))
    path.write_text(dumps(like._replace(url=address)))
    over = with_facts(row)
    assert (over.sign, over.words) == (" ", (str(path),))
    os.utime(path, (0, 0))
    row = shelf_rows(Path())[0]
    assert (row.group, row.sign, row.words) == ("Recorded", " ", (str(path),))
    assert with_facts(row).title == like.title
    page = tmp_path / "page.json"
    page.write_text(dumps(like))
    recording_of(str(page)).write_text(dumps(like._replace(posts=like.posts[:3])))
    of_file = with_facts(ShelfRow("~", (str(page),), "page"))
    assert (of_file.about[0], of_file.share) == ("10 posts", None), "the file's"
    copied = SavedPlace(like.posts[6].published, FeedPlace(6, 0, -1, True))
    assert not remember_place(like, copied)
    of_file = with_facts(ShelfRow("~", (str(page),), "page"))
    assert (of_file.share, of_file.left) == (0.7, "1 min left"), "a copy of the same live blog"
    (readme := tmp_path / "README.md").write_text("How to build it.")
    assert with_facts(ShelfRow("~", (str(readme),), "README.md")).title == ""
    assert with_facts(ShelfRow("~", ("lost.md",), "lost.md")).title == "lost.md"


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Terminal]:
    with terminal(tmp_path, 100, 30) as opened:
        yield opened


def test_from_the_shelf_to_a_live_blog_and_back(there: Terminal) -> None:
    there.run('liveblog-tui; echo "status $?"')
    there.see("Comes with it")
    there.press("Enter")
    there.see("q list")
    there.press("]", "]")
    there.see("09:38")
    there.press("q")
    there.see("Comes with it")
    there.press("Enter")
    there.see("q list")
    there.see("09:38")
    there.press("q")
    there.see("You left at 09:38 BST.")
    there.press("x")  # it comes with the program, and stays
    there.see("9 min to read")
    there.press("Enter")
    there.see("q list")
    there.press("C-c")
    there.prompt("0")


def test_the_panel_shows_marks_and_fetches_nothing(runner: CliRunner) -> None:
    remember_mark(load(NAME), 6, "Cite this")
    shown = preview(ShelfRow("", (NAME,), ""))
    assert shown is not None
    assert shown.marks == {6: "Cite this"}
    for words in (["https://example.org/blog"], ["example.org"], ["nowhere.html"], [NAME, NAME]):
        assert preview(ShelfRow("", tuple(words), "")) is None, "several are none of them"
