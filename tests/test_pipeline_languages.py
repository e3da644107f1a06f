"""What the pipeline does beside asking once: prose that is mended, articles that the small model cannot read."""

import asyncio
import logging
from typing import Any

import pytest

from summarizer import Article, Brief, Settings
from summarizer.claims.form import ClaimsForm
from summarizer.draft import Draft
from summarizer.model.interface import Model
from summarizer.pipeline import brief_article
from summarizer.progress import ignore_progress
from summarizer.strategies.mend import Mended, MendedItem
from summarizer.text.folding import fold
from tests.claims.given import KINDS
from tests.strategies.fake_model import FakeModel

ENGLISH = Article(text="Marek Dolan left Sarvo on Monday. Ostrava accused Dolan of lying.", language="en")
GERMAN = Article(
    text="Jonas Reiter hat Wien am Montag verlassen. „Wir werden nicht weichen“, sagte er vor der Presse."
)


def brief_of(article: Article, model: Model, **settings: Any) -> Brief:
    made = Settings.load(environment={}, **settings)
    brief = asyncio.run(brief_article(article, model, made, ignore_progress))
    assert isinstance(brief, Brief)
    return brief


def draft(**fields: Any) -> Draft:
    empty: dict[str, Any] = {"summary": [], "actors": [], "quotes": [], "events": [], "moves": []}
    return Draft.model_validate({"headline": {"text": "Dolan left Sarvo", "s": [1]}, **empty, **fields})


def test_prose_of_ones_own_form_is_mended_as_the_built_in_brief_is() -> None:
    form = ClaimsForm.named(f"{KINDS}/sanctions/form.py:SanctionsBrief")
    claim = {"s": [2], "by": ["Ostrava"], "against": ["Dolan"], "measure": "other", "step": "imposed"}
    drafted = {"sanctions": [{**claim, "why": "Dolan told 40 lies."}], "companies": []}
    answers = form.draft.model_validate(drafted), Mended(items=[MendedItem(n=1, text="Dolan lied.")])
    model, settings = FakeModel(*answers), Settings.load(environment={}, brief_form=form)
    brief = asyncio.run(brief_article(ENGLISH, model, settings, ignore_progress))
    assert isinstance(brief, form.schema)
    assert [one["why"]["text"] for one in brief.model_dump()["sanctions"]] == ["Dolan lied."]
    assert brief.rejected == []
    assert "Wrong: it has numbers that the cited sentences lack: 40" in model.asked[1][-1]["content"]


def test_article_in_another_language_is_told_to_be_none_for_the_small_model(
    caplog: pytest.LogCaptureFixture,
) -> None:
    model = FakeModel()
    with caplog.at_level(logging.WARNING, "summarizer"):
        brief = brief_of(GERMAN, model, strategy="stepwise")
    (said,) = [record.getMessage() for record in caplog.records]
    assert "read in English only, and this article is in 'de'" in said
    assert "--base-url" in said
    assert model.asked == []
    assert (brief.article.language, brief.article.language_sure) == ("de", 1.0)
    assert brief.headline == "Jonas Reiter hat Wien am Montag verlassen."
    assert [quote.text for quote in brief.quotes] == ["Wir werden nicht weichen"]
    assert (brief.actors, brief.key_events, brief.rejected) == ([], [], [])


@pytest.mark.parametrize(
    ("text", "name", "language"),
    [
        ("Der Minister verließ Wien. 外交部长林书豪在北京会见了日本特使。 Ministers met.", "林书豪", None),
        ("外交部长林书豪星期一在北京会见了日本特使。", "林书豪", "en"),
        ("The minister left Vienna on Monday with all of his staff.", "Vienna", "zh-Hant"),
        ("قال \u202bالوزير\u202c إن «\u200fالاتفاق\u200f» جيد جدا.", "الاتفاق", "ar"),
        ("Dolan left.", "Dolan", ""),
        ("Dolan left.", "Dolan", "tlh"),
    ],
)
def test_mixed_and_wrongly_declared_languages_give_a_brief_with_true_offsets(
    text: str, name: str, language: str | None
) -> None:
    article = Article(text=text, language=language)
    told = draft(headline={"text": text, "s": [1]}, actors=[{"names": [name], "kind": "group"}])
    brief = brief_of(article, FakeModel(told), strategy="one_pass")
    ((mention,),) = [actor.mentions for actor in brief.actors]
    assert text[mention.start : mention.end] == mention.text
    assert fold(mention.text) == fold(name)
    assert brief.article.language
    assert brief.article.language == (language or brief.article.language)
