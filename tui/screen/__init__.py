"""The Textual app: the page with its keys, and in sub-rooms its actions and the page's parts.

The sub-rooms stand on floors: drawing, then the parts of the page, then the modules beside this
file that the actions need (page, keys, title bar, options, card at the end), then `actions`; the
app joins all. An app lives as long as one reader's session; the layouts of posts are shared by all
readers of the process. Widgets get values and post messages. Imports `model`, `playback` and
`replay`.
"""
