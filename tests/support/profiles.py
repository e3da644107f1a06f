"""How long hypothesis looks: the same few examples in every run of the suite, or many new ones.

`pytest --hypothesis-profile=long tests/analysis tests/verification -k properties` takes some minutes and finds more.
"""

from hypothesis import HealthCheck, settings

SUITE, LONG = "suite", "long"


def register_profiles() -> None:
    """Register both profiles and load that of the suite; the option of pytest names another."""
    settings.register_profile(SUITE, derandomize=True, deadline=None, max_examples=100)
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
    settings.register_profile(LONG, deadline=None, max_examples=10_000, suppress_health_check=slow)
    settings.load_profile(SUITE)
