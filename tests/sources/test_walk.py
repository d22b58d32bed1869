"""Fetching all pages of a live blog, against a site on loopback and a clock that never waits."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from live_blog_data import as_json, page, posting, update
from liveblogs import page as saved
from paged_site import PagedSite, Reply, paged_site

from tui.model.errors import SourceError
from tui.sources import fetch, load_all
from tui.sources.kept_pages import KeptPages
from tui.sources.walk import Walk

START = datetime(2024, 4, 26, 12, tzinfo=UTC).timestamp()
LIVE = "/world/live/bells"


class Clock:
    """A clock that moves when the walk sleeps."""

    def __init__(self) -> None:
        self.now = START
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds


@pytest.fixture
def site() -> Iterator[PagedSite]:
    with paged_site() as there:
        yield there


@pytest.fixture
def clock() -> Clock:
    return Clock()


def walked(
    site: PagedSite, folder: Path, clock: Clock, path: str = LIVE, told: list[str] | None = None
) -> Walk:
    """A run from a path of the site."""
    run = Walk(
        site.address + path,
        KeptPages(folder),
        now=lambda: clock.now,
        sleep=clock.sleep,
        tell=(told if told is not None else []).append,
    )
    run.run()
    return run


def guardian(site: PagedSite) -> list[str]:
    """Three pages of a live blog as the Guardian has them; returns their paths."""
    paths = [
        LIVE,
        f"{LIVE}?page=with:block-622f00078f08b2c4d6e8a007&filterKeyEvents=false",
        f"{LIVE}?page=with:block-622f00038f08b2c4d6e8a003&filterKeyEvents=false",
    ]
    for number, path in enumerate(paths, 1):
        body = saved(f"parts/guardian-{number}-of-3.html")
        site.pages[path] = Reply(body, headers={"ETag": f'"{number}"'})
    return paths


def linked(number: int, following: str, shift: int = 0, posts: int = 3) -> bytes:
    """A page of posts that links to the next one, as many sites do."""
    times = [
        datetime(2024, 4, 26, 10, tzinfo=UTC) - timedelta(minutes=posts * number + post - shift)
        for post in range(posts)
    ]
    updates = [
        update(f"{time:%Y-%m-%dT%H:%M:%SZ}", f"At {time:%H:%M}", url=f"#p{time:%H%M}")
        for time in times
    ]
    link = f'<link rel="next" href="{following}">' if following else ""
    return page(posting(*updates, url="https://news.example/live"), head=link)


def test_the_pages_of_a_guardian_live_blog_are_saved_and_played(
    site: PagedSite, tmp_path: Path, clock: Clock
) -> None:
    paths = guardian(site)
    told: list[str] = []
    run = walked(site, tmp_path / "saved", clock, told=told)
    assert site.asked == ["/robots.txt", *paths]
    assert told == ["page 1", "page 2 of 3", "page 3 of 3"]
    assert (run.pages, run.changed, run.note) == (3, 3, "")
    assert clock.slept == [1.0, 1.0, 1.0]
    blog = load_all([str(tmp_path / "saved")])
    assert len(blog.posts) == 12
    assert blog.part is None or blog.part.is_whole


def test_from_a_page_in_the_middle_the_newer_ones_come_too(
    site: PagedSite, tmp_path: Path, clock: Clock
) -> None:
    paths = guardian(site)
    newer = f"{LIVE}?page=with:block-622f00088f08b2c4d6e8a008&filterKeyEvents=false"
    site.pages[newer] = site.pages[LIVE]
    assert walked(site, tmp_path, clock, paths[1]).pages == 3
    assert site.asked == ["/robots.txt", paths[1], newer, paths[2]]


def test_a_second_run_asks_only_whether_the_first_page_has_changed(
    site: PagedSite, tmp_path: Path, clock: Clock
) -> None:
    guardian(site)
    walked(site, tmp_path, clock)
    site.asked.clear()
    run = walked(site, tmp_path, clock)
    assert site.asked == ["/robots.txt", f"{LIVE} if changed"]
    assert (run.pages, run.changed) == (3, 0)


def test_pages_after_one_that_has_changed_are_asked_for_too(
    site: PagedSite, tmp_path: Path, clock: Clock
) -> None:
    site.pages["/live"] = Reply(linked(0, "/live?page=2"))
    second = linked(1, "/live?page=3")
    site.pages["/live?page=2"] = Reply(
        second, headers={"Last-Modified": "Fri, 26 Apr 2024 10:00:00 GMT"}
    )
    site.pages["/live?page=3"] = Reply(linked(2, ""))
    walked(site, tmp_path, clock, "/live")
    site.asked.clear()
    site.pages["/live"] = Reply(linked(0, "/live?page=2", shift=2))
    run = walked(site, tmp_path, clock, "/live")
    assert site.asked == ["/robots.txt", "/live", "/live?page=2 if changed"]
    assert (run.pages, run.changed) == (3, 1)
    assert len(load_all([str(tmp_path)]).posts) == 9 + 2 - 2


def test_pages_that_shift_between_requests_lose_no_post(
    site: PagedSite, tmp_path: Path, clock: Clock
) -> None:
    site.pages["/live"] = Reply(linked(0, "/live?page=2", shift=0))
    # Two posts came meanwhile: what was on the first page is on the second now.
    site.pages["/live?page=2"] = Reply(linked(1, "/live?page=3", shift=2))
    site.pages["/live?page=3"] = Reply(linked(2, "", shift=2))
    walked(site, tmp_path, clock, "/live")
    headlines = [post.headline for post in load_all([str(tmp_path)]).posts]
    assert headlines == sorted(set(headlines))
    assert len(headlines) == 7


@pytest.mark.parametrize(
    ("status", "retry_after", "said", "seconds"),
    [
        (429, "300", "answered 429: it asks to be left alone for 5 min", 300),
        (503, "60", "answered 503: it asks to be left alone for 60 s", 60),
        (
            503,
            format_datetime(datetime.fromtimestamp(START + 602, UTC), usegmt=True),
            "left alone for 10 min",
            602,
        ),
        (429, "99999999999", "left alone for 1440 min", 86_400),
        (429, "Mon, 01 Jan 99999999999 00:00:00 GMT", "try again later. The pages so far", 0),
        (429, "soon", "429 Too Many Requests: try again later. The pages so far are kept.", 0),
        (503, "", "503 Service Unavailable: try again later. The pages so far are kept.", 0),
    ],
)
def test_too_many_requests_end_it_and_the_wait_is_kept(
    site: PagedSite,
    tmp_path: Path,
    clock: Clock,
    status: int,
    retry_after: str,
    said: str,
    seconds: int,
) -> None:
    paths = guardian(site)
    second = site.pages[paths[1]]
    site.pages[paths[1]] = Reply(b"no", status, {"Retry-After": retry_after})
    with pytest.raises(SourceError) as caught:
        walked(site, tmp_path, clock)
    assert said in str(caught.value)
    site.asked.clear()
    site.pages[paths[1]] = second
    if seconds:
        with pytest.raises(SourceError, match=r"asked to be left alone for another .*nothing was"):
            walked(site, tmp_path, clock)
        assert site.asked == []
    clock.now += seconds
    assert walked(site, tmp_path, clock).pages == 3
    assert site.asked == ["/robots.txt", f"{LIVE} if changed", *paths[1:]]


def test_what_robots_txt_refuses_is_not_asked_for(
    site: PagedSite, tmp_path: Path, clock: Clock
) -> None:
    paths = guardian(site)
    site.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /world/\n")
    with pytest.raises(SourceError, match=r"robots\.txt of 127\.0\.0\.1:\d+ does not let programs"):
        walked(site, tmp_path, clock)
    assert site.asked == ["/robots.txt"]
    site.pages["/robots.txt"] = Reply(b"User-agent: liveblog-tui\nDisallow: /*?page=\n")
    with pytest.raises(SourceError, match=r"save its pages in a browser, in one folder"):
        walked(site, tmp_path, clock)
    assert paths[1] not in site.asked


@pytest.mark.parametrize(
    ("rules", "slept"),
    [
        ("User-agent: *\nCrawl-delay: 7\n", 7.0),
        ("User-agent: *\nRequest-rate: 1/5s\n", 5.0),
        ("User-agent: *\nCrawl-delay: 0.1\n", 1.0),
        ("User-agent: other\nCrawl-delay: 7\n", 1.0),
        ("\xef\xbb\xbfnonsense \x00", 1.0),
    ],
)
def test_the_wait_that_robots_txt_asks_for_is_kept(
    site: PagedSite, tmp_path: Path, clock: Clock, rules: str, slept: float
) -> None:
    guardian(site)
    site.pages["/robots.txt"] = Reply(rules.encode("latin-1"))
    walked(site, tmp_path, clock)
    assert clock.slept == [slept] * 3


def test_a_wait_too_long_and_a_robots_txt_that_fails_end_it(
    site: PagedSite, tmp_path: Path, clock: Clock
) -> None:
    guardian(site)
    site.pages["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 4000\n")
    with pytest.raises(SourceError, match="asks for 4000 s between requests"):
        walked(site, tmp_path, clock)
    for status in (500, 429):
        site.pages["/robots.txt"] = Reply(b"", status)
        with pytest.raises(SourceError, match=f"answered {status}"):
            walked(site, tmp_path, clock)
    assert site.asked == ["/robots.txt"] * 3


def test_a_chain_of_links_without_an_end_is_left(
    site: PagedSite, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(30):
        site.pages[f"/live?page={number}"] = Reply(linked(number, f"/live?page={number + 1}"))
    run = Walk(
        f"{site.address}/live?page=0",
        KeptPages(tmp_path),
        now=lambda: clock.now,
        sleep=clock.sleep,
        tell=lambda _: None,
        most_pages=5,
    )
    run.run()
    assert run.pages == 5
    assert run.note.startswith("More than 5 pages follow one another")
    assert len(site.asked) == 6


def test_a_chain_that_goes_on_with_the_same_page_is_left(
    site: PagedSite, tmp_path: Path, clock: Clock
) -> None:
    same = linked(0, "/live?page=3")
    for path in ("/live?page=1", "/live?page=2", "/live?page=3"):
        site.pages[path] = Reply(same)
    run = walked(site, tmp_path, clock, "/live?page=1")
    assert "is the same as a page before it" in run.note
    assert run.pages == 1


def test_links_to_another_site_are_not_followed(
    site: PagedSite, tmp_path: Path, clock: Clock
) -> None:
    body = saved("parts/guardian-1-of-3.html").replace(b'href="?page', b'href="//other.example/?p')
    site.pages[LIVE] = Reply(body)
    assert walked(site, tmp_path, clock).pages == 1


PRIVATE = "127.0.0.2"


@pytest.fixture
def inside() -> Iterator[PagedSite]:
    """A site at an address that tests call a private one."""
    with paged_site(PRIVATE) as there:
        there.pages["/secret"] = Reply(linked(0, ""))
        yield there


def as_if_public(ip: str) -> bool:
    """As if loopback's first address were a public one."""
    return ip != PRIVATE


