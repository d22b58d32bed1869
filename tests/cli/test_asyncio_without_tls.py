"""asyncio without TLS, each time in a Python of its own."""

import subprocess
import sys

import pytest

IMPORT = (
    "from tui.cli.asyncio_without_tls import import_asyncio_without_tls as start; start();"
    "import asyncio.sslproto;"
)


@pytest.mark.parametrize(
    ("before", "asked", "answer"),
    [
        ("", "'_ssl' in sys.modules", "False"),
        ("", "asyncio.sslproto.ssl", "None"),
        ("", "__import__('ssl').create_default_context().check_hostname", "True"),
        ("import ssl;", "asyncio.sslproto.ssl is sys.modules['ssl']", "True"),
        ("import asyncio;", "asyncio.sslproto.ssl is sys.modules['ssl']", "True"),
    ],
)
def test_only_asyncio_is_without_tls(before: str, asked: str, answer: str) -> None:
    code = f"import sys; {before} {IMPORT} print({asked})"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == answer
