"""A page's own elements for the updates of its data: what a reader saw stands beside the summary.

`bind` gives each update its element, or none; `times`, `names` and `text` read what the element
shows and say why they leave the data's. One general rule, no lists of sites; what is uncertain
stays unbound. Imports `model`, `readers.html` and the shared modules of `readers`.
"""