@pytest.mark.parametrize(
    "form",
    [
        "http://{}/secret",
        "//{}/secret",
        "http://{}\\@news.example/secret",
        "//{}\\@news.example/secret",
        "http://%31%32%37.0.0.2:{port}/secret",
        "http://2130706434:{port}/secret",
        "http://0x7f000002:{port}/secret",
    ],
)
def test_a_redirect_to_a_private_address_is_refused_where_the_first_was_public(
    site: PagedSite,
    inside: PagedSite,
    tmp_path: Path,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    form: str,
) -> None:
    host = inside.address.removeprefix("http://")
    to = form.format(host, port=host.partition(":")[2])
    site.pages[LIVE] = Reply(b"", 302, {"Location": to})
    monkeypatch.setattr(fetch, "is_public", as_if_public)
    with pytest.raises(SourceError, match="a private address"):
        walked(site, tmp_path, clock)
    with pytest.raises(SourceError, match="a private address"):
        fetch.fetch(site.address + LIVE)
    assert inside.asked == []


def test_from_a_private_address_a_redirect_leads_to_others(
    site: PagedSite, inside: PagedSite, tmp_path: Path, clock: Clock
) -> None:
    site.pages[LIVE] = Reply(b"", 302, {"Location": f"{inside.address}/secret"})
    assert walked(site, tmp_path, clock).pages == 1
    assert site.asked == ["/robots.txt", LIVE]
    assert inside.asked == ["/robots.txt", "/secret"]


