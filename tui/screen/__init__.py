"""The Textual app: the page with its keys and actions, and the parts of the page in sub-rooms.

An app lives as long as one reader's session; the layouts of posts are shared by all readers of the
process. Widgets get values and post messages. Imports `model`, `playback` and `replay`.
"""
