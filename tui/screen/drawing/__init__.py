"""Drawing of text as terminal rows: styles, wrapping, colour depth. Imports only `model`."""