def test_the_site_that_a_redirect_leads_to_is_asked_whether_it_allows_it(
    site: PagedSite, inside: PagedSite, tmp_path: Path, clock: Clock
) -> None:
    inside.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /secret\n")
    site.pages[LIVE] = Reply(b"", 302, {"Location": f"{inside.address}/secret"})
    with pytest.raises(SourceError, match=r"robots.txt of 127\.0\.0\.2:\d+ does not let"):
        walked(site, tmp_path, clock)
    assert inside.asked == ["/robots.txt"]


@pytest.mark.parametrize("to", ["https://www.bbc.co.uk/live", "//bbc.com./live"])
def test_a_redirect_to_the_bbc_is_not_followed(
    site: PagedSite, tmp_path: Path, clock: Clock, to: str
) -> None:
    site.pages[LIVE] = Reply(b"", 302, {"Location": to})
    with pytest.raises(SourceError, match="forbids systematic extraction"):
        walked(site, tmp_path, clock)


@pytest.mark.parametrize(
    "path",
    ["/world", "/x/../world", "/./world", "/%77orld", "/x/%2e%2e/world", "//world", "/x/..//world"],
)
def test_robots_txt_holds_for_every_spelling_of_a_path(
    site: PagedSite, tmp_path: Path, clock: Clock, path: str
) -> None:
    site.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /world\n")
    with pytest.raises(SourceError, match=r"robots\.txt of .* does not let programs"):
        walked(site, tmp_path, clock, path)
    assert site.asked == ["/robots.txt"]


