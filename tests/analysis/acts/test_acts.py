"""Acts by cue words: types, who and whom, how far the clause goes, and what auxiliaries make of it."""

import pytest

from summarizer.analysis.acts.acts import Act, evidence, find_acts
from summarizer.analysis.acts.lexicon import load_lexicon, verb_forms
from summarizer.analysis.acts.modes import mode_for
from summarizer.plover import EventMode, EventType, modes_of
from summarizer.text.spans import Span
from tests.support.work import LINEAR, growth


def acts_of(text: str) -> tuple[Act, ...]:
    return find_acts(text, Span(0, len(text)))


def main_type(text: str) -> EventType | None:
    shares = evidence(acts_of(text))
    return max(shares, key=lambda t: shares[t], default=None)


def words(span: Span | None, text: str) -> str | None:
    return span.of(text) if span is not None else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway offered to mediate between the two clans.", "AGREE"),
        ("A new round of negotiations between the junta and the rebels opened in Geneva.", "CONSULT"),
        ("Uruguay restored full diplomatic relations with Cuba.", "SUPPORT"),
        ("Dockers called off their strike after winning a pay rise.", "CONCEDE"),
        ("Spain is sharing intelligence on the group with Morocco.", "COOPERATE"),
        ("Ecuador gave political asylum to the former mayor.", "AID"),
        ("The guerrillas released two kidnapped nuns unharmed.", "RETREAT"),
        ("The opposition wants the president to dissolve parliament.", "REQUEST"),
        ("Seoul blamed the North for the sinking of its ship.", "ACCUSE"),
        ("Taiwan turned down the offer of panda bears.", "REJECT"),
        ("The admiral warned that any ship crossing the line would be sunk.", "THREATEN"),
        ("Youths hurled stones at police in the old town.", "PROTEST"),
        ("Zambia severed diplomatic relations with its neighbour.", "SANCTION"),
        ("Vietnam massed troops along its northern border.", "MOBILIZE"),
        ("The generals declared a state of emergency.", "COERCE"),
        ("Rebels ambushed an army patrol, wounding six soldiers.", "ASSAULT"),
    ],
)
def test_plain_report_shows_its_type(text: str, expected: str) -> None:
    assert main_type(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The general refused to withdraw his troops.", "REJECT"),
        ("The bishop condemned the attack on the market.", "ACCUSE"),
        ("The mayor called for talks with the strikers.", "REQUEST"),
        ("Kenya agreed to release the fishermen.", "AGREE"),
        ("The colonel threatened to bomb the port.", "THREATEN"),
        ("Ghana accused its neighbour of arming the rebels.", "ACCUSE"),
    ],
)
def test_what_is_said_outweighs_what_it_is_about(text: str, expected: str) -> None:
    acts = acts_of(text)
    assert main_type(text) == expected
    assert [act.governed for act in acts] == [False] + [True] * (len(acts) - 1)
    assert len(acts) >= 2


def test_intention_to_do_harm_is_a_threat_and_to_help_an_agreement() -> None:
    assert main_type("The militia vowed to attack the capital.") == EventType.THREATEN
    assert main_type("The militia vowed to release the hostages.") == EventType.AGREE


def test_future_refusal_duty_and_possibility_come_from_the_auxiliary() -> None:
    assert main_type("Peru will release the prisoners.") == EventType.AGREE
    assert main_type("Peru will not release the prisoners.") == EventType.REJECT
    assert main_type("Peru must release the prisoners.") == EventType.REQUEST
    assert main_type("Peru may bomb the camp.") == EventType.THREATEN
    assert main_type("Peru released the prisoners.") == EventType.RETREAT


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Peru released the prisoners.", "happened"),
        ("Peru will release the prisoners.", "planned"),
        ("The envoy is expected to visit Lima.", "planned"),
        ("Peru is shelling the camp.", "ongoing"),
        ("Peru did not release the prisoners.", "denied"),
        ("Peru might release the prisoners.", "hypothetical"),
        ("If Peru releases the prisoners, the talks resume.", "hypothetical"),
    ],
)
def test_status_of_the_first_act(text: str, status: str) -> None:
    assert acts_of(text)[0].status == status


def test_content_of_an_accusation_is_alleged() -> None:
    accusation, content = acts_of("Ghana accused its neighbour of bombing a village.")
    assert (accusation.status, content.status) == ("happened", "alleged")


def test_subject_and_object_are_words_of_the_text() -> None:
    text = "On Friday the Chilean navy detained six foreign fishermen near the coast."
    (act,) = acts_of(text)
    assert words(act.subject, text) == "the Chilean navy"
    assert words(act.object, text) == "six foreign fishermen"
    assert act.cue.of(text) == "detained"


def test_passive_swaps_who_and_whom() -> None:
    text = "Two villages were attacked by gunmen."
    (act,) = acts_of(text)
    assert act.passive
    assert words(act.subject, text) == "gunmen"
    assert words(act.object, text) == "Two villages"


def test_passive_without_agent_has_no_subject() -> None:
    text = "Two villages were attacked overnight."
    (act,) = acts_of(text)
    assert act.subject is None


