"""One of several options as an answer: how it is asked for, recognised and scored."""

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, create_model

# Endpoints round: the logarithm of a certainty may come out a little above 0.
_SURE = 0.01
# Something must end an answer that is an option alone; a free one may add a few words around it.
_OPTION_MARGIN, _FREE_ANSWER_TOKENS = 4, 64


class Candidate(NamedTuple):
    """A token that could have stood at a position, and the natural logarithm of its probability."""

    token: Any
    logprob: Any


def grammar(options: Sequence[str]) -> str:
    """Return the GBNF grammar that allows exactly the options."""
    return "root ::= " + " | ".join(f'"{_escaped(option)}"' for option in options)


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    return text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")


@lru_cache(maxsize=256)
def option_model(options: tuple[str, ...]) -> type[BaseModel]:
    """Return the model of an answer whose only key, `answer`, is one of the options."""
    fields: dict[str, Any] = {"answer": (Literal[options], ...)}
    return create_model("Choice", __config__=ConfigDict(extra="forbid"), **fields)


def instruction(options: Sequence[str]) -> str:
    """Return the words that ask for an option where the endpoint enforces nothing."""
    return "Answer with exactly one of the following, and nothing else:\n" + "\n".join(options)


def matched(text: str, options: Sequence[str]) -> str | None:
    """Return the option that a free answer means: the same but for case and punctuation, else the only one it names."""
    answer = _folded(text)
    for option in options:
        if _folded(option) == answer:
            return option
    # "ASSAULT, because …": the words of the answer decide; a longer option hides a shorter one that it contains.
    padded = f" {answer} "
    named = [option for option in options if _folded(option) and f" {_folded(option)} " in padded]
    longest = [one for one in named if not any(one != two and _folded(one) in _folded(two) for two in named)]
    return longest[0] if len(longest) == 1 else None


def _folded(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def scores(
    positions: Sequence[Sequence[Candidate]], answer: Sequence[str], options: Sequence[str]
) -> Mapping[str, float]:
    """Return each option's share of probability; the shares sum to 1, or are empty where no option was seen.

    `positions` holds, for each token of the answer, the likeliest tokens there; `answer` the tokens themselves. Every
    token that begins an option gives it its probability. Where several options begin with the same token, what follows
    in the answer decides between them if that token was the one taken; if it was not, nothing is known about what
    would have followed, and they share its probability equally. An option that never shows among the likeliest
    tokens gets 0. Logarithms that belong to no probability (above 0, or no number) tell nothing at all.
    """
    if not all(_is_told(candidate) for position in positions for candidate in position):
        return {}
    seen = positions[0] if positions else ()
    if not any(
        option.startswith(candidate.token) for candidate in seen if candidate.token for option in options
    ):
        return {}
    shares = dict.fromkeys(options, 0.0)
    _walk(positions, answer, {option: option for option in options}, 1.0, shares)
    total = math.fsum(shares.values())
    return {option: share / total for option, share in shares.items()}


def read_positions(tokens: Sequence[object]) -> tuple[list[Sequence[Candidate]], list[str]]:
    """Return what `scores` takes from the tokens that an endpoint tells of, objects as JSON has them.

    What has not the form of log-probabilities is none.
    """
    told = [one if isinstance(one, dict) else {} for one in tokens]
    places = [one.get("top_logprobs") for one in told]
    if not all(isinstance(place, list) for place in places):
        return [], []
    positions: list[Sequence[Candidate]] = [[_candidate(one) for one in place or ()] for place in places]
    return positions, [one["token"] if isinstance(one.get("token"), str) else "" for one in told]


def _candidate(told: object) -> Candidate:
    fields = told if isinstance(told, dict) else {}
    return Candidate(fields.get("token"), fields.get("logprob"))


def _is_told(candidate: Candidate) -> bool:
    token, logprob = candidate
    return isinstance(token, str) and isinstance(logprob, float | int) and logprob <= _SURE


def _walk(
    positions: Sequence[Sequence[Candidate]],
    answer: Sequence[str],
    rests: Mapping[str, str],
    mass: float,
    shares: dict[str, float],
) -> None:
    """Spread `mass` over the options whose remaining text is in `rests`, reading from the first position on."""
    ended = [option for option, rest in rests.items() if not rest]
    if len(rests) == 1 or not positions:
        _share(ended or list(rests), mass, shares)
        return
    groups: dict[str, dict[str, str]] = {}
    weights: dict[str, float] = {}
    for candidate in positions[0]:
        token = candidate.token
        begun = {
            option: rest[len(token) :] for option, rest in rests.items() if token and rest.startswith(token)
        }
        if begun:
            groups[token], weights[token] = begun, math.exp(candidate.logprob)
    # An option that ends here ("NO" beside "NORTH") has whatever probability is not spent on going on.
    ending = max(0.0, 1.0 - math.fsum(weights.values())) if ended else 0.0
    total = math.fsum(weights.values()) + ending
    if total == 0:
        _share(list(rests), mass, shares)
        return
    _share(ended, mass * ending / total, shares)
    for token, begun in groups.items():
        part = mass * weights[token] / total
        if token == answer[0]:
            _walk(positions[1:], answer[1:], begun, part, shares)
        else:
            _share(list(begun), part, shares)


def _share(options: Sequence[str], mass: float, shares: dict[str, float]) -> None:
    for option in options:
        shares[option] += mass / len(options)


def most_tokens(options: Sequence[str], *, free: bool) -> int:
    """Return a bound for the tokens of an answer: an option alone, or a `free` answer with words around it."""
    longest = max(len(option.encode()) for option in options)  # a token holds at least one byte
    return longest + (_FREE_ANSWER_TOKENS if free else _OPTION_MARGIN)
