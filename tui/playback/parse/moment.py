"""Moments from typed text: "10:26", "+5m", "50%", "#7", a headline's words."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from textwrap import shorten

from tui.model.blog import LiveBlog
from tui.model.clock_face import ClockFace, clock_faces, own_face
from tui.model.errors import MomentError
from tui.model.instants import SECOND, micros, moment_of
from tui.model.safe_text import quoted
from tui.model.zones import find_zone, near_names
from tui.playback.parse.days import possible_moments
from tui.playback.parse.headline import headline_index
from tui.playback.parse.span import read_span
from tui.playback.parse.time import TypedTime, read_time
from tui.playback.search import as_typed
from tui.playback.timeline import Timeline, through_minute

_LONGEST = 400  # characters; a longer text was pasted and is no time
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
    asked: str  # `outside` on the reader's clock

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
                parts.append(shorten(blog.posts[self.post].title, 100, placeholder="…"))
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
    text: str, *, blog: LiveBlog, position: datetime, zones: Sequence[ClockFace] = ()
) -> TypedMoment:
    """The moment that a text means. Raises MomentError. Times and abbreviations go by `zones`, the
    face now shown first, else by the blog's zone."""
    return _MomentReader(blog, position, tuple(zones) or clock_faces(blog)).parse(text.strip())


def means_end(text: str) -> bool:
    return _word(text) in _END


def _word(text: str) -> str:
    return text.strip().casefold().removeprefix("the ")


class _MomentReader:
    def __init__(self, blog: LiveBlog, position: datetime, faces: Sequence[ClockFace]) -> None:
        self.blog = blog
        self.position = position
        self.faces = faces
        self.timeline = Timeline.of(blog)
        self.first, self.last = self.timeline.ends
        self.face = typed_face(blog, faces)
        self.example = example_time(blog, faces)

    def parse(self, text: str) -> TypedMoment:
        if not text:
            raise MomentError(
                f"Type a time such as {self.example}, or +10m, 50%, #1, or a headline's words."
            )
        try:
            found = None if len(text) > _LONGEST else self._of_form(text)
        except MomentError:
            found = self._headline(text)
            if found is None:
                raise
        except OverflowError:
            raise MomentError(f"That is too far; try {self.example}.") from None
        return found or self._headline(text) or self._refuse()

    def _of_form(self, text: str) -> TypedMoment | None:
        """None for a text of no form. Raises MomentError."""
        plain = as_typed(unicodedata.normalize("NFKC", text))  # also digits of East Asian width
        for form in (self._edge, self._post_number, self._percentage, self._relative, self._time):
            if found := form(plain):
                return found
        return None

    def _edge(self, text: str) -> TypedMoment | None:
        if _word(text) in _START:
            return self._at(self.timeline.start)
        is_edge = self.blog.edge is not None and _word(text) in _EDGE
        return self._at(self.timeline.end) if is_edge or means_end(text) else None

    def _post_number(self, text: str) -> TypedMoment | None:
        match = re.fullmatch(r"(?:#|post ) *(.*)", text, re.IGNORECASE | re.DOTALL)
        if not match:
            return None
        count = len(self.blog.posts)
        number = int(match[1]) if re.fullmatch("[0-9]{1,9}", match[1]) else 0
        if not 1 <= number <= count:
            known = f"the posts are #1 to #{count}" if count > 1 else "the only post is #1"
            raise MomentError(f"No such post; {known}.")
        return self._at(self.timeline.published(number - 1))

    def _percentage(self, text: str) -> TypedMoment | None:
        match = re.fullmatch(r"([0-9]{1,3}(?:\.[0-9]+)?) *%", text)
        if not match:
            return None
        return self._at(self.timeline.moment_at(float(match[1]) / 100))

    def _relative(self, text: str) -> TypedMoment | None:
        if _SPAN_WITHOUT_SIGN.fullmatch(text):
            raise MomentError(f"Write +{text} to go forward or -{text} to go back.")
        if text[0] not in "+-":
            return None
        span = read_span(text[1:])
        return self._at(self.position + (-span if text[0] == "-" else span))

    def _time(self, text: str) -> TypedMoment | None:
        typed = read_time(text, self.example)
        if typed is None:
            return None
        zone = self._zone(typed.zone) if typed.zone else self.face.zone
        assert zone is not None
        start, end = self.timeline.start, self.timeline.end
        found = possible_moments(typed, zone, self.position, (start, end))
        asked = min(found, key=lambda at: self._distance(at, typed))
        instant, width = micros(asked), _width(typed)
        if width == _MINUTE:
            asked = through_minute(self.blog, asked)
        if instant + width > self.first:
            asked = max(asked, start)
        return self._at(min(asked, end) if instant <= self.last else asked)

    def _distance(self, asked: datetime, typed: TypedTime) -> tuple[int, int]:
        instant = micros(asked)
        outside = max(self.first - (instant + _width(typed) - 1), instant - self.last, 0)
        return outside, abs(instant - micros(self.position))

    def _zone(self, name: str) -> tzinfo:
        shown = [face.zone for face in self.faces if face.zone]
        zone = find_zone(name, shown, year=self.position.year)
        if zone is None:
            near = " or ".join(near_names(name))
            advice = f"did you mean {near}?" if near else f"try {self.example} UTC."
            raise MomentError(f"No place or time zone {quoted(name)}; {advice}")
        return zone

    def _headline(self, text: str) -> TypedMoment | None:
        index = headline_index(self.blog.posts, text)
        return None if index is None else self._at(self.timeline.published(index))

    def _refuse(self) -> TypedMoment:
        """Raises MomentError."""
        raise MomentError(
            f"No such time or headline. Try {self.example}, +10m, 50%, #1 or part of a headline."
        )

    def _at(self, asked: datetime) -> TypedMoment:
        instant = min(max(micros(asked), self.first), self.last)
        moment = moment_of(instant)
        outside = moment_of(micros(asked)) if micros(asked) != instant else None
        return TypedMoment(
            moment=moment,
            said=self._written(moment, moment),
            post=self.timeline.newest_at(moment),
            outside=outside,
            asked="" if outside is None else self._written(outside, moment),
        )

    def _written(self, moment: datetime, near: datetime) -> str:
        """With the day if it is not the day of `near`."""
        return self.face.named_near(moment, near, micros(moment) % _MINUTE >= SECOND)


def _width(typed: TypedTime) -> int:
    """Microseconds covered: a day, a minute, or one."""
    if typed.clock is None:
        return timedelta(days=1) // timedelta(microseconds=1)
    return 1 if typed.to_the_second else _MINUTE
