"""decode(): any bytes become text, never an error."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.readers import decoding
from tui.readers.decoding import Decoded, decode

META = '<meta charset="{}">'
TYPE = "<meta http-equiv='Content-Type' content='text/html; charset={}'>"


@pytest.mark.parametrize(
    ("data", "decoded"),
    [
        (b"", Decoded("", "utf-8")),
        ("Xi’s “red lines” 😀".encode(), Decoded("Xi’s “red lines” 😀", "utf-8")),
        ("é".encode("utf-8-sig"), Decoded("é", "utf-8")),
        ("é€".encode("utf-16"), Decoded("é€", "utf-16-le")),
        (b"\xfe\xff" + "é€".encode("utf-16-be"), Decoded("é€", "utf-16-be")),
        (b"\xff\xfe\x00\x00" + "é😀".encode("utf-32-le"), Decoded("é😀", "utf-32-le")),
        ('{"a": "é"}'.encode("utf-16-le"), Decoded('{"a": "é"}', "utf-16-le")),
        ('{"a": "é"}'.encode("utf-16-be"), Decoded('{"a": "é"}', "utf-16-be")),
        ("خبر عاجل من بكين".encode("utf-16-le"), Decoded("خبر عاجل من بكين", "utf-16-le")),
        (
            (META.format("ISO-8859-1") + "£ “").encode("cp1252"),
            Decoded(META.format("ISO-8859-1") + "£ “", "windows-1252"),
        ),
        (
            (TYPE.format("windows-1251") + "Пекин").encode("cp1251"),
            Decoded(TYPE.format("windows-1251") + "Пекин", "windows-1251"),
        ),
        (
            (META.format("gb2312") + "北京").encode("gb18030"),
            Decoded(META.format("gb2312") + "北京", "gb18030"),
        ),
        (
            (META.format("latin1") + "北京").encode(),
            Decoded(META.format("latin1") + "北京", "utf-8"),
        ),
        (
            META.format("utf-8").encode() + b"caf\xe9 \xff",
            Decoded(META.format("utf-8") + "caf\ufffd \ufffd", "utf-8", 2),
        ),
        (
            META.format("rot13").encode() + b"\xff",
            Decoded(META.format("rot13") + "\ufffd", "utf-8", 1),
        ),
        (b"\x95 Xi\x92s caf\xe9", Decoded("• Xi’s café", "windows-1252")),
        (b"one \xff two", Decoded("one \ufffd two", "utf-8", 1)),
        ("genuine \ufffd".encode() + b"\xe2\x80", Decoded("genuine \ufffd\ufffd", "utf-8", 1)),
        ("é".encode("utf-16") + b"\x00", Decoded("é\ufffd", "utf-16-le", 1)),
    ],
)
def test_decoding(data: bytes, decoded: Decoded) -> None:
    assert decode(data) == decoded


@given(
    st.binary() | st.text().map(str.encode).flatmap(lambda b: st.binary(max_size=3).map(b.__add__))
)
def test_any_bytes_are_decoded(data: bytes) -> None:
    decoded = decode(data)
    assert decoded.replaced <= decoded.text.count("\ufffd") or decoded.replaced == 1


@given(st.text())
def test_utf8_is_read_as_itself(text: str) -> None:
    head = "\N{BLACK STAR}"  # no byte order mark, no zero bytes in pairs
    assert decode((head + text).encode()).text == head + text or "\x00" in text


def test_every_label_has_a_codec() -> None:
    for codec in set(decoding._LABELS.values()):
        assert codecs.lookup(codec)
