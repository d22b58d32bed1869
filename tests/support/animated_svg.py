"""Screens of the running app as one animated SVG: rows of text, switched by CSS alone.

A row that stays the same from screen to screen is stored once, so that half a minute takes some
kilobytes.
"""

import html
import re
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from rich.cells import cell_len

WIDTH, HEIGHT, BASE = 8.4, 17.0, 12.6
"""A cell's width and height, and the height of its base line, in user units."""
MARGIN, TITLE = 8.0, 28.0
"""Space left of the text, and the title bar above it, in user units."""
PAPER = "#121212"
"""The colour of the window, which no row has to paint."""
_RICH_WIDTH, _RICH_HEIGHT = 12.2, 24.4
"""A cell in a drawing of `App.export_screenshot`."""
_TEXT = re.compile(
    r'<text class="(?P<look>\S+-r\d+)" x="(?P<x>[\d.]+)" y="(?P<y>[\d.]+)".*?>(?P<text>.*?)</text>',
    re.DOTALL,
)
_GROUND = re.compile(
    r'<rect fill="(?P<fill>#\w+)" x="(?P<x>[\d.]+)" y="(?P<y>[\d.]+)" width="(?P<width>[\d.]+)"'
)
_LOOK = re.compile(r"\.(?P<look>\S+-r\d+) \{ (?P<css>.*?) \}")

type Row = tuple[tuple[str, float, str | float], ...]
"""The parts of a row: a ground ("#rrggbb", column, columns) or words (their CSS, column, text)."""


def rows_of(drawing: str, count: int) -> list[Row]:
    """The rows of a drawing of `App.export_screenshot`, from the top, grounds before words."""
    looks = {found["look"]: found["css"].replace(" ", "") for found in _LOOK.finditer(drawing)}
    rows: list[list[tuple[str, float, str | float]]] = [[] for _ in range(count)]
    screen = drawing.partition('clip-path="url(#')[2]
    for ground in _GROUND.finditer(screen):
        if ground["fill"] == PAPER:
            continue
        row = round((float(ground["y"]) - 1.5) / _RICH_HEIGHT)
        columns = float(ground["width"]) / _RICH_WIDTH
        rows[row].append((ground["fill"], float(ground["x"]) / _RICH_WIDTH, columns))
    for text in _TEXT.finditer(screen):
        row = round((float(text["y"]) - 20) / _RICH_HEIGHT)
        characters = html.unescape(text["text"]).replace("\u00a0", " ")
        column = float(text["x"]) / _RICH_WIDTH
        # Word groups: some viewers leave out leading spaces.
        for words in re.finditer(r"\S+(?: \S+)*", characters):
            start = column + cell_len(characters[: words.start()])
            rows[row].append((looks[text["look"]], round(start, 2), words[0]))
    return [tuple(row) for row in rows]


@dataclass
class Reel:
    """Screens with the seconds for which each shows."""

    columns: int
    height: int
    screens: list[tuple[float, list[Row]]] = field(default_factory=list)

    def add(self, seconds: float, drawing: str) -> None:
        """Show a drawing of `App.export_screenshot` for some seconds."""
        self.add_rows(seconds, rows_of(drawing, self.height))

    def add_rows(self, seconds: float, rows: list[Row]) -> None:
        """Show such rows, from the top, for some seconds."""
        blank: list[Row] = [()] * (self.height - len(rows))
        self.screens.append((seconds, rows + blank))

    def svg(self, label: str, still: float) -> str:
        """The animation, which repeats; `still` is the second shown to who wants no motion."""
        total = sum(seconds for seconds, _ in self.screens)
        looks: dict[str, str] = {}
        spans: dict[tuple[float, float], str] = {}
        body: list[str] = []
        for y in range(self.height):
            at = 0.0
            shown = [(rows[y], seconds) for seconds, rows in self.screens]
            for row, same in groupby(shown, key=itemgetter(0)):
                start, at = at, at + sum(seconds for _, seconds in same)
                if row:
                    name = spans.setdefault((start, at), f"k{len(spans)}")
                    body.append(_row(row, y, name, looks))
        width = self.columns * WIDTH + 2 * MARGIN
        height = self.height * HEIGHT + TITLE + MARGIN
        motion = "".join(_keyframes(name, *span, total) for span, name in spans.items())
        css = "".join(f".{name}{{{look}}}" for look, name in looks.items())
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img"'
            f' aria-label="{html.escape(label)}"><style>text{{font:14px ui-monospace,'
            'SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;white-space:pre}'
            f".a{{animation:{total:g}s step-end infinite}}{css}{motion}"
            "@media(prefers-reduced-motion:reduce){.a{animation-play-state:paused!important;"
            f"animation-delay:-{still:g}s!important}}}}</style>"
            f'<rect width="100%" height="100%" rx="8" fill="{PAPER}"/><g fill="#626262">'
            '<circle cx="16" cy="14" r="5"/><circle cx="32" cy="14" r="5"/>'
            f'<circle cx="48" cy="14" r="5"/></g><g transform="translate({MARGIN:g} 0)">'
            f"{''.join(body)}</g></svg>\n"
        )


def _row(row: Row, y: int, span: str, looks: dict[str, str]) -> str:
    parts = []
    for look, column, content in row:
        if isinstance(content, float):
            outline = (
                f"M{column * WIDTH:.1f} 0h{content * WIDTH:.1f}v{HEIGHT:g}H{column * WIDTH:.1f}z"
            )
            parts.append(f'<path shape-rendering="crispEdges" fill="{look}" d="{outline}"/>')
        else:
            name = looks.setdefault(look, f"c{len(looks)}")
            parts.append(
                f'<text class="{name}" x="{column * WIDTH:.1f}" y="{BASE:g}" '
                f'textLength="{cell_len(content) * WIDTH:.1f}">{html.escape(content)}</text>'
            )
    place = f'transform="translate(0 {TITLE + y * HEIGHT:g})"'
    return f'<g class="a {span}" {place}>{"".join(parts)}</g>'


def _keyframes(name: str, start: float, end: float, total: float) -> str:
    first, last = f"{start / total * 100:.2f}%", f"{end / total * 100:.2f}%"
    hidden = "" if start == 0 else "0%{visibility:hidden}"
    after = "" if end >= total else f"{last}{{visibility:hidden}}"
    shown = f"{first}{{visibility:visible}}"
    return f".{name}{{animation-name:{name}}}@keyframes {name}{{{hidden}{shown}{after}}}"
