"""A host with several live blogs, of which each guest opens one."""

import json
import shlex
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from hosting_stage import Client, Stage, client, eventually, piped, stage
from hypothesis import given
from hypothesis import strategies as st
from readings import answers
from sample_blogs import many

from tui.hosting.guest.blog_names import MOST_CHARACTERS, RESERVED, blog_names
from tui.hosting.host import HostedBlogs
from tui.hosting.options import ServeOptions
from tui.hosting.views import build_views
from tui.model.blog import LiveBlog
from tui.sources import load
from tui.sources.bundled import BUNDLED

BLINKEN = load(BUNDLED[0].name)
GEESE = LiveBlog(many(5).posts, title="Geese \x1b[31mloose on Bell Street")
BLOGS = {"blinken-beijing": BLINKEN, "geese-loose": GEESE}
DOWN, ENTER = b"\x1b[B", b"\r"


def what(**options: Any) -> HostedBlogs:
    return build_views(ServeOptions(**options), BLOGS, now=time.monotonic, wall=time.time)


@asynccontextmanager
async def host(**options: Any) -> AsyncIterator[Stage]:
    made = what(**options)
    async with stage(views=made.views[""], choice=made.views) as running:
        yield running


async def listed(guest: Client) -> None:
    """Wait until all of the list is on the screen: its last row comes last."""
    await guest.shows("2 live blogs")
    await guest.shows("q leave")


async def opened(guest: Client, words: str) -> None:
    """Wait until a live blog is on the screen, and nothing of the list."""
    await guest.shows(words)
    await guest.shows("►")


async def test_a_lobby_says_that_q_leads_to_the_list() -> None:
    in_class = {"room": True, "in_class": True, "present_link": True, "web": ":0"}
    async with host(**in_class) as running, client(running.port) as guest:
        await listed(guest)
        guest.send(ENTER)
        await guest.shows("q list")


async def test_a_guest_without_a_name_opens_one_from_the_list_and_comes_back() -> None:
    async with host() as running, client(running.port, size=(120, 50)) as guest:
        await listed(guest)
        await guest.shows("Friday 26 April 2024, 09:26 to 11:18 BST · 10 posts · blinken")
        await guest.shows("Geese")
        guest.send(DOWN + ENTER)
        await opened(guest, "Geese")
        await guest.shows("q list")
        guest.send(b"q")
        await listed(guest)
        # The cursor is on what was watched.
        guest.send(b"k" + ENTER)
        await opened(guest, "Blinken in Beijing")
        guest.send(b"q")
        await listed(guest)
        guest.send(b"q")
        assert await guest.ended() == 0
        assert guest.output.count(b"\x1b[?1049h") == guest.output.count(b"\x1b[?1049l")
        await eventually(lambda: running.events("left"))
        watched = [each["blog"] for each in running.events("watching")]
        assert watched == ["geese-loose", "blinken-beijing"]
        assert (len(running.events("joined")), running.count("joins_total")) == (1, 1)
        assert running.count("guests") == 0
        assert not running.events("crashed")


async def test_a_live_blog_that_was_left_for_the_list_goes_on_with_r() -> None:
    async with host() as running, client(running.port, "--speed 1", size=(120, 50)) as guest:
        await listed(guest)
        guest.send(ENTER)
        await opened(guest, "Blinken")
        assert "goes on" not in guest.screen
        guest.send(b"t10:26\r")
        await guest.shows("A visit stripped of fanfare")
        guest.send(b"q")
        await listed(guest)
        guest.send(DOWN + ENTER)
        await opened(guest, "Geese")
        assert "goes on" not in guest.screen
        guest.send(b"q")
        await listed(guest)
        guest.send(b"k" + ENTER)
        await guest.shows("r resume at 10:26")
        assert "A visit stripped of fanfare" not in guest.screen
        guest.send(b"r")
        await guest.shows("A visit stripped of fanfare")


async def test_a_name_opens_one_at_once_and_q_leaves_it() -> None:
    async with host() as running, client(running.port, "-- Geese-Loose --pace 240") as guest:
        await opened(guest, "Geese")
        guest.send(b"+")
        await guest.shows("300 words a minute")
        assert "q list" not in guest.screen
        guest.send(b"q")
        assert await guest.ended() == 0


async def test_the_list_as_text_has_names_and_titles() -> None:
    async with host() as running:
        for command in ("list", None):
            status, text = await piped(running.port, command)
            first, second = text.splitlines()
            assert status == 0
            assert first == (
                "blinken-beijing  Blinken in Beijing, Friday 26 April 2024, 09:26 to 11:18 BST"
            )
            assert second.startswith("geese-loose      Geese ")
            assert "\x1b" not in text


async def test_a_name_without_a_terminal_prints_the_page() -> None:
    async with host() as running:
        status, text = await piped(running.port, "blinken-beijing 10:26")
        assert (status, text.splitlines()[0]) == (0, "Blinken in Beijing.")
        status, text = await piped(running.port, "blinken-beijing --json")
        lines = [json.loads(line) for line in text.splitlines()]
        assert (status, len(lines)) == (0, len(BLINKEN.posts))


@pytest.mark.parametrize("command", ["10:26", "geese", "'\x1b[2J'", "--json", "--at 25:99 list"])
async def test_what_names_no_blog_is_one_sentence_that_lists_them(command: str) -> None:
    async with host() as running:
        status, text = await piped(running.port, command)
        assert (status, text.count("\n")) == (2, 1)
        assert "blinken-beijing, geese-loose." in text
        assert "\x1b" not in text


async def test_a_command_for_the_moment_names_the_blog() -> None:
    async with host() as running, client(running.port, "blinken-beijing", size=(100, 30)) as guest:
        await opened(guest, "Blinken")
        guest.send(b"Y")
        await guest.shows("blinken-beijing 09:26")


# Names of live blogs: short, all different, typed without quotes


SOURCES = ["saved/Mubashir Mina.html", "https://example.org/live/storm/", "-", "ميناء.html"]


NAMES: list[tuple[list[str], list[str]]] = [
    *answers("names-of-titles"),
    (["x" * 99 + " and more"], ["x" * MOST_CHARACTERS]),
]


@pytest.mark.parametrize(("titles", "names"), NAMES)
def test_the_first_words_that_tell_titles_apart(titles: list[str], names: list[str]) -> None:
    assert blog_names(titles, SOURCES[: len(titles)]) == names


def test_bundled_live_blogs_keep_their_names() -> None:
    own = [entry.name for entry in BUNDLED]
    titles = [load(name).title for name in own]
    assert blog_names([*titles, "A storm in May"], [*own, "x"]) == [*own, "storm-may"]


@given(st.lists(st.text(alphabet="aAbé -'2$\n\x1bع", max_size=40), max_size=6))
def test_any_titles_have_names_of_their_own_that_a_shell_leaves_alone(titles: list[str]) -> None:
    names = blog_names(titles, ["x"] * len(titles))
    assert len(set(names)) == len(titles)
    for name in names:
        assert shlex.split(name) == [name] == [shlex.quote(name)]
        assert name.isascii()
        assert name not in RESERVED
        assert not name.startswith("-")
        assert len(name) <= MOST_CHARACTERS + len("-9")
