"""The ground floor: the values and words that all rooms share.

Live blogs, posts and blocks are frozen and live as long as their replay; the rest are pure
functions and tables. Imports only the standard library, dateutil and the time zone data.
"""
