"""Requests and tokens, counted over all attempts."""

from dataclasses import dataclass


@dataclass(slots=True)
class Usage:
    """A running count; `cached` is the part of `prompt` that the endpoint read from its cache."""

    requests: int = 0
    prompt: int = 0
    cached: int = 0
    completion: int = 0
