"""Pictures from the saved page, or on a reader's wish from the web."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tui.model.errors import SourceError
from tui.sources.files import files_in, read_file

_FOLDERS = ("{}_files", "{}.files", "{}-Dateien", "{}_fichiers")
"""For the parts of a saved page, in several browsers."""


def saved_picture(sources: Iterable[str], address: str) -> bytes | None:
    for source in sources:
        with suppress(OSError, ValueError, SourceError):  # a name that is too long, or with a NUL
            for file in files_in(source):
                if (data := _saved(file, address)) is not None:
                    return data
    return None


def fetched_picture(address: str) -> bytes:
    """Raises SourceError."""
    from tui.readers.packed.saved import MOST_PICTURE_BYTES
    from tui.sources.fetch import Peers, fetch

    return fetch(address, limit=MOST_PICTURE_BYTES, peers=Peers(public_only=True))


def _saved(file: Path, address: str) -> bytes | None:
    from tui.readers.packed.saved import MOST_PICTURE_BYTES, picture_in  # for few readers

    name = Path(unquote(urlsplit(address).path)).name
    folders = *(file.with_name(pattern.format(file.stem)) for pattern in _FOLDERS), file.parent
    for beside in (folder / name for folder in folders if name):
        if beside.is_file() and beside.stat().st_size <= MOST_PICTURE_BYTES:
            return beside.read_bytes()
    return picture_in(read_file(file), address)
