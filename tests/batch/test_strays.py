"""Which refusals are not about the rate."""

from summarizer.batch.strays import Strays


def refuse(strays: Strays, rate: float, *, after: int) -> bool:
    """Send so many requests, and have the last one refused at this rate."""
    for _ in range(after):
        strays.sent()
    return strays.explain() or strays.descend(rate)


def test_refusals_that_go_on_while_the_rate_is_halved_are_strays() -> None:
    strays = Strays()
    assert [refuse(strays, rate, after=50) for rate in (100, 90, 80, 70, 60, 50)] == [False] * 5 + [True]
    assert strays.peak == 100
    assert strays.share == 0.02
    assert refuse(strays, 100, after=50)


def test_refusals_of_every_other_request_are_about_the_rate() -> None:
    strays = Strays()
    assert not any(refuse(strays, rate, after=2) for rate in (100, 80, 70, 60, 50, 40))


def test_more_refusals_than_strays_are_about_the_rate() -> None:
    strays = Strays()
    for rate in (100, 90, 80, 70, 60, 50):
        refuse(strays, rate, after=50)
    assert not all(strays.explain() for _ in range(6))


def test_strays_that_no_longer_come_are_forgotten() -> None:
    strays = Strays()
    for rate in (100, 90, 80, 70, 60, 50):
        refuse(strays, rate, after=50)
    for _ in range(600):
        strays.sent()
    assert not refuse(strays, 100, after=1)
