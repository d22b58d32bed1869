"""One post of its witnesses: the record of the data and the element of the page."""
