"""Gzip in one or several members; what is cut, damaged or follows is told."""

import gzip

import pytest

from tui.model.errors import UnreadableError
from tui.readers.packed.gzipped import CUT, DAMAGED, unzipped

WORDS = b"".join(b"%d words of a page. " % n for n in range(20_000))
ONE, TWO = gzip.compress(WORDS, mtime=0), gzip.compress(b"The rest.", mtime=0)


def test_all_members_are_unpacked() -> None:
    assert unzipped(ONE + TWO + ONE, 10**7) == (WORDS + b"The rest." + WORDS, "")
    assert unzipped(ONE + bytes(512), 10**7) == (WORDS, "")


def test_what_is_missing_is_told() -> None:
    assert unzipped(ONE[:-9], 10**7)[1] == CUT
    assert unzipped(ONE + TWO[:-9], 10**7)[1] == CUT
    assert unzipped(ONE + b"<html>", 10**7) == (WORDS, DAMAGED)
    damaged = bytearray(ONE)
    damaged[20_000] ^= 255
    kept, remark = unzipped(bytes(damaged), 10**7)
    assert remark == DAMAGED
    assert WORDS.startswith(kept[:10_000])


@pytest.mark.parametrize("data", [b"\x1f\x8bx", ONE[:9], ONE[:12]])
def test_nothing_unpacked_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="damaged"):
        unzipped(data, 10**7)


def test_too_much_is_refused() -> None:
    assert unzipped(ONE, len(WORDS))[0] == WORDS
    for data in (ONE, ONE + TWO):
        with pytest.raises(UnreadableError, match="more than"):
            unzipped(data, len(WORDS) - 1 if data is ONE else len(WORDS))
