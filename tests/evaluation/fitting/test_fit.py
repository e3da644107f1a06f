from itertools import islice
from pathlib import Path

from summarizer.reading.linear import Chooser, Classifier
from tests.evaluation.fitting.coded import read_coded
from tests.evaluation.fitting.examples import Choice, Labelled
from tests.evaluation.fitting.fit import fit, fit_choices, fit_classes
from tests.support.parser import loaded_parser

CODED = Path(__file__).parents[1] / "coded"


def test_class_that_signs_go_with_becomes_the_likeliest() -> None:
    examples = [
        Labelled(["v accuse"], {"ACCUSE": 1.0}),
        Labelled(["v meet"], {"CONSULT": 0.6, "AGREE": 0.4}),
    ] * 9
    fitted = fit_classes(examples)
    classifier = Classifier(fitted["classes"], fitted["weights"])
    likely = classifier.probabilities(["v meet"])
    assert max(likely, key=likely.__getitem__) == "CONSULT"
    assert classifier.probabilities(["v accuse"])["ACCUSE"] > 0.5


def test_option_that_is_right_more_often_becomes_the_likeliest() -> None:
    examples = [Choice([["subject"], ["object"], ["nobody"]], [True, False, False])] * 9
    examples.append(Choice([["subject"], ["nobody"]], [False, False]))  # nobody is right: it teaches nothing
    subject, thing, nobody = Chooser(fit_choices(examples)).probabilities(
        [["subject"], ["object"], ["nobody"]]
    )
    assert subject > max(thing, nobody)


def test_coded_articles_give_all_models() -> None:
    weights = fit(list(islice(read_coded(CODED), 40)), loaded_parser())
    assert "none" in weights["types"]["classes"]
    assert "happened" in weights["statuses"]["classes"]
    assert weights["actors"]["same"] > weights["actors"].get("nobody", 0.0)
    assert weights["recipients"]
