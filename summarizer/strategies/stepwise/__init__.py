"""Many short decisions instead of one long answer, for small models."""

from summarizer.strategies.stepwise.stepwise import stepwise

__all__ = ["stepwise"]
