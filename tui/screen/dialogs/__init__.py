"""Boxes over the page: given values and callbacks, they return a choice or typed text."""
