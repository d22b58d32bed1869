import itertools

from hypothesis import given
from hypothesis import strategies as st

from tui.hosting.terminal.input import PASTE_END, PASTE_START, PasteLimiter

PLAIN = st.lists(
    st.sampled_from([b"a", b"\x1b", b"[", b"2", b"0", b"~", b"\x1b[A", b"\x1b[200", b"\x1b[20"]),
    max_size=12,
).map(b"".join)


def cut(limit: int, pieces: list[bytes]) -> bytes:
    pastes = PasteLimiter(limit)
    return b"".join(pastes.limit(piece) for piece in pieces)


def pieces_of(data: bytes, cuts: list[int]) -> list[bytes]:
    edges = sorted({0, len(data), *(place % (len(data) + 1) for place in cuts)})
    return [data[start:end] for start, end in itertools.pairwise(edges)]


@given(PLAIN, PLAIN, PLAIN, st.integers(0, 20), st.lists(st.integers(0, 1000), max_size=20))
def test_only_the_inside_of_a_paste_is_cut(
    before: bytes, inside: bytes, after: bytes, limit: int, cuts: list[int]
) -> None:
    if (
        PASTE_START in before + PASTE_START[:-1]
        or PASTE_START in after
        or PASTE_END in inside + PASTE_END[:-1]
    ):
        return
    data = before + PASTE_START + inside + PASTE_END + after
    assert (
        cut(limit, pieces_of(data, cuts))
        == before + PASTE_START + inside[:limit] + PASTE_END + after
    )


@given(PLAIN, st.lists(st.integers(0, 1000), max_size=20))
def test_outside_a_paste_nothing_is_held_back(typed: bytes, cuts: list[int]) -> None:
    pastes = PasteLimiter(5)
    if PASTE_START in typed:
        return
    for piece in pieces_of(typed, cuts):
        assert pastes.limit(piece) == piece


def test_a_paste_that_never_ends_passes_no_more_than_the_limit() -> None:
    assert cut(10, [PASTE_START, *[b"x" * 1000] * 100]) == PASTE_START + b"x" * 10
