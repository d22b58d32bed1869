"""A figure of the table."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Row:
    """A figure and its bar, the most that it may be; without a bar it is for comparison."""

    name: str
    measured: float
    bar: float | None = None
    unit: str = ""
    range: tuple[float, float] | None = None
    """The least and the most of the runs."""

    @classmethod
    def of(
        cls, name: str, measured: Sequence[float], bar: float | None = None, unit: str = ""
    ) -> "Row":
        """The median of several runs, with their range."""
        return cls(name, median(measured), bar, unit, (min(measured), max(measured)))
