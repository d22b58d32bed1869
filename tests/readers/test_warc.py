"""Web archives: every page in them with its time, and a remark on all that is missing."""

import gzip
import io
import sys
import zipfile
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from live_blog_data import as_json, page, posting, update
from web_archives import answer, packed, record, wacz

from tui.model.errors import LiveBlogError, UnreadableError
from tui.readers import read, read_all
from tui.readers.packed import CUT, DAMAGED, warc
from tui.readers.packed.warc import (
    CUT_PAGE,
    LEFT_OUT,
    TOO_MUCH,
    UNKNOWN,
    WebArchive,
    is_web_archive,
)

LIVE = "https://news.example/live"
INFO = record("warcinfo", "", "2024-04-26T09:00:00Z", b"software: none")


def response(minute: int, body: bytes, **more: str) -> bytes:
    return record("response", LIVE, f"2024-04-26T10:{minute:02}:00Z", answer(body), **more)


FIRST, SECOND = response(0, b"<p>one</p>"), response(10, b"<p>two</p>")


def pages(data: bytes) -> list[tuple[int, bytes]]:
    return [(page.time.minute if page.time else -1, page.data) for page in WebArchive(data).pages]


@pytest.mark.parametrize(
    "data",
    [
        INFO + FIRST + SECOND,
        packed(INFO, FIRST, SECOND),
        gzip.compress(INFO + FIRST + SECOND, mtime=0),
        wacz(packed(INFO, FIRST), packed(SECOND)),
    ],
)
def test_every_capture_is_there_in_each_form(data: bytes) -> None:
    archive = WebArchive(data)
    assert is_web_archive(data)
    assert [page.data for page in archive.pages] == [b"<p>one</p>", b"<p>two</p>"]
    assert [page.address for page in archive.pages] == [LIVE, LIVE]
    assert archive.pages[1].time == datetime(2024, 4, 26, 10, 10, tzinfo=UTC)
    assert not archive.remarks


def test_a_revisit_is_the_page_it_says_had_not_changed() -> None:
    first = response(0, b"<p>one</p>", WARC_Payload_Digest="sha1:A")
    other = response(5, b"<p>two</p>", WARC_Payload_Digest="sha1:B")
    time = "2024-04-26T10:20:00Z"
    by_digest = record("revisit", LIVE, time, answer(b""), WARC_Payload_Digest="sha1:A")
    by_address = record("revisit", LIVE, time, answer(b"", status="304 Not Modified"))
    assert pages(first + other + by_digest)[-1] == (20, b"<p>one</p>")
    assert pages(first + other + by_address)[-1] == (20, b"<p>two</p>")
    archive = WebArchive(by_digest)
    assert (archive.pages, list(archive.remarks)) == ([], [UNKNOWN])


def test_pictures_requests_and_errors_are_no_pages() -> None:
    time = "2024-04-26T10:20:00Z"
    data = (
        record("response", LIVE, time, answer(b"x", "image/png"))
        + record("response", LIVE, time, answer(b"x", status="404 Not Found"))
        + record("request", LIVE, time, b"GET / HTTP/1.1\r\n\r\n")
        + record("revisit", LIVE, time, answer(b"", "image/png"), WARC_Payload_Digest="sha1:C")
    )
    assert (WebArchive(data).pages, WebArchive(data).remarks) == ([], {})


def test_answers_are_unpacked() -> None:
    kind = "text/html; charset=ISO-8859-1"
    body = answer(gzip.compress(b"<p>one</p>"), kind, Content_Encoding="gzip")
    (page,) = WebArchive(record("response", LIVE, "2024-04-26T10:20:00Z", body)).pages
    assert (page.data, page.label) == (b"<p>one</p>", "iso-8859-1")
    odd = record("response", LIVE, "2024-04-26T10:20:00Z", answer(b"x", Content_Encoding="br"))
    archive = WebArchive(odd)
    assert (archive.pages, list(archive.remarks)) == ([], [LEFT_OUT])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (wacz(), "without a web archive"),
        (wacz(packed(FIRST))[:-30], "damaged"),
        (INFO, "No page in the web archive"),
        (b"WARC/1.1\r\n", "No page .* ends in the middle"),
    ],
)
def test_an_archive_without_pages_is_refused_in_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        read(data)


def test_without_the_package_a_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "warcio.archiveiterator", None)
    with pytest.raises(UnreadableError, match=r"--extra archive"):
        read(FIRST)


ARCHIVES = [FIRST + SECOND, packed(INFO, FIRST), wacz(packed(FIRST))]


