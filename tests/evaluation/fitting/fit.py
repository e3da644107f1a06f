"""Fits the models of a reading in two rounds: the second knows what the first found of an article's other acts."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypedDict

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from summarizer.article import Article
from summarizer.reading.linear import Chooser, models, using
from summarizer.reading.parse import Parser
from summarizer.reading.reading import without_acts
from summarizer.text.document import read_document
from tests.evaluation.fitting.coded import CodedArticle
from tests.evaluation.fitting.examples import Choice, Examples, Labelled, examples_of

# A sign that fewer examples show is left out, and so is a weight nearer to nought.
_RARE, _LIGHT = 4, 0.05
_PENALTY = 2.0
_ROUNDS = 200


class Weights(TypedDict):
    """The weights of all models, as weights.json.gz holds them."""

    types: "ClassWeights"
    statuses: "ClassWeights"
    actors: dict[str, float]
    recipients: dict[str, float]


class ClassWeights(TypedDict):
    """The classes, and for each sign the weights that are not light, by the class's index."""

    classes: list[str]
    weights: dict[str, list[tuple[int, float]]]


def fit(articles: Sequence[CodedArticle], parser: Parser) -> Weights:
    """Return the weights that coded articles give.

    Sides are first fitted on either half of the articles, so that nothing is looked over by what was fitted on itself.
    """
    readings = [without_acts(read_document(Article(text=article.text)), parser) for article in articles]
    pairs = list(zip(articles, readings, strict=True))
    first = [examples_of(article, reading, looked_over=False) for article, reading in pairs]
    second: list[Examples] = []
    for half in (0, 1):
        fitted = Examples.joined(first[1 - half :: 2])
        actors, recipients = (Chooser(fit_choices(one)) for one in (fitted.actors, fitted.recipients))
        with using(replace(models(), actors=actors, recipients=recipients)):
            second += [examples_of(article, reading, looked_over=True) for article, reading in pairs[half::2]]
    examples = Examples.joined(second)
    return {
        "types": fit_classes(examples.types),
        "statuses": fit_classes(examples.statuses),
        "actors": fit_choices(examples.actors),
        "recipients": fit_choices(examples.recipients),
    }


def fit_classes(examples: Sequence[Labelled]) -> ClassWeights:
    """Return weights of classes, by multinomial regression."""
    index = _index(example.signs for example in examples)
    rows, classes, shares = [], [], []
    for row, example in enumerate(examples):
        for name, share in example.classes.items():
            rows.append(row)
            classes.append(name)
            shares.append(share)
    matrix = _matrix([example.signs for example in examples], index)
    model = LogisticRegression(C=1 / _PENALTY, max_iter=_ROUNDS, fit_intercept=False)
    model.fit(matrix[rows], classes, sample_weight=shares)
    weights = {
        sign: [
            (number, round(float(w), 2))
            for number, w in enumerate(model.coef_[:, column])
            if abs(w) >= _LIGHT
        ]
        for sign, column in index.items()
    }
    return {
        "classes": [str(name) for name in model.classes_],
        "weights": {sign: found for sign, found in weights.items() if found},
    }


def fit_choices(examples: Sequence[Choice]) -> dict[str, float]:
    """Return the weight of each sign of an option, by conditional regression."""
    examples = [example for example in examples if any(example.right)]
    index = _index(signs for example in examples for signs in example.options)
    matrix = _matrix([signs for example in examples for signs in example.options], index)
    right = np.array([one for example in examples for one in example.right], dtype=float)
    sizes = [len(example.options) for example in examples]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    of = np.repeat(np.arange(len(examples)), sizes)
    turned = matrix.T.tocsr()

    def loss(weights: "np.ndarray") -> tuple[float, "np.ndarray"]:
        scores = matrix @ weights
        raised = np.exp(scores - np.maximum.reduceat(scores, starts)[of])
        total, good = np.add.reduceat(raised, starts), np.add.reduceat(raised * right, starts)
        slope = turned @ (raised / total[of] - raised * right / good[of]) + _PENALTY * weights
        return float(np.log(total / good).sum() + 0.5 * _PENALTY * weights @ weights), slope

    found = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS}).x
    return {sign: round(float(found[at]), 2) for sign, at in index.items() if abs(found[at]) >= _LIGHT}


def _index(signs: Iterable[Iterable[str]]) -> Mapping[str, int]:
    counts = Counter(sign for some in signs for sign in some)
    return {sign: at for at, sign in enumerate(sorted(sign for sign in counts if counts[sign] >= _RARE))}


def _matrix(rows: Sequence[Iterable[str]], index: Mapping[str, int]) -> csr_matrix:
    columns: list[int] = []
    ends = [0]
    for signs in rows:
        columns += [index[sign] for sign in signs if sign in index]
        ends.append(len(columns))
    return csr_matrix((np.ones(len(columns), dtype=np.float32), columns, ends), shape=(len(rows), len(index)))
