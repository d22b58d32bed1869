"""Time without a screen: clock, timeline, player, selection and search.

A player lives as long as its replay. A timeline lives as long as its selection, and a `View` is one
frozen moment, made for each frame. The clock comes in as a parameter. Imports `model` only.
"""
