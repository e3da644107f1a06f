"""What of a draft is published: every test gives a draft something false and looks for it in the brief."""

from typing import Any

from summarizer.article import Article
from summarizer.brief import Rejected
from summarizer.draft import Draft
from summarizer.text.document import Document, read_document
from summarizer.verification.verify import Verified, verify


def draft(**parts: Any) -> Draft:
    empty: dict[str, Any] = {"summary": [], "actors": [], "quotes": [], "events": [], "moves": []}
    headline = {"text": "Veldaria threatens to close the border", "s": [1]}
    return Draft.model_validate({"headline": headline, **empty, **parts})


def event(**fields: Any) -> dict[str, Any]:
    return {"s": [4], "what": "At least seven people were killed in Lurno", "type": "ASSAULT", **fields}


def reasons(verified: Verified, field: str) -> list[tuple[str, str]]:
    return [(item.value, item.reason) for item in verified.rejected if item.field == field]


def test_every_evidence_is_true(document: Document) -> None:
    verified = verify(
        draft(events=[event()], summary=[{"text": "Seven killed in Lurno", "s": [4]}]), document
    )
    evidence = [
        e
        for part in (verified.key_events, verified.quotes, verified.summary)
        for x in part
        for e in x.evidence
    ]
    assert len(evidence) == 3
    assert all(document.text[e.start : e.end] == e.text for e in evidence)


def test_quotation_is_published_though_the_draft_is_silent(document: Document) -> None:
    (quote,) = verify(draft(), document).quotes
    assert (quote.text, quote.kind, quote.speaker) == ("We have waited long enough,", "full", None)


def test_speaker_is_whom_the_draft_names_and_his_words_stand_beside_the_quotation(document: Document) -> None:
    actors = [{"names": ["Marek Dolan"], "kind": "person"}]
    verified = verify(draft(actors=actors, quotes=[{"q": "Q1", "by": "Marek Dolan"}]), document)
    assert [actor.name for actor in verified.actors] == ["Marek Dolan"]
    assert [(quote.speaker, quote.speaker_text) for quote in verified.quotes] == [("A1", "Dolan")]


def test_speaker_whom_the_article_lacks_is_refused(document: Document) -> None:
    verified = verify(draft(quotes=[{"q": "Q1", "by": "Ana Dravic"}]), document)
    assert verified.quotes[0].speaker is None
    assert reasons(verified, "quotes") == [("Q1 speaker", "the article does not name 'Ana Dravic'")]


def test_invented_quotation_is_refused(document: Document) -> None:
    verified = verify(draft(quotes=[{"q": "Q7", "by": "Dolan"}]), document)
    assert reasons(verified, "quotes") == [("Q7", "there is no such quotation")]


def test_invented_actor_is_refused(document: Document) -> None:
    verified = verify(draft(actors=[{"names": ["Ana Dravic"], "kind": "person"}]), document)
    assert "Ana Dravic" not in {actor.name for actor in verified.actors}
    assert reasons(verified, "actors") == [("Ana Dravic", "the article does not name it")]


def test_actor_without_a_name_is_refused(document: Document) -> None:
    verified = verify(draft(actors=[{"names": [], "kind": "person"}]), document)
    assert reasons(verified, "actors") == [("", "the article does not name it")]


def test_other_names_of_an_actor_are_mentions_and_do_not_take_those_of_somebody_else(
    document: Document,
) -> None:
    actors = [
        {"names": ["Ostrava’s defence ministry", "Ostrava", "rebels"], "kind": "government"},
        {"names": ["rebels"], "kind": "armed_group"},
    ]
    ministry, rebels = verify(draft(actors=actors), document).actors
    assert {mention.text for mention in ministry.mentions} == {"Ostrava’s defence ministry", "Ostrava"}
    assert {mention.text for mention in rebels.mentions} == {"rebels"}


def test_actor_whose_name_is_inside_a_longer_word_is_refused(document: Document) -> None:
    verified = verify(draft(actors=[{"names": ["Veld"], "kind": "country"}]), document)
    assert reasons(verified, "actors") == [("Veld", "the article does not name it")]


def test_two_names_of_one_actor_are_one(document: Document) -> None:
    drafts = [{"names": ["Marek Dolan"], "kind": "person"}, {"names": ["Dolan"], "kind": "person"}]
    verified = verify(draft(actors=drafts), document)
    (dolan,) = [actor for actor in verified.actors if "Dolan" in actor.name]
    assert dolan.name == "Marek Dolan"
    assert {"Marek Dolan", "Dolan"} <= {mention.text for mention in dolan.mentions}
    assert all(document.text[m.start : m.end] == m.text for m in dolan.mentions)


