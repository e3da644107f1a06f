"""What a batch would take, estimated without asking anybody."""

from collections.abc import Container
from dataclasses import dataclass

from summarizer.batch.inputs import Inputs
from summarizer.batch.journal import Journal
from summarizer.errors import ArticleError
from summarizer.limits import Limits
from summarizer.model.selection import informed, select
from summarizer.model.usage import Usage
from summarizer.pipeline import one_request
from summarizer.profiles import Profile
from summarizer.settings import Settings

_CHARACTERS_PER_TOKEN = 4
# The form of an answer is sent with every request.
_FORM_TOKENS = 1_100
# Numbers before the sentences.
_NUMBERED = 1.1
# An answer tells of more the longer the article is, up to what lists are bounded to.
_ANSWER_TOKENS, _CHARACTERS_PER_ANSWER_TOKEN, _LONGEST_ANSWER = 300, 10, 1_500
# Of the tokens that a model may think for, few are used on an article.
_THOUGHT = 1 / 8
# stepwise: short decisions behind a prompt of this size, one for so many characters.
_STEP_TOKENS, _CHARACTERS_PER_STEP, _STEP_ANSWER = 600, 2_500, 10


@dataclass(frozen=True, slots=True)
class Estimate:
    """How many articles there are, and what the `new` ones would take; tokens and `cost` (USD) are estimates.

    `cost` is None where the prices of the model are not known. What the cache holds is not taken off. `submitted` are
    at the provider already.
    """

    new: int
    finished: int
    failed_before: int
    unusable: int
    characters: int
    prompt: int
    completion: int
    cost: float | None
    model: str | None
    submitted: int = 0


def expected_answer(length: int, profile: Profile) -> int:
    """Return about how many tokens `one_pass` is answered with, thoughts included, for so many characters."""
    answer = _ANSWER_TOKENS + length // _CHARACTERS_PER_ANSWER_TOKEN
    return min(answer, _LONGEST_ANSWER) + int(_THOUGHT * profile.thinking_tokens)


def estimate(
    inputs: Inputs,
    journal: Journal,
    settings: Settings,
    limits: Limits,
    *,
    price: float = 1.0,
    submitted: Container[str] = (),
) -> Estimate:
    """Read the whole input and count; `limits.max_articles` bounds how many are new.

    `price` is the part of the list price that is paid, `submitted` are ids that are asked about already. Raises
    `SettingsError` where the settings mean no model.
    """
    selection = informed(select(settings), settings)
    profile = selection.profile
    strategy = settings.strategy_for(profile)
    counts = {"new": 0, "finished": 0, "failed": 0, "changed": 0, "submitted": 0}
    unusable = characters = prompt = completion = 0
    fixed = sum(len(message["content"]) for message in one_request(settings)[0])
    for entry in inputs:
        if isinstance(entry.article, ArticleError):
            unusable += 1
            continue
        fate = journal.fate(entry.id, entry.article)
        if fate == "new" and entry.id in submitted:
            counts["submitted"] += 1
            continue
        if fate == "new" and counts["new"] == limits.max_articles:
            break
        counts[fate] += 1
        if fate != "new":
            continue
        length = len(entry.article.text)
        characters += length
        if strategy == "one_pass":
            prompt += _FORM_TOKENS + int((fixed + _NUMBERED * length) / _CHARACTERS_PER_TOKEN)
            completion += expected_answer(length, profile)
        else:
            steps = 1 + length // _CHARACTERS_PER_STEP
            prompt += steps * _STEP_TOKENS
            completion += steps * _STEP_ANSWER
    cost = Usage(prompt=prompt, completion=completion).cost(profile)
    return Estimate(
        new=counts["new"],
        finished=counts["finished"],
        failed_before=counts["failed"],
        unusable=unusable + counts["changed"],
        characters=characters,
        prompt=prompt,
        completion=completion,
        cost=None if cost is None else price * cost,
        model=selection.model,
        submitted=counts["submitted"],
    )
