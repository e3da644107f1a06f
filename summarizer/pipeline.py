"""From an article to a brief, the story in one page."""

import logging
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from time import perf_counter
from typing import TYPE_CHECKING, Any, cast

from pydantic import BaseModel

from summarizer.article import Article
from summarizer.brief import ArticleInfo, Brief, Provenance, Rejected, Tokens
from summarizer.brief_form import AnyBrief
from summarizer.claims.checking import AS_DRAFTED, Contents, Reworded
from summarizer.draft import Draft, draft_of
from summarizer.model.client import Client
from summarizer.model.interface import Message, Model
from summarizer.profiles import Profile
from summarizer.progress import ProgressListener
from summarizer.settings import Settings, StrategyName
from summarizer.strategies.article_requests import OutputOf, single_request
from summarizer.strategies.mend import mend
from summarizer.strategies.one_pass import constant_prefix, one_pass
from summarizer.strategies.review import act_meanings, review, review_id
from summarizer.strategies.stepwise import stepwise
from summarizer.strategies.stepwise.stepwise import prompt_id
from summarizer.strategies.strategy import Strategy, Task
from summarizer.strategies.untold import is_read_stepwise, note_on_language, untold_draft
from summarizer.telemetry import span
from summarizer.text.document import Document, read_document
from summarizer.verification.verify import verify

if TYPE_CHECKING:
    from summarizer.claims.drafts import DraftForm
    from summarizer.claims.form import ClaimsForm

_logger = logging.getLogger(__name__)

STRATEGIES: Mapping[StrategyName, Strategy] = {"one_pass": one_pass, "stepwise": stepwise}


async def brief_article(
    article: Article, model: Model, settings: Settings, listener: ProgressListener
) -> AnyBrief:
    """Return the verified brief of an article, of the form that the settings ask for.

    Raises the errors of `summarizer.errors`: whatever the model says, no brief with an unverified claim is returned.
    """
    started = perf_counter()
    document = read_document(article)
    strategy = settings.strategy_for(model.profile)
    task = Task(document, model, settings.prompts_dir, listener, started, settings.cache_dir)
    draft, prompt, left_out = await _drafted(strategy, task, settings)
    contents = _checked(draft, document, settings)
    if contents.failed:
        contents = _checked(draft, document, settings, await mend(task, contents.failed))
    seconds = perf_counter() - started
    made = _provenance(prompt, model, strategy, seconds, model.profile)
    return _published(contents, document, settings, made, left_out)


def request_for_later(article: Article, client: Client, settings: Settings) -> dict[str, Any]:
    """Return the body of the one request that `one_pass` makes, to be sent in another way than by the client.

    Raises `ArticleTooLong` for an article that takes more than one.
    """
    prefix, output_of, _ = one_request(settings)
    document = read_document(article)
    messages = single_request(document, client, prefix)
    output = output_of(len(document.sentences))
    return client.written(messages, output, max_tokens=client.profile.max_output_tokens)


def brief_of_answer(
    article: Article,
    client: Client,
    settings: Settings,
    answer: Mapping[str, Any],
    *,
    prompt: str,
    prices: Profile,
    seconds: float,
) -> AnyBrief:
    """Return the verified brief of an article whose request was answered after so many seconds.

    `prompt` is the name of the prompts that it was made with, `prices` the profile to count the cost by. Nothing is
    asked again: for prose that breaks a rule stand the article's own words. Raises `ModelOutputError`, and
    `EndpointUnavailable` for an answer that is none.
    """
    document = read_document(article)
    _, output_of, _ = one_request(settings)
    draft = client.read(answer, output_of(len(document.sentences)))
    made = _provenance(prompt, client, "one_pass", seconds, prices)
    return _published(_checked(draft, document, settings), document, settings, made)


def one_request(settings: Settings) -> tuple[Sequence[Message], OutputOf[BaseModel], str]:
    """Return what `one_pass` sends before an article, what it is answered with by the number of its sentences, and the
    name of the prompts."""
    if settings.brief_form is None:
        prefix, prompt = constant_prefix(settings.prompts_dir)
        return prefix, draft_of, prompt
    from summarizer.strategies.own_form import own_prefix

    form = cast("ClaimsForm", settings.brief_form)
    prefix, prompt = own_prefix(form, settings.prompts_dir)
    return prefix, lambda _: form.draft, prompt


async def _drafted(
    strategy: StrategyName, task: Task, settings: Settings
) -> tuple[BaseModel, str, Sequence[Rejected]]:
    """Return the draft, the name of the prompts, and what the strategy left out of the draft."""
    if settings.brief_form is not None:
        from summarizer.strategies.own_form import draft_own_form

        form = cast("ClaimsForm", settings.brief_form)
        own, prompt = await draft_own_form(task, form)
        if settings.review:
            own, prompt = await review(task, own, form.keys), f"{prompt}+{review_id(task.prompts)}"
        return own, prompt, ()
    if strategy == "stepwise" and not is_read_stepwise(task.document):
        _logger.warning(note_on_language(task.document))
        return untold_draft(task.document), prompt_id(task.prompts), ()
    if strategy == "stepwise" and settings.review:
        _logger.warning("The strategy 'stepwise' judges every act already: --review is for one_pass.")
    drafted = await STRATEGIES[strategy](task)
    draft, prompt = drafted.draft, drafted.prompt
    if strategy == "one_pass" and settings.review:
        draft = await review(task, draft, act_meanings(task.prompts))
        prompt += f"+{review_id(task.prompts)}"
    return draft, prompt, drafted.left_out


def _checked(
    draft: BaseModel, document: Document, settings: Settings, mended: Reworded = AS_DRAFTED
) -> Contents:
    """Return what of a draft may be published; `mended` is what was written in place of prose that failed before."""
    with span("verify", {}) as told:
        if isinstance(draft, Draft):
            least, prompts = settings.min_confidence, settings.prompts_dir
            contents = verify(draft, document, min_confidence=least, prompts=prompts, mended=mended).contents
        else:
            from summarizer.claims.grounding import ground_brief

            form = cast("ClaimsForm", settings.brief_form)
            drafted = cast("DraftForm", draft)
            contents = ground_brief(form.schema, drafted, document, settings.prompts_dir, mended)
        told.set({"summarizer.rejected": len(contents.rejected)})
        return contents


def _published(
    contents: Contents,
    document: Document,
    settings: Settings,
    made: Provenance,
    left_out: Sequence[Rejected] = (),
) -> AnyBrief:
    rejected = [*contents.rejected, *left_out]
    told = {**contents.fields, "article": _info(document), "rejected": rejected, "provenance": made}
    if settings.brief_form is None:
        return Brief(**told)
    form = cast("ClaimsForm", settings.brief_form)
    return form.schema(form=form.name, **told)


def _info(document: Document) -> ArticleInfo:
    article = document.article
    return ArticleInfo(
        id=article.id,
        title=article.title,
        source=article.source,
        url=article.url,
        published=article.published,
        language=document.spoken.tag,
        language_sure=document.spoken.sure,
        characters=len(article.text),
        sentences=len(document.sentences),
    )


def _provenance(
    prompt: str, model: Model, strategy: StrategyName, seconds: float, prices: Profile
) -> Provenance:
    usage = model.usage
    return Provenance(
        model=model.name,
        endpoint=model.endpoint,
        strategy=strategy,
        prompt=prompt,
        requests=usage.requests,
        tokens=Tokens(prompt=usage.prompt, cached=usage.cached, completion=usage.completion),
        cost_usd=usage.cost(prices),
        seconds=round(seconds, 3),
        from_cache=False,
        created=datetime.now(UTC),
    )
