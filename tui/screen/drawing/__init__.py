"""How text becomes rows of the terminal: styles, wrapping, strips, colour depth, the row widget.

The styles of a widget live as long as the widget; everything else is pure. Imports `model` only,
and Textual and Rich.
"""
