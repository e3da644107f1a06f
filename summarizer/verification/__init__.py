"""Decides what of a draft is published: small pure rules, each claim kept, repaired, or rejected with a reason."""
