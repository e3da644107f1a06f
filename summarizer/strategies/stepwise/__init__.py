"""A parser reads, a small model judges: for models that cannot hold the whole task."""

from summarizer.strategies.stepwise.stepwise import prompt_id, stepwise

__all__ = ["prompt_id", "stepwise"]
