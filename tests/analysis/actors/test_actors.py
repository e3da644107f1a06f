from pathlib import Path

import pytest

from summarizer.analysis.actors import naming
from summarizer.analysis.actors.actors import find_actors
from summarizer.analysis.entities import FoundActor
from summarizer.text.sentences import find_sentences

SEED = Path(__file__).parents[3] / "seeds" / "000_02450d971c8d9e03.txt"


def actors_of(text: str) -> list[FoundActor]:
    return list(find_actors(text, find_sentences(text)))


def names_of(text: str) -> list[str]:
    return [actor.name for actor in actors_of(text)]


def the(name: str, text: str) -> FoundActor:
    return next(actor for actor in actors_of(text) if actor.name == name)


def mentions(actor: FoundActor, text: str) -> list[str]:
    return [mention.of(text) for mention in actor.mentions]


def test_title_before_a_name_gives_role_and_country() -> None:
    text = "Norwegian Foreign Minister Kari Lund arrived on Monday. Lund said little."
    lund = the("Kari Lund", text)
    assert (lund.kind, lund.role, lund.country) == ("person", "Norwegian Foreign Minister", "NOR")
    assert mentions(lund, text) == ["Norwegian Foreign Minister Kari Lund", "Lund"]


def test_secretary_of_state_is_one_title() -> None:
    text = "US Secretary of State Ann Miller met reporters."
    assert the("Ann Miller", text).role == "US Secretary of State"
    assert names_of(text) == ["Ann Miller"]


def test_role_before_the_name_in_apposition() -> None:
    text = "The Chilean defence minister, Pedro Rojas, resigned. Rojas gave no reason."
    rojas = the("Pedro Rojas", text)
    assert (rojas.role, rojas.country) == ("Chilean defence minister", "CHL")
    assert mentions(rojas, text) == ["Chilean defence minister", "Pedro Rojas", "Rojas"]


def test_role_after_the_name_in_apposition() -> None:
    text = "Marta Silva, the UN special envoy for Yemen, said talks would go on."
    silva = the("Marta Silva", text)
    assert silva.role == "UN special envoy for Yemen"


def test_possessive_country_in_a_role_is_a_country_too() -> None:
    text = "Kenya’s trade minister, Grace Otieno, has signed the treaty."
    assert the("Grace Otieno", text).country == "KEN"
    assert the("Kenya", text).kind == "country"


def test_the_president_is_the_one_who_was_named() -> None:
    text = "President Luis Vega spoke. The Bolivian president left early. Nobody else saw the president."
    vega = the("Luis Vega", text)
    assert mentions(vega, text) == ["President Luis Vega", "Bolivian president", "president"]
    assert vega.country == "BOL"


def test_two_presidents_leave_the_president_open() -> None:
    text = "President Luis Vega met President Juan Mora. Then the president left."
    assert all("president" not in mentions(actor, text) for actor in actors_of(text))


def test_same_surname_stays_two_people() -> None:
    text = "Ann Foster said yes. Brian Foster said no. Foster added that it was late."
    assert mentions(the("Ann Foster", text), text) == ["Ann Foster"]
    assert mentions(the("Brian Foster", text), text) == ["Brian Foster"]


def test_surname_with_an_article_is_found_without_it() -> None:
    text = "Prime Minister Karim al-Hadi spoke to Reuters. Hadi denied it."
    assert mentions(the("Karim al-Hadi", text), text) == ["Prime Minister Karim al-Hadi", "Hadi"]


def test_middle_initial_is_the_same_person() -> None:
    text = "George W Hill said so. George Hill denied it later."
    assert names_of(text) == ["George W Hill"]


def test_acronym_in_brackets_is_the_same_actor() -> None:
    text = "The Northern Rivers Front (NRF) attacked. The NRF has denied it."
    front = the("Northern Rivers Front", text)
    assert front.kind == "armed_group"
    assert mentions(front, text) == ["Northern Rivers Front", "NRF", "NRF"]


