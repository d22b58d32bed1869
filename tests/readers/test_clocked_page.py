"""Pages whose posts are blocks of text that open with a clock: no elements, no data."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tui.model.errors import UnreadableError
from tui.readers import read

TEXTS = (
    "Am Kai warten Hunderte. Die Fähre kommt erst am Abend wieder.",
    "Auf dem Damm staut es sich. Die Polizei regelt den Verkehr.",
    "Die Gewerkschaft lädt zu Gesprächen ein. Alle sind gekommen.",
)
ARTICLE = "".join(f"<p>{text} {text} {text}</p>" for text in TEXTS) * 6
META = '<meta property="article:published_time" content="2023-03-08T14:40">'
BESIDE = {
    "links with the time of each": "".join(
        f'<p>1{7 - n}:{n}7 Uhr</p><p><a href="https://example.org/{n}">Ein Rezept, das allen '
        "schmeckt. Man nehme Milch und Grieß, und zwar genug für alle.</a></p>"
        for n in range(5)
    ),
    "clocks with pages of text between": ARTICLE.join(f"<p>1{n}:26 Uhr</p>" for n in range(4)),
}


@pytest.mark.parametrize("beside", BESIDE.values(), ids=BESIDE)
def test_clocks_beside_an_article_are_no_posts(beside: str) -> None:
    text = f"<html><head><title>Hafen</title>{META}</head><body>{ARTICLE}{beside}</body></html>"
    with pytest.raises(UnreadableError, match="No live blog was found"):
        read(text.encode())


TWO_FAMILIES = "[10:11 Uhr] Am Kai warten Hunderte auf die Fähre.\n\n" + "".join(
    f"[{10 + 2 * n}:12] Am Kai warten Hunderte auf Fähre {n}.\n\n"
    f"{9 + 2 * n}:41 Uhr Auf dem Damm staut es sich zum {n}. Mal.\n\n"
    for n in range(1, 6)
)


def test_a_text_is_read_alike_at_each_start(tmp_path: Path) -> None:
    """Sets of words differ in order at each start of Python."""
    (tmp_path / "text.txt").write_text(TWO_FAMILIES)
    command = [sys.executable, "-m", "tui", "convert", "text.txt", "--date", "2023-03-08"]
    runs = [
        subprocess.run(
            [*command, "--to", "md"],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            cwd=tmp_path,
            capture_output=True,
            check=True,
        ).stdout
        for seed in range(1, 6)
    ]
    assert len({*runs}) == 1
