"""`liveblog-tui fetch` as a person runs it."""

from pathlib import Path

import pytest
from command_line import run_here
from paged_site import Reply, paged_site
from readings import page as saved


def test_a_folder_is_fetched_and_replayed(tmp_path: Path) -> None:
    folder = str(tmp_path / "saved")
    with paged_site() as site:
        for number, query in (
            (1, ""),
            (2, "?page=with:block-622f00078f08b2c4d6e8a007&filterKeyEvents=false"),
        ):
            body = saved(f"parts/guardian-{number}-of-3.html")
            site.pages[f"/live{query}"] = Reply(body)
        done = run_here("fetch", f"{site.address}/live", "-o", folder)
        assert done.returncode == 1
        assert done.stdout == ""
        assert "Fetching page 1\nFetching page 2 of 3\n" in done.stderr
        assert "404 Not Found: no such page" in done.stderr
        assert "2 pages in " in done.stderr
        part = run_here("replay", "--as-of", "end", f"{site.address}/live")
        assert f"liveblog-tui fetch '{site.address}/live' -o FOLDER" in part.stderr
    played = run_here("check", folder)
    assert "pages 1 and 2 of 3" in played.stdout


def test_one_page_is_told_as_one(tmp_path: Path) -> None:
    with paged_site() as site:
        site.pages["/live"] = Reply(saved("nyt.json"))
        site.pages["/words"] = Reply(b"<html><p>Just words.")
        live = run_here("fetch", f"{site.address}/live", "-o", str(tmp_path / "live"))
        words = run_here("fetch", f"{site.address}/words", "-o", str(tmp_path / "words"))
    assert "1 page, 1 new or changed: " in live.stdout
    assert "\nTo play: liveblog-tui replay " in live.stdout
    assert live.returncode == 0
    assert "1 new or changed. But no live blog was read there: " in words.stderr
    assert words.returncode == 1, "a script has to hear of it"


@pytest.mark.parametrize("command", [("check",), ("live", "--save", "recording.json")])
def test_a_terminal_is_told_who_is_asked_before_the_answer(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    from terminal_bytes import received

    with paged_site() as site:
        save = [str(tmp_path / word) if "." in word else word for word in command]
        told = received(*save, f"{site.address}/live", home=tmp_path).decode()
    host = site.address.removeprefix("http://")
    assert f"Asking {host}" in told
    assert told.index("Asking") < told.index("404 Not Found")
