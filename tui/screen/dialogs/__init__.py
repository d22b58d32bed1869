"""Boxes over the page. They get values and callbacks, and return the choice or the text typed."""
