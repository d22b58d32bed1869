"""What `check` says of a page and its data."""

import pytest

from tui.model.binding import Binding


@pytest.mark.parametrize(
    ("binding", "sentence"),
    [
        (
            Binding(3, 0),
            "bound 0 of 3; the others have no element of the page that is surely theirs",
        ),
        (
            Binding(3, 3, times=3, names=3, texts=3),
            "bound 3 of 3; from the page: times 3, names 3, texts 3",
        ),
        (
            Binding(3, 2, texts=1, why_not_times="the page shows none"),
            "bound 2 of 3; the others have no element of the page that is surely theirs; from the "
            "page: times 0 (the page shows none), names 0 (the others show none beside the text), "
            "texts 1 (the others hold less than the data)",
        ),
        (
            Binding(2, 2, names=2, texts=2, cut=2, mended=1, headlines=2),
            "bound 2 of 2; from the page: times 0 (the data's agree), names 2, texts 2, "
            "headlines 2 (the data have none); cut in the data 2, mended 1",
        ),
    ],
)
def test_what_was_taken_from_the_page(binding: Binding, sentence: str) -> None:
    assert binding.sentence == sentence
