"""Readers at random on all kinds of blogs; `tests/fuzz/sessions.py` runs them for longer."""

import pytest
from random_session import Kind, run_session, session_blogs


@pytest.mark.nightly
@pytest.mark.parametrize("name", session_blogs())
async def test_whatever_a_reader_does_the_screen_is_true(name: str) -> None:
    await run_session(Kind(name, seed=1, doings=300))
