"""A folder of fetched pages, and beside them what is known of each, for the next time."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from tui.model.errors import SourceError
from tui.model.safe_text import printable
from tui.sources.fetch import Validators
from tui.sources.files import write_whole

INDEX = ".fetched.json"
"""Hidden, so that a replay of the folder leaves it out."""
_MOST_INDEX_BYTES = 10_000_000


class Kept(NamedTuple):
    """A page in the folder: its file, and the server's word for its version."""

    file: str
    validators: Validators = Validators()


class KeptPages:
    """The pages in a folder, by address; each is on the disk before the next is asked for."""

    def __init__(self, folder: Path) -> None:
        """Read what is known of the pages in the folder; the first page makes it.

        Raises SourceError if a file has its name.
        """
        self.folder = folder
        self.not_before = 0.0
        """When the site may be asked again, in seconds since 1970."""
        self._pages: dict[str, Kept] = {}
        if folder.exists() and not folder.is_dir():
            raise SourceError(f"{printable(str(folder))} is a file; name a folder for the pages.")
        with suppress(
            OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError
        ):
            self._read()

    def get(self, address: str) -> Kept | None:
        """The page of an address, if its file is still there."""
        kept = self._pages.get(address)
        return kept if kept is not None and (self.folder / kept.file).is_file() else None

    def data(self, kept: Kept) -> bytes:
        """The bytes of a page.

        Raises SourceError if they cannot be read.
        """
        try:
            return (self.folder / kept.file).read_bytes()
        except OSError as error:
            raise SourceError(f"{kept.file} cannot be read ({error.strerror}).") from error

    def keep(self, address: str, data: bytes, validators: Validators) -> None:
        """Write a page and what is known of it; raises SourceError if that cannot be written."""
        before = self._pages.get(address)
        file = before.file if before is not None else self._free_name(data)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            write_whole(self.folder / file, data)
            self._pages[address] = Kept(file, validators)
            write_whole(self.folder / INDEX, self._index())
        except OSError as error:
            raise _unwritable(self.folder / file, error) from error

    def wait_until(self, moment: float) -> None:
        """Remember that the site may not be asked before a moment."""
        self.not_before = moment
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            write_whole(self.folder / INDEX, self._index())
        except OSError as error:
            raise _unwritable(self.folder / INDEX, error) from error

    def _free_name(self, data: bytes) -> str:
        ending = "json" if data[:200].lstrip()[:1] in (b"{", b"[") else "html"
        taken = {kept.file for kept in self._pages.values()}
        number = len(taken) + 1
        while (name := f"page-{number:03}.{ending}") in taken or (self.folder / name).exists():
            number += 1
        return name

    def _index(self) -> bytes:
        pages = {
            address: {
                "file": kept.file,
                "etag": kept.validators.etag,
                "last_modified": kept.validators.last_modified,
            }
            for address, kept in self._pages.items()
        }
        return json.dumps({"not_before": self.not_before, "pages": pages}, indent=1).encode()

    def _read(self) -> None:
        path = self.folder / INDEX
        if path.stat().st_size > _MOST_INDEX_BYTES:
            return
        index = json.loads(path.read_bytes())
        self.not_before = float(index["not_before"])
        self._pages = {str(address): _kept(page) for address, page in index["pages"].items()}


def _kept(page: dict[str, Any]) -> Kept:
    file = str(page["file"])
    if Path(file).name != file or file.startswith("."):
        raise ValueError("a file of another folder")
    return Kept(file, Validators(str(page["etag"]), str(page["last_modified"])))


def _unwritable(path: Path, error: OSError) -> SourceError:
    return SourceError(f"{printable(str(path))} cannot be written ({error.strerror}).")
