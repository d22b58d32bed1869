"""Lines above the posts: title, description, summaries and editors."""

import re
from collections.abc import Sequence
from itertools import pairwise

from tui.model.blog import Author, Block, ListItem, Paragraph
from tui.readers.pieces.clocks.body import BULLET, blocks
from tui.readers.pieces.clocks.lines import SUMMARY, Doubt, Line, doubt, lowered
from tui.readers.times.days import says_only_a_day

LONGEST_TITLE = 150
_EDITED = re.compile(r"(?:edited|live reporting|reporting|written) by:? (?P<names>.{3,200})")
_UPDATED = re.compile(r"(?:page )?last updated at\b.{0,80}$")


class FrontMatter:
    def __init__(self) -> None:
        self.title = ""
        self.description: list[str] = []
        self.summary: list[Block] = []
        self.authors: list[Author] = []
        self.doubts: list[Doubt] = []
        self._summaries: set[tuple[Block, ...]] = set()

    def read(self, lines: Sequence[Line]) -> None:
        starts = _summary_starts(lines)
        above = self._without_editors(lines[: starts[0]] if starts else lines)
        if above and _may_be_title(above[0].text) and not _is_navigation(above):
            self.title = above.pop(0).text
        self.summary += blocks([line for line in above if BULLET.match(line.text)])
        text = [x for x in above if not (BULLET.match(x.text) or says_only_a_day(x.text))]
        if text:
            self.describe(text, "Part of no post and no summary; kept as the blog's description.")
        if starts:
            self.add_summaries(lines[starts[0] :])

    def describe(self, lines: Sequence[Line], message: str) -> None:
        """Add lines to the description, with a doubt about them."""
        self.description += [line.text for line in lines]
        self.doubts.append(doubt(message, lines))

    def add_summaries(self, lines: Sequence[Line]) -> None:
        """Read lines that begin with "Summary"; more summaries may follow."""
        for start, end in pairwise([*_summary_starts(lines), len(lines)]):
            self._add_summary(lines[start:end])

    def _add_summary(self, lines: Sequence[Line]) -> None:
        """Without bullets, each paragraph is a point."""
        points = self._without_editors(lines[1:])
        summary = blocks(points)
        if not any(BULLET.match(line.text) for line in points):
            summary = tuple(ListItem(x.text) if isinstance(x, Paragraph) else x for x in summary)
        if summary in self._summaries:
            self.doubts.append(doubt("The same summary again; kept once.", lines[:1]))
            return
        if self._summaries:
            message = "A further summary; its points were added to those of the summary above."
            self.doubts.append(doubt(message, lines[:1]))
        self._summaries.add(summary)
        self.summary += summary

    def _without_editors(self, lines: Sequence[Line]) -> list[Line]:
        rest = []
        for line in lines:
            if edited := _EDITED.fullmatch(lowered(line.text)):
                names = re.split(r", | and | & ", line.text[edited.start("names") :])
                self.authors = list(
                    dict.fromkeys([*self.authors, *map(Author, filter(None, names))])
                )
            elif not _UPDATED.match(lowered(line.text)):
                rest.append(line)
        return rest


def _summary_starts(lines: Sequence[Line]) -> list[int]:
    return [at for at, line in enumerate(lines) if line.text.casefold() == SUMMARY]


def _is_navigation(lines: Sequence[Line]) -> bool:
    """Menu of a fully copied page: eight of ten lines have at most three words."""
    menu = lines[:10]
    return len(menu) == 10 and sum(len(line.text.split()) <= 3 for line in menu) >= 8


def _may_be_title(text: str) -> bool:
    return len(text) <= LONGEST_TITLE and text[-1] not in ".:,;" and not BULLET.match(text)