def test_passive_pattern_finds_its_noun_before_the_verb() -> None:
    assert main_type("The curfew was lifted at dawn.") == EventType.CONCEDE


def test_second_verb_inherits_the_subject_and_keeps_its_own_clause() -> None:
    text = "Rebels attacked the harbour and abducted four sailors."
    first, second = acts_of(text)
    assert words(first.subject, text) == words(second.subject, text) == "Rebels"
    assert first.clause.of(text) == "Rebels attacked the harbour"
    assert second.clause.of(text) == "abducted four sailors"
    assert first.main
    assert second.main
    assert first.weight > second.weight


def test_subordinate_clause_is_found_apart_with_less_weight() -> None:
    text = "Rebels killed nine people after troops withdrew from the valley."
    killed, withdrew = acts_of(text)
    assert killed.clause.of(text) == "Rebels killed nine people"
    assert withdrew.clause.of(text) == "troops withdrew from the valley"
    assert words(withdrew.subject, text) == "troops"
    assert not withdrew.main
    assert killed.weight > withdrew.weight


def test_attribution_at_the_end_is_not_what_is_reported() -> None:
    text = "Soldiers shot three smugglers, a police chief warned on Monday."
    assert main_type(text) == EventType.ASSAULT


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("They attack the convoy.", True),
        ("The attack on the convoy failed.", False),
        ("Rebel forces must leave.", False),
        ("The government forces them to leave.", True),
    ],
)
def test_verb_or_noun_is_told_from_its_neighbours(text: str, verb: bool) -> None:
    cues = {act.cue.of(text).split()[0] for act in acts_of(text) if act.weight > 0.3}
    assert ("attack" in cues or "forces" in cues) is verb


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "Ein Satz. Police arrested two editors."
    (act,) = find_acts(text, Span(10, len(text)))
    assert text[act.clause.start : act.clause.end] == "Police arrested two editors"


@pytest.mark.parametrize("text", ["", " ", "…", "1,234", "The weather stayed mild."])
def test_text_without_cues_has_no_acts(text: str) -> None:
    assert acts_of(text) == ()


def test_irregular_and_doubled_verb_forms() -> None:
    assert set(verb_forms("withdraw")) == {"withdraw", "withdraws", "withdrew", "withdrawn", "withdrawing"}
    assert set(verb_forms("ban")) == {"ban", "bans", "banned", "banning"}
    assert set(verb_forms("deny")) == {"deny", "denies", "denied", "denying"}
    assert set(verb_forms("visit")) == {"visit", "visits", "visited", "visiting"}


def test_every_cue_of_the_lexicon_has_a_mode_of_one_of_its_types() -> None:
    cues = {cue for cues in load_lexicon().by_word.values() for cue in map(_key, cues)}
    for types, mode, total in cues:
        assert total == pytest.approx(1.0)
        assert mode is None or any(mode in modes_of(event_type) for event_type in types)


def _key(cue: object) -> tuple[tuple[EventType, ...], EventMode | None, float]:
    types, mode = cue.types, cue.mode  # type: ignore[attr-defined]  # kept loose: only two fields are read
    return tuple(sorted(types)), mode, round(sum(types.values()), 6)


@pytest.mark.parametrize(
    ("text", "event_type", "mode"),
    [
        ("Police arrested two editors.", "COERCE", "arrest"),
        ("The minister resigned.", "RETREAT", "resign"),
        ("A suicide bomber killed nine guards.", "ASSAULT", "suicide-attack"),
        ("The envoy urged both sides to meet.", "REQUEST", "meet"),
        ("The general refused to release the hostages.", "REJECT", "yield"),
        ("The colonel threatened to bomb the port.", "THREATEN", "violence"),
        ("Norway praised the accord.", "SUPPORT", None),
    ],
)
def test_mode_follows_from_the_cues_of_the_type(text: str, event_type: str, mode: str | None) -> None:
    assert mode_for(EventType(event_type), acts_of(text)) == mode


@pytest.mark.parametrize(
    "piece", ["attack ", "they attacked, ", "agreed to ", "a'b'", "a-", "were attacked by "]
)
def test_hostile_input_takes_bounded_work(piece: str) -> None:
    assert growth(lambda pieces: acts_of(piece * pieces), 50) < LINEAR
    acts_of(piece * (1_000_000 // len(piece)))  # it ends


def test_coordinate_after_a_comma_keeps_its_own_clause() -> None:
    text = "The envoy travelled to Lima, and will also visit Quito."
    first, second = acts_of(text)
    assert first.clause.of(text) == "The envoy travelled to Lima"
    assert second.clause.of(text) == "will also visit Quito"
    assert words(second.subject, text) == "The envoy"


def test_possessive_is_no_verb_and_count_is_no_place() -> None:
    text = "Gunmen killed at least seven of the city’s traffic wardens."
    (act,) = acts_of(text)
    assert words(act.object, text) == "at least seven of the city’s traffic wardens"


def test_owner_of_a_noun_does_what_it_names() -> None:
    text = "Kenya’s withdrawal from the valley surprised nobody."
    (act,) = acts_of(text)
    assert words(act.subject, text) == "Kenya"
    assert act.weight < 0.5
