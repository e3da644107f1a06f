"""Web pages as articles."""