def test_known_names_of_one_body_are_one_actor() -> None:
    text = "Daesh has lost the town. Islamic State claimed the opposite. Isis is weak."
    assert mentions(the("Islamic State", text), text) == ["Daesh", "Islamic State", "Isis"]


def test_capital_is_its_government_where_it_acts() -> None:
    text = "Turkey is angry. Ankara said so twice. Talks were held in Ankara."
    assert mentions(the("Turkey", text), text) == ["Turkey", "Ankara"]


def test_capital_as_a_place_is_no_actor() -> None:
    assert names_of("The court in Oslo opened at noon.") == []


def test_government_of_a_country_is_the_country() -> None:
    text = "The Peruvian government said no. Peru is calm. The government fell."
    assert mentions(the("Peru", text), text) == ["Peruvian government", "Peru", "government"]


def test_bare_government_of_two_countries_stays_open() -> None:
    text = "Peru and Chile have argued for years. The government fell."
    assert all("government" not in mentions(actor, text) for actor in actors_of(text))


def test_adjective_of_a_country_is_no_mention() -> None:
    assert names_of("The Spanish wine was cold.") == []


def test_groups_by_their_head_and_modifiers() -> None:
    text = "Security forces fired on pro-government tribal fighters. Sunni militants fled. European diplomats left."
    kinds = {actor.name: actor.kind for actor in actors_of(text)}
    assert kinds == {
        "Security forces": "government",
        "pro-government tribal fighters": "armed_group",
        "Sunni militants": "armed_group",
        "European diplomats": "group",
    }


def test_bare_group_is_the_one_that_was_named_in_full() -> None:
    text = "Sunni militants took the town. The militants then left."
    assert mentions(the("Sunni militants", text), text) == ["Sunni militants", "militants"]


def test_residents_only_when_they_act() -> None:
    assert names_of("A wall protects residents from noise.") == []
    assert names_of("The noise began at noon, residents said.") == ["residents"]


def test_official_of_a_body_speaks_for_the_body() -> None:
    text = "The State Department denied it. A State Department official said more."
    assert mentions(the("State Department", text), text) == ["State Department", "State Department official"]


def test_fighters_of_an_armed_group_are_the_group() -> None:
    text = "Hezbollah is strong. Hezbollah fighters took the hill."
    assert mentions(the("Hezbollah", text), text) == ["Hezbollah", "Hezbollah fighters"]


def test_surname_of_two_words() -> None:
    text = "Marine Le Pen, leader of the National Rally, has won. Le Pen added nothing."
    assert mentions(the("Marine Le Pen", text), text) == [
        "Marine Le Pen",
        "leader of the National Rally",
        "Le Pen",
    ]
    assert the("National Rally", text).kind == "organization"


def test_country_that_owns_a_name_is_its_country() -> None:
    text = "Russia’s Gazprom has agreed. Peru’s President Luis Vega has not."
    assert the("Gazprom", text).country == "RUS"
    assert the("Luis Vega", text).country == "PER"


def test_prince_by_his_first_name() -> None:
    text = "The crown prince, Salim bin Rashid, left. Prince Salim has not returned."
    assert mentions(the("Salim bin Rashid", text), text) == [
        "crown prince",
        "Salim bin Rashid",
        "Prince Salim",
    ]


def test_unnamed_firm_in_apposition_makes_an_organisation() -> None:
    text = "A statement from Hollis Crane, the law firm in the case, came late."
    assert the("Hollis Crane", text).kind == "organization"


def test_unknown_names_listed_beside_a_person_are_people() -> None:
    text = "They honoured James Okoro and Zanele Mbatha."
    assert names_of(text) == ["James Okoro", "Zanele Mbatha"]


@pytest.mark.parametrize(
    "text",
    [
        "Yesterday it rained. On Monday it snowed. In March it froze.",
        "Islam and Christianity are religions.",
        "Despite the rain, nothing happened. Eventually it stopped.",
        "The Fifth Amendment was read aloud.",
        "THE SHOW GOES ON AND ON.",
        "",
    ],
)
def test_words_that_name_nobody(text: str) -> None:
    assert names_of(text) == []


