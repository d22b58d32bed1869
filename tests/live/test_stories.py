"""Three hours of a live blog with every fault of the way: no post is lost, none deleted falsely."""

import gzip
import random
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from live_blog_data import as_json, posting, update
from paged_site import PagedSite, Reply, paged_site

from tui.live.followed import Followed
from tui.live.looks import live_source
from tui.live.recording import Recording
from tui.model.versions import standing_of
from tui.readers import read

START = datetime(2024, 4, 26, 12, tzinfo=UTC)
URL = "https://news.example/live"
SHOWN = 25
"""Posts on a page; older ones are on the next."""


class Story:
    """A publisher who writes, edits and deletes, a network with faults, a reader who follows."""

    def __init__(self, seed: int, site: PagedSite, path: Path) -> None:
        self.random = random.Random(seed)
        self.now = START.timestamp()
        self.site, self.path = site, path
        self.posts: dict[int, tuple[datetime, str]] = {}
        self.deleted: set[int] = set()
        self.skew = self.random.choice([0.0, -4000.0, 400.0])
        self.flaw, self.flaw_until, self.last = "", 0.0, ""
        self.copies: list[tuple[float, bytes]] = []
        site.pages["/live"] = self.answer
        site.pages["/live?page=2"] = self.older
        for _ in range(5):
            self.write()
        self.follow()

    def follow(self) -> None:
        """Begin to follow, or go on with the recording."""

        def clock() -> float:
            return self.now + self.skew

        source = live_source(f"{self.site.address}/live", clock, self.sleep)
        self.followed = Followed(source, Recording(self.path), now=clock, shake=self.random.uniform)

    def sleep(self, seconds: float) -> None:
        self.now += seconds

    def moment(self) -> datetime:
        return datetime.fromtimestamp(self.now, UTC)

    def write(self) -> None:
        number = len(self.posts) + len(self.deleted)
        ago = self.random.choice([0, 0, 20, 50, 400])
        self.posts[number] = (self.moment() - timedelta(seconds=ago), f"Words of {number}.")

    def happen(self, seconds: float) -> None:
        """The deeds of the publisher and the network meanwhile."""
        if self.random.random() < 0.5:
            self.write()
        newest = max(self.posts)
        near = [number for number in self.posts if newest - 15 < number < newest - 1]
        if near and self.random.random() < 0.15:
            number = self.random.choice(near)
            time, _ = self.posts[number]
            self.posts[number] = (time, f"Words of {number}, edited at {self.now:.0f}.")
        if near and self.random.random() < 0.05:
            number = self.random.choice(near)
            if {number - 1, number + 1} <= self.posts.keys():
                del self.posts[number]
                self.deleted.add(number)
        if self.now > self.flaw_until:
            self.flaw = ""
            if self.random.random() < 0.1:
                faults = ["away", "cut", "consent", "empty", "stale", "busy", "gone"]
                self.flaw = self.random.choice([fault for fault in faults if fault != self.last])
                self.last = self.flaw
                self.flaw_until = self.now + self.random.choice([30, 90, 600])
                if self.flaw == "gone":
                    self.flaw_until = self.now + 20

    def page(self, first: int, last: int | None) -> bytes:
        numbers = sorted(self.posts, key=lambda number: self.posts[number][0])[::-1][first:last]
        updates = [
            update(
                f"{self.posts[number][0]:%Y-%m-%dT%H:%M:%SZ}",
                f"Post {number}",
                articleBody=self.posts[number][1],
                url=f"#post-{number:06}",
            )
            for number in numbers
        ]
        data = as_json(posting(*updates, url=URL))
        head = b'<link rel="next" href="/live?page=2">' if last else b""
        return b"<html>" + head + b'<script type="application/ld+json">' + data + b"</script>"

    def older(self) -> Reply:
        return Reply(self.page(SHOWN, None), headers=self.date(0))

    def date(self, age: float) -> dict[str, str]:
        told = format_datetime(self.moment() - timedelta(seconds=age), usegmt=True)
        return {"Date": told}

    def answer(self) -> Reply:
        body = self.page(0, SHOWN)
        self.copies.append((self.now, body))
        match self.flaw:
            case "away":
                return Reply(b"", 502)
            case "cut":
                whole = gzip.compress(body)
                return Reply(whole[: len(whole) * 2 // 3], headers={"Content-Encoding": "gzip"})
            case "consent":
                return Reply(b"<html><p>We value your privacy.</p>")
            case "empty":
                return Reply(b"")
            case "busy":
                return Reply(b"", 429, {"Retry-After": str(self.random.choice([20, 100]))})
            case "gone":
                return Reply(b"", 404)
            case "stale":
                time, copy = self.random.choice(self.copies[-20:])
                return Reply(copy, headers=self.date(self.now - time))
        return Reply(body, headers={"ETag": f'"{hash(body)}"', **self.date(0)})

    def run(self, hours: float) -> None:
        end = self.now + hours * 3600
        wait = 0.0
        while self.now < end:
            self.now += wait + (2400 if self.random.random() < 0.005 else 0)  # a laptop asleep
            self.happen(wait)
            wait = self.followed.look().wait
            assert self.followed.state.over == ""
            if self.random.random() < 0.01:  # the program is ended and begun again
                self.followed.end()
                self.follow()
        self.flaw, self.flaw_until = "", self.now + 9999
        self.now += wait
        self.write()
        self.followed.look()


@pytest.mark.parametrize("seed", range(3))
def test_a_story_of_three_hours(seed: int, tmp_path: Path) -> None:
    with paged_site() as site:
        story = Story(seed, site, tmp_path / "recording.json")
        story.run(3)
        blog = story.followed.state.blog
        assert blog is not None
        assert read(story.path.read_bytes()).posts == blog.posts
        posts = {int(post.headline.removeprefix("Post ")): post for post in blog.posts}
        assert len(posts) == len(blog.posts), "no post twice"
        assert set(posts) >= set(story.posts), "no post is lost"
        for number, (_, words) in story.posts.items():
            standing = standing_of(posts[number])
            assert not standing.deleted
            assert standing.post.text.endswith(words)
        found = sum(standing_of(post).deleted for post in blog.posts)
        assert found >= len(story.deleted & set(posts)) - 2
        assert blog.part is None or all(span.after is None for span in blog.part.missing)