def test_who_is_called_by_somebody_else_is_not_that_person() -> None:
    text = "The mother of Ana Dravic wept. “He lied,” Dravic’s mother said. Dravic left."
    document = read_document(Article(text=text, language="en"))
    people = [
        {"names": ["mother of Ana Dravic", "Dravic’s mother"], "kind": "person"},
        {"names": ["Ana Dravic"], "kind": "person"},
    ]
    mother, daughter = verify(draft(actors=people), document).actors
    assert [mention.text for mention in mother.mentions] == ["mother of Ana Dravic", "Dravic’s mother"]
    assert [mention.text for mention in daughter.mentions] == ["Dravic"]


def test_country_code_and_role_of_the_draft_are_checked(document: Document) -> None:
    actor = {"names": ["officials"], "kind": "group", "country": "XXX", "role": "grand vizier"}
    verified = verify(draft(actors=[actor]), document)
    (published,) = [item for item in verified.actors if item.name == "officials"]
    assert (published.country, published.role) == (None, None)


def test_event_without_an_existing_sentence_is_refused(document: Document) -> None:
    verified = verify(draft(events=[event(s=[99, 0, -1])]), document)
    assert verified.key_events == []
    assert [value for value, _ in reasons(verified, "key_events.evidence")] == ["99", "0", "-1"]
    assert ("At least seven people were killed in Lurno", "cites no sentence of the article") in reasons(
        verified, "key_events"
    )


def test_one_wrong_sentence_id_does_not_lose_the_event(document: Document) -> None:
    verified = verify(draft(events=[event(s=[99, 4])]), document)
    assert [e.text for e in verified.key_events[0].evidence] == [
        "At least seven people were killed in Lurno when rebels shelled a market, officials said."
    ]


def test_toll_is_held_against_the_words_that_count_it(document: Document) -> None:
    tolls = [
        {"is": "killed", "n": 7, "in": "At least seven people were killed"},
        {"is": "wounded", "n": 40, "in": "40 prisoners"},
    ]
    verified = verify(draft(events=[event(toll=tolls)]), document)
    casualties = verified.key_events[0].casualties
    assert casualties is not None
    assert (casualties.killed, casualties.wounded) == (7, None)
    assert [e.text for e in casualties.evidence] == ["At least seven people were killed"]
    assert reasons(verified, "key_events.casualties") == [
        ("40 wounded: 40 prisoners", "the cited sentences do not say so")
    ]


def test_stranger_place_time_and_mode_are_left_out_and_named(document: Document) -> None:
    odd = event(by=["Atlantis"], to=["Lemuria"], at="Gondor", when="in May", **{"as": ["arrest"]})
    verified = verify(draft(events=[odd]), document)
    (published,) = verified.key_events
    assert (published.actors, published.recipients) == ([], [])
    assert (published.location, published.when, published.mode) == (None, None, None)
    assert [item.field for item in verified.rejected] == [
        "key_events.actors",
        "key_events.recipients",
        "key_events.mode",
        "key_events.location",
        "key_events.when",
    ]


def test_time_is_a_date(document: Document) -> None:
    threat = {
        "s": [1],
        "what": "threatened on Tuesday to close the border",
        "type": "THREATEN",
        "when": "on Tuesday",
    }
    (published,) = verify(draft(events=[threat]), document).key_events
    assert published.when is not None
    assert published.when.model_dump(mode="json") == {
        "text": "on Tuesday",
        "start": "2021-03-09",
        "end": "2021-03-09",
    }


def test_act_told_twice_is_published_once_with_both_sentences(document: Document) -> None:
    first = event(s=[4], what="rebels shelled a market", by=["rebels"])
    again = event(s=[5], what="The rebels shelled the market", by=["rebels"])
    (published,) = verify(draft(events=[first, again]), document).key_events
    assert [document.text[e.start : e.start + 3] for e in published.evidence] == ["At ", "The"]


def test_two_acts_of_one_sentence_stay_two(document: Document) -> None:
    killed = event(what="At least seven people were killed in Lurno")
    shelled = event(what="rebels shelled a market", by=["rebels"])
    assert len(verify(draft(events=[killed, shelled]), document).key_events) == 2


def test_move_that_nobody_makes_is_refused(document: Document) -> None:
    move = {"s": [3], "what": "denied holding the men", "type": "REJECT", "by": ["Atlantis"]}
    verified = verify(draft(moves=[move]), document)
    assert verified.diplomatic_moves == []
    assert ("denied holding the men", "nobody in the article is named as acting") in reasons(
        verified, "diplomatic_moves"
    )


