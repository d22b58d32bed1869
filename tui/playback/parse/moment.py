"""Moments from typed text: "10:26", "+5m", "50%", "#7", a headline's words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from textwrap import shorten

from tui.model.blog import LiveBlog
from tui.model.clock_face import ClockFace, clock_faces
from tui.model.errors import MomentError
from tui.model.instants import SECOND, micros, moment_of
from tui.model.safe_text import quoted
from tui.model.zones import find_zone, near_names
from tui.playback.parse.days import possible_moments
from tui.playback.parse.headline import headline_index
from tui.playback.parse.span import looks_like_span, read_span
from tui.playback.parse.time import Token, TypedTime, read_time
from tui.playback.search import as_typed
from tui.playback.timeline import Timeline, through_minute

_LONGEST = 400  # characters; a longer text was pasted and is no time
_WIDE = str.maketrans({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)})
"""East Asian wide digits and signs to ASCII; offsets stay."""
_KEYWORDS = {
    **dict.fromkeys(("start", "the start", "beginning", "first"), "start"),
    **dict.fromkeys(("end", "the end", "last", "latest"), "end"),
    **dict.fromkeys(("next", "next post"), "next"),
    **dict.fromkeys(("previous", "prev", "previous post"), "previous"),
    "now": "now",
}
_COMPLETED = (
    "start", "end", "next", "previous", "now", "noon", "midnight", "today", "yesterday", "tomorrow",
)  # fmt: skip
_MINUTE = 60 * SECOND


@dataclass(frozen=True, slots=True)
class TypedMoment:
    moment: datetime
    said: str  # on the reader's clock: "10:26 BST"
    post: int | None  # newest post of the whole blog then
    outside: datetime | None = None  # the moment typed, if outside the blog
    asked: str = ""  # `outside` on the reader's clock

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
    return next((face for face in faces if face.zone is not None), clock_faces(blog)[0])


def example_time(blog: LiveBlog, faces: Sequence[ClockFace]) -> str:
    return typed_face(blog, faces).clock(blog.posts[len(blog.posts) // 2].published)


def parse_moment(
    text: str,
    *,
    blog: LiveBlog,
    position: datetime,
    zones: Sequence[ClockFace] = (),
    timeline: Timeline | None = None,
) -> TypedMoment:
    """The moment that a text means. Raises MomentError with the place of the wrong part. Times and
    abbreviations go by `zones`, the face now shown first, else by the blog's zone. "next" and
    "previous" are posts of `timeline`, by default of the whole blog."""
    faces = tuple(zones) or clock_faces(blog)
    reader = _MomentReader(blog, position, faces, timeline or Timeline.of(blog))
    typed = as_typed(text.translate(_WIDE))
    start = len(typed) - len(typed.lstrip())
    try:
        return reader.parse(typed.strip())
    except MomentError as error:
        end = error.end if error.start < error.end else len(typed.strip())
        raise MomentError(str(error), start + error.start, start + end) from None


class _MomentReader:
    def __init__(
        self, blog: LiveBlog, position: datetime, faces: Sequence[ClockFace], timeline: Timeline
    ) -> None:
        self.blog = blog
        self.position = position
        self.faces = faces
        self.timeline = timeline
        self.first, self.last = micros(timeline.start), micros(timeline.end)
        self.face = typed_face(blog, faces)
        self.example = example_time(blog, faces)

    def parse(self, text: str) -> TypedMoment:
        if not text:
            raise MomentError(
                f"Type a time such as {self.example}, or +10m, 50%, #1, or a headline's words."
            )
        if word := _KEYWORDS.get(text.casefold()):
            return self._at(self._keyword(word))
        forms = (self._post_number, self._percentage, self._relative, self._time)
        tried = (form(text) for form in (() if len(text) > _LONGEST else forms))
        try:
            found = next(filter(None, tried), None)
        except MomentError:
            found = self._headline(text)
            if found is None:
                raise
        except OverflowError:
            raise MomentError(f"That is too far; try {self.example}.") from None
        return found or self._headline(text) or self._refuse(text)

    def _keyword(self, word: str) -> datetime:
        posts = self.timeline
        if word in ("start", "end"):
            return posts.start if word == "start" else posts.end
        if word == "now":
            return self.position
        if word == "next":
            index = posts.next_after(self.position)
        else:
            newest = posts.newest_at(self.position)
            before = None if newest is None else posts.previous_before(posts.published(newest))
            index = newest if before is None else before
        if index is None:
            side = "after" if word == "next" else "before"
            raise MomentError(f"No post comes {side} this moment; try {self.example} or start.")
        return posts.published(index)

    def _post_number(self, text: str) -> TypedMoment | None:
        match = re.fullmatch(r"(?:#|post\b|no\.)\s*([0-9]*)(.*)", text, re.IGNORECASE | re.DOTALL)
        if not match:
            return None
        count = len(self.blog.posts)
        known = f"the posts are #1 to #{count}" if count > 1 else "the only post is #1"
        if match[2] or not match[1]:
            start = match.start(2) if match[2] else 0
            message = f"Type the number of a post, such as #{min(count, 7)}; {known}."
            raise MomentError(message, start, len(text))
        number = int(match[1]) if len(match[1]) < 10 else 0
        if not 1 <= number <= count:
            raise MomentError(f"No post {match[1][:10]}; {known}.", *match.span(1))
        return self._at(self.timeline.published(number - 1))

    def _percentage(self, text: str) -> TypedMoment | None:
        match = re.fullmatch(r"([+-]?)\s*([0-9]*(?:[.,][0-9]*)?)\s*%", text)
        if not match:
            return None
        if not re.fullmatch(r"[0-9]{1,6}([.,][0-9]{1,6})?", match[2]):
            raise MomentError("A part of the blog is a number up to 100 with %, such as 50%.")
        share = float(match[2].replace(",", ".")) / 100
        origin = micros(self.position) if match[1] else self.first
        distance = round((self.last - self.first) * share) * (-1 if match[1] == "-" else 1)
        return self._at(moment_of(origin + distance))

    def _relative(self, text: str) -> TypedMoment | None:
        if text[0] not in "+-":
            is_clock = re.fullmatch(r"[0-9]{1,2}h([0-9]{2})?", text, re.IGNORECASE)
            if looks_like_span(text) and not is_clock:
                raise MomentError(f"Write +{text} to go forward or -{text} to go back.")
            return None
        if not text[1:].strip():
            raise MomentError("Type how far to go, such as +10m, -90s or +1h.")
        span = read_span(text[1:], offset=1)
        return self._at(self.position + (-span if text[0] == "-" else span))

    def _time(self, text: str) -> TypedMoment | None:
        typed = read_time(text, self.example)
        if typed is None:
            return None
        zone = self._zone(typed.zone) if typed.zone else self.face.zone
        assert zone is not None
        edges = (self.timeline.start, self.timeline.end)
        found = possible_moments(typed, zone, self.position, edges)
        asked = min(found, key=lambda at: self._distance(at, typed), default=None)
        if asked is None:
            raise OverflowError
        instant, width = micros(asked), _width(typed)
        if width == _MINUTE:
            asked = through_minute(self.blog, asked)
        if instant < self.first < instant + width and asked < edges[0]:
            return self._at(edges[0])
        return self._at(min(asked, edges[1]) if instant <= self.last else asked)

    def _distance(self, asked: datetime, typed: TypedTime) -> tuple[int, int]:
        instant = micros(asked)
        outside = max(self.first - (instant + _width(typed) - 1), instant - self.last, 0)
        return outside, abs(instant - micros(self.position))

    def _zone(self, token: Token) -> tzinfo:
        name = token.text
        for face in self.faces:
            named = not face.abbreviated and name.casefold() == face.short.casefold()
            if face.zone is not None and named:
                return face.zone
        shown = [face.zone for face in self.faces if face.zone]
        zone = find_zone(name, shown, year=self.position.year)
        if zone is None:
            near = " or ".join(near_names(name))
            advice = (
                f"did you mean {near}?" if near else f"a time with its zone is {self.example} UTC."
            )
            raise MomentError(f"No place or time zone {quoted(name)}; {advice}", *token.span)
        return zone

    def _headline(self, text: str) -> TypedMoment | None:
        index = headline_index(self.blog.posts, text)
        return None if index is None else self._at(self.timeline.published(index))

    def _refuse(self, text: str) -> TypedMoment:
        """Raises MomentError."""
        for word in _COMPLETED:
            if word.startswith(text.casefold()):
                raise MomentError(f'Go on typing "{word}", or type a time such as {self.example}.')
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
            post=Timeline.of(self.blog).newest_at(moment),
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
