"""The three kinds of evidence of a live blog: elements with a time, records, clocks in text.

Each gives `Record`s; `record.live_blog` makes the live blog of them.
"""
