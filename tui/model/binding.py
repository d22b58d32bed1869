"""How much of a page's own posts stands in a live blog that was read from the page's data."""

from typing import NamedTuple


class Binding(NamedTuple):
    """Numbers of updates: all, those bound to an element of the page, and what was taken there.

    `cut` texts end early in the data; `mended` of them have their rest from the page.
    """

    updates: int
    bound: int
    times: int = 0
    names: int = 0
    texts: int = 0
    cut: int = 0
    mended: int = 0
    why_not_times: str = ""
    beside: int = 0
    """Posts that the page shows and its data lack; they are not read."""
    headlines: int = 0
    """Headlines of updates for which the data have none."""

    @property
    def sentence(self) -> str:
        """What was taken from the page, and why not where not, for the report of `check`."""
        parts = [f"bound {self.bound} of {self.updates}"]
        if self.bound < self.updates:
            parts.append("the others have no element of the page that is surely theirs")
        if not self.bound:
            return "; ".join(parts)
        times = f"times {self.times}"
        if self.why_not_times:
            times += f" ({self.why_not_times})"
        elif not self.times:
            times += " (the data's agree)"
        names = f"names {self.names}"
        if self.names < self.bound:
            names += " (the others show none beside the text)"
        texts = f"texts {self.texts}"
        if self.texts < self.bound:
            texts += " (the others hold less than the data)"
        headlines = f", headlines {self.headlines} (the data have none)" if self.headlines else ""
        parts.append(f"from the page: {times}, {names}, {texts}{headlines}")
        if self.cut:
            parts.append(f"cut in the data {self.cut}, mended {self.mended}")
        return "; ".join(parts)
