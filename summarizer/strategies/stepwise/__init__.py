"""Many short decisions instead of one long answer, for small models."""

from summarizer.strategies.stepwise.stepwise import prompt_id, stepwise

__all__ = ["prompt_id", "stepwise"]
