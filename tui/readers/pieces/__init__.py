"""Three kinds of evidence of a live blog: elements with a time, records, clocks in text."""
