"""The page, its files, and the page as of a moment in plain HTML."""

import gzip
import re
import time
from pathlib import PurePath
from typing import Any

import aiohttp
import pytest
from hosting_stage import Stage, stage, web_client
from sample_blogs import many

from tui.hosting.door.refusals import REFUSALS
from tui.hosting.options import Limits, ServeOptions
from tui.hosting.views import ReplayViews, build_views
from tui.hosting.web import server
from tui.model.blog import LiveBlog
from tui.sources import load
from tui.sources.bundled import BUNDLED, assets


async def get(host: Stage, path: str, **headers: str) -> tuple[int, str, Any]:
    """Ask for a path; returns status, text and headers."""
    async with (
        aiohttp.ClientSession(auto_decompress=False) as session,
        session.get(f"{host.url}{path}", headers={"Accept-Encoding": ""} | headers) as answer,
    ):
        return answer.status, (await answer.read()).decode("latin-1"), answer.headers


@pytest.mark.parametrize(("room", "names"), [(True, ("",)), (False, ("",)), (True, ("a", "b"))])
async def test_a_browser_is_told_its_buttons_as_words(room: bool, names: tuple[str, ...]) -> None:
    blogs = {name: many(3) for name in names}
    what = build_views(ServeOptions(room=room), blogs, now=time.monotonic, wall=time.time)
    async with (
        stage(views=what.views[""], choice=what.views) as host,
        web_client(f"{host.url}/{names[0]}".rstrip("/")) as guest,
    ):
        first, more = await guest.until_told("buttons")
        words = [word for word, *_ in first]
        if room:
            assert words == ["Raise hand", "Summary", "Pause alone"]
        else:
            assert words == ["Pause", "Back", "Next", "Go to…", "Filter", "Summary"]
        assert "Help" in [word for word, *_ in more]
        for key, there, gone in (("s", "Close", "Summary"), ("\x1b", "Summary", "Close")):
            guest.told.clear()
            await guest.press(key)
            words = [word for word, *_ in (await guest.until_told("buttons"))[0]]
            assert there in words
            assert gone not in words
        guest.told.clear()
        await guest.press("t")
        (ok, *_), *_ = await guest.until_told("buttons")
        assert ok[:2] == ["OK", "\r"]


async def test_a_title_is_no_markup() -> None:
    title = "<script>alert(1)</script>"
    views = ReplayViews(
        LiveBlog(load(BUNDLED[0].name).posts, title=title), ServeOptions(), time.monotonic
    )
    async with stage(views=views) as host:
        _, page, _ = await get(host, "/")
        assert "&lt;script&gt;alert(1)" in page
        assert "<script>" not in page


async def test_every_file_that_the_page_names_is_there() -> None:
    async with stage() as host:
        _, page, _ = await get(host, "/")
        named = set(re.findall(r'"static/([^"]+)"', page))
        assert "page.js" in named
        while named:
            name = named.pop()
            status, text, headers = await get(host, f"/static/{name}")
            assert status == 200
            assert headers["Content-Type"].startswith(server.TYPES[PurePath(name).suffix])
            own = name.endswith(".js")
            named |= set(re.findall(r'from "\./([^"]+)"', text)) if own else set()


async def test_files_are_packed_for_who_understands_it() -> None:
    async with stage() as host:
        for encoding in ("", "gzip"):
            asked = {"Accept-Encoding": encoding}
            _, text, headers = await get(host, "/static/xterm/xterm.mjs", **asked)
            body = text.encode("latin-1")
            assert headers.get("Content-Encoding", "") == encoding
            plain = gzip.decompress(body) if encoding else body
            assert plain == (assets() / "web/xterm/xterm.mjs").read_bytes()


async def test_no_directory_is_listed_and_no_other_file_is_sent() -> None:
    names = (
        "/ /xterm/ /index.html /list.html /../index.html /%2e%2e/%2e%2e/README.md /xterm/../x/.."
    )
    async with stage() as host:
        for path in (*(f"/static{name}" for name in names.split()), "/assets", "/as-of"):
            status, text, _ = await get(host, path)
            assert status == 404, path
            assert 'name="viewport"' in text
        assert '"./">Go to the start' in text
        assert '"../../">Go to the start' in (await get(host, "/static/xterm/"))[1]


