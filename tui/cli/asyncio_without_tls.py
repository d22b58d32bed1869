"""A replay on a terminal needs asyncio for its clock and keys, and nothing that is encrypted."""

import sys
from importlib import import_module


def import_asyncio_without_tls() -> None:
    """Import asyncio as on a Python without `ssl`, unless one of both is imported already.

    OpenSSL costs 5 ms and 3.5 MiB at each start. `import ssl` works as ever afterwards, but
    asyncio's own connections know no TLS in this process.
    """
    if "asyncio" in sys.modules or "ssl" in sys.modules:
        return
    sys.modules["ssl"] = None  # type: ignore[assignment]  # Python's way to make an import fail
    try:
        import_module("asyncio")
    finally:
        del sys.modules["ssl"]
