"""Who is on either side of an act, in sentences of the kinds that people coded most."""

from collections.abc import Iterable

import pytest

from summarizer.article import Article
from summarizer.plover import EventType
from summarizer.reading.act import Act
from summarizer.reading.actor import Actor
from summarizer.reading.reading import Reading, read
from summarizer.text.document import read_document
from tests.support.parser import loaded_parser


def reading_of(text: str) -> Reading:
    return read(read_document(Article(text=text)), loaded_parser())


def act_of(text: str, kind: str) -> Act:
    found = [act for act in reading_of(text).acts if act.type == EventType(kind)]
    return max(found, key=lambda act: act.likely.told)


def names(actors: Iterable[Actor]) -> set[str]:
    return {name for actor in actors for name in actor.names()[:1]}


def test_joined_doers_act_together() -> None:
    act = act_of("Kenya and Uganda accused Rwanda on Monday of arming the rebels.", "ACCUSE")
    assert names(act.actors) == {"Kenya", "Uganda"}
    assert names(act.recipients) == {"Rwanda"}


def test_who_meets_whom_stands_on_one_side_each() -> None:
    act = act_of("President Anna Lind met Prime Minister Omar Haddad in Oslo on Monday.", "CONSULT")
    assert names(act.actors) == {"Anna Lind"}
    assert names(act.recipients) == {"Omar Haddad"}


def test_passive_is_done_by_its_agent() -> None:
    act = act_of("Peru was condemned by Chile on Monday for closing the road.", "ACCUSE")
    assert (names(act.actors), names(act.recipients)) == ({"Chile"}, {"Peru"})


def test_side_that_only_another_sentence_names_is_found() -> None:
    text = (
        "Chile accused Peru on Monday of moving troops to the border. Peru rejected the accusation on Tuesday. "
        "Chile repeated its accusation against Peru on Wednesday."
    )
    act = act_of(text, "REJECT")
    assert (names(act.actors), names(act.recipients)) == ({"Peru"}, {"Chile"})


def test_who_takes_part_is_an_actor_of_the_brief_though_only_an_adjective_names_them() -> None:
    reading = reading_of("Norwegian forces arrested three smugglers off the coast on Sunday.")
    actors = names(actor for act in reading.acts for actor in act.actors)
    assert actors <= names(reading.actors.all())


@pytest.mark.parametrize(
    "text", ["Prices rose by two per cent.", "The river is deep.", "He likes old trains."]
)
def test_sentence_without_an_act_has_none_that_is_likely(text: str) -> None:
    assert all(act.likely.told < 0.5 for act in reading_of(text).acts)
