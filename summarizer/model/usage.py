"""Requests and tokens, counted over all attempts, and what they cost."""

from dataclasses import dataclass

from summarizer.profiles import Profile

_PER_MILLION = 1e-6


@dataclass(slots=True)
class Usage:
    """A running count; `cached` is the part of `prompt` that the endpoint read from its cache."""

    requests: int = 0
    prompt: int = 0
    cached: int = 0
    completion: int = 0

    def add(self, other: "Usage") -> None:
        """Count what another has counted as well."""
        self.requests += other.requests
        self.prompt += other.prompt
        self.cached += other.cached
        self.completion += other.completion

    def cost(self, profile: Profile) -> float | None:
        """Return what the tokens cost in USD; None where the profile does not know the prices.

        Cached tokens have the full price where no other is known.
        """
        if profile.price_prompt is None or profile.price_completion is None:
            return None
        cached_price = profile.price_prompt if profile.price_cached is None else profile.price_cached
        prompt = (self.prompt - self.cached) * profile.price_prompt + self.cached * cached_price
        return _PER_MILLION * (prompt + self.completion * profile.price_completion)


def read_usage(told: object) -> Usage:
    """Return the tokens that a body tells of; endpoints leave out what they do not count."""
    fields = told if isinstance(told, dict) else {}
    details = fields.get("prompt_tokens_details")
    cached = details.get("cached_tokens") if isinstance(details, dict) else None
    return Usage(
        prompt=_number(fields.get("prompt_tokens")),
        cached=_number(cached),
        completion=_number(fields.get("completion_tokens")),
    )


def _number(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0