@given(st.sampled_from(ARCHIVES), st.lists(st.tuples(st.integers(0, 700), st.binary(max_size=3))))
def test_damage_anywhere_is_a_sentence_at_most(
    data: bytes, damage: list[tuple[int, bytes]]
) -> None:
    for place, other in damage:
        data = data[:place] + other + data[place + 2 :]
    with suppress(LiveBlogError):
        read(data)


def test_a_damaged_entry_of_any_packing_is_a_sentence() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("archive/data.warc", FIRST + SECOND)
    whole = data.getvalue()
    assert len(WebArchive(whole).pages) == 2
    for place in range(60, 200):
        damaged = bytearray(whole)
        damaged[place] ^= 0xFF
        with pytest.raises(LiveBlogError):
            read(bytes(damaged))


NOON = "2024-04-26T10:20:00Z"
PACKED_PAGE = gzip.compress(b"".join(b"<p>%d</p>" % (number * 7919) for number in range(500)))
LONG = b"a" * 4 * warc.MOST_LINE_BYTES


def broken_off(share: float) -> bytes:
    """A page whose server sent only a share of its packed bytes."""
    sent = PACKED_PAGE[: int(len(PACKED_PAGE) * share)]
    return record("response", LIVE, NOON, answer(sent, Content_Encoding="gzip"))


REMARKED: dict[str, tuple[bytes, str]] = {
    "damage between records": (FIRST + b"damage\r\n\r\n" + SECOND, DAMAGED),
    "a record longer than it says": (FIRST.replace(b"</p>", b" and more</p>") + SECOND, DAMAGED),
    "an absurd length": (
        FIRST + record("response", LIVE, NOON, b"").replace(b"Length: 0", b"Length: " + b"9" * 20),
        DAMAGED,
    ),
    "a long line outside pages": (FIRST.replace(b"WARC-D", b"X: " + LONG + b"\r\nWARC-D"), DAMAGED),
    "a long line in a page": (response(0, b"<p>" + LONG), ""),
    "a cut that looks like an end": (
        response(0, b"<p>one</p>\r\n\r\n<p>two</p>").partition(b"<p>two")[0], CUT,
    ),
    **{f"{cut} bytes cut": ((FIRST + SECOND)[:-cut], CUT) for cut in (1, 3, 4, 5, 20, 100)},
    **{f"{x} of a page": (broken_off(x), CUT_PAGE) for x in (0.2, 0.5, 0.9)},
    "a whole page": (broken_off(1), ""),
}  # fmt: skip


@pytest.mark.parametrize("name", REMARKED)
def test_what_is_missing_is_remarked_on(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    data, remark = REMARKED[name]
    archive = WebArchive(data)
    assert remark in archive.remarks if remark else not archive.remarks
    assert capsys.readouterr().err == ""


def test_lines_and_pages_have_a_bound_together(monkeypatch: pytest.MonkeyPatch) -> None:
    files = wacz(packed(FIRST), packed(SECOND))
    monkeypatch.setattr(warc, "MOST_LINES", 15)
    assert (len(WebArchive(files).pages), [*WebArchive(files).remarks]) == (1, [TOO_MUCH])
    monkeypatch.undo()
    monkeypatch.setattr(warc, "MOST_CONTENT_BYTES", 15)
    assert (len(WebArchive(files).pages), [*WebArchive(files).remarks]) == (1, [TOO_MUCH])
    monkeypatch.undo()
    monkeypatch.setattr(warc, "MOST_BYTES", len(FIRST) + 10)
    with pytest.raises(UnreadableError, match="unpacks to more than"):
        WebArchive(files)


def test_an_address_is_safe_to_print() -> None:
    hostile = FIRST.replace(LIVE.encode(), b"https://news.example/\x1b[31m\xc2\x9b\xe2\x80\xaelive")
    (page,) = WebArchive(hostile).pages
    assert page.address.isascii()
    assert page.address.isprintable()


BLOG = page(posting(update(), update("2024-04-26T11:00:00Z", "Second"), url=None))


def test_each_capture_is_a_live_blog_with_its_time_and_address() -> None:
    first, again, json = read_all(
        response(0, BLOG) + response(1, BLOG) + response(2, as_json(posting(update())))
    )
    assert [one.captured.minute for one in (first, again, json) if one.captured] == [0, 1, 2]
    assert first.posts is again.posts
    assert first.url == LIVE


def test_other_pages_are_left_out_and_unreadable_captures_named() -> None:
    about = "https://news.example/about"
    other = record("response", about, "2024-04-26T10:00:00Z", answer(b"<p>About us</p>"))
    (blog,) = read_all(other + response(1, BLOG))
    assert blog.warnings == ()
    (blog,) = read_all(response(0, b"<p>Sorry</p>") + response(1, BLOG))
    assert blog.warnings[0].message == f"A capture of {LIVE} holds no live blog: left out."
