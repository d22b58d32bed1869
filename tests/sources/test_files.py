"""Files, pipes and devices: read within a number of bytes."""

import os
import threading
from base64 import b64encode
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from web_archives import record

from tui.model.errors import SourceError
from tui.sources import load
from tui.sources.files import read_file
from tui.sources.pictures import saved_picture


def test_a_file_of_exactly_the_most_bytes_is_read_and_one_more_is_not(tmp_path: Path) -> None:
    path = tmp_path / "page"
    path.write_bytes(b"x" * 100)
    assert read_file(path, limit=100) == b"x" * 100
    with pytest.raises(SourceError, match="page is larger than"):
        read_file(path, limit=99)


def test_a_file_with_holes_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "read")
    path = tmp_path / "sparse"
    with path.open("wb") as file:
        file.truncate(20_000_000_000)
    with pytest.raises(SourceError, match="larger than 200 MB"):
        read_file(path)


def test_a_file_that_grows_or_tells_no_size_is_cut_while_it_is_read() -> None:
    with pytest.raises(SourceError, match="larger than"):
        read_file("/proc/self/status", limit=10)


def test_a_named_pipe_is_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_bytes, args=(b"page",))
    writer.start()
    assert read_file(path) == b"page"
    writer.join()


def test_a_device_without_an_end_is_cut() -> None:
    with pytest.raises(SourceError, match="/dev/zero is larger than 1 MB"):
        read_file("/dev/zero", limit=1_000_000)


# Pictures from the files of a saved page


ADDRESS = "https://example.org/photos/geese%20land.jpg?w=900"
PICTURE = b"\xff\xd8 bytes of a picture \x00\n--x\n"


def test_a_picture_in_an_mhtml_file(tmp_path: Path) -> None:
    page, saved = tmp_path / "page.mhtml", EmailMessage()
    saved["From"] = "<Saved by Blink>"
    saved.set_content("<p>10:26</p>", subtype="html")
    saved.add_related(PICTURE, "image", "jpeg", headers=[f"Content-Location: {ADDRESS}"])
    page.write_bytes(saved.as_bytes(policy=SMTP))
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


INSIDE = f"data:image/jpeg;base64,{b64encode(PICTURE * 100).decode()}"


@pytest.mark.parametrize("source", [INSIDE, "./page_files/geese%20land.jpg", "geese%20land.jpg?9"])
def test_a_picture_of_a_page_that_knows_no_address_of_its_own(tmp_path: Path, source: str) -> None:
    """As SingleFile keeps pictures, and browsers in a folder beside the page."""
    page, picture = tmp_path / "page.html", PICTURE * 100
    words = "geese land on the lake in the park, and other birds that nobody has counted yet."
    posts = (
        f'<article class="post"><time datetime="2024-04-26T10:{minute}:00Z">10:{minute}</time>'
        f'<p>{minute} {words}</p><img src="{source}"></article>'
        for minute in range(10, 15)
    )
    page.write_text("".join(posts))
    if source != INSIDE:
        beside = tmp_path / source.rpartition("/")[0]
        beside.mkdir(exist_ok=True)
        (beside / "geese land.jpg").write_bytes(picture)
    (image,) = load(str(page)).posts[0].images
    assert not image.url
    assert saved_picture([str(page)], image.saved) == picture


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
