"""Producers' data with one value exchanged, or cut: a sentence or a warning, never silence."""

import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from live_blog_data import as_json, content, said
from readings import page

from tui.model.errors import LiveBlogError
from tui.readers import read
from tui.readers.own_format import dumps

OURS = ("guardian-data.json", "bbc-data.json", "wordpress-entries.json", "sourcefabric-posts.json")
ODD: list[Any] = [
    None, True, 0, -1, 10**30, 1e308, "", "\x1b[31m\u202e", [], {}, [[[]]], "<p", [None, 7],
    {"id": {}}, "https://[", "9" * 400,
]  # fmt: skip
DEEP = "[" * 300 + "]" * 300


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every object or list in a value with each of its keys or places."""
    found: list[tuple[Any, Any]] = []
    waiting = [value]
    while waiting:
        each = waiting.pop()
        keys = list(each) if isinstance(each, dict) else range(len(each))
        for key in keys:
            found.append((each, key))
            if isinstance(each[key], dict | list):
                waiting.append(each[key])
    return found


@pytest.mark.parametrize("name", OURS)
@given(data=st.data())
def test_a_value_of_any_type_anywhere_loses_no_post_in_silence(name: str, data: Any) -> None:
    value = json.loads(page(name))
    whole = read(page(name))
    for _ in range(data.draw(st.integers(1, 3))):
        inner, key = data.draw(st.sampled_from(places(value)))
        inner[key] = deepcopy(data.draw(st.sampled_from([*ODD, json.loads(DEEP)])))
    try:
        blog = read(as_json(value))
    except LiveBlogError:
        return
    assert content(read(dumps(blog).encode())) == content(blog)
    if len(blog.posts) < len(whole.posts):
        assert set(said(blog)) - set(said(whole)) or blog.warnings != whole.warnings


@pytest.mark.parametrize("name", OURS)
def test_cut_anywhere_it_is_refused_or_warns(name: str) -> None:
    raw = page(name)
    for end in range(1, len(raw.rstrip()), len(raw) // 100):
        try:
            warnings = said(read(raw[:end]))
        except LiveBlogError:
            continue
        assert any("breaks off" in warning for warning in warnings)
