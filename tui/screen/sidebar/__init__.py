"""The sidebar beside the feed: the summary, the headlines so far, the authors.

The widget with its cursor lives as long as the page; its rows are a pure function of one state.
Imports `model`, `playback.selection` and `drawing`.
"""
