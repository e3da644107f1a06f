"""One structured call for the whole draft, or for each part of a long article: for models that hold both in mind."""

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from summarizer.article import Article
from summarizer.draft import Draft, draft_of
from summarizer.errors import ArticleTooLong, SettingsError
from summarizer.model.interface import Message, Model, Output
from summarizer.plover import CODEBOOK, MODE_MEANINGS, EventMode
from summarizer.prompts import load_prompt, prompt_set_id
from summarizer.strategies.merging import DraftLead, merge_drafts, telling_sentences
from summarizer.strategies.numbered import number_article, prompt_sizes
from summarizer.strategies.parts import Part, split, whole
from summarizer.strategies.strategy import Drafted, Task
from summarizer.text.document import Document, read_document
from summarizer.text.spans import Sentence

# English news takes 4 to 5 bytes of UTF-8 a token, other scripts about 3.
_BYTES_PER_TOKEN = 3.2
_LEAST_ROOM = 1_000
_SYSTEM, _EXAMPLE = "brief_system", "brief_example.json"


async def one_pass(task: Task) -> Drafted:
    """Draft the brief in one call, or in one for each part of an article that does not fit the model's context.

    Raises `ArticleTooLong` where the context has no room for an article behind the prompt.
    """
    prefix, prompt = constant_prefix(task.prompts)
    room = _room(task.model, prefix)
    task.report("reading the article")
    await task.model.prepare(prefix)
    document = task.document
    parts = [whole(document)] if sum(prompt_sizes(document)) <= room else split(document, room)
    drafts: list[Draft] = []
    for number, part in enumerate(parts):
        if len(parts) > 1:
            task.report("reading part by part", number, len(parts))
        drafts += await _drafted(task, prefix, part, room)
    if len(drafts) == 1:
        return Drafted(drafts[0], prompt)
    task.report("putting the parts together")
    told = [sentence for number in telling_sentences(drafts) if (sentence := document.sentence(number))]
    room = room * len(parts) // len(drafts)  # less, where parts had to be halved
    lead = await _asked(task, prefix, _fitting(told, document, room), room, DraftLead)
    return Drafted(merge_drafts(drafts, lead), prompt)


def single_request(document: Document, model: Model, prompts: Path | None) -> list[Message]:
    """Return the messages that `one_pass` drafts a brief with, of an article that one request is enough for.

    Raises `ArticleTooLong` for one that is read part by part.
    """
    prefix, _ = constant_prefix(prompts)
    room = _room(model, prefix)
    if sum(prompt_sizes(document)) > room:
        raise ArticleTooLong(
            f"The article does not fit one request to {model.name!r}: it is read part by part."
        )
    return _messages(document, prefix, whole(document).of(document), room)


async def _drafted(task: Task, prefix: tuple[Message, ...], part: Part, room: int) -> list[Draft]:
    """Return the draft of a part, or those of its halves where the endpoint finds it too long after all."""
    try:
        sentences = part.of(task.document)
        return [await _asked(task, prefix, sentences, room, draft_of(len(sentences)))]
    except ArticleTooLong:
        halves = part.halves()
        if halves is None:
            raise
    return [draft for half in halves for draft in await _drafted(task, prefix, half, room // 2)]


async def _asked(
    task: Task, prefix: tuple[Message, ...], sentences: Sequence[Sentence], room: int, output: type[Output]
) -> Output:
    messages = _messages(task.document, prefix, sentences, room)
    return await task.model.structured(messages, output, max_tokens=task.model.profile.max_output_tokens)


def _messages(
    document: Document, prefix: tuple[Message, ...], sentences: Sequence[Sentence], room: int
) -> list[Message]:
    return [*prefix, Message(role="user", content=number_article(document, sentences, longest=room))]


def _room(model: Model, prefix: tuple[Message, ...]) -> int:
    """Return how many bytes of an article the context takes behind the prompt, with room left for the answer."""
    profile = model.profile
    used = sum(len(message["content"].encode()) for message in prefix) / _BYTES_PER_TOKEN
    # Some profiles state an answer as long as the whole context; no answer needs more than a third of it.
    answer = min(profile.max_output_tokens, profile.context // 3)
    room = int((profile.context - used - answer) * _BYTES_PER_TOKEN)
    if room < _LEAST_ROOM:
        raise ArticleTooLong(
            f"The prompt alone takes about {used:,.0f} tokens; {model.name!r} has room for {profile.context:,}, "
            "the answer included.",
            hint="Use a model with a longer context, or the strategy stepwise.",
        )
    return room


def _fitting(sentences: Sequence[Sentence], document: Document, room: int) -> list[Sentence]:
    """Return the first sentences that fit the room together, at least one, in order of the text."""
    sizes = prompt_sizes(document)
    taken = 0
    kept: list[Sentence] = []
    for sentence in sentences:
        taken += sizes[sentence.id - 1]
        if kept and taken > room:
            break
        kept.append(sentence)
    return sorted(kept or document.sentences[:1])


@lru_cache(maxsize=8)
def constant_prefix(prompts: Path | None = None) -> tuple[tuple[Message, ...], str]:
    """Return the messages before the article, the same bytes for every article, and the name of the prompt."""
    system, example = load_prompt(_SYSTEM, prompts), load_prompt(_EXAMPLE, prompts)
    article, draft = read_example(example.text)
    messages = (
        Message(role="system", content=system.fill(types=codebook_lines())),
        Message(role="user", content=number_article(read_document(article))),
        Message(role="assistant", content=draft.model_dump_json(by_alias=True)),
    )
    return messages, prompt_set_id("brief", (system, example))


def prompt_id(prompts: Path | None = None) -> str:
    """Return the name of the prompts that this strategy uses, those of the folder in place of the package's own."""
    return constant_prefix(prompts)[1]


def read_example(text: str) -> tuple[Article, Draft]:
    """Return a worked example's article and draft; raises `SettingsError` where the file is not one."""
    try:
        fields = json.loads(text)
        draft = Draft.model_validate(fields.pop("draft"))
        return Article.model_validate(fields), draft
    except (KeyError, TypeError, ValueError, ValidationError) as error:
        raise SettingsError(f"The worked example in {_EXAMPLE!r} cannot be used: {error}.") from error


def codebook_lines() -> str:
    """Return the PLOVER types, one a line, with definition and modes, each mode explained once."""
    told: set[EventMode] = set()
    lines = []
    for event_type, info in CODEBOOK.items():
        modes = []
        for mode in info.modes:
            meaning = MODE_MEANINGS.get(mode) if mode not in told else None
            modes.append(f"{mode} ({meaning})" if meaning else mode)
            told.add(mode)
        lines.append(f"- {event_type}: {info.definition}" + (f" [{', '.join(modes)}]" if modes else ""))
    return "\n".join(lines)
