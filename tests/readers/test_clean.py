"""clean(), safe_link() and decode(): nothing hostile through, nothing of worth lost, never an error."""

import codecs
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.readers import clean as module
from tui.readers.clean import LINK_LENGTH, MARKS_KEPT, Decoded, clean, decode, safe_link

ANY_TEXT = st.text(st.characters(codec=None, categories=None))
NASTY = st.text(
    st.sampled_from(
        "a é’\t\n\r\x00\x1b\x7f\x85\x9b\u0301\u0489\u200b\u200c\u200d\u202e\u2028\ufe0f\ufeff\ud83d\ude00👩"
    )
)


def test_over_all_code_points_nothing_a_terminal_obeys_is_left_and_printable_text_stays() -> None:
    for code in range(0x110000):
        character = chr(code)
        shown = clean(f"a{character}b")
        category = unicodedata.category(character)
        inside = shown[1:-1]
        if category in ("Cc", "Cs", "Zl", "Zp"):
            assert inside in ("\ufffd", "\n", " "), hex(code)
        elif character.isprintable():
            assert inside == character, hex(code)
        else:
            assert inside in (character, ""), hex(code)
        assert shown[0] + shown[-1] == "ab"
    kept = {code for code in range(0x110000) if unicodedata.category(chr(code)) == "Cf" and clean(chr(code))}
    assert {0x200C, 0x200D} <= kept
    assert kept.isdisjoint(
        [0xAD, 0x61C, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0xE0041]
    )


@given(ANY_TEXT | NASTY)
def test_clean_is_idempotent_and_encodable_and_holds_no_control(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    once.encode()
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in once if c != "\n")


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"])))
def test_printable_text_is_unchanged(text: str) -> None:
    assert clean(text) == text


@given(st.lists(st.sampled_from("áb👩\u0301\u0300\u20dd\u200d\ufe0f’")).map("".join))
def test_marks_are_capped_on_each_base(text: str) -> None:
    shown = clean(text)
    assert [c for c in shown if c in "áb👩’"] == [c for c in text if c in "áb👩’"]
    run = 0
    for character in shown:
        run = run + 1 if unicodedata.category(character) in ("Mn", "Me", "Cf") else 0
        assert run <= MARKS_KEPT


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one\r\ntwo\rthree\u2028four\u2029five\n", "one\ntwo\nthree\nfour\nfive\n"),
        ("a\tb", "a b"),
        ("\x1b]0;title\x07\x9b2J", "\ufffd]0;title\ufffd\ufffd2J"),
        ("safe\u202etxt.exe", "safetxt.exe"),
        ("so\u00adft ze\u200bro jo\u2060in", "soft zero join"),
        ("\ud83d\ude00 \ud800 \udc00\ud800x", "😀 \ufffd \ufffd\ufffdx"),
        (
            "👩\u200d👩\u200d👧 🏴\u200d☠\ufe0f 1\ufe0f\u20e3 می\u200cخواهم",
            "👩\u200d👩\u200d👧 🏴\u200d☠\ufe0f 1\ufe0f\u20e3 می\u200cخواهم",
        ),
        ("z" + "\u0310" * 40 + "algo", "z" + "\u0310" * MARKS_KEPT + "algo"),
        ("הַשָּׁמַיִם สวัสดีครับ क्षत्रिय ကျွန်ုပ်", "הַשָּׁמַיִם สวัสดีครับ क्षत्रिय ကျွန်ုပ်"),
        ("no\xa0break – “quoted”…", "no\xa0break – “quoted”…"),
    ],
)
def test_examples(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_clean_text_is_handed_back_as_it_is() -> None:
    for text in ("Plain words.\nAnd a line.", "“Curly’s” quotes" * 20, "نص عربي طويل"):
        assert clean(text) is text


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://www.bbc.co.uk/news/live?page=2#post_1", "https://www.bbc.co.uk/news/live?page=2#post_1"),
        (" http://x.com:8080/~a/(b);c=[d]!\n", "http://x.com:8080/~a/(b);c=[d]!"),
        ("HTTPS://Example.com/A", "https://example.com/A"),
        ("https://münchen.de/straße?q=ü", "https://xn--mnchen-3ya.de/stra%C3%9Fe?q=%C3%BC"),
        ("https://x.com/a b", "https://x.com/a%20b"),
        ("https://x.com/%C3%9F/it's\"", "https://x.com/%C3%9F/it%27s%22"),
        ("https://x.com/" + "a" * (LINK_LENGTH - 14), "https://x.com/" + "a" * (LINK_LENGTH - 14)),
    ],
)
def test_links_that_are_kept(url: str, link: str) -> None:
    assert safe_link(url) == link
    assert safe_link(link) == link


