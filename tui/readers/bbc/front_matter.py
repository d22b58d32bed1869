"""What a copied BBC page says besides its posts: title, summaries, who edits it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from tui.model.blog import Author, Block, ListItem, Paragraph, ReadWarning
from tui.readers.bbc.body import BULLET, blocks
from tui.readers.bbc.headings import SUMMARY
from tui.readers.bbc.lines import Line, lowered, places

_EDITED = re.compile(r"(?:edited|live reporting|reporting|written) by:? (?P<names>.{3,200})")


class Front:
    """Filled line by line: first with what stands above the posts, then with summaries found further down."""

    def __init__(self) -> None:
        self.title = ""
        self.description: list[str] = []
        self.summary: list[Block] = []
        self.authors: list[Author] = []
        self.warnings: list[ReadWarning] = []
        self._summaries: set[tuple[Block, ...]] = set()

    def read(self, lines: Sequence[Line]) -> None:
        """Everything above the first post."""
        starts = [at for at, line in enumerate(lines) if line.text.casefold() == SUMMARY]
        above = self._without_editors(lines[: starts[0]] if starts else lines)
        if (
            above
            and len(above[0].text) <= 150
            and above[0].text[-1] not in ".:,;"
            and not BULLET.match(above[0].text)
        ):
            self.title = above.pop(0).text
        self.summary += blocks([line for line in above if BULLET.match(line.text)])
        text = [line for line in above if not BULLET.match(line.text)]
        if text:
            self.description += [line.text for line in text]
            message = "Part of no post and no summary; kept as the blog's description."
            self.warnings.append(ReadWarning(places(line.number for line in text), message))
        if starts:
            self.add_summaries(lines[starts[0] :])

    def add_summaries(self, lines: Sequence[Line]) -> None:
        """Lines of which the first is "Summary", and perhaps others too."""
        starts = [at for at, line in enumerate(lines) if line.text.casefold() == SUMMARY]
        for start, end in pairwise([*starts, len(lines)]):
            self._add_summary(lines[start:end])

    def _add_summary(self, lines: Sequence[Line]) -> None:
        """A line "Summary" and its points; where copying has lost the bullets, each paragraph is a point."""
        points = self._without_editors(lines[1:])
        bullets = [line for line in points if BULLET.match(line.text)]
        found = blocks(points)
        if not bullets:
            found = tuple(
                ListItem(block.text) if isinstance(block, Paragraph) else block for block in found
            )
        place = f"line {lines[0].number}"
        if found in self._summaries:
            self.warnings.append(
                ReadWarning(place, "The same summary stands here again; kept once.")
            )
            return
        if self._summaries:
            message = "A further summary; its points were added to those of the summary above."
            self.warnings.append(ReadWarning(place, message))
        self._summaries.add(found)
        self.summary += found

    def _without_editors(self, lines: Sequence[Line]) -> list[Line]:
        rest = []
        for line in lines:
            if edited := _EDITED.fullmatch(lowered(line.text)):
                told = line.text[edited.start("names") :]
                names = (Author(name) for name in re.split(r", | and | & ", told) if name)
                self.authors += [author for author in names if author not in self.authors]
            else:
                rest.append(line)
        return rest
