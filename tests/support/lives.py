"""Live blogs being written at random: posts seen late, edited, deleted, restored."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from sample_blogs import blog

from tui.model.blog import Heading, ListItem, LiveBlog, Paragraph, Post, SummaryPoint

SECOND = timedelta(seconds=1)


@dataclass
class Life:
    """A live blog being written, at random: posts seen late, edited, deleted, restored."""

    random: Random
    with_ids: bool = True
    length: int = 1  # of a post, in sentences
    posts: dict[int, Post] = field(default_factory=dict)
    gone: dict[int, Post] = field(default_factory=dict)
    points: list[SummaryPoint] = field(default_factory=list)
    written: int = 0

    def live(self, now: datetime) -> None:
        """The events between two looks."""
        for _ in range(self.random.choice([0, 0, 1, 1, 2, 5])):
            late = self.random.choice([0, 0, 5, 40, 900])
            number = self.written
            own = now - late * SECOND - number % 7 * SECOND
            name = f"post-{number:06}" if self.with_ids else ""
            body = (Paragraph(f"Words {number}. " * self.length),)
            self.posts[number] = Post(own, f"Headline {number}", body=body, id=name)
            self.written += 1
        if self.posts and self.random.random() < 0.4:
            number = self.random.choice(list(self.posts))
            words = (Paragraph(f"Words {number}, edited at {now:%H:%M:%S}. " * self.length),)
            self.posts[number] = self.posts[number]._replace(body=words)
        if len(self.posts) > 3 and self.random.random() < 0.2:
            number = self.random.choice(list(self.posts))
            self.gone[number] = self.posts.pop(number)
        elif self.gone and self.random.random() < 0.3:
            number, restored = self.gone.popitem()
            self.posts[number] = restored
        if self.random.random() < 0.3:
            made = self.random.choice([Heading, ListItem])(f"Point {now:%H:%M:%S}")
            self.points.insert(self.random.randint(0, len(self.points)), SummaryPoint(made))
        if self.points and self.random.random() < 0.2:
            self.points.pop(self.random.randrange(len(self.points)))

    def page(self) -> LiveBlog:
        """The page as it is now."""
        posts = sorted(self.posts.values(), key=lambda each: each.published)
        return blog(*posts, summary=tuple(self.points), format="page", url="https://x.example/live")
