"""What stands above the posts: title, description, summaries and editors."""

import re
from collections.abc import Sequence
from itertools import pairwise

from tui.model.blog import Author, Block, ListItem, Paragraph, ReadWarning
from tui.readers.pieces.clocks.body import BULLET, blocks
from tui.readers.pieces.clocks.lines import SUMMARY, Line, lowered, places
from tui.readers.times.days import says_only_a_day

_EDITED = re.compile(r"(?:edited|live reporting|reporting|written) by:? (?P<names>.{3,200})")

_UPDATED = re.compile(r"(?:page )?last updated at\b.{0,80}$")


class FrontMatter:
    """Filled by `read` with the lines above the posts, then by `add_summaries` with later ones."""

    def __init__(self) -> None:
        self.title = ""
        self.description: list[str] = []
        self.summary: list[Block] = []
        self.authors: list[Author] = []
        self.warnings: list[ReadWarning] = []
        self._summaries: set[tuple[Block, ...]] = set()

    def read(self, lines: Sequence[Line]) -> None:
        """Reads all lines above the first post."""
        starts = _summary_starts(lines)
        above = self._without_editors(lines[: starts[0]] if starts else lines)
        if above and _may_be_title(above[0].text) and not _is_navigation(above):
            self.title = above.pop(0).text
        self.summary += blocks([line for line in above if BULLET.match(line.text)])
        text = [x for x in above if not (BULLET.match(x.text) or says_only_a_day(x.text))]
        if text:
            self.description += [line.text for line in text]
            message = "Part of no post and no summary; kept as the blog's description."
            self.warnings.append(ReadWarning(places(line.number for line in text), message))
        if starts:
            self.add_summaries(lines[starts[0] :])

    def add_summaries(self, lines: Sequence[Line]) -> None:
        """Reads lines that begin with "Summary"; more summaries may follow."""
        starts = _summary_starts(lines)
        for start, end in pairwise([*starts, len(lines)]):
            self._add_summary(lines[start:end])

    def _add_summary(self, lines: Sequence[Line]) -> None:
        """Reads a line "Summary" and its points; without bullets each paragraph is a point."""
        points = self._without_editors(lines[1:])
        bullets = [line for line in points if BULLET.match(line.text)]
        summary = blocks(points)
        if not bullets:
            summary = tuple(
                ListItem(block.text) if isinstance(block, Paragraph) else block for block in summary
            )
        place = f"line {lines[0].number}"
        if summary in self._summaries:
            self.warnings.append(ReadWarning(place, "The same summary again; kept once."))
            return
        if self._summaries:
            message = "A further summary; its points were added to those of the summary above."
            self.warnings.append(ReadWarning(place, message))
        self._summaries.add(summary)
        self.summary += summary

    def _without_editors(self, lines: Sequence[Line]) -> list[Line]:
        rest = []
        for line in lines:
            if edited := _EDITED.fullmatch(lowered(line.text)):
                names = re.split(r", | and | & ", line.text[edited.start("names") :])
                authors = (Author(name) for name in names if name)
                self.authors += [author for author in authors if author not in self.authors]
            elif not _UPDATED.match(lowered(line.text)):
                rest.append(line)
        return rest


def _summary_starts(lines: Sequence[Line]) -> list[int]:
    return [at for at, line in enumerate(lines) if line.text.casefold() == SUMMARY]


def _is_navigation(lines: Sequence[Line]) -> bool:
    """Whether the lines begin with a site's menu, as all of a page was copied: ten lines of which
    eight have three words at most."""
    menu = lines[:10]
    return len(menu) == 10 and sum(len(line.text.split()) <= 3 for line in menu) >= 8


def _may_be_title(text: str) -> bool:
    return len(text) <= 150 and text[-1] not in ".:,;" and not BULLET.match(text)
