"""Parts of an MHTML file."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from email import message_from_bytes
from email.errors import CloseBoundaryNotFoundDefect
from email.message import Message
from email.utils import parsedate_to_datetime

from tui.model.errors import UnreadableError
from tui.readers.packed import PackedPart

CUT = "The MHTML file ends in the middle of the page: what its rest held is missing."
MOST_INNER = 20  # parts that hold parts; `email` needs time for each at every line
# `email` is quadratic in parameters.
_LONG_TYPE = rb"(?im)^content-type:(?:[^\r\n]|\r?\n[ \t]){2000}"


def find_part(data: bytes, is_wanted: Callable[[str, str], bool]) -> PackedPart | None:
    """The first part whose type and address are wanted. Raises UnreadableError for damage."""
    if len(re.findall(rb"(?im)^content-type:\s*+(?:multipart|message)/", data)) > MOST_INNER:
        raise UnreadableError("The MHTML file has too many parts inside each other.")
    if re.search(_LONG_TYPE, data):
        raise UnreadableError("The MHTML file is damaged.")
    whole = message_from_bytes(data)
    parts = [part for part in whole.walk() if not part.is_multipart()]
    for part in parts:
        address = "".join(str(part.get("Content-Location", "")).split())
        if is_wanted(part.get_content_type(), address):
            is_cut = part is parts[-1] and any(map(_is_open, whole.walk()))
            label = part.get_content_charset("")
            return PackedPart(_content(part), label, address, _date(whole), CUT * is_cut)
    return None


def _is_open(part: Message) -> bool:
    return any(isinstance(defect, CloseBoundaryNotFoundDefect) for defect in part.defects)


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes) or part.defects:
        raise UnreadableError("The page in the MHTML file is damaged.")
    return content


def _date(whole: Message) -> datetime | None:
    try:
        moment = parsedate_to_datetime(str(whole["Date"]))
    except (ValueError, OverflowError):
        return None
    if not 2 <= moment.year <= 9998:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
