"""Texts to draw from: any at all, and those made of what a terminal or a reader trips over."""

from hypothesis import strategies as st

ANY_TEXT = st.text(st.characters(codec=None, categories=None))
NASTY = st.text(
    st.sampled_from(
        "a "
        "é’\t\n\r\x00\x1b\x7f\x85\x9b"
        "\u0301\u0489\u200b\u200c\u200d\u202e\u2028\ufe0f\ufeff\ud83d\ude00👩"
    )
)