def test_only_the_beginning_of_a_robots_txt_counts(
    site: PagedSite, tmp_path: Path, clock: Clock
) -> None:
    guardian(site)
    filling = b"# filling\n" * 60_000
    site.pages["/robots.txt"] = Reply(b"User-agent: *\n" + filling + b"Disallow: /\n")
    assert walked(site, tmp_path, clock).pages == 3


def test_a_word_press_endpoint_gives_all_entries_at_any_run(
    site: PagedSite, tmp_path: Path, clock: Clock
) -> None:
    endpoint = json.dumps(f"{site.address}/wp-json/liveblog/v1/7/").replace("/", "\\/")
    script = f'<script>var liveblog_settings = {{"endpoint_url":{endpoint}}};</script>'
    first = page(posting(update()), body=script)
    site.pages["/live"] = Reply(first, headers={"ETag": "1"})
    for moment in (START + 1, START + 2, START + 1000, START + 1001):
        entries = as_json(posting(update(), update("2024-04-26T11:00:00Z", f"At {moment}")))
        site.pages[f"/wp-json/liveblog/v1/7/entries/0/{moment:.0f}/"] = Reply(entries)
    assert walked(site, tmp_path, clock, "/live").pages == 2
    assert site.asked[-1].startswith("/wp-json/liveblog/v1/7/entries/0/1714")
    clock.now = START + 999
    run = walked(site, tmp_path, clock, "/live")
    assert (run.pages, run.changed) == (2, 1)
    assert len(list(tmp_path.glob("page-*"))) == 2


