"""Fetching all pages of a live blog, against a site on loopback and a clock that never waits."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from live_blog_data import as_json, page, posting, update
from paged_site import PagedSite, Reply, paged_site
from readings import answers
from readings import page as saved

from tui.model.errors import SourceError
from tui.sources import fetch, load_all
from tui.sources.robots import Crawler
from tui.sources.walk import KeptPages, Walk

START = datetime(2024, 4, 26, 12, tzinfo=UTC).timestamp()
LIVE = "/world/live/bells"


@dataclass
class Stage:
    """A site, a folder for its pages, and a clock that moves when the walk sleeps."""

    site: PagedSite
    folder: Path
    now: float = START
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds

    def walk(
        self, path: str = LIVE, *, folder: Path | None = None, told: list[str] | None = None
    ) -> Walk:
        """A run from a path of the site, or from an address."""
        address = path if "://" in path else self.site.address + path
        lines: list[str] = [] if told is None else told
        kept = KeptPages(folder or self.folder)
        run = Walk(address, kept, now=lambda: self.now, sleep=self.sleep)
        run.run(lines.append)
        return run


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with paged_site() as site:
        yield Stage(site, tmp_path)


def guardian(stage: Stage) -> list[str]:
    """Three pages of a live blog as the Guardian has them; returns their paths."""
    paths = [
        LIVE,
        f"{LIVE}?page=with:block-622f00078f08b2c4d6e8a007&filterKeyEvents=false",
        f"{LIVE}?page=with:block-622f00038f08b2c4d6e8a003&filterKeyEvents=false",
    ]
    for number, path in enumerate(paths, 1):
        body = saved(f"parts/guardian-{number}-of-3.html")
        stage.site.pages[path] = Reply(body, headers={"ETag": f'"{number}"'})
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


def test_the_pages_of_a_guardian_live_blog_are_saved_and_played(stage: Stage) -> None:
    paths = guardian(stage)
    told: list[str] = []
    run = stage.walk(folder=stage.folder / "saved", told=told)
    assert stage.site.asked == ["/robots.txt", *paths]
    assert told == ["page 1", "page 2 of 3", "page 3 of 3"]
    assert (run.pages, run.changed, run.note) == (3, 3, "")
    assert stage.slept == [1.0, 1.0, 1.0]
    blog = load_all([str(stage.folder / "saved")])
    assert len(blog.posts) == 12
    assert blog.part is None or blog.part.is_whole


def test_from_a_page_in_the_middle_the_newer_ones_come_too(stage: Stage) -> None:
    paths = guardian(stage)
    newer = f"{LIVE}?page=with:block-622f00088f08b2c4d6e8a008&filterKeyEvents=false"
    stage.site.pages[newer] = stage.site.pages[LIVE]
    assert stage.walk(paths[1]).pages == 3
    assert stage.site.asked == ["/robots.txt", paths[1], newer, paths[2]]


def test_a_second_run_asks_only_whether_the_first_page_has_changed(stage: Stage) -> None:
    guardian(stage)
    stage.walk()
    stage.site.asked.clear()
    run = stage.walk()
    assert stage.site.asked == ["/robots.txt", f"{LIVE} if changed"]
    assert (run.pages, run.changed) == (3, 0)


def test_pages_after_one_that_has_changed_are_asked_for_too(stage: Stage) -> None:
    stage.site.pages["/live"] = Reply(linked(0, "/live?page=2"))
    second = linked(1, "/live?page=3")
    stage.site.pages["/live?page=2"] = Reply(
        second, headers={"Last-Modified": "Fri, 26 Apr 2024 10:00:00 GMT"}
    )
    stage.site.pages["/live?page=3"] = Reply(linked(2, ""))
    stage.walk("/live")
    stage.site.asked.clear()
    stage.site.pages["/live"] = Reply(linked(0, "/live?page=2", shift=2))
    run = stage.walk("/live")
    assert stage.site.asked == ["/robots.txt", "/live", "/live?page=2 if changed"]
    assert (run.pages, run.changed) == (3, 1)
    assert len(load_all([str(stage.folder)]).posts) == 9 + 2 - 2


def test_pages_that_shift_between_requests_lose_no_post(stage: Stage) -> None:
    stage.site.pages["/live"] = Reply(linked(0, "/live?page=2", shift=0))
    # Two posts came meanwhile: what was on the first page is on the second now.
    stage.site.pages["/live?page=2"] = Reply(linked(1, "/live?page=3", shift=2))
    stage.site.pages["/live?page=3"] = Reply(linked(2, "", shift=2))
    stage.walk("/live")
    headlines = [post.headline for post in load_all([str(stage.folder)]).posts]
    assert headlines == sorted(set(headlines))
    assert len(headlines) == 7


@pytest.mark.parametrize(("status", "retry_after", "said"), answers("answers-that-ask-for-a-pause"))
def test_too_many_requests_end_it_and_the_pages_so_far_are_kept(
    stage: Stage, status: int, retry_after: str, said: str
) -> None:
    paths = guardian(stage)
    second = stage.site.pages[paths[1]]
    stage.site.pages[paths[1]] = Reply(b"no", status, {"Retry-After": retry_after})
    with pytest.raises(SourceError) as caught:
        stage.walk()
    assert said in str(caught.value)
    stage.site.asked.clear()
    stage.site.pages[paths[1]] = second
    assert stage.walk().pages == 3
    assert stage.site.asked == ["/robots.txt", f"{LIVE} if changed", *paths[1:]]


def test_what_robots_txt_refuses_is_not_asked_for(stage: Stage) -> None:
    paths = guardian(stage)
    stage.site.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /world/\n")
    with pytest.raises(SourceError, match=r"robots\.txt of 127\.0\.0\.1:\d+ does not let programs"):
        stage.walk()
    assert stage.site.asked == ["/robots.txt"]
    stage.site.pages["/robots.txt"] = Reply(b"User-agent: liveblog-tui\nDisallow: /*?page=\n")
    with pytest.raises(SourceError, match=r"save each page .* in one folder"):
        stage.walk()
    assert paths[1] not in stage.site.asked


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
def test_the_wait_that_robots_txt_asks_for_is_kept(stage: Stage, rules: str, slept: float) -> None:
    guardian(stage)
    stage.site.pages["/robots.txt"] = Reply(rules.encode("latin-1"))
    stage.walk()
    assert stage.slept == [slept] * 3


def test_robots_txt_is_asked_for_again_after_a_day(stage: Stage) -> None:
    guardian(stage)
    crawler = Crawler(now=lambda: stage.now, sleep=stage.sleep)
    for hours in (0, 23, 2):
        stage.now += 3600 * hours
        crawler.page(stage.site.address + LIVE)
    assert stage.site.asked == ["/robots.txt", LIVE, LIVE, "/robots.txt", LIVE]


def test_a_wait_too_long_and_a_robots_txt_that_fails_end_it(stage: Stage) -> None:
    guardian(stage)
    stage.site.pages["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 4000\n")
    with pytest.raises(SourceError, match="asks for 4000 s between requests"):
        stage.walk()
    for status in (500, 429):
        stage.site.pages["/robots.txt"] = Reply(b"", status)
        with pytest.raises(SourceError, match=f"answered {status}"):
            stage.walk()
    assert stage.site.asked == ["/robots.txt"] * 3


def test_a_chain_of_links_without_an_end_is_left(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(30):
        stage.site.pages[f"/live?page={number}"] = Reply(linked(number, f"/live?page={number + 1}"))
    monkeypatch.setattr("tui.sources.walk.MOST_PAGES", 5)
    run = stage.walk("/live?page=0")
    assert run.pages == 5
    assert run.note.startswith("More than 5 pages follow one another")
    assert len(stage.site.asked) == 6
    for path in ("/round", "/round?page=2"):
        stage.site.pages[path] = Reply(linked(0, "/round?page=2"))
    assert stage.walk("/round").pages == 2


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


@pytest.mark.parametrize("form", answers("redirects-to-a-private-address"))
def test_a_redirect_to_a_private_address_is_refused_where_the_first_was_public(
    stage: Stage, inside: PagedSite, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    host = inside.address.removeprefix("http://")
    to = form.format(host, port=host.partition(":")[2])
    stage.site.pages[LIVE] = Reply(b"", 302, {"Location": to})
    monkeypatch.setattr(fetch, "is_public", as_if_public)
    with pytest.raises(SourceError, match="A private address"):
        stage.walk()
    with pytest.raises(SourceError, match="A private address"):
        fetch.fetch(stage.site.address + LIVE)
    assert inside.asked == []


def test_from_a_private_address_a_redirect_leads_to_others(stage: Stage, inside: PagedSite) -> None:
    stage.site.pages[LIVE] = Reply(b"", 302, {"Location": f"{inside.address}/secret"})
    assert stage.walk().pages == 1
    assert stage.site.asked == ["/robots.txt", LIVE]
    assert inside.asked == ["/robots.txt", "/secret"]


def test_the_site_that_a_redirect_leads_to_is_asked_whether_it_allows_it(
    stage: Stage, inside: PagedSite
) -> None:
    inside.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /secret\n")
    stage.site.pages[LIVE] = Reply(b"", 302, {"Location": f"{inside.address}/secret"})
    with pytest.raises(SourceError, match=r"robots.txt of 127\.0\.0\.2:\d+ does not let"):
        stage.walk()
    assert inside.asked == ["/robots.txt"]


@pytest.mark.parametrize("to", ["https://www.bbc.co.uk/live", "//bbc.com./live"])
def test_the_bbc_is_not_walked_nor_a_redirect_to_it_followed(stage: Stage, to: str) -> None:
    stage.site.pages[LIVE] = Reply(b"", 302, {"Location": to})
    for path in (LIVE, f"https://{to.partition('//')[2]}"):
        with pytest.raises(SourceError, match=r"forbids systematic extraction.*save each page"):
            stage.walk(path)


@pytest.mark.parametrize(
    "path",
    ["/world", "/x/../world", "/./world", "/%77orld", "/x/%2e%2E/world", "//world", "/x/..//world"],
)
def test_robots_txt_holds_for_every_spelling_of_a_path(stage: Stage, path: str) -> None:
    stage.site.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /world\n")
    with pytest.raises(SourceError, match=r"robots\.txt of .* does not let programs"):
        stage.walk(path)
    assert stage.site.asked == ["/robots.txt"]


def test_only_the_beginning_of_a_robots_txt_counts(stage: Stage) -> None:
    guardian(stage)
    filling = b"# filling\n" * 60_000
    stage.site.pages["/robots.txt"] = Reply(b"User-agent: *\n" + filling + b"Disallow: /\n")
    assert stage.walk().pages == 3


def test_a_word_press_endpoint_gives_all_entries_at_any_run(stage: Stage) -> None:
    endpoint = json.dumps(f"{stage.site.address}/wp-json/liveblog/v1/7/").replace("/", "\\/")
    script = f'<script>var liveblog_settings = {{"endpoint_url":{endpoint}}};</script>'
    first = page(posting(update()), body=script)
    stage.site.pages["/live"] = Reply(first, headers={"ETag": "1"})
    for moment in (START + 1, START + 2, START + 1000, START + 1001):
        entries = as_json(posting(update(), update("2024-04-26T11:00:00Z", f"At {moment}")))
        stage.site.pages[f"/wp-json/liveblog/v1/7/entries/0/{moment:.0f}/"] = Reply(entries)
    assert stage.walk("/live").pages == 2
    assert stage.site.asked[-1].startswith("/wp-json/liveblog/v1/7/entries/0/1714")
    stage.now = START + 999
    run = stage.walk("/live")
    assert (run.pages, run.changed) == (2, 1)
    assert len(list(stage.folder.glob("page-*"))) == 2


def test_a_word_press_endpoint_at_a_private_address_is_refused(
    stage: Stage, inside: PagedSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = f'<script>{{"endpoint_url":"{inside.address}/liveblog/7/"}}</script>'
    stage.site.pages["/live"] = Reply(page(posting(update()), body=script))
    monkeypatch.setattr(fetch, "is_public", as_if_public)
    with pytest.raises(SourceError, match=r"A private address, 127\.0\.0\.2, is not followed"):
        stage.walk("/live")
    assert inside.asked == []


def sourcefabric(number: int, total: int) -> bytes:
    counts = {"page": number, "max_results": 100, "total": total}
    return as_json({"_items": [{"_id": f"{number}"}], "_meta": counts})


def test_the_posts_of_sourcefabric_are_asked_for_a_hundred_at_a_time_oldest_first(
    stage: Stage,
) -> None:
    stage.site.pages["/api/blogs/7/posts?embed=1"] = Reply(sourcefabric(1, 250))
    asked = "/api/blogs/7/posts?embed=1&page={}&limit=100&ordering=oldest_first"
    for number in (1, 2, 3):
        stage.site.pages[asked.format(number)] = Reply(
            sourcefabric(number, 250) + b" ", headers={"ETag": f'"{number}"'}
        )
    told: list[str] = []
    assert stage.walk("/api/blogs/7/posts?embed=1", told=told).pages == 4
    assert stage.site.asked[-3:] == [asked.format(number) for number in (1, 2, 3)]
    assert {path.suffix for path in stage.folder.glob("page-*")} == {".json"}
    # The last page may have grown, the ones before it not.
    stage.site.pages[asked.format(4)] = Reply(sourcefabric(4, 350))
    stage.site.pages[asked.format(3)] = Reply(sourcefabric(3, 350))
    stage.site.asked.clear()
    assert stage.walk("/api/blogs/7/posts?embed=1").pages == 5
    assert stage.site.asked[-3:] == [
        f"{asked.format(1)} if changed",
        f"{asked.format(3)} if changed",
        asked.format(4),
    ]


def test_an_index_that_is_damaged_or_points_elsewhere_is_not_believed(stage: Stage) -> None:
    guardian(stage)
    mine = stage.folder / "x"
    mine.write_text("not of this folder")
    page = {"file": str(mine), "etag": '"1"', "last_modified": ""}
    elsewhere = json.dumps({"not_before": 0, "pages": {stage.site.address + LIVE: page}})
    endless = '{"not_before": 1' + 400 * "0" + ', "pages": {}}'
    wrong = '{"not_before": 1, "pages": []}'
    for index in ("[", wrong, endless, wrong.replace("1", "1e999"), "[" * 100_000, elsewhere):
        folder = stage.folder / str(len(index))
        folder.mkdir()
        (folder / ".fetched.json").write_text(index)
        assert stage.walk(folder=folder).pages == 3
    assert mine.read_text() == "not of this folder"


def test_a_file_of_the_users_own_is_not_written_over(stage: Stage) -> None:
    guardian(stage)
    (stage.folder / "page-001.html").write_text("mine")
    stage.walk()
    assert (stage.folder / "page-001.html").read_text() == "mine"
    assert (stage.folder / "page-004.html").exists()


def test_a_folder_that_cannot_be_is_a_sentence(stage: Stage) -> None:
    (stage.folder / "file").touch()
    with pytest.raises(SourceError, match=r"file is a file; name a folder"):
        KeptPages(stage.folder / "file")
    guardian(stage)
    with pytest.raises(SourceError, match=r"page-001\.html cannot be written \(Not a directory\)"):
        stage.walk(folder=stage.folder / "file" / "folder")


def test_what_may_not_be_fetched_leaves_no_folder(stage: Stage) -> None:
    stage.site.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /\n")
    with pytest.raises(SourceError, match=r"robots\.txt"):
        stage.walk(folder=stage.folder / "new")
    assert not (stage.folder / "new").exists()
