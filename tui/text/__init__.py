"""The replay without a screen: plain text, JSON Lines, one post, and the report of `check`.

Nothing here outlives one command. Time and sleep come in as parameters. Imports `model`, `playback`
and `replay`, and Rich for the page at one moment.
"""
