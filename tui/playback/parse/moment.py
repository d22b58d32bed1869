"""Moments from typed text: "10:26", "+5m", "50%", "#7", a headline's words."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from textwrap import shorten

from tui.model.blog import LiveBlog, Post
from tui.model.clock_face import ClockFace, clock_faces, own_face
from tui.model.errors import MomentError
from tui.model.instants import MICROSECOND, SECOND, micros, moment_of
from tui.model.safe_text import quoted
from tui.model.versions import editions, standing_at
from tui.model.zones import find_zone, near_names
from tui.playback.parse.time import possible_moments, read_span, read_time
from tui.playback.search import as_typed
from tui.playback.timeline import Timeline, through_minute

_LONGEST = 400  # characters; a longer text was pasted and is no time
_LEAST_OF_HEADLINE = 2  # characters
_MINUTE = 60 * SECOND
_START = ("start", "beginning", "first")
_END = ("end", "last", "latest")
_EDGE = ("now", "live")  # of a live blog that is being written
_SPAN_WITHOUT_SIGN = re.compile(r"[0-9]+ ?(?:m|mins?|minutes?|s|secs?|seconds?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TypedMoment:
    moment: datetime
    said: str  # on the reader's clock: "10:26 BST"
    post: int | None  # newest post of the whole blog then
    outside: datetime | None  # the moment typed, if outside the blog
    asked: str  # the moment typed on the reader's clock, with the day if it is another

    @property
    def side(self) -> str:
        is_before = self.outside and self.outside < self.moment
        return "before this blog begins" if is_before else "after this blog ends"

    def describe(self, blog: LiveBlog, known: int) -> str:
        """The line under the time box; titles of posts after the first `known` stay hidden."""
        parts = [self.said]
        if self.post is not None:
            parts.append(f"post {self.post + 1} of {len(blog.posts)}")
            if self.post < known:
                post = standing_at(blog.posts[self.post], self.moment).post
                parts.append(shorten(post.title, 100, placeholder="…"))
        there = " · ".join(part for part in parts if part)
        if self.outside is None:
            return there
        return f"{self.asked} is {self.side}; the nearest is {there}"


def typed_face(blog: LiveBlog, faces: Sequence[ClockFace]) -> ClockFace:
    """The first face with a zone, else the blog's own."""
    return next((face for face in faces if face.zone is not None), own_face(blog))


