"""The windows of guests."""

SIZES = ((80, 24), (120, 30), (80, 24), (100, 30), (237, 60), (132, 43), (80, 25), (211, 52))
"""Windows as people have them: many are as a terminal opens them, the others are all different."""


def guest_size(number: int) -> tuple[int, int]:
    """The columns and lines of the guest with that number, of a hall of any length."""
    width, height = SIZES[number % len(SIZES)]
    return width - number // len(SIZES) % 3, height
