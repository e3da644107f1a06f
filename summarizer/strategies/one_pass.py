"""One structured call for the whole draft, or for each part of a long article: for models that hold both in mind."""

import json
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from summarizer.article import Article
from summarizer.draft import Draft, draft_of
from summarizer.errors import SettingsError
from summarizer.model.interface import Message
from summarizer.plover import CODEBOOK, MODE_MEANINGS, EventMode
from summarizer.prompts import load_prompt, prompt_set_id
from summarizer.strategies.article_requests import ArticleRequests
from summarizer.strategies.merging import DraftLead, merge_drafts, telling_sentences
from summarizer.strategies.numbered import number_article
from summarizer.strategies.strategy import Drafted, Task
from summarizer.text.document import read_document

_SYSTEM, _EXAMPLE = "brief_system", "brief_example.json"


async def one_pass(task: Task) -> Drafted:
    """Draft the brief in one call, or in one for each part of an article that does not fit the model's context.

    Raises `ArticleTooLong` where the context has no room for an article behind the prompt.
    """
    prefix, prompt = constant_prefix(task.prompts)
    requests = ArticleRequests(task, prefix)
    drafts = await requests.about_all(draft_of)
    if len(drafts) == 1:
        return Drafted(drafts[0], prompt)
    task.report("putting the parts together")
    lead = await requests.about(telling_sentences(drafts), DraftLead)
    return Drafted(merge_drafts(drafts, lead), prompt)


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
