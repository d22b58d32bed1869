"""Advice on optional packages, by the way of installation."""

import sys
from pathlib import Path


def with_extra(extras: str, line: str = "liveblog-tui …") -> str:
    """A command that adds extras ("ssh,cluster"); in a checkout and with uvx it runs `line`."""
    if (Path(__file__).parents[2] / "pyproject.toml").exists():
        return f"uv run {' '.join(f'--extra {extra}' for extra in extras.split(','))} {line}"
    wanted = f"'liveblog-tui[{extras}]{_origin()}'"
    prefix = Path(sys.prefix)
    if (prefix / "pipx_metadata.json").exists():
        return f"pipx install --force {wanted}"
    if (prefix / "uv-receipt.toml").exists():
        return f"uv tool install {wanted}"
    if prefix.parent.name.startswith("archive-v"):  # uvx
        return f"uvx --from {wanted} {line}"
    return f"'{sys.executable}' -m pip install {wanted}"


def _origin() -> str:
    """The address after " @ " if the program was not installed from a package index."""
    import json
    from importlib.metadata import PackageNotFoundError, distribution  # slow to import

    try:
        text = distribution("liveblog-tui").read_text("direct_url.json")
    except PackageNotFoundError:
        text = None
    if not text:
        return ""
    source = json.loads(text)
    system = source.get("vcs_info", {}).get("vcs")
    return f" @ {f'{system}+' if system else ''}{source['url']}"
