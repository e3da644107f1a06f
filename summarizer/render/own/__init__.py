"""Briefs of a user's own form, shown: what their JSON says is enough, the user's class is not needed."""