def test_move_has_quad_class_and_score(document: Document) -> None:
    move = {
        "s": [1],
        "what": "threatened to close the border",
        "type": "THREATEN",
        "by": ["Dolan"],
        "to": ["Ostrava"],
    }
    (published,) = verify(draft(moves=[move]), document).diplomatic_moves
    assert (published.quad_class, published.score) == ("verbal_conflict", -5.1)


def test_nobody_acts_on_himself(document: Document) -> None:
    move = {"s": [1], "what": "threatened to close the border", "type": "THREATEN", "by": ["Dolan"]}
    actors = [{"names": ["Marek Dolan"], "kind": "person"}]
    (published,) = verify(
        draft(actors=actors, moves=[{**move, "to": ["Marek Dolan"]}]), document
    ).diplomatic_moves
    assert published.recipients == []


def test_prose_with_a_number_from_elsewhere_gives_way_to_the_article(document: Document) -> None:
    verified = verify(draft(summary=[{"text": "Forty prisoners and 7 guards were shot", "s": [3]}]), document)
    assert [sentence.text for sentence in verified.summary] == [
        "Ostrava’s defence ministry denied holding the men."
    ]
    ((value, reason),) = reasons(verified, "summary[0]")
    assert value == "Forty prisoners and 7 guards were shot"
    assert reason == "has numbers that the cited sentences lack: Forty, 7"


def test_name_that_counts_may_stand_for_a_pronoun_in_a_description() -> None:
    text = "The presidents of five Central Asian states met. They stopped short of recognising Ostrava."
    document = read_document(Article(text=text, language="en"))
    what = "The presidents of five Central Asian states stopped short of recognising Ostrava"
    sound = draft(headline={"text": "Presidents met", "s": [1]}, events=[event(s=[2], what=what)])
    assert verify(sound, document).failed == []
    (failed,) = verify(draft(headline={"text": what, "s": [2]}), document).failed
    assert failed.reason == "has numbers that the cited sentences lack: five"


def test_description_with_a_name_from_elsewhere_gives_way_to_the_article(document: Document) -> None:
    verified = verify(draft(events=[event(what="Rebels backed by Moscow shelled a market")]), document)
    assert verified.key_events[0].description.startswith(
        "At least seven people were killed in Lurno when rebels"
    )
    assert reasons(verified, "key_events[0]") == [
        ("Rebels backed by Moscow shelled a market", "has names that the article lacks: Moscow")
    ]


def test_headline_that_cites_nothing_gives_way_to_the_first_sentence(document: Document) -> None:
    verified = verify(draft(headline={"text": "Peace at last", "s": [77]}), document)
    assert verified.headline.startswith("Veldaria’s president, Marek Dolan, threatened on Tuesday")
    assert reasons(verified, "headline") == [("Peace at last", "cites no sentence of the article")]


def test_markup_links_and_control_characters_are_refused(document: Document) -> None:
    texts = [
        "<b>Dolan</b> speaks",
        "See http://x.y of Dolan",
        "Dolan \x1b[31mspeaks",
        "Dolan\u202e speaks",
        "[Dolan](x)",
    ]
    failed = verify(draft(summary=[{"text": text, "s": [2]} for text in texts]), document).failed
    assert [item.text for item in failed] == texts
    assert all("that the article lacks" in item.reason for item in failed)


def test_summary_says_a_sentence_once(document: Document) -> None:
    parts = [{"text": "Dolan spoke in Sarvo", "s": [2]}, {"text": "Dolan spoke  in Sarvo", "s": [2]}]
    assert [sentence.text for sentence in verify(draft(summary=parts), document).summary] == [
        "Dolan spoke in Sarvo"
    ]


def test_sound_draft_loses_nothing(document: Document) -> None:
    verified = verify(
        draft(
            actors=[
                {"names": ["Marek Dolan"], "kind": "person", "role": "president"},
                {"names": ["rebels"], "kind": "group"},
            ],
            events=[event(by=["rebels"], at="Lurno")],
            summary=[{"text": "At least seven people were killed in Lurno", "s": [4]}],
        ),
        document,
    )
    assert verified.rejected == list[Rejected]()


def test_type_that_is_not_sure_enough_is_refused_with_both_figures(document: Document) -> None:
    unsure, sure, silent = (
        event(confidence=0.4),
        event(what="rebels shelled a market", confidence=0.9),
        event(s=[5]),
    )
    verified = verify(draft(events=[unsure, sure, silent]), document, min_confidence=0.5)
    assert [published.confidence for published in verified.key_events] == [0.9, None]
    assert [reason for _, reason in reasons(verified, "key_events")] == [
        "ASSAULT is only 40% sure, 50% is asked for"
    ]