def example_time(blog: LiveBlog, faces: Sequence[ClockFace]) -> str:
    return typed_face(blog, faces).clock(blog.posts[len(blog.posts) // 2].published)


def parse_moment(
    text: str,
    *,
    blog: LiveBlog,
    position: datetime,
    zones: Sequence[ClockFace] = (),
    known: int | None = None,
) -> TypedMoment:
    """The moment that a text means. Raises MomentError. Times and abbreviations go by `zones`, the
    face now shown first, else by the blog's zone; headlines are of the first `known` posts."""
    reader = _MomentReader(blog, position, tuple(zones) or clock_faces(blog), blog.posts[:known])
    return reader.parse(text.strip())


def means_end(text: str) -> bool:
    return _word(text) in _END


def _word(text: str) -> str:
    return text.strip().casefold().removeprefix("the ")


class _MomentReader:
    def __init__(
        self, blog: LiveBlog, position: datetime, faces: Sequence[ClockFace], known: Sequence[Post]
    ) -> None:
        self.blog = blog
        self.known = known
        self.position = position
        self.faces = faces
        self.timeline = Timeline.of(blog)
        self.first, self.last = self.timeline.ends
        self.face = typed_face(blog, faces)
        self.example = example_time(blog, faces)

    def parse(self, text: str) -> TypedMoment:
        forms = f"{self.example}, +10m, 50%, #1"
        if not text:
            raise MomentError(
                f"Type a time such as {self.example}, or +10m, 50%, #1, or a headline's words."
            )
        refusal = MomentError(f"No such time or headline. Try {forms} or part of a headline.")
        try:
            found = None if len(text) > _LONGEST else self._of_form(text)
            if found is not None:
                return self._moment_at(found)
        except MomentError as error:
            refusal = error
        except OverflowError:
            raise MomentError(f"That is too far; try {self.example}.") from None
        index = _headline_index(self.known, text)
        if index is None:
            raise refusal
        return self._moment_at(self.timeline.published(index))

    def _of_form(self, text: str) -> datetime | None:
        """None for a text of no form. Raises MomentError."""
        text = as_typed(unicodedata.normalize("NFKC", text))  # also digits of East Asian width
        if _word(text) in _START:
            return self.timeline.start
        if means_end(text) or (self.blog.edge and _word(text) in _EDGE):
            return self.timeline.end
        if post := re.fullmatch(r"(?:#|post ) *(.*)", text, re.IGNORECASE | re.DOTALL):
            return self._of_post(post[1])
        if share := re.fullmatch(r"([0-9]{1,9}(?:\.[0-9]+)?) *%", text):
            return self._of_share(float(share[1]))
        if _SPAN_WITHOUT_SIGN.fullmatch(text):
            raise MomentError(f"Write +{text} to go forward or -{text} to go back.")
        if text[0] in "+-":
            span = read_span(text[1:])
            return self.position + (-span if text[0] == "-" else span)
        return self._of_time(text)

    def _of_post(self, typed: str) -> datetime:
        count = len(self.blog.posts)
        number = int(typed) if re.fullmatch("[0-9]{1,9}", typed) else 0
        if not 1 <= number <= count:
            known = f"the posts are #1 to #{count}" if count > 1 else "the only post is #1"
            raise MomentError(f"No such post; {known}.")
        return self.timeline.published(number - 1)

    def _of_share(self, percent: float) -> datetime:
        if percent > 100:
            raise MomentError("Not a share: they run from 0% to 100%.")
        return self.timeline.moment_at(percent / 100)

    def _of_time(self, text: str) -> datetime | None:
        """The fitting moment inside the blog, or nearest to it, and then nearest to now."""
        typed = read_time(text, self.example)
        if typed is None:
            return None
        zone = self._zone(typed.zone) if typed.zone else self.face.zone
        assert zone is not None
        start, end = self.timeline.start, self.timeline.end
        width = 1 if typed.to_the_second else _MINUTE
        if typed.clock is None:
            width = timedelta(days=1) // MICROSECOND

        def distance(asked: datetime) -> tuple[int, int]:
            instant = micros(asked)
            outside = max(self.first - (instant + width - 1), instant - self.last, 0)
            return outside, abs(instant - micros(self.position))

        asked = min(possible_moments(typed, zone, self.position, (start, end)), key=distance)
        instant = micros(asked)
        if width == _MINUTE:
            asked = through_minute(self.blog, asked)
        if instant + width > self.first:
            asked = max(asked, start)
        return min(asked, end) if instant <= self.last else asked

    def _zone(self, name: str) -> tzinfo:
        shown = [face.zone for face in self.faces if face.zone]
        zone = find_zone(name, shown, year=self.position.year)
        if zone is None:
            near = " or ".join(near_names(name))
            advice = f"did you mean {near}?" if near else f"try {self.example} UTC."
            raise MomentError(f"No place or time zone {quoted(name)}; {advice}")
        return zone

    def _moment_at(self, asked: datetime) -> TypedMoment:
        asked = moment_of(micros(asked))  # of a zone's repeated hour, equal to no other zone's
        moment = moment_of(min(max(micros(asked), self.first), self.last))
        return TypedMoment(
            moment=moment,
            said=self._named(moment, moment),
            post=self.timeline.newest_at(moment),
            outside=None if moment == asked else asked,
            asked=self._named(asked, moment),
        )

    def _named(self, moment: datetime, near: datetime) -> str:
        return self.face.named_near(moment, near, micros(moment) % _MINUTE >= SECOND)


def _headline_index(posts: Sequence[Post], text: str) -> int | None:
    """A post one of whose titles is the text, else starts with it, else has a word that does."""
    wanted = _folded(text).rstrip(".…")
    if len(wanted) < _LEAST_OF_HEADLINE:
        return None
    titles = [(n, _folded(each.title)) for n, post in enumerate(posts) for each in editions(post)]
    literal = re.escape(wanted)
    for pattern in (rf"\A{literal}\Z", rf"\A{literal}", rf"(?<!\w){literal}"):
        for index, title in titles:
            if re.search(pattern, title):
                return index
    return None


def _folded(text: str) -> str:
    return " ".join(as_typed(text).casefold().split())
