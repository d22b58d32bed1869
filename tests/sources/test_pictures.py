"""Pictures from the files of a saved page."""

from base64 import b64encode
from pathlib import Path

import pytest
from web_archives import record

from tui.sources.pictures import saved_picture

ADDRESS = "https://example.org/photos/geese%20land.jpg?w=900"
PICTURE = b"\xff\xd8 bytes of a picture \x00\n--x\n"


MHTML = """From: <Saved by Blink>
MIME-Version: 1.0
Content-Type: multipart/related; boundary="----b"

------b
Content-Type: text/html
Content-Location: https://example.org/

<p>10:26</p>
------b
Content-Type: image/jpeg
Content-Transfer-Encoding: base64
Content-Location: ADDRESS

PICTURE
------b--
"""


def test_a_picture_in_an_mhtml_file(tmp_path: Path) -> None:
    page = tmp_path / "page.mhtml"
    saved = MHTML.replace("ADDRESS", ADDRESS).replace("PICTURE", b64encode(PICTURE).decode())
    page.write_text(saved, newline="\r\n")
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
    kept = record("resource", ADDRESS, "2024-04-26T10:26:00Z", PICTURE, Content_Type="image/jpeg")
    archive = tmp_path / "page.warc"
    archive.write_bytes(kept)
    assert saved_picture([str(archive)], ADDRESS) == PICTURE
    assert saved_picture([str(archive)], "https://example.org/other.jpg") is None


@pytest.mark.parametrize("source", ["blinken-beijing", "https://example.org", "\0", "x" * 5000])
def test_a_source_that_is_no_file_holds_no_picture(source: str) -> None:
    assert saved_picture([source], ADDRESS) is None
