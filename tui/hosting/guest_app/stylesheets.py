"""Style sheets, parsed once for all guests: equal rules are most of an app's parsing and memory.
Private names of Textual 8.2: the style sheet's `_variables` and `_parse_rules`."""

from typing import ClassVar

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.types import CSSLocation

MAX_THEMES = 16  # whose rules the process keeps

type _ParsedRules = dict[tuple[str, CSSLocation, bool, int, str], list[RuleSet]]


class SharedStylesheet(Stylesheet):
    """Shares its rules with all style sheets of equal variables in the process."""

    _by_variables: ClassVar[dict[frozenset[tuple[str, str]], _ParsedRules]] = {}

    @classmethod
    def copy_of(cls, other: Stylesheet) -> "SharedStylesheet":
        made = cls(variables=other._variables)
        for location, source in other.source.items():
            made.add_source(
                source.content, location, source.is_defaults, source.tie_breaker, source.scope
            )
        return made

    def reparse(self) -> None:
        """Parse with the present variables."""
        self.parse()

    def _parse_rules(
        self,
        css: str,
        read_from: CSSLocation,
        is_default_rules: bool = False,
        tie_breaker: int = 0,
        scope: str = "",
    ) -> list[RuleSet]:
        variables = frozenset(self._variables.items())
        parsed = self._by_variables.get(variables)
        if parsed is None:
            while len(self._by_variables) >= MAX_THEMES:
                self._by_variables.pop(next(iter(self._by_variables)))
            parsed = self._by_variables[variables] = {}
        key = (css, read_from, is_default_rules, tie_breaker, scope)
        if key not in parsed:
            parsed[key] = super()._parse_rules(*key)
        return parsed[key]
