"""A replay as a film: asciicast of the app on a simulated clock, always the same bytes."""
