"""The one call, or one for each part of a long article, that fills in the draft of a user's own brief."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from summarizer.claims.drafts import DraftForm
from summarizer.claims.form import ClaimsForm
from summarizer.claims.shape import FieldShape, fields_of, list_of
from summarizer.model.interface import Message
from summarizer.prompts import load_prompt, prompt_set_id
from summarizer.strategies.article_requests import ArticleRequests
from summarizer.strategies.numbered import number_article
from summarizer.strategies.strategy import Task

_SYSTEM = "claims_system"


async def draft_own_form(task: Task, form: ClaimsForm) -> tuple[DraftForm, str]:
    """Return the draft, and the name of the prompt that it was made with.

    Raises `ArticleTooLong` where the context has no room for an article behind the prompt.
    """
    prefix, prompt = own_prefix(form, task.prompts)
    drafts = await ArticleRequests(task, prefix).about_all(lambda _: form.draft)
    return (drafts[0] if len(drafts) == 1 else _joined(form, drafts)), prompt


@lru_cache(maxsize=8)
def own_prefix(form: ClaimsForm, prompts: Path | None = None) -> tuple[tuple[Message, ...], str]:
    """Return the messages before the article, the same bytes for every article, and the name of the prompt.

    The name tells of the form too: `Form-digest@digest of the prompt file`.
    """
    system = load_prompt(_SYSTEM, prompts)
    messages = [Message(role="system", content=system.fill(task=form.task, keys=form.keys))]
    for example in form.examples:
        messages.append(Message(role="user", content=number_article(example.document)))
        messages.append(Message(role="assistant", content=example.draft.model_dump_json(by_alias=True)))
    return tuple(messages), prompt_set_id(f"{form.name}-{form.digest}", (system,))


def _joined(form: ClaimsForm, drafts: Sequence[DraftForm]) -> DraftForm:
    """Return one draft of those of the parts; repetitions are joined when it is checked."""
    fields = fields_of(form.schema)
    before: dict[str, int] = {}
    joined: dict[str, Any] = {field.name: [] if field.many else None for field in fields}
    for draft in drafts:
        for field in fields:
            value = getattr(draft, field.name)
            if field.many:
                joined[field.name] += [_renumbered(form, field, item, before) for item in value]
            elif joined[field.name] is None and value is not None:
                joined[field.name] = _renumbered(form, field, value, before)
        before = {field.name: len(joined[field.name]) for field in fields if field.many}
    return form.draft.model_construct(**joined)


def _renumbered(form: ClaimsForm, field: FieldShape, value: Any, before: dict[str, int]) -> Any:
    """Return what a part says, its references counted behind the entries of the parts before it."""
    if field.target is not None:
        return value + before.get(list_of(form.schema, field.target) or "", 0)
    if not field.is_claim:
        return value
    update: dict[str, Any] = {}
    for part in fields_of(field.of):
        held = getattr(value, part.name)
        if held is None or not (part.is_claim or part.target):
            continue
        update[part.name] = (
            [_renumbered(form, part, one, before) for one in held]
            if part.many
            else _renumbered(form, part, held, before)
        )
    return value.model_copy(update=update)