@pytest.mark.parametrize(
    "url",
    [
        "",
        "x",
        "//x.com/",
        "/path",
        "https:",
        "https://",
        "https:///a",
        "https:x.com",
        "ftp://x.com",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "https://a b/",
        "https://x.com/\\y",
        "https://x.com/\x1b]8;;",
        "https://x.com/\x9c",
        "https://x.com/\ud800",
        "https://user:pass@x.com/",
        "https://x.com:port/",
        "https://x.com:99999/ü",
        "https://[::1/",
        "https://[x]/",
        "https://x.com/<b>",
        "https://x.com/`a`",
        "https://x.com/" + "a" * LINK_LENGTH,
        "https://x.com/" + "ü" * 600,
        "https://" + "ü" * 70 + ".com",
    ],
)
def test_links_that_are_refused(url: str) -> None:
    assert safe_link(url) == ""


@given(
    ANY_TEXT
    | ANY_TEXT.map("https://x.com/".__add__)
    | NASTY.map("https://".__add__)
    | st.text().map("http://é".__add__)
)
def test_a_link_is_empty_or_plain(url: str) -> None:
    link = safe_link(url)
    assert link == "" or link.startswith(("http://", "https://"))
    assert all("!" <= c <= "~" and c not in "\"'\\<>`" for c in link)
    assert safe_link(link) == link


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
        ((META.format("gb2312") + "北京").encode("gb18030"), Decoded(META.format("gb2312") + "北京", "gb18030")),
        ((META.format("latin1") + "北京").encode(), Decoded(META.format("latin1") + "北京", "utf-8")),
        (
            META.format("utf-8").encode() + b"caf\xe9 \xff",
            Decoded(META.format("utf-8") + "caf\ufffd \ufffd", "utf-8", 2),
        ),
        (META.format("rot13").encode() + b"\xff", Decoded(META.format("rot13") + "\ufffd", "utf-8", 1)),
        (b"\x95 Xi\x92s caf\xe9", Decoded("• Xi’s café", "windows-1252")),
        (b"one \xff two", Decoded("one \ufffd two", "utf-8", 1)),
        ("genuine \ufffd".encode() + b"\xe2\x80", Decoded("genuine \ufffd\ufffd", "utf-8", 1)),
        ("é".encode("utf-16") + b"\x00", Decoded("é\ufffd", "utf-16-le", 1)),
    ],
)
def test_decoding(data: bytes, decoded: Decoded) -> None:
    assert decode(data) == decoded


@given(st.binary() | st.text().map(str.encode).flatmap(lambda b: st.binary(max_size=3).map(b.__add__)))
def test_any_bytes_are_decoded(data: bytes) -> None:
    decoded = decode(data)
    assert decoded.replaced <= decoded.text.count("\ufffd") or decoded.replaced == 1


@given(st.text())
def test_utf8_is_read_as_itself(text: str) -> None:
    head = "\N{BLACK STAR}"  # no byte order mark, no zero bytes in pairs
    assert decode((head + text).encode()).text == head + text or "\x00" in text


def test_every_label_has_a_codec() -> None:
    for codec in set(module._LABELS.values()):
        assert codecs.lookup(codec)
