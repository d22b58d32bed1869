"""Parts of an MHTML file."""

import re
from collections.abc import Callable
from email.errors import CloseBoundaryNotFoundDefect
from email.message import Message
from email.parser import BytesFeedParser
from itertools import islice

from tui.model.errors import UnreadableError
from tui.readers.packed import PackedPart
from tui.readers.times.moments import read_instant

CUT = "The MHTML file ends in the middle of the page: what its rest held is missing."
MOST_INNER = 20  # parts that hold parts; `email` needs time for each at every line
MOST_PARTS = 20_000  # lines that could begin a part
# `email` is quadratic in parameters, and keeps each line of a header.
_LONG_HEADER = (
    rb"(?im)^content-type:(?:[^\r\n]|\r?\n[ \t]){2000}"
    rb"|^[!-9;-~]++:[^\n]*+(?:\n[ \t][^\n]*+){100000}"
)
_PIECE_BYTES = 1_000_000  # fed at once: all of a file would be copied several times


def find_part(data: bytes, is_wanted: Callable[[str, str], bool]) -> PackedPart | None:
    """The first part whose type and address are wanted. Raises UnreadableError for damage."""
    whole = _parsed(data)
    parts = [part for part in whole.walk() if not part.is_multipart()]
    for part in parts:
        address = "".join(str(part.get("Content-Location", "")).split())
        if is_wanted(part.get_content_type(), address):
            defects = {type(y) for x in whole.walk() for y in x.defects}
            is_cut = part is parts[-1] and CloseBoundaryNotFoundDefect in defects
            label = part.get_content_charset("")
            return PackedPart(
                _content(part), label, address, read_instant(str(whole["Date"])), CUT * is_cut
            )
    return None


def _parsed(data: bytes) -> Message:
    if len(re.findall(rb"(?im)^content-type:\s*+(?:multipart|message)/", data)) > MOST_INNER:
        raise UnreadableError("The MHTML file has too many parts inside each other.")
    too_many = next(islice(re.finditer(rb"(?m)^--", data), MOST_PARTS, None), None)
    if too_many or re.search(_LONG_HEADER, data):
        raise UnreadableError("The MHTML file is damaged.")
    parser = BytesFeedParser()
    for start in range(0, len(data), _PIECE_BYTES):
        parser.feed(data[start : start + _PIECE_BYTES])
    return parser.close()


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes) or part.defects:
        raise UnreadableError("The page in the MHTML file is damaged.")
    return content
