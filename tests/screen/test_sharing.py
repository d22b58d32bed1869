"""Links and copied text; a browser opens only where it is the reader's own."""

import shlex
import time
import webbrowser
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from patience import looks
from readings import answers
from sample_blogs import at, blog, bundled_like, post
from screen_stage import Stage, StageApp, at_the_end, on_stage

from tui.hosting.guest.command import parse_command
from tui.hosting.options import ServeOptions
from tui.model.blog import Embed, Image, Link, LiveBlog, Paragraph, ReadMore
from tui.playback.selection import Selection
from tui.playback.timeline import Timeline
from tui.replay import Replay, ReplayOptions
from tui.screen.actions import posts as post_keys
from tui.screen.actions.posts import moment_command
from tui.screen.page import ViewOptions

SITE = "https://example.org/"


def linked(links: int = 1) -> LiveBlog:
    """A post with so many links in its text, a picture, a tweet, and an address of its own."""
    words = [f"link{n}" for n in range(links)]
    text = " ".join(words)
    spans = tuple(
        Link(text.index(word), text.index(word) + len(word), f"{SITE}{word}") for word in words
    )
    body = (
        Paragraph(text, spans),
        Image("A hall", url=f"{SITE}hall.jpg"),
        Embed("X", "Hello", f"{SITE}tweet"),
        ReadMore("Read more"),
    )
    return blog(post("10:00", "The post", body=body, url=f"{SITE}live#1"))


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were opened; nothing is."""
    urls: list[str] = []

    def opens(url: str) -> bool:
        urls.append(url)
        return True

    monkeypatch.setattr(post_keys, "open_in_browser", opens)
    monkeypatch.setattr(StageApp, "OPENS_LINKS", True)
    return urls


def rows(stage: Stage) -> list[str]:
    return [" ".join(row.split()) for row in stage.box_rows()]


async def test_the_links_of_a_post_are_numbered_its_own_address_last() -> None:
    async with on_stage(linked(), options=at_the_end()) as stage:
        await stage.press("l")
        assert [row for row in rows(stage) if row[:2].strip().isdigit()] == [
            f"1 link0 {SITE}link0",
            f"2 picture: A hall {SITE}hall.jpg",
            f"3 embed: X {SITE}tweet",
            f"4 this post {SITE}live#1",
        ]


@pytest.mark.parametrize(("links", "keys", "address", "copied"), answers("keys-of-links"))
async def test_a_number_opens_a_link_and_y_copies_one(
    opened: list[str], links: int, keys: str, address: str, copied: str
) -> None:
    async with on_stage(linked(links), options=at_the_end()) as stage:
        await stage.press(*keys.split())
        assert opened == ([f"{SITE}{address}"] if address else [])
        assert stage.app.copied == (f"{SITE}{copied}" if copied else "")
        assert ("Opened in the browser" if address else "Copied") in stage.last_row()


async def test_a_click_on_a_link_opens_it_and_one_beside_it_does_not(opened: list[str]) -> None:
    """Also behind emoji of several characters."""
    before = "👨\u200d👩\u200d👧\u200d👦❤\ufe0f "
    link = Link(len(before), len(before) + 4, SITE)
    source = blog(post("10:00", body=(Paragraph(f"{before}link beside", (link,)),)))
    async with on_stage(source, options=at_the_end()) as stage:
        x, y = stage.place_of("link")
        for beside in (x - 1, x + 4):
            await stage.click(beside, y)
        assert opened == []
        for on_it in (x, x + 3):
            await stage.click(on_it, y)
        assert opened == [SITE, SITE]


async def test_a_guest_opens_nothing_and_gets_the_address(
    opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(StageApp, "OPENS_LINKS", False)
    async with on_stage(linked(), options=at_the_end()) as stage:
        await stage.press("l", "1")
        assert stage.app.copied == f"{SITE}link0"
        assert f"{SITE}link0" in stage.last_row()
        await stage.click_on("A hall")
        assert stage.app.copied == f"{SITE}hall.jpg"
        assert opened == []


async def test_without_a_browser_the_address_is_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(post_keys, "open_in_browser", lambda _: False)
    monkeypatch.setattr(StageApp, "OPENS_LINKS", True)
    async with on_stage(linked(), options=at_the_end()) as stage:
        await stage.press("l", "1")
        assert stage.app.copied == f"{SITE}link0"
        await stage.press("y")
        assert stage.app.copied.endswith(f"\n\n{SITE}live#1"), "a copied post ends with its address"


async def test_without_links_or_a_command_the_keys_say_so() -> None:
    async with on_stage(blog("10:00 x"), options=at_the_end()) as stage:
        for key, words in (("l", "No links in this post."), ("Y", "No command leads here.")):
            await stage.press(key)
            assert words in stage.last_row()
        stage.app.select(Selection(authors=frozenset({"Bateman"})))
        await stage.press("y")
        assert stage.last_row() == " No post to copy."


# The browser


def test_only_web_pages_are_opened_and_in_no_browser_of_the_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(webbrowser, "get", webbrowser.BackgroundBrowser)
    for url in ("file:///etc/passwd", "javascript:x", "-h", ""):
        assert not post_keys.open_in_browser(url)
    monkeypatch.setattr(webbrowser, "get", lambda: webbrowser.GenericBrowser("w3m"))
    assert not post_keys.open_in_browser(SITE)


def test_what_the_browser_says_does_not_reach_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    seen, noisy = tmp_path / "seen", tmp_path / "noisy"
    noisy.write_text(
        f'#!/bin/sh\necho noise; echo noise >&2; echo "$1" > {seen}.new\nmv {seen}.new {seen}\n'
    )
    noisy.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{noisy} %s &")
    monkeypatch.setattr(webbrowser, "get", lambda: webbrowser.BackgroundBrowser("noisy"))
    assert post_keys.open_in_browser(SITE)
    looking = looks(lambda: list(tmp_path.iterdir()))
    while not seen.exists():
        next(looking)
        time.sleep(0.01)
    assert seen.read_text() == f"{SITE}\n"
    assert capfd.readouterr() == ("", "")


# The command that leads back to a moment: the program reads it as it was meant


TEN = bundled_like()
LOCAL = ("liveblog-tui", "replay", "blinken-beijing")
FOUR = blog(post("09:26:30", "a"), post("09:27:10", "b"), post("09:27:50", "c"), "10:01 d")


def made(selection: Selection, host: bool = False) -> str:
    command, option = (("ssh", "-t", "host"), ()) if host else (LOCAL, ("--at",))
    options = ViewOptions(Replay(TEN).faces, command=command, moment_option=option)
    return moment_command(options, TEN, at("10:43"), selection)


@pytest.mark.parametrize("name", ["Tom Bateman", "Ann O'Hara", 'A "B" C', "$HOME `x` !", "漢 字"])
def test_a_name_arrives_as_it_is(name: str) -> None:
    chosen = Selection(frozenset({name}))
    assert shlex.split(made(chosen))[-1] == name
    sent = " ".join(shlex.split(made(chosen, host=True))[3:])
    assert parse_command(sent).replay == ReplayOptions(at="10:43", authors=(name,))


@given(st.integers(0, 2 * 86400))
@example(40 * 80)
def test_the_command_leads_to_the_same_posts_by_the_minute_where_that_is_enough(
    seconds: int,
) -> None:
    moment = min(FOUR.start + timedelta(seconds=seconds / 40), FOUR.end)
    options = ViewOptions(Replay(FOUR).faces, command=("x",))
    words = shlex.split(moment_command(options, FOUR, moment, Selection()))
    count = Timeline.of(FOUR).count_at
    assert count(Replay(FOUR).moment(words[2])) == count(moment)
    by_minute = count(Replay(FOUR).moment(words[2][:5])) == count(moment)
    assert (len(words[2]) == len("09:27")) == by_minute


@pytest.mark.parametrize(
    ("options", "command"),
    [
        (ServeOptions(listen="127.0.0.1:22"), "ssh -t 127.0.0.1"),
        (ServeOptions(listen="0.0.0.0:2222", public_name="demo"), "ssh -t -p 2222 demo"),
        (ServeOptions(listen="", web="127.0.0.1:80"), ""),
    ],
)
def test_a_host_knows_its_own_command(options: ServeOptions, command: str) -> None:
    assert " ".join(options.command) == command
