import pytest

from summarizer.batch.allowance import Allowance, Verdict
from summarizer.errors import LimitReached, SettingsError
from summarizer.limits import Limits
from summarizer.model.usage import Usage
from summarizer.profiles import Profile

PRICED = Profile(match="*", price_prompt=1.0, price_completion=1.0)
ARTICLE = 4000


def used(tokens: int) -> Usage:
    return Usage(requests=1, prompt=tokens // 2, completion=tokens - tokens // 2)


def test_without_limits_everything_may_begin() -> None:
    allowance = Allowance(Limits())
    for _ in range(100):
        assert allowance.verdict(ARTICLE) is Verdict.BEGIN
        allowance.begin(ARTICLE)


def test_first_article_goes_alone_and_what_is_in_work_is_set_aside() -> None:
    allowance = Allowance(Limits(max_tokens=5000))
    assert allowance.verdict(ARTICLE) is Verdict.BEGIN
    allowance.begin(ARTICLE)
    assert allowance.verdict(ARTICLE) is Verdict.WAIT
    allowance.finish(ARTICLE, used(1000))
    begun = 0
    while allowance.verdict(ARTICLE) is Verdict.BEGIN:
        allowance.begin(ARTICLE)
        begun += 1
    assert begun == 4
    assert allowance.verdict(ARTICLE) is Verdict.WAIT


def test_limit_is_reached_when_nothing_in_work_can_free_anything() -> None:
    allowance = Allowance(Limits(max_tokens=2500))
    for _ in range(2):
        allowance.begin(ARTICLE)
        allowance.finish(ARTICLE, used(1000))
    reached = allowance.verdict(ARTICLE)
    assert isinstance(reached, LimitReached)
    assert str(reached) == "The limit of 2,500 tokens is reached: 2,000 are used."
    assert reached.exit_code == 9


def test_cost_is_counted_by_the_prices_of_the_model() -> None:
    allowance = Allowance(Limits(max_cost=0.0015))
    allowance.price(PRICED)
    allowance.begin(ARTICLE)
    allowance.finish(ARTICLE, used(1000))
    reached = allowance.verdict(ARTICLE)
    assert str(reached) == "The limit of 0.0015 USD is reached: 0.0010 USD are spent."


def test_longer_articles_are_expected_to_cost_more() -> None:
    allowance = Allowance(Limits(max_tokens=4000))
    allowance.begin(ARTICLE)
    allowance.finish(ARTICLE, used(1000))
    assert allowance.verdict(ARTICLE) is Verdict.BEGIN
    assert isinstance(allowance.verdict(100_000), LimitReached)


def test_articles_from_the_cache_say_nothing_about_cost() -> None:
    allowance = Allowance(Limits(max_tokens=1500))
    for _ in range(3):
        allowance.begin(ARTICLE)
        allowance.finish(ARTICLE, Usage())
    allowance.begin(ARTICLE)
    assert allowance.verdict(ARTICLE) is Verdict.WAIT


def test_prices_that_are_not_known_cannot_hold_a_limit_of_cost() -> None:
    with pytest.raises(SettingsError, match="prices of the model are not known"):
        Allowance(Limits(max_cost=1)).price(Profile(match="*"))
    Allowance(Limits(max_tokens=1)).price(Profile(match="*"))


def test_number_and_deadline() -> None:
    time = 100.0
    allowance = Allowance(Limits(max_articles=2, deadline=60), clock=lambda: time)
    for _ in range(2):
        assert allowance.verdict(ARTICLE) is Verdict.BEGIN
        allowance.begin(ARTICLE)
    assert str(allowance.verdict(ARTICLE)) == "The limit of 2 articles is reached."
    assert allowance.seconds_left == 60
    time = 160.0
    assert str(allowance.verdict(ARTICLE)) == "The deadline of 60 seconds is over."
