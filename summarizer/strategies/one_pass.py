"""One structured call for the whole draft: for models that can hold an article and a form in mind at once."""

import json
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from summarizer.analysis.analysis import analyse
from summarizer.article import Article
from summarizer.draft import Draft
from summarizer.errors import ArticleTooLong, SettingsError
from summarizer.model.interface import Message
from summarizer.plover import CODEBOOK
from summarizer.prompts import load_prompt, prompt_set_id
from summarizer.strategies.numbered import number_article
from summarizer.strategies.strategy import Drafted, Task

# News takes 4 to 5 characters a token. This is above all of them, so that nothing is refused here that would fit; what
# is longer than the endpoint takes after all, the endpoint refuses.
_MOST_CHARACTERS_PER_TOKEN = 5.5
_SYSTEM, _EXAMPLE = "brief_system", "brief_example.json"


async def one_pass(task: Task) -> Drafted:
    """Draft the brief in one call; raises `ArticleTooLong` where the article cannot fit the model's context."""
    prefix, prompt = constant_prefix(task.prompts)
    article = number_article(task.analysis)
    _check_length(task, prefix, article)
    task.report("reading the article")
    await task.model.prepare(prefix)
    messages = [*prefix, Message(role="user", content=article)]
    draft = await task.model.structured(messages, Draft, max_tokens=task.model.profile.max_output_tokens)
    return Drafted(draft, prompt)


@lru_cache(maxsize=8)
def constant_prefix(prompts: Path | None = None) -> tuple[tuple[Message, ...], str]:
    """Return the messages before the article, the same bytes for every article, and the name of the prompt."""
    system, example = load_prompt(_SYSTEM, prompts), load_prompt(_EXAMPLE, prompts)
    article, draft = read_example(example.text)
    messages = (
        Message(role="system", content=system.fill(types=codebook_lines())),
        Message(role="user", content=number_article(analyse(article))),
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
    """Return the PLOVER types, one a line, with definition and modes."""
    return "\n".join(
        f"- {event_type}: {info.definition}" + (f" [{', '.join(info.modes)}]" if info.modes else "")
        for event_type, info in CODEBOOK.items()
    )


def _check_length(task: Task, prefix: tuple[Message, ...], article: str) -> None:
    characters = len(article) + sum(len(message["content"]) for message in prefix)
    tokens = int(characters / _MOST_CHARACTERS_PER_TOKEN)
    context = task.model.profile.context
    if tokens > context:
        raise ArticleTooLong(
            f"The article takes at least {tokens:,} tokens with its prompt; "
            f"{task.model.name!r} has room for {context:,}."
        )