def test_month_and_surname_are_told_apart() -> None:
    text = "Theresa May resigned in May. May said she was sorry."
    assert mentions(the("Theresa May", text), text) == ["Theresa May", "May"]


def test_shared_country_name_needs_its_context() -> None:
    assert the("Georgia", "Georgia has protested. The Georgian parliament met in Tbilisi.").country == "GEO"
    assert all(actor.country != "GEO" for actor in actors_of("Georgia voted. Atlanta was calm."))


def test_names_that_go_on_with_of_and_and() -> None:
    text = "The International Centre for the Study of Rivers and Coastal Life said so."
    assert names_of(text) == ["International Centre for the Study of Rivers and Coastal Life"]


def test_sample_article_most_important_first() -> None:
    text = SEED.read_text(encoding="utf-8")
    found = actors_of(text)
    names = [actor.name for actor in found]
    assert {"US", "Iraq", "Sunni militants", "Barack Obama", "John Kerry"} <= set(names[:6])
    assert {
        "Islamic State of Iraq and the Levant",
        "Nuri al-Maliki",
        "Human Rights Watch",
        "Arab states",
    } <= set(names)
    obama = the("Barack Obama", text)
    assert (obama.role, obama.country, len(obama.mentions)) == ("US President", "USA", 4)
    assert "Baghdad" in mentions(the("Iraq", text), text)
    assert "Cairo" not in names
    assert "Mosul" not in names


def test_every_name_and_role_stands_in_the_article() -> None:
    text = SEED.read_text(encoding="utf-8")
    for actor in actors_of(text):
        assert actor.name in text
        assert actor.role is None or actor.role in text
        assert list(actor.mentions) == sorted(actor.mentions)
        assert actor.mentions


@pytest.mark.parametrize(
    "unit", ["France ", "Aaa Bbb ", "the president ", "security forces ", "Ministry of ", "U.S."]
)
def test_text_without_end_makes_no_names_without_end(unit: str) -> None:
    found = actors_of(unit * (40_000 // len(unit)))
    assert len(found) <= 2
    assert all(len(actor.name.split()) <= 20 for actor in found)


def test_names_beyond_so_many_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(naming, "_MOST", 2)
    text = "Peru accused Chile of lying. Brazil denied it."
    assert set(names_of(text)) == {"Peru", "Chile"}


@pytest.mark.parametrize(
    ("before", "name", "role"),
    [
        ("Zubrowkan Prime Minister", "Dmitri Kovacs", "Zubrowkan Prime Minister"),
        ("Bordurian President", "Mlava Plekszy", "Bordurian President"),
        ("Oxbridge Mellon Professor", "John Smith", "Oxbridge Mellon Professor"),
    ],
)
def test_word_of_no_list_before_a_title_says_whose_office_it_is(before: str, name: str, role: str) -> None:
    text = f"Talks began when {before} {name} lost a vote. He left."
    assert the(name, text).role == role
    assert mentions(the(name, text), text) == [f"{before} {name}"]


def test_office_without_a_name_is_nobodys_name() -> None:
    assert names_of("The Zubrowkan Prime Minister accused the press.") == []


@pytest.mark.parametrize("name", ["Stephen King", "Martin Luther King", "Ketanji Judge"])
def test_surname_that_is_a_title_too_stays_a_surname(name: str) -> None:
    assert names_of(f"On Monday {name} accused the press.") == [name]


def test_clubs_are_bodies() -> None:
    text = "Players of Dunmere Rovers met those of Stoke United. Later Harrow FC won."
    assert {the(name, text).kind for name in ("Dunmere Rovers", "Stoke United", "Harrow FC")} == {
        "organization"
    }


def test_letter_of_an_annex_is_no_initial() -> None:
    assert names_of("The figures are in Annex C. Meskland accused the panel, and Meskland left.") == [
        "Meskland"
    ]
    assert names_of("On Monday George C. Meskland accused the panel.") == ["George C. Meskland"]
