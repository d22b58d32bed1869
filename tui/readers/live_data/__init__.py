"""The data of producers' own, as JSON that a browser or `curl` saves: a file for each producer.

A reader takes what it knows and remarks on what it leaves out. Imports `model`, `readers.html` and
the modules beside this room.
"""
