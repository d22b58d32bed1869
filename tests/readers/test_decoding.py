"""decode(): any bytes become text, never an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import answers
from webencodings import lookup
from webencodings.labels import LABELS

from tui.readers.decoding import Decoded, decode

META = '<meta charset="{}">'
UTF = META.format("utf-8")


@pytest.mark.parametrize(("text", "codec", "name"), answers("encoded-texts"))
def test_texts_are_decoded(text: str, codec: str, name: str) -> None:
    assert decode(text.encode(codec)) == Decoded(text, name)


@pytest.mark.parametrize(
    ("data", "decoded"),
    [
        ("é".encode("utf-8-sig"), Decoded("é", "utf-8")),
        ("é€".encode("utf-16"), Decoded("é€", "utf-16le")),
        (b"\xfe\xff" + "é€".encode("utf-16-be"), Decoded("é€", "utf-16be")),
        (UTF.encode() + b"caf\xe9 \xff", Decoded(f"{UTF}caf\ufffd \ufffd", "utf-8", 2)),
        (b"<meta charset=rot13>\xff", Decoded("<meta charset=rot13>\xff", "windows-1252")),
        (b"one \xff two", Decoded("one \xff two", "windows-1252")),
        (b"one \x81 two", Decoded("one \ufffd two", "windows-1252", 1)),
        ("a \ufffd".encode() + b"\xe2\x80", Decoded("a \ufffd\ufffd", "utf-8", 2)),
        ("é".encode("utf-16") + b"\x00", Decoded("é\ufffd", "utf-16le", 1)),
    ],
)
def test_marks_and_damage_are_decoded(data: bytes, decoded: Decoded) -> None:
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


LETTERS = {
    **dict.fromkeys(
        ("ibm866", "iso-8859-5", "koi8-r", "koi8-u", "windows-1251", "x-mac-cyrillic"), "Пекин"
    ),
    **dict.fromkeys(("big5", "gbk", "gb18030", "euc-jp", "shift_jis", "iso-2022-jp"), "北京"),
    **dict.fromkeys(("iso-8859-6", "windows-1256"), "خبر"),
    **dict.fromkeys(("iso-8859-7", "windows-1253"), "Αθήνα"),
    **dict.fromkeys(("iso-8859-8", "iso-8859-8-i", "windows-1255"), "חדשות"),
    **dict.fromkeys(("iso-8859-10", "iso-8859-13", "windows-1257"), "ė"),
    "euc-kr": "서울",
    "windows-874": "ข่าว",
}
"""Letters of the languages of some of the WHATWG's encodings; "é" in the others."""
BEYOND = {"gbk": "\u20ac\U00020000", "shift_jis": "①", "euc-kr": "똠", "big5": "啱"}
"""Letters that only the decoders of browsers know, not Python's of the same name."""


@pytest.mark.parametrize(
    ("label", "name"),
    sorted(
        (label, name)
        for label, name in LABELS.items()
        if name != "replacement" and not name.startswith("utf-16")
    ),
)
def test_a_page_may_declare_its_encoding_by_any_label_of_the_standard(
    label: str, name: str
) -> None:
    text = META.format(label.upper()) + LETTERS.get(name, "é") + BEYOND.get(name, "")
    name = {"gbk": "gb18030", "x-user-defined": "windows-1252"}.get(name, name)
    encoding = lookup(name)
    assert encoding is not None
    assert decode(text.encode(encoding.codec_info.name)) == Decoded(text, name)


@pytest.mark.parametrize(
    ("label", "read"),
    [
        *dict.fromkeys(("utf-16", "utf-16be", "unicode"), "\ufffd caf\ufffd").items(),
        *dict.fromkeys(("iso-2022-kr", "replacement", "rot13"), "• café").items(),
    ],
)
def test_a_label_that_cannot_be_true_is_not_believed(label: str, read: str) -> None:
    assert decode(META.format(label).encode() + b"\x95 caf\xe9").text.endswith(f">{read}")


def test_the_label_of_the_file_around_a_page_comes_before_the_pages_own() -> None:
    data = (META.format("iso-8859-1") + "Пекин").encode("cp1251")
    assert decode(data, "cp1251") == Decoded(data.decode("cp1251"), "windows-1251")
    assert decode(data, "none").text == data.decode("cp1252")
