"""Prose of the model as a claim: words, where they belong in the draft, and the sentences they cite."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeVar

from summarizer.draft import Draft, DraftAct, DraftProse
from summarizer.text.document import Document
from summarizer.text.spans import Sentence

Act = TypeVar("Act", bound=DraftAct)


class Prose(NamedTuple):
    """Words that the model wrote, their place in the draft (as in `Claim`), and the sentences they cite by number."""

    path: str
    text: str
    sentences: Sequence[int]


@dataclass(frozen=True, slots=True)
class Claim:
    """Words that the model wrote; `path` names their place in the draft ("headline", "summary[1]", "events[0]")."""

    path: str
    text: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class FailedClaim:
    """A claim that may not be published as it is, and why."""

    claim: Claim
    reason: str


class _Citing(Protocol):
    @property
    def sentences(self) -> Sequence[int]: ...


def cited_sentences(part: _Citing, document: Document) -> tuple[Sentence, ...]:
    """Return the sentences that exist of those a part cites, without repetition, in the order cited."""
    known = document.sentences
    return tuple([known[number - 1] for number in dict.fromkeys(part.sentences) if 1 <= number <= len(known)])


def prose_of(draft: Draft) -> Iterator[Prose]:
    """Yield every piece of prose in a draft."""
    yield Prose("headline", draft.headline.text, draft.headline.sentences)
    for index, part in enumerate(draft.summary):
        yield Prose(f"summary[{index}]", part.text, part.sentences)
    for name, acts in (("events", draft.events), ("moves", draft.moves)):
        for index, act in enumerate(acts):
            yield Prose(f"{name}[{index}]", act.what, act.sentences)


def replace_prose(draft: Draft, texts: Mapping[str, str]) -> Draft:
    """Return the draft with the prose at these paths replaced."""

    def prose(path: str, part: DraftProse) -> DraftProse:
        return part.model_copy(update={"text": texts[path]}) if path in texts else part

    def acts(name: str, parts: list[Act]) -> list[Act]:
        return [
            part.model_copy(update={"what": texts[path]}) if (path := f"{name}[{index}]") in texts else part
            for index, part in enumerate(parts)
        ]

    return draft.model_copy(
        update={
            "headline": prose("headline", draft.headline),
            "summary": [prose(f"summary[{index}]", part) for index, part in enumerate(draft.summary)],
            "events": acts("events", draft.events),
            "moves": acts("moves", draft.moves),
        }
    )
