"""The numbered lines of a copied BBC page, without consent boxes, share links and the like."""

import re
from collections.abc import Iterable, Sequence
from io import StringIO
from string import ascii_lowercase, ascii_uppercase
from typing import NamedTuple

from tui.model.blog import ReadWarning
from tui.model.errors import UnreadableError
from tui.model.safe_text import REPLACEMENT, clean, quoted
from tui.readers.decoding import decode

MOST_LINES = 300_000
"""Lines of a text; a live page has some 10,000, and more would only fill the memory."""


class Line(NamedTuple):
    """A line that is not blank, with its number in the file.

    `indent` is in characters; `apart` says that the line above it is blank.
    """

    number: int
    indent: int
    text: str
    apart: bool
    heading: bool = False


def lines_of(data: bytes) -> tuple[list[Line], list[ReadWarning]]:
    """The lines that are not blank, and warnings about the encoding.

    Raises UnreadableError for a text of more than MOST_LINES.
    """
    decoded = decode(data)
    text = clean(decoded.text)
    warnings = []
    if decoded.encoding not in ("utf-8", "utf-16-le", "utf-16-be"):
        warnings.append(
            ReadWarning("line 1", f"The text is not in UTF-8; it was read as {decoded.encoding}.")
        )
    if unreadable := text.count(REPLACEMENT):
        first = text.count("\n", 0, text.index(REPLACEMENT)) + 1
        warnings.append(
            ReadWarning(
                f"line {first}",
                f"Undecodable bytes were replaced by U+FFFD ({unreadable} times).",
            )
        )
    lines: list[Line] = []
    apart = True
    for number, raw in enumerate(
        StringIO(text.replace("\xa0", " ").replace("\u202f", " "), newline="\n"), 1
    ):
        words = raw.strip()
        if words:
            lines.append(Line(number, len(raw) - len(raw.lstrip()), words, apart))
            if len(lines) > MOST_LINES:
                raise UnreadableError(
                    f"Line {number}: the text has more than {MOST_LINES:,} lines; "
                    "expected one live page, copied."
                )
        apart = not words
    return lines, warnings


def places(numbers: Iterable[int]) -> str:
    """The place of a warning: "line 4", "lines 4, 9-11"; at most eight are named."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    named = ["-".join(map(str, run)) for run in runs[:8]]
    more = f" and {len(runs) - 8} more" if len(runs) > 8 else ""
    return f"line{'s' if len(runs) > 1 or len(runs[0]) > 1 else ''} {', '.join(named)}{more}"


def first_line(warning: ReadWarning) -> int:
    """The number of a warning's first line, by which warnings are sorted."""
    return int(re.findall(r"\d+", warning.place)[0])


_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)


def lowered(text: str) -> str:
    """The text in small letters, of the same length ("İ" would grow), for matching patterns.

    A pattern that ignores case takes three times as long to compile, at every start.
    """
    small = text.lower()
    return small if len(small) == len(text) else text.translate(_LOWER)


# A page shows these in place of a tweet or a video until the reader consents.
_CONSENT_STARTS = (
    "the bbc is not responsible for the content of external sites",
    "this article contains content provided by",
    "warning: third party content",
    "warning: third-party content",
    "warning: the bbc is not responsible",
    "warning: bbc is not responsible",
    *(f"{site} content may contain adverts" for site in ("youtube", "facebook", "twitter")),
    *(f"to play this {what}" for what in ("video", "content")),
    *(
        f"this {what} {cannot} be played"
        for what in ("video", "content")
        for cannot in ("cannot", "can not")
    ),
    "media playback is",
)
_CONSENT_BEGINS = ("this ", "skip ", "end of ", "allow ", "view ", "accept and ", "media player")
_CONSENT = (  # a string, as few texts have a line that begins so
    r"this \w+ (?:post|video|content) cannot be displayed in your browser"
    r"|(?:skip|end of) (?:twitter|x|facebook|instagram|youtube|tiktok) (?:post|content|video)\b"
    r".{0,80}$"
    r"|(?:allow \w+ content\?|view (?:original )?(?:content|tweet|post)(?: on \w+)?)$"
    r"|(?:accept and continue\.?|media player)$"
)
# The page's own controls, alone on their line. Those of the second set may also stand in a text.
_CONTROL_NAMES = (
    "share page|copied|copied!|copy link|about sharing|view more posts|load more|load more posts"
    "|show more posts|article share tools|view more share options|share this post|copy this link"
    "|read more about these links.|back to top|jump to top|jump to bottom|jump to latest"
    "|navigate to the next page|navigate to the last page|navigate to the first page"
    "|navigate to the previous page|live reporting|all times stated are uk|skip to content"
    "|skip to main content|bbc homepage|accessibility help|accessibility links|your account"
    "|more menu|search bbc|close menu|open menu|got a tv licence?|i have a tv licence. watch now."
    "|i don't have a tv licence.|presentational white space|presentational grey line|advertisement"
    "|read about our approach to external linking.|terms of use|privacy policy|cookies"
    "|contact the bbc|parental guidance|get personalised newsletters|about the bbc|explore the bbc"
    "|sign in|subscribe"
    "|you need one to watch live tv on any channel or device, and bbc programmes on iplayer. "
    "it's the law."
)
_CONTROLS = frozenset(_CONTROL_NAMES.split("|"))
_POSSIBLE_CONTROL_NAMES = (
    "facebook|twitter|x|whatsapp|email|messenger|linkedin|share|share this|print|save"
    "|find out more|related stories|previous|next|rewind|forward|page|of|menu|home|news|sport"
    "|weather|iplayer|sounds|bitesize|cbbc|cbeebies|food|business|innovation|culture|arts|travel"
    "|earth|video|live|register|more|notifications|advertise with us"
)
_POSSIBLE_CONTROLS = frozenset(_POSSIBLE_CONTROL_NAMES.split("|"))
_COUNTS = re.compile(
    r"page \d+ of \d+$|[\d,.]+[km]? (?:viewing|watching)(?: this page| now)?$"
    r"|copyright © \d{4} bbc"
)


def without_furniture(lines: Sequence[Line]) -> tuple[list[Line], list[ReadWarning]]:
    """The lines of the blog itself, and a warning for each kind of line that is left out.

    A possible control is left out if a control stands right before or after it.
    """
    kept: list[Line] = []
    consent: list[Line] = []
    controls: list[Line] = []
    possible: list[Line] = []
    after_control = False
    for line in lines:
        words = line.text.casefold().replace("’", "'") if len(line.text) < 120 else ""
        text = lowered(line.text)
        begins = text.startswith(_CONSENT_BEGINS)
        if text.startswith(_CONSENT_STARTS) or (begins and re.match(_CONSENT, text)):
            consent.append(line)
            after_control = True
        elif words in _CONTROLS or (words and _COUNTS.match(words)):
            controls += [*possible, line]
            possible, after_control = [], True
        elif words in _POSSIBLE_CONTROLS:
            (controls if after_control else possible).append(line)
        else:
            kept += [*possible, line]
            possible, after_control = [], False
    kept += possible
    return kept, [
        *_left_out(consent, "the notices shown in place of a tweet or video"),
        *_left_out(controls, "the page's own controls"),
    ]


def _left_out(lines: Sequence[Line], kind: str) -> list[ReadWarning]:
    if not lines:
        return []
    first = quoted(lines[0].text)
    count = f"{len(lines)} lines" if len(lines) > 1 else "A line"
    return [
        ReadWarning(
            places(line.number for line in lines), f"{count} left out: {kind}, beginning {first}."
        )
    ]
