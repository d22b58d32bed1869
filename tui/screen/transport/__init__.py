"""The transport bar: scrubber, clock, counts, key hints. Rows are pure functions of a state."""
