"""Pages whose posts are blocks of text that open with a clock: no elements, no data."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tui.model.errors import UndatedError, UnreadableError
from tui.readers import read

POSTS = [
    ("17.14 Uhr: Fähre voll", "Am Kai warten Hunderte. Die Fähre kommt erst am Abend wieder."),
    ("15.31 Uhr: Stau auf dem Damm", "Auf dem Damm staut es sich. Die Polizei regelt den Verkehr."),
    ("14.46 Uhr: Es geht los", "Die Gewerkschaft lädt zu Gesprächen ein. Alle sind gekommen."),
]
ASIDE = "<h3>Auch interessant</h3><p>Ein Rezept für Grießbrei, das allen schmeckt.</p>" * 9


def page(meta: str = '<meta property="article:published_time" content="2023-03-08T14:40">') -> str:
    posts = "".join(f"<h2>{head}</h2><p>{text}</p>" for head, text in POSTS)
    return (
        f'<html lang="de"><head><title>Streik</title>{meta}</head><body><nav>Start</nav>'
        f"<main><h1>Streik im Hafen</h1><article>{posts}</article><aside>{ASIDE}</aside></main>"
        "</body></html>"
    )


def test_the_blocks_between_the_clocks_are_posts_and_nothing_around_them_is() -> None:
    blog = read(page().encode())
    assert [(f"{x.published:%d %H:%M}", x.headline) for x in blog.posts] == [
        ("08 14:46", "Es geht los"),
        ("08 15:31", "Stau auf dem Damm"),
        ("08 17:14", "Fähre voll"),
    ]
    assert [x.body[0].gist for x in blog.posts] == [text for _, text in reversed(POSTS)]
    assert {len(x.body) for x in blog.posts} == {1}
    assert blog.title == "Streik im Hafen"
    assert blog.reading is not None
    assert blog.reading.found == "3 blocks of text that open with a clock"


def test_a_page_that_says_no_day_is_told_how_to_give_it() -> None:
    with pytest.raises(UndatedError, match="--date"):
        read(page("").encode())


def test_a_page_without_clocks_is_refused() -> None:
    with pytest.raises(UnreadableError, match="No live blog was found"):
        read(f"<html><body><h1>Grießbrei</h1>{ASIDE}</body></html>".encode())


ARTICLE = "".join(f"<p>{text} {text} {text}</p>" for _, text in POSTS) * 6
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


def test_entries_without_a_clock_among_posts_with_one_are_not_taken_for_their_words() -> None:
    dated = "".join(
        f'<div class="entry"><div><span>{18 + n // 4}:{n % 4 * 15:02d}</span></div>'
        f"<div><p>Lauf {n}: {POSTS[n % 3][1]}</p></div></div>"
        f'<div class="entry result"><p>Ergebnis von Lauf {n}. {POSTS[n % 2][1]}</p></div>'
        for n in reversed(range(8))
    )
    meta = '<meta property="article:published_time" content="2023-03-08T14:40">'
    text = f"<html><head><title>Rennen</title>{meta}</head><body>{dated}</body></html>"
    with pytest.raises(UndatedError, match="8 posts with a clock, and 8 like them without"):
        read(text.encode())
