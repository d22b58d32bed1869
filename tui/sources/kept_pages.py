"""A folder of fetched pages with an index for the next run."""

import json
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import NamedTuple

from tui.model.errors import SourceError
from tui.model.safe_text import printable
from tui.sources.fetch import Validators
from tui.sources.files import in_one_sentence, write_whole

INDEX = ".fetched.json"  # hidden, so that a replay of the folder skips it


class Kept(NamedTuple):
    data: bytes
    validators: Validators


class KeptPages:
    """Each page is on disk before the next request."""

    def __init__(self, folder: Path) -> None:
        """Raises SourceError if a file has the folder's name."""
        self.folder = folder
        self._pages: dict[str, dict[str, str]] = {}  # file and validators by address
        if folder.exists() and not folder.is_dir():
            raise SourceError(f"{printable(str(folder))} is a file; name a folder for the pages.")
        with suppress(
            OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError
        ):
            self._read()

    def get(self, address: str) -> Kept | None:
        with suppress(OSError, KeyError):
            page = self._pages[address]
            validators = Validators(page["etag"], page["last_modified"])
            return Kept((self.folder / page["file"]).read_bytes(), validators)
        return None

    def keep(self, address: str, data: bytes, validators: Validators) -> None:
        """Write a page and its entry in the index. Raises SourceError."""
        known = self._pages.get(address)
        file = known["file"] if known else self._free_name(data)
        self._write(file, data)
        self._pages[address] = {"file": file, **asdict(validators)}
        self._write(INDEX, json.dumps({"pages": self._pages}, indent=1).encode())

    def _write(self, file: str, data: bytes) -> None:
        path = self.folder / file
        with in_one_sentence(path, "written"):
            self.folder.mkdir(parents=True, exist_ok=True)
            write_whole(path, data)

    def _free_name(self, data: bytes) -> str:
        ending = "json" if data[:200].lstrip()[:1] in (b"{", b"[") else "html"
        taken = {page["file"] for page in self._pages.values()}
        number = len(taken) + 1
        while (name := f"page-{number:03}.{ending}") in taken or (self.folder / name).exists():
            number += 1
        return name

    def _read(self) -> None:
        index = json.loads((self.folder / INDEX).read_bytes())
        for address, page in index["pages"].items():
            known = {x: str(page[x]) for x in ("file", "etag", "last_modified")}
            if Path(known["file"]).name == known["file"] and known["file"][:1] != ".":
                self._pages[str(address)] = known
