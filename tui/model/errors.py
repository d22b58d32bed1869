"""What can go wrong, each told in one sentence that the user can act on."""


class LiveBlogError(Exception):
    """The root of every error this program raises on purpose; its text is one sentence for the user."""


class UnreadableError(LiveBlogError):
    """The data is no live blog that can be replayed; the text names the place and what was expected there."""


class SourceError(LiveBlogError):
    """The source (a file, an address, a bundled name) could not be fetched or opened."""


class OptionError(LiveBlogError):
    """An option's value makes no sense, alone or together with the others."""


class MomentError(LiveBlogError):
    """What was typed is no moment. `start` and `end` are character offsets of the part not understood."""

    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.start = start
        self.end = end
