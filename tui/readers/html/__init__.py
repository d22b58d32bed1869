"""HTML to blocks: parsing, text, pictures, embeds and links, as every reader of a page needs them.

Pure functions; a `Bodies` lives as long as the reading of one blog. Imports `model`, and it is the
room of the HTML parser (selectolax).
"""
