"""Errors of the program; each text is one sentence that the user can act on."""


class LiveBlogError(Exception):
    """Root of all errors raised on purpose."""


class UnreadableError(LiveBlogError):
    """No live blog that can be replayed; the text names place and reason."""


class UndatedError(UnreadableError):
    """A text whose posts have no day, or no times at all; the user can give them."""


class SourceError(LiveBlogError):
    """A file, address or bundled name cannot be fetched or opened."""


class PictureError(LiveBlogError):
    """A picture cannot be shown."""


class OptionError(LiveBlogError):
    """A wrong value of an option, alone or together with others."""


class MomentError(LiveBlogError):
    """A typed text names no moment."""
