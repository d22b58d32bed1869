"""Pictures from the files of a saved page."""

from base64 import b64encode
from pathlib import Path

import pytest

from tui.sources.pictures import saved_picture

ADDRESS = "https://example.org/photos/geese%20land.jpg?w=900"
PICTURE = b"\xff\xd8 bytes of a picture \x00\n--x\n"


def mhtml(address: str = ADDRESS) -> bytes:
    return b"\r\n".join(
        (
            b"From: <Saved by Blink>",
            b"MIME-Version: 1.0",
            b'Content-Type: multipart/related; boundary="----b"',
            b"",
            b"------b",
            b"Content-Type: text/html",
            b"Content-Location: https://example.org/",
            b"",
            b"<p>10:26</p>",
            b"------b",
            b"Content-Type: image/jpeg",
            b"Content-Transfer-Encoding: base64",
            b"Content-Location: " + address.encode(),
            b"",
            b64encode(PICTURE),
            b"------b--",
            b"",
        )
    )


def test_a_picture_in_an_mhtml_file(tmp_path: Path) -> None:
    page = tmp_path / "page.mhtml"
    page.write_bytes(mhtml())
    assert saved_picture([str(page)], ADDRESS) == PICTURE
    assert saved_picture([str(tmp_path)], ADDRESS) == PICTURE
    assert saved_picture([str(page)], ADDRESS[:-1]) is None
    assert saved_picture([str(page)], "https://example.org/other.jpg") is None


@pytest.mark.parametrize("folder", ["page_files", "page-Dateien"])
def test_a_picture_in_the_folder_beside_the_page(tmp_path: Path, folder: str) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>10:26</p>")
    assert saved_picture([str(page)], ADDRESS) is None
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "geese land.jpg").write_bytes(PICTURE)
    assert saved_picture([str(page)], ADDRESS) == PICTURE


def test_a_picture_in_a_web_archive(tmp_path: Path) -> None:
    pytest.importorskip("warcio")
    head = (
        b"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        b"WARC-Date: 2024-04-26T10:26:00Z\r\nContent-Type: image/jpeg\r\n"
        b"WARC-Target-URI: %s\r\nContent-Length: %d\r\n\r\n"
    )
    archive = tmp_path / "page.warc"
    archive.write_bytes(head % (ADDRESS.encode(), len(PICTURE)) + PICTURE + b"\r\n\r\n")
    assert saved_picture([str(archive)], ADDRESS) == PICTURE
    assert saved_picture([str(archive)], "https://example.org/other.jpg") is None


@pytest.mark.parametrize("source", ["blinken-beijing", "https://example.org", "\0", "x" * 5000])
def test_a_source_that_is_no_file_holds_no_picture(source: str) -> None:
    assert saved_picture([source], ADDRESS) is None
