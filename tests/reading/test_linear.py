from typing import get_args

import pytest

from summarizer.brief import EventStatus
from summarizer.plover import EventType
from summarizer.reading.acts import NO_ACT
from summarizer.reading.linear import Chooser, Classifier, Models, models, using


def test_classes_share_the_probability_by_their_weights() -> None:
    classifier = Classifier(("yes", "no"), {"a": [(0, 1.0)], "b": [(1, 3.0)]})
    assert classifier.probabilities(["unheard of"]) == {"yes": 0.5, "no": 0.5}
    likely = classifier.probabilities(["a", "b"])
    assert likely["no"] > likely["yes"]
    assert sum(likely.values()) == pytest.approx(1)


def test_option_with_the_best_signs_is_the_likeliest() -> None:
    likely = Chooser({"near": 2.0, "far": -2.0}).probabilities([["far"], ["near", "near"], []])
    assert max(range(3), key=likely.__getitem__) == 1
    assert sum(likely) == pytest.approx(1)
    assert Chooser({"huge": 5000.0}).probabilities([["huge"], []]) == [1.0, 0.0]


def test_shipped_weights_are_of_types_and_statuses_that_a_brief_has() -> None:
    assert set(models().types.classes) == {*map(str, EventType), NO_ACT}
    assert set(models().statuses.classes) < set(get_args(EventStatus))
    for classifier in (models().types, models().statuses):
        assert all(
            0 <= at < len(classifier.classes) for some in classifier.weights.values() for at, _ in some
        )


def test_other_weights_are_used_inside_a_with_statement_only() -> None:
    shipped = models()
    nothing = Classifier((), {})
    others = Models(nothing, nothing, Chooser({}), Chooser({}))
    with using(others):
        assert models() is others
    assert models() is shipped
