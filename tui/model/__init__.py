"""Values and words that all rooms share. Imports only the standard library."""
