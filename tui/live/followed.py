"""Follows a live blog as it is written: the times of looks, and the resulting states."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from tui.live.grown import begun, grow, is_same_blog
from tui.live.looks import FileSource, Look, Source
from tui.live.recording import Recording
from tui.model.blog import LiveBlog
from tui.model.errors import LiveBlogError, SourceError
from tui.sources.fetch import CLOSED, GONE, OfflineError, RefusedError
from tui.sources.files import in_one_sentence

SECONDS, LEAST_SECONDS, MOST_SECONDS = 30.0, 15.0, 300.0
"""Between looks: usual, least, most after failures."""
QUIET_AFTER, QUIET_SECONDS = timedelta(minutes=10), 60.0  # fewer looks without news
OVER_AFTER_COVERAGE, OVER_AFTER_NEWS = timedelta(hours=1), timedelta(hours=4)
"""After its own end, or its last news."""
TIMES_GONE = 3  # missing pages in a row, after which it is over
FURTHER_APART = timedelta(minutes=1)  # two looks by the site's clock than by this one
JITTER = 0.2  # share of a wait, by chance longer or shorter
BACK = "Back: the page answers again."
STEP_SECONDS = 2.0
FILE_SECONDS = 3.0  # between looks at another program's recording
SILENT_SECONDS = 360.0  # a recorder touches the file at each answer; after this long, none came


@dataclass(frozen=True, slots=True)
class State:
    blog: LiveBlog | None = None
    wait: float = 0.0  # seconds until the next look
    reached: datetime | None = None  # time of the last answer
    trouble: str = ""  # a sentence on the latest failed looks
    over: str = ""  # a sentence: the reason that no more will come
    note: str = ""  # a sentence for the reader, shown once
    saved_ago: float | None = None  # seconds since the last save of followed files


class Followed:
    """A live blog that is looked at again and again; news is recorded at once. While another
    program records it, that program's file is read; the first to look afterwards records."""

    def __init__(
        self,
        source: Source,
        recording: Recording,
        *,
        now: Callable[[], float],
        seconds: float = SECONDS,
        shake: Callable[[float, float], float] = random.uniform,
    ) -> None:
        """`now`: seconds since 1970. Raises SourceError or UnreadableError for another file."""
        self._source, self._recording, self._now, self._shake = source, recording, now, shake
        self._file = FileSource(str(recording.path))
        self._seconds = seconds
        self._failures = self._gone = 0
        known = recording.read()
        if known is not None and known.edge is None:
            known = known._replace(edge=max(known.end, known.captured or known.end))
        self._news_at = self._moment()
        self.state = State(known)

    def look(self) -> State:
        before, recording = self.state, self._recording
        unwritten, aside = recording.trouble, recording.aside
        try:
            look = self._new_look()
            state = self._after_answer(look, self._blog_after(look))
        except LiveBlogError as error:
            state = self._after_failure(error)
        note = state.over
        if state.over and state.blog is not None:
            state = replace(state, blog=state.blog._replace(edge=None))
        elif state.trouble != before.trouble:
            note = state.trouble or BACK
        elif recording.trouble != unwritten:
            note = recording.trouble
        elif recording.aside != aside:
            note = f"The recording of another live blog is kept as {recording.aside}."
        self.state = replace(state, note=note)
        return self.state

    def _new_look(self) -> Look:
        if self._recording.claim():
            return self._source.look(self.state.blog)
        with in_one_sentence(self._recording.path, "read"):
            silent = self._now() - self._recording.path.stat().st_ctime
        if silent > SILENT_SECONDS:
            raise SourceError("The program that records this live blog does not answer.")
        return self._file.look(self.state.blog)

    def states(self, wait: Callable[[float], bool]) -> Iterator[State]:
        """The new states after due looks, until the end or until `wait` returns True. Waits in
        short steps: a laptop may sleep meanwhile, the clock may be set, a file may be saved."""
        while not self.state.over:
            began = self._now()
            while 0 <= (waited := self._now() - began) < self.state.wait:
                if wait(min(self.state.wait - waited, STEP_SECONDS)):
                    return
                if isinstance(self._source, FileSource) and self._source.has_news():
                    break
            before = self.state
            if self.look() != before:
                yield self.state

    def end(self) -> None:
        """Write the last state and let others record."""
        self._recording.close(self.state.blog)

    def _blog_after(self, look: Look) -> LiveBlog:
        """The next state of the blog. Raises SourceError for a page of another blog, unless it is
        the first page of this run: a site or a reader may use a place again."""
        known, edge = self.state.blog, self._edge_of(look)
        if look.page is None:
            assert known is not None
            return known._replace(edge=max(edge, known.edge or edge))
        if look.page.edge is not None or not self._recording.is_ours:  # it has grown already
            return look.page
        if known is None:
            return begun(look.page, edge)
        if is_same_blog(known, look.page):
            return grow(known, look.page, edge)
        if self.state.reached is not None:
            raise SourceError("Another live blog is at this place now.")
        self._recording.begin_anew()
        return begun(look.page, edge)

    def _edge_of(self, look: Look) -> datetime:
        """The edge by the site's clock, which may be wrong for one answer: two looks are hardly
        further apart there than here. Files have this computer's clock, and may be old at first."""
        known, reached = self.state.blog, self.state.reached
        if known is None or known.edge is None or reached is None or look.saved_at is not None:
            return look.edge
        return min(look.edge, known.edge + (self._moment() - reached) + FURTHER_APART)

    def _after_answer(self, look: Look, blog: LiveBlog) -> State:
        """Record an answer, and look for the end of the blog."""
        self._failures = self._gone = 0
        if self.state.blog is None or blog.posts != self.state.blog.posts:
            self._news_at = self._moment()
        reached, saved_ago = look.edge, None
        if self._recording.is_ours:
            reached = self._moment()
            saved_ago = None if look.saved_at is None else max(0.0, self._now() - look.saved_at)
            self._recording.save(blog)
        is_quiet = self._moment() - self._news_at > QUIET_AFTER
        usual = max(self._seconds, QUIET_SECONDS) if is_quiet else self._seconds
        wait = self._shaken(usual, min(look.fresh, MOST_SECONDS))
        return State(blog, wait, reached, over=self._why_over(blog), saved_ago=saved_ago)

    def _after_failure(self, error: LiveBlogError) -> State:
        status, asked = 0, 0.0
        if isinstance(error, RefusedError):
            status, asked = error.status, error.seconds_to_wait(self._now())
        self._failures += 1
        self._gone = self._gone + 1 if status in GONE else 0
        over = str(error) if status in CLOSED or self._gone >= TIMES_GONE else ""
        # No server is asked in vain where there is no network, or of files: as soon as there is an
        # answer it goes on.
        asks_nobody = isinstance(error, OfflineError) or isinstance(self._source, FileSource)
        doublings = 0 if asks_nobody else min(self._failures - 1, 10)
        wait = self._shaken(min(self._seconds * 2**doublings, MOST_SECONDS), asked)
        return replace(self.state, trouble=str(error), over=over, wait=wait)

    def _shaken(self, seconds: float, floor: float) -> float:
        """A random share more or less, so that many programs do not ask at once."""
        if not self._recording.is_ours:
            return FILE_SECONDS
        return max(seconds * (1 + self._shake(-JITTER, JITTER)), floor, LEAST_SECONDS)

    def _moment(self) -> datetime:
        return datetime.fromtimestamp(self._now(), UTC)

    def _why_over(self, blog: LiveBlog) -> str:
        """A sentence, if no more will come."""
        end, edge = blog.coverage_end, blog.edge
        if edge is None or (end is not None and end + OVER_AFTER_COVERAGE < edge):
            return "The live blog is over."
        is_silent = self._moment() - self._news_at > OVER_AFTER_NEWS
        return "Nothing new for four hours." if is_silent else ""
