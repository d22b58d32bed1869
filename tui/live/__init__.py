"""A live blog that is still being written: looked at again and again, and recorded as it grows.

What is live is a blog that is swapped for a longer one: the same page at every moment up to the
edge of the state before. Imports `model`, `readers`, `sources`, `text` and `writers`.
"""
