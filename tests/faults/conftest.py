"""Waits between attempts that are short enough for tests."""

import pytest

from summarizer.model import retries


@pytest.fixture
def _short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retries, "_REQUEST_WAITS", (0.02, 0.2))
    monkeypatch.setattr(retries, "_REASK_WAITS", (0.01, 0.05))
