"""Briefs that were made before, by everything that determines them."""
