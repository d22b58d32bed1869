"""No regular expression of the readers takes time that grows faster than n log n."""

import re

import pytest
from regex_census import Expression, expressions
from regex_pump import Pattern, too_fast_growth

pytestmark = pytest.mark.nightly
EXPRESSIONS = expressions("readers")
WITNESSES: list[tuple[Pattern, str]] = [
    (re.compile(r"(a+)+$"), "match"),
    (re.compile(r"(?:ab|a|b)*!"), "match"),
    (re.compile(r"\s+$"), "search"),
    (re.compile(r"(.*?)\s*:(.*)"), "fullmatch"),
    (re.compile(r"x\s*=\s*['\"]?\s*y"), "search"),
    (re.compile(r"(?:;|//(?:[^\n{]*\n)?)*"), "match"),
    (re.compile(rb"(?:<meta[^>]{0,200}?charset|<\?xml)\s*=\s*[\"']?\s*([\w.:-]{1,30})"), "search"),
    (re.compile(rb"<meta[^>]*charset"), "search"),
    (re.compile(r"\[a[^]]*\]"), "findall"),
    (re.compile(r"(?:\s*,)?\s*and\b"), "split"),
]
"""Expressions that are too slow on some text, as readers have had them, and how they are used."""
INNOCENT: list[tuple[Pattern, str]] = [
    (re.compile(r"(?<!\s)\s++$"), "search"),
    (re.compile(r"x\s*+=\s*+['\"]?+\s*+y"), "search"),
    (re.compile(rb"<meta[^>]{0,200}?charset"), "search"),
    (re.compile(r"\d{1,3}(?:,\d{3})*"), "findall"),
]


def test_the_census_finds_named_inline_and_listed_expressions() -> None:
    places = [expression.place for expression in EXPRESSIONS]
    assert len(places) >= 90
    assert "tui.readers.html.tree _TAG" in places  # by a name
    assert "tui.readers.html.tree _RAW" in places  # in a table
    assert any(place.startswith("tui.readers.decoding line ") for place in places)  # in a call
    used = {expression.place: expression.methods for expression in EXPRESSIONS}
    assert used["tui.readers.authors _EDITED"] == ("fullmatch",)
    assert used["tui.readers.authors _SEVERAL"] == ("search", "split")


@pytest.mark.parametrize("expression", EXPRESSIONS, ids=lambda expression: expression.place)
def test_its_time_does_not_grow_faster_than_n_log_n(expression: Expression) -> None:
    assert too_fast_growth(expression.pattern, expression.methods) is None


@pytest.mark.parametrize(("pattern", "method"), WITNESSES)
def test_what_grows_too_fast_is_found(pattern: Pattern, method: str) -> None:
    assert too_fast_growth(pattern, (method,)) is not None


@pytest.mark.parametrize(("pattern", "method"), INNOCENT)
def test_what_is_linear_is_not_accused(pattern: Pattern, method: str) -> None:
    assert too_fast_growth(pattern, (method,)) is None
