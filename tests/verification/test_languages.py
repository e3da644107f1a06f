"""A short article in each of twenty languages, and what a careful reader drafts of it: all survives, and no more.

Each file of tests/text/languages has the sentences; the quotations with their speakers; names in their base form, each
with forms that the article has; a sentence about it, one that names somebody whom it lacks, and names it lacks.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from summarizer.article import Article
from summarizer.brief import Claim, GroundedBrief
from summarizer.claims import Name, Prose, Quotation
from summarizer.claims.drafts import draft_form
from summarizer.claims.grounding import ground_brief
from summarizer.draft import Draft
from summarizer.text.document import Document, read_document
from summarizer.verification.verify import Verified, verify

FOLDER = Path(__file__).parents[1] / "text" / "languages"
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.json"))
each_language = pytest.mark.parametrize("language", LANGUAGES)


@cache
def case(language: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    return read


@cache
def document(language: str) -> Document:
    told = case(language)
    return read_document(Article(text=told["join"].join(told["sentences"]), language=language))


def draft_of(language: str, **parts: Any) -> Draft:
    told = case(language)
    text, sentences = told["prose"]
    speakers = {words.rstrip("。"): name for words, name in told["quotes"].items()}
    quotes = [
        {"q": quotation.id, "by": speakers[words]}
        for quotation in document(language).quotations
        if (words := quotation.of(document(language).text).rstrip(",.。")) in speakers
    ]
    first, second, *_ = told["names"]
    act = {"s": [1], "what": told["sentences"][0], "type": "CONSULT", "by": [first], "to": [second]}
    fields = {
        "headline": {"text": text, "s": sentences},
        "summary": [],
        "actors": [
            {"names": [name], "kind": "person" if name == first else "group"} for name in told["names"]
        ],
        "quotes": quotes,
        "events": [],
        "moves": [act],
    }
    return Draft.model_validate({**fields, **parts})


@cache
def verified(language: str) -> Verified:
    return verify(draft_of(language), document(language))


def test_twenty_languages_are_here() -> None:
    assert sorted("es pt fr de it nl pl ru uk tr ar he fa hi zh ja ko fi el id".split()) == LANGUAGES


@each_language
def test_sentences_are_those_of_the_article(language: str) -> None:
    found = document(language)
    assert [sentence.of(found.text) for sentence in found.sentences] == case(language)["sentences"]


@each_language
def test_language_is_detected(language: str) -> None:
    found = read_document(Article(text=document(language).text)).spoken
    assert found.tag == language
    assert found.sure is not None


@each_language
def test_nothing_of_a_careful_draft_is_refused(language: str) -> None:
    brief = verified(language)
    assert brief.rejected == []
    assert len(brief.actors) == len(case(language)["names"])
    assert [(move.actors, move.recipients) for move in brief.diplomatic_moves] == [(["A1"], ["A2"])]
    assert brief.headline == case(language)["prose"][0]


@each_language
def test_names_are_found_in_every_form_and_mentions_are_the_text(language: str) -> None:
    text = document(language).text
    mentions = {
        actor.name: [mention.text for mention in actor.mentions] for actor in verified(language).actors
    }
    for name, forms in case(language)["names"].items():
        assert name in mentions
        assert set(forms) <= set(mentions[name])
    assert all(text[m.start : m.end] == m.text for actor in verified(language).actors for m in actor.mentions)


@each_language
def test_speech_has_its_speaker_and_words_set_apart_are_no_quotation(language: str) -> None:
    names = {actor.id: actor.name for actor in verified(language).actors}
    told = {quote.text.rstrip(",.。"): names.get(quote.speaker or "") for quote in verified(language).quotes}
    assert told == {words.rstrip("。"): speaker for words, speaker in case(language)["quotes"].items()}


class Said(Claim):
    """Something that somebody says."""

    words: Quotation


class Who(GroundedBrief):
    """Say whom an article names, and who says what."""

    names: list[Name]
    said: list[Said]
    about: list[Prose]


@each_language
def test_form_of_ones_own_holds_as_the_built_in_brief_does(language: str) -> None:
    told, article = case(language), document(language)
    numbers = {quotation.id: quotation.sentences[0] for quotation in article.quotations}
    speech = draft_of(language).quotes
    text, sentences = told["prose"]
    drafted = {
        "names": list(told["names"]),
        "said": [
            {"s": [numbers[one.quotation]], "words": {"q": one.quotation, "by": one.speaker}}
            for one in speech
        ],
        "about": [{"s": sentences, "v": text}],
    }
    contents = ground_brief(Who, draft_form(Who).model_validate(drafted), article)
    assert contents.rejected == []
    assert [name.name for name in contents.fields["names"]] == list(told["names"])
    speakers = [one.words.speaker and one.words.speaker.name for one in contents.fields["said"]]
    assert speakers == [one.speaker for one in speech]
    assert [one.text for one in contents.fields["about"]] == [text]


@each_language
def test_names_that_the_article_lacks_are_refused(language: str) -> None:
    absent = case(language)["absent"]
    actors = [{"names": [name], "kind": "country"} for name in absent]
    brief = verify(draft_of(language, actors=actors, moves=[], quotes=[]), document(language))
    assert brief.actors == []
    assert [item.value for item in brief.rejected] == absent


@each_language
def test_prose_that_names_a_stranger_is_asked_for_again(language: str) -> None:
    text, sentences = case(language)["strange"]
    draft = draft_of(language, headline={"text": text, "s": sentences}, moves=[])
    (failed,) = verify(draft, document(language)).failed
    assert "has names that the article lacks" in failed.reason


@each_language
def test_country_is_told_by_its_name_in_the_language(language: str) -> None:
    name, code = case(language)["country"]
    actors = [{"names": [name], "kind": "country"}]
    found = verify(draft_of(language, actors=actors, moves=[], quotes=[]), document(language)).actors
    assert [actor.country for actor in found] == ([code] if code else [])
