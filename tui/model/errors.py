"""The errors of the program: the text of each is one sentence that the user can act on."""


class LiveBlogError(Exception):
    """The root of every error that the program raises on purpose."""


class UnreadableError(LiveBlogError):
    """The data holds no live blog that can be replayed; the text names the place and the reason."""


class UndatedError(UnreadableError):
    """The data is a text whose posts say no day, or no times at all; the user can give them."""


class SourceError(LiveBlogError):
    """A source (a file, an address, a bundled name) cannot be fetched or opened."""


class PictureError(LiveBlogError):
    """A picture cannot be shown."""


class OptionError(LiveBlogError):
    """The value of an option is wrong, alone or together with other options."""


class MomentError(LiveBlogError):
    """A typed text names no moment. `start` and `end` are character offsets of the wrong part, or
    equal if that is all of the text."""

    def __init__(self, message: str, start: int = 0, end: int = 0) -> None:
        super().__init__(message)
        self.start = start
        self.end = end
