"""The place of the reader: the window over the lines of posts, the turning of pages, what was read.

It all lives as long as the page. Pure: posts are numbers, their lines come from a function. Imports
`playback` (reading time), `drawing` (the states of posts) and `feed.posts`.
"""
