"""HTML to blocks: parsing (by selectolax), text, pictures, embeds and links."""
