"""Dialogs over the page: time, search, filter and help.

A dialog lives from its key to its closing key. It gets values and callbacks, and returns what was
typed. Imports `model`, `playback.selection` and the window sizes.
"""
