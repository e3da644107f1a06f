"""Which refusals are not about the rate."""

from summarizer.batch.baseline_refusals import BaselineRefusals


def refuse(refusals: BaselineRefusals, rate: float, *, after: int) -> bool:
    """Send so many requests, and have the last one refused at this rate."""
    for _ in range(after):
        refusals.sent()
    return refusals.explain() or refusals.descend(rate)


def test_refusals_that_go_on_while_the_rate_is_halved_are_strays() -> None:
    refusals = BaselineRefusals()
    assert [refuse(refusals, rate, after=50) for rate in (100, 90, 80, 70, 60, 50)] == [False] * 5 + [True]
    assert refusals.peak == 100
    assert refusals.share == 0.02
    assert refuse(refusals, 100, after=50)


def test_refusals_of_every_other_request_are_about_the_rate() -> None:
    refusals = BaselineRefusals()
    assert not any(refuse(refusals, rate, after=2) for rate in (100, 80, 70, 60, 50, 40))


def test_more_refusals_than_strays_are_about_the_rate() -> None:
    refusals = BaselineRefusals()
    for rate in (100, 90, 80, 70, 60, 50):
        refuse(refusals, rate, after=50)
    assert not all(refusals.explain() for _ in range(6))


def test_strays_that_no_longer_come_are_forgotten() -> None:
    refusals = BaselineRefusals()
    for rate in (100, 90, 80, 70, 60, 50):
        refuse(refusals, rate, after=50)
    for _ in range(600):
        refusals.sent()
    assert not refuse(refusals, 100, after=1)
