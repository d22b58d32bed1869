"""Recording of a live blog: one file in our own format, whole at every moment."""

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock

from filelock import FileLock, Timeout

from tui.model.blog import LiveBlog
from tui.model.errors import LiveBlogError, SourceError
from tui.model.safe_text import printable
from tui.operating_system import write_whole
from tui.readers import read
from tui.readers.own_format import FORMAT, dumps
from tui.sources.files import in_one_sentence, read_file


class Recording:
    """The file; of several programs with one file only the first writes."""

    def __init__(self, path: Path) -> None:
        """Raises SourceError if the folder of the file cannot be written to."""
        self.path = path
        self.trouble = ""  # the reason that the latest state is not in the file
        self.aside = ""  # the file with the recording of another live blog
        self._saved: LiveBlog | None = None
        self._writing = RLock()  # the thread that looks may write while the program ends
        self._lock = FileLock(path.with_name(f".{path.name}.lock"), thread_local=False)
        with in_one_sentence(path, "written"):
            path.parent.mkdir(parents=True, exist_ok=True)
            self.claim()

    @property
    def is_ours(self) -> bool:
        return self._lock.is_locked

    def claim(self) -> bool:
        """Write from now on, unless another program still does."""
        if not self.is_ours:
            with suppress(Timeout):
                self._lock.acquire(timeout=0)
        return self.is_ours

    def read(self) -> LiveBlog | None:
        """The blog so far; None without a file. Raises SourceError for another file."""
        if not self.path.exists():
            return None
        name = printable(str(self.path))
        with in_one_sentence(self.path, "read"):
            data = read_file(self.path)
        try:
            blog = read(data)
        except LiveBlogError as error:
            raise SourceError(f"{name} holds no recording: {error}") from error
        if blog.format != FORMAT:
            raise SourceError(f"{name} exists and holds no recording.")
        return blog

    def save(self, blog: LiveBlog) -> None:
        """Write a state if more than its edge changed; the file's time is the edge, for others."""
        with self._writing:
            is_saved = self._saved is not None and _without_edge(self._saved) == _without_edge(blog)
            edge = (blog.edge or blog.end).timestamp()
            try:
                if not is_saved:
                    write_whole(self.path, dumps(blog).encode())
                os.utime(self.path, (edge, edge))
            except OSError as error:
                path = printable(str(self.path))
                self.trouble = f"Not recorded ({error.strerror}): {path} cannot be written."
            else:
                self.trouble, self._saved = "", blog

    def begin_anew(self) -> None:
        """Rename the file, by its edge, for another live blog. Raises SourceError."""
        with in_one_sentence(self.path, "renamed"):
            edge = datetime.fromtimestamp(self.path.stat().st_mtime, UTC)
            aside = self.path.with_stem(f"{self.path.stem}-{edge:%Y-%m-%d-%H%M%S}")
            self.path.rename(aside)
        self.aside, self._saved = printable(str(aside)), None

    def close(self, blog: LiveBlog | None) -> None:
        with self._writing:
            if self.is_ours and blog is not None:
                self._saved = None
                self.save(blog)
            self._lock.release()


def _without_edge(blog: LiveBlog) -> LiveBlog:
    return blog._replace(edge=None, captured=None)