def test_a_word_press_endpoint_at_a_private_address_is_refused(
    site: PagedSite,
    inside: PagedSite,
    tmp_path: Path,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    script = f'<script>{{"endpoint_url":"{inside.address}/liveblog/7/"}}</script>'
    site.pages["/live"] = Reply(page(posting(update()), body=script))
    monkeypatch.setattr(fetch, "is_public", as_if_public)
    with pytest.raises(SourceError, match=r"leads to 127\.0\.0\.2:\d+, a private address"):
        walked(site, tmp_path, clock, "/live")
    assert inside.asked == []


def sourcefabric(number: int, total: int) -> bytes:
    counts = {"page": number, "max_results": 100, "total": total}
    return as_json({"_items": [{"_id": f"{number}"}], "_meta": counts})


def test_the_posts_of_sourcefabric_are_asked_for_a_hundred_at_a_time_oldest_first(
    site: PagedSite, tmp_path: Path, clock: Clock
) -> None:
    site.pages["/api/blogs/7/posts?embed=1"] = Reply(sourcefabric(1, 250))
    asked = "/api/blogs/7/posts?embed=1&page={}&limit=100&ordering=oldest_first"
    for number in (1, 2, 3):
        site.pages[asked.format(number)] = Reply(
            sourcefabric(number, 250) + b" ", headers={"ETag": f'"{number}"'}
        )
    told: list[str] = []
    assert walked(site, tmp_path, clock, "/api/blogs/7/posts?embed=1", told).pages == 4
    assert site.asked[-3:] == [asked.format(number) for number in (1, 2, 3)]
    assert {path.suffix for path in tmp_path.glob("page-*")} == {".json"}
    # The last page may have grown, the ones before it not.
    site.pages[asked.format(4)] = Reply(sourcefabric(4, 350))
    site.pages[asked.format(3)] = Reply(sourcefabric(3, 350))
    site.asked.clear()
    assert walked(site, tmp_path, clock, "/api/blogs/7/posts?embed=1").pages == 5
    assert site.asked[-3:] == [
        f"{asked.format(1)} if changed",
        f"{asked.format(3)} if changed",
        asked.format(4),
    ]


@pytest.mark.parametrize(
    "address", ["https://www.bbc.co.uk/news/live/x", "https://bbc.com/news/live/x"]
)
def test_the_bbc_is_not_walked(tmp_path: Path, clock: Clock, address: str) -> None:
    run = Walk(
        address,
        KeptPages(tmp_path),
        now=lambda: clock.now,
        sleep=clock.sleep,
        tell=lambda _: None,
    )
    with pytest.raises(SourceError, match=r"forbids systematic extraction.*save each page"):
        run.run()


def test_an_index_that_is_damaged_or_points_elsewhere_is_not_believed(
    site: PagedSite, tmp_path: Path, clock: Clock
) -> None:
    guardian(site)
    (tmp_path / "x").write_text("not of this folder")
    for index in (
        "[",
        '{"not_before": 1, "pages": []}',
        '{"not_before": 1' + 400 * "0" + ', "pages": {}}',
        '{"not_before": 1e999, "pages": {}}',
        "[" * 100_000,
        json.dumps(
            {
                "not_before": 0,
                "pages": {
                    site.address + LIVE: {
                        "file": str(tmp_path / "x"),
                        "etag": '"1"',
                        "last_modified": "",
                    }
                },
            }
        ),
    ):
        folder = tmp_path / str(len(index))
        folder.mkdir()
        (folder / ".fetched.json").write_text(index)
        assert walked(site, folder, clock).pages == 3
    assert (tmp_path / "x").read_text() == "not of this folder"


def test_a_file_of_the_users_own_is_not_written_over(
    site: PagedSite, tmp_path: Path, clock: Clock
) -> None:
    guardian(site)
    (tmp_path / "page-001.html").write_text("mine")
    walked(site, tmp_path, clock)
    assert (tmp_path / "page-001.html").read_text() == "mine"
    assert (tmp_path / "page-004.html").exists()


def test_a_folder_that_cannot_be_is_a_sentence(
    site: PagedSite, tmp_path: Path, clock: Clock
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SourceError, match=r"file is a file; name a folder"):
        KeptPages(tmp_path / "file")
    guardian(site)
    with pytest.raises(SourceError, match=r"page-001\.html cannot be written \(Not a directory\)"):
        walked(site, tmp_path / "file" / "folder", clock)


def test_what_may_not_be_fetched_leaves_no_folder(
    site: PagedSite, tmp_path: Path, clock: Clock
) -> None:
    site.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /\n")
    with pytest.raises(SourceError, match=r"robots\.txt"):
        walked(site, tmp_path / "new", clock)
    assert not (tmp_path / "new").exists()
