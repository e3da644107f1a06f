import pytest

from summarizer.analysis.actors.names import NamedActors, fold_name, initials, surname_keys
from summarizer.analysis.entities import FoundActor
from summarizer.brief import ActorKind
from summarizer.text.spans import Span


def actor(name: str, kind: ActorKind, role: str | None = None, country: str | None = None) -> FoundActor:
    return FoundActor(name=name, kind=kind, role=role, country=country, mentions=())


ACTORS = [
    actor("US", "country", country="USA"),
    actor("Barack Obama", "person", "US President", "USA"),
    actor("Islamic State of Iraq and the Levant", "armed_group"),
    actor("Bill Clinton", "person"),
    actor("Hillary Clinton", "person"),
    actor("Iraq", "country", country="IRQ"),
    actor("Sunni militants", "armed_group"),
    actor("Ursula von der Leyen", "person", "German defence minister", "DEU"),
    actor("Bashar al-Assad", "person"),
    actor("Human Rights Watch", "organization"),
]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the United States", "US"), ("Washington", "US"), ("American", "US"), ("the US government", "US"),
        ("Obama", "Barack Obama"), ("President Obama", "Barack Obama"), ("US President Barack Obama", "Barack Obama"),
        ("Mr. Obama", "Barack Obama"), ("the US president", "Barack Obama"), ("BARACK OBAMA", "Barack Obama"),
        ("ISIL", "Islamic State of Iraq and the Levant"), ("Daesh", "Islamic State of Iraq and the Levant"),
        ("Baghdad", "Iraq"), ("Iraqi authorities", "Iraq"), ("the militants", "Sunni militants"),
        ("Hillary Clinton", "Hillary Clinton"), ("Von der Leyen", "Ursula von der Leyen"),
        ("the defence minister", "Ursula von der Leyen"), ("Assad", "Bashar al-Assad"), ("Assad’s", "Bashar al-Assad"),
        ("HRW", "Human Rights Watch"),
    ],
)  # fmt: skip
def test_name_as_a_model_words_it(words: str, name: str) -> None:
    index = NamedActors(ACTORS).resolve(words)
    assert index is not None
    assert ACTORS[index].name == name


@pytest.mark.parametrize("words", ["Clinton", "Kerry", "France", "rebels", "the", "", "..."])
def test_name_that_fits_none_or_two(words: str) -> None:
    assert NamedActors(ACTORS).resolve(words) is None


def test_no_actors() -> None:
    assert NamedActors([]).resolve("Obama") is None


def test_person_whose_name_reads_as_an_article_is_nobody_else() -> None:
    actors = [FoundActor("An", "person", None, None, (Span(4, 6),))]
    assert NamedActors(actors).resolve("Lind") is None


def test_folded_names() -> None:
    assert fold_name("  The U.S.  “State” Department’s ") == 'the us "state" department\'s'
    assert surname_keys(("bashar", "al-assad")) == ("al-assad", "assad")
    assert surname_keys(("ursula", "von", "der", "leyen")) == ("leyen", "von der leyen")
    assert initials("Islamic State of Iraq and the Levant") == "ISIL"
