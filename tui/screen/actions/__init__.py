"""What the keys do: a mixin of the app for each kind of key, and what only one of them needs.

The mixins live as long as the app, and hold what its actions need from one key to the next. Each
changes the player or the feed and shows the new moment at once. Imports `model`, `playback`, the
page, and the rooms of its parts; boxes only when a key opens them.
"""
