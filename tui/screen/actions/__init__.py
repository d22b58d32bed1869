"""The actions of the keys: a class for each part of the page on which they act.

The app makes one of each, and keys.py names their actions as `part.action`. They live as long as
the app and hold what a part needs from one key to the next. Each changes the player or the feed and
shows the new moment at once. Imports `model`, `playback`, the page, and the rooms of its parts;
boxes only when a key opens them.
"""
