"""Reads English news with a parser: who says what, who does what to whom. Loaded only where `stepwise` runs."""
