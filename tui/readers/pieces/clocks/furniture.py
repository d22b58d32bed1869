"""Removes consent boxes, share links and the like between the posts of a copied text."""

import re
from collections.abc import Sequence

from tui.model.safe_text import quoted
from tui.readers.pieces.clocks.lines import Line, lowered, remark_on
from tui.readers.warnings import Remarks

# Shown in place of a tweet or a video until the reader consents.
_CONSENT = (  # not compiled: few texts have such a line
    r"(?:the |warning: (?:the )?)bbc is not responsible for the content of external sites"
    r"|this article contains content provided by|warning: (?:third[ -]party content|bbc is not res)"
    r"|(?:youtube|facebook|twitter) content may contain adverts|media playback is|media player$"
    r"|to play this (?:video|content)|this (?:video|content) can ?not be played"
    r"|this \w+ (?:post|video|content) cannot be displayed in your browser"
    r"|(?:skip|end of) (?:twitter|x|facebook|instagram|youtube|tiktok) (?:post|content|video)\b"
    r".{0,80}$|allow \w+ content\?$|view (?:original )?(?:content|tweet|post)(?: on \w+)?$"
    r"|accept and continue\.?$"
)
# Controls alone on a line.
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
    "|sign in|subscribe|find out more|related stories"
    "|you need one to watch live tv on any channel or device, and bbc programmes on iplayer. "
    "it's the law."
)
_CONTROLS = frozenset(_CONTROL_NAMES.split("|"))
_NOTICES = "the notices shown in place of a tweet or video"
_OWN_CONTROLS = "the page's own controls"
_FIRST = frozenset("aefimstvwxy")  # letters that begin a notice
LONGEST_CONTROL = 120
_COUNTS = re.compile(
    r"page \d+ of \d+$|[\d,.]{1,12}[km]? (?:viewing|watching)(?: this page| now)?$"
    r"|copyright © \d{4} bbc"
)


def without_furniture(lines: Sequence[Line], remarks: Remarks) -> list[Line]:
    kept: list[Line] = []
    notices: list[Line] = []
    controls: list[Line] = []
    for line in lines:
        text = lowered(line.text)
        words = text.replace("’", "'") if len(text) < LONGEST_CONTROL else ""
        if text[0] in _FIRST and re.match(_CONSENT, text):
            notices.append(line)
        elif words in _CONTROLS or _COUNTS.match(words):
            controls.append(line)
        else:
            kept.append(line)
    for kind, found in ((_NOTICES, notices), (_OWN_CONTROLS, controls)):
        count = f"{len(found)} lines" if len(found) > 1 else "A line"
        beginning = quoted(found[0].text) if found else ""
        remark_on(remarks, f"{count} left out: {kind}, beginning {beginning}.", found)
    return kept