FORBIDDING = {
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Server": "liveblog-tui",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}


async def test_every_answer_forbids_frames_referrers_and_foreign_scripts() -> None:
    async with stage() as host:
        for path in ("/", "/static/page.js", "/as-of/10:26", "/nothing", "/ws", "/as-of/nonsense"):
            _, _, headers = await get(host, path)
            own = host.url.removeprefix("http://")
            policy = headers["Content-Security-Policy"].split("; ")
            for rule in ("default-src", "base-uri", "form-action", "frame-ancestors"):
                assert f"{rule} 'none'" in policy
            assert f"connect-src 'self' ws://{own} wss://{own}" in policy
            assert "script-src 'self'" in policy
            told = {name: headers[name] for name in FORBIDDING}
            assert told == FORBIDDING


async def test_the_page_as_of_a_moment_is_html_without_a_script(replays: ReplayViews) -> None:
    async with stage(views=replays) as host:
        status, page, headers = await get(host, "/as-of/10:26")
        assert status == 200
        assert headers["Content-Type"] == "text/html; charset=utf-8"
        assert "A visit stripped of fanfare" in page
        assert "as of" in page
        assert '<a href="../?at=10%3A26">Watch from here</a>' in page
        assert not re.search(r"<script(?! type=.application/ld\+json)", page)
        _, before, _ = await get(host, "/as-of/10:25")
        assert "A visit stripped of fanfare" not in before


async def test_its_links_lead_from_the_first_post_to_the_last_and_back(
    replays: ReplayViews,
) -> None:
    async with stage(Limits(connects_per_minute=1000), views=replays) as host:
        _, page, _ = await get(host, "/as-of/")
        counts = [page.count("<article>")]
        assert ">Earlier: " not in page
        while later := re.search(r'href="\./([^"]+)">Later: ', page):
            _, page, _ = await get(host, f"/as-of/{later[1]}")
            counts.append(page.count("<article>"))
        assert counts == sorted(set(counts))
        assert counts[-1] == 10
        back = 0
        while earlier := re.search(r'href="\./([^"]+)">Earlier: ', page):
            _, page, _ = await get(host, f"/as-of/{earlier[1]}")
            back += 1
        assert back == len(counts) - 1
        assert page.count("<article>") == counts[0]


async def test_a_moment_without_a_meaning_is_a_sentence(replays: ReplayViews) -> None:
    async with stage(views=replays) as host:
        status, text, headers = await get(host, "/as-of/%3Cscript%3E%1b[2J")
        assert status == 404
        assert headers["Content-Type"].startswith("text/html")
        assert "<script>" not in text
        assert "\x1b" not in text


async def test_pages_are_limited_like_connections() -> None:
    async with stage(Limits(connects_per_minute=2)) as host:
        assert [(await get(host, "/as-of/10:26"))[0] for _ in range(3)] == [200, 200, 503]
        _, text, headers = await get(host, "/as-of/10:26")
        assert (text, headers["Retry-After"]) == (f"{REFUSALS['rate']}\n", "60")
        assert [line["reason"] for line in host.events("refused")] == ["rate"]
        assert (await get(host, "/"))[0] == 200


def two_blogs() -> dict[str, Any]:
    """The options of a host that lets browsers choose."""
    blogs = {"blinken-beijing": load(BUNDLED[0].name), "bell": LiveBlog(many(3).posts, "<Bell>")}
    made = build_views(ServeOptions(), blogs, now=time.monotonic, wall=time.time)
    return {"views": made.views[""], "choice": made.views}


async def test_of_several_live_blogs_the_first_page_is_a_list_and_each_has_its_pages() -> None:
    async with stage(**two_blogs()) as host:
        status, page, _ = await get(host, "/")
        assert status == 200
        assert re.findall(r'href="([^"d][^"]*)"', page) == [
            "blinken-beijing/",
            "blinken-beijing/as-of/",
            "bell/",
            "bell/as-of/",
        ]
        assert "&lt;Bell&gt;" in page
        assert "<script" not in page
        _, page, _ = await get(host, "/blinken-beijing/")
        assert "<title>Blinken in Beijing</title>" in page
        assert '<a id="list" href="../">' in page
        assert "{" not in page
        for name in set(re.findall(r'"(static/[^"]+)"', page)):
            assert (await get(host, f"/blinken-beijing/{name}"))[0] == 200
        _, page, _ = await get(host, "/Blinken-Beijing")  # redirected
        assert "<title>Blinken in Beijing</title>" in page
        _, page, _ = await get(host, "/blinken-beijing/as-of/10:26")
        assert "10:26" in page
        assert "../?at=10%3A26" in page
        status, page, _ = await get(host, "/bell/as-of/")
        assert (status, "&lt;Bell&gt;" in page) == (200, True)


@pytest.mark.parametrize(
    "path", ["/other/", "/other", "/as-of/", "/other/as-of/", "/ws", "/other/ws"]
)
async def test_an_unknown_live_blog_is_a_sentence_that_lists_them(path: str) -> None:
    async with stage(**two_blogs()) as host:
        status, text, _ = await get(host, path)
        assert status == 404
        assert "blinken-beijing, bell." in text
