"""The base of classes that stand before the page among an app's bases."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.screen.page import ReplayPage as PageMixin
else:
    PageMixin = object  # saves the creation of an app class for each at every start

__all__ = ["PageMixin"]
