import re
from pathlib import Path

import pytest

from summarizer.analysis.analysis import analyse
from summarizer.analysis.entities import Attribution, FoundActor
from summarizer.analysis.speech.quotations import find_quotations
from summarizer.analysis.speech.speakers import attribute
from summarizer.article import Article
from summarizer.brief import ActorKind
from summarizer.text.sentences import find_sentences
from summarizer.text.spans import Span
from tests.support.work import LINEAR, growth

SEED = Path(__file__).parents[3] / "seeds" / "000_02450d971c8d9e03.txt"

# Name, kind, role, and the shorter names by which a text mentions the actor.
CAST: tuple[tuple[str, ActorKind, str | None, tuple[str, ...]], ...] = (
    ("Anna Lind", "person", "prime minister", ("Lind",)),
    ("Omar Haddad", "person", "mayor", ("Haddad",)),
    ("Karim Nasser", "person", None, ("Nasser",)),
    ("Green League", "organization", None, ()),
    ("Freedonia", "country", None, ()),
)


def actors_in(text: str) -> list[FoundActor]:
    found = []
    for name, kind, role, shorter in CAST:
        names = "|".join((name, *shorter))
        mentions = tuple(Span(*match.span()) for match in re.finditer(rf"\b(?:{names})\b", text))
        if mentions:
            found.append(FoundActor(name, kind, role, None, mentions))
    return found


def attributions(text: str) -> list[tuple[Attribution, str | None, str | None]]:
    """Return each attribution with the speaker's words and the actor's name."""
    sentences = find_sentences(text)
    actors = actors_in(text)
    found = attribute(text, sentences, find_quotations(text, sentences), actors)
    return [
        (a, a.speaker.of(text) if a.speaker else None, actors[a.actor].name if a.actor is not None else None)
        for a in found
    ]


def spoken_by(text: str) -> list[str | None]:
    """Return for each quotation the actor's name, else the words that name the speaker."""
    return [name or words for _, words, name in attributions(text)]


@pytest.mark.parametrize(
    "text",
    [
        "“We stay,” Anna Lind said on Monday.",
        "“We stay,” Prime Minister Anna Lind had said in an interview.",
        "“We stay,” said Lind, who leads the cabinet.",
        "“We stay”, added Anna Lind (Green League), the prime minister.",
        "“We stay,” the leader of the league, Anna Lind, said in Rome.",
        "“We stay,” Lind, 56, a lawyer by training, told reporters.",
        "Lind said: “We stay.”",
        "Lind, in a speech to the league on Sunday, said: “We stay.”",
        "Anna Lind, 56, who has led the league for ten years, told reporters that the talks were “a waste of time”.",
        "Lind said last week: “We stay.”",
        "Lind has accused Haddad of “playing with fire”.",
        "Lind went on to say that the vote was “a free choice”.",
        "Lind refused to apologise, calling the law “a step forward”.",
        "Calling the law “a step forward”, Lind left.",
        "Asked about the law, Lind replied: “It stays.”",
        "The law, which Lind had called “a bad joke”, is dead.",
        "The law is “a bad joke” for many, Lind said.",
        "According to Lind, the law is “a bad joke”.",
        "The law is “a bad joke”, according to Anna Lind.",
        "As Lind put it, “it’s all over now”.",
        "“It’s all over now” was how Lind put it.",
        "The law was described by Lind as “a bad joke”.",
        "The law was denounced as “a bad joke” by Anna Lind.",
        "State television quoted Lind as saying “it’s all over now”.",
        "Lind was quoted by state television as saying: “It’s all over now.”",
        "Lind’s repeated claim that the law is “a step forward” went unheard.",
        "Anna Lind: “We stay.”",
        "“Who will pay?” Lind asked.",
        "‘We stay,’ said Lind.",
        "Haddad said the law was good; Lind called it “a bad joke”.",
    ],
)
def test_plain_attributions_are_certain(text: str) -> None:
    ((attribution, _, name),) = attributions(text)
    assert name == "Anna Lind"
    assert attribution.certain
    assert attribution.candidates == ()


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“It was terrible,” one resident said.", "one resident"),
        ("Residents said they heard “a huge explosion” at night.", "Residents"),
        ("“We stay,” said a State Department official.", "a State Department official"),
        (
            "A spokesman for the interior ministry called it “a cowardly act”.",
            "A spokesman for the interior ministry",
        ),
        ("“We stay,” a spokesman for Anna Lind said.", "a spokesman for Anna Lind"),
        ("“We stay,” said a rebel commander, who gave no name.", "a rebel commander"),
        ("The report found that the raid “may amount to a crime”.", "The report"),
        ("Two officials, both unnamed, said the raid was “long overdue”.", "Two officials"),
    ],
)
def test_unnamed_sources_are_given_as_written(text: str, speaker: str) -> None:
    ((attribution, words, name),) = attributions(text)
    assert (words, name, attribution.certain) == (speaker, None, True)


def test_speaker_and_cue_are_the_words_as_written() -> None:
    text = "“We stay,” said Prime Minister Anna Lind."
    ((attribution, words, _),) = attributions(text)
    assert words == "Prime Minister Anna Lind"
    assert attribution.cue is not None
    assert attribution.cue.of(text) == "said"


def test_both_parts_of_an_interrupted_quotation_have_one_speaker() -> None:
    assert spoken_by("“We stay,” Lind said. “We never leave.”") == ["Anna Lind", "Anna Lind"]
    assert spoken_by("“We stay,” said Lind, adding: “We never leave.”") == ["Anna Lind", "Anna Lind"]
    assert spoken_by("“Who will pay?” asked Lind. “Not us.”") == ["Anna Lind", "Anna Lind"]


def test_each_quotation_in_a_sentence_has_its_own_speaker() -> None:
    text = "Haddad says the law is “a step back”, while Lind insists it is “a step forward”."
    assert spoken_by(text) == ["Omar Haddad", "Anna Lind"]


def test_a_quotation_continued_over_paragraphs_keeps_its_speaker() -> None:
    text = "Lind said: “The first thing is this.\n“The second is that.\n“We are done.”\nHaddad left."
    assert spoken_by(text) == ["Anna Lind", "Anna Lind", "Anna Lind"]


def test_the_attribution_at_the_end_of_a_continued_quotation_is_that_of_all_parts() -> None:
    text = "“The first thing is this.\n“The second is that,” said Lind."
    assert spoken_by(text) == ["Anna Lind", "Anna Lind"]


def test_a_quotation_that_stands_alone_goes_to_the_speaker_before() -> None:
    text = "“We stay,” said a foreign diplomat.\n“Second, we help.”\nLind left."
    assert spoken_by(text) == ["a foreign diplomat", "a foreign diplomat"]


def test_a_colon_hands_over_to_the_next_paragraph() -> None:
    assert spoken_by("Haddad spoke first.\nThen Lind said:\n“We stay for good.”") == ["Anna Lind"]


def test_pronouns_mean_the_person_of_their_gender() -> None:
    text = "Lind met Omar Haddad in Rome. Both smiled.\n“It went well,” {} said."
    assert spoken_by(text.format("he")) == ["Omar Haddad"]
    assert spoken_by(text.replace("Lind", "Anna Lind", 1).format("she")) == ["Anna Lind"]


def test_a_pronoun_stays_with_the_subject() -> None:
    text = "Omar Haddad criticised Karim Nasser on Monday. He said the plan was “a bad joke”."
    assert spoken_by(text) == ["Omar Haddad"]


def test_a_pronoun_can_stand_for_an_unnamed_source() -> None:
    text = "A doctor in the town treated the wounded. “They came all night,” she said."
    assert spoken_by(text) == ["A doctor in the town"]
    text = "The lawyers representing Haddad wrote to the court. “We will appeal,” they said."
    assert spoken_by(text) == ["The lawyers"]


def test_a_role_means_the_person_who_holds_it() -> None:
    text = "Anna Lind met Omar Haddad. “It went well,” the mayor said."
    assert spoken_by(text) == ["Omar Haddad"]


def test_a_contrast_without_a_verb_of_saying_is_a_guess() -> None:
    text = "Lind has called the law “a dead end”, while Haddad wants “a new chapter for all”."
    (_, _, first), (guess, _, second) = attributions(text)
    assert (first, second, guess.certain) == ("Anna Lind", "Omar Haddad", False)


def test_a_guess_names_candidates_and_is_not_certain() -> None:
    text = "Omar Haddad and Karim Nasser met in Rome.\nThe rain fell.\n“It went well.”"
    ((attribution, _, _),) = attributions(text)
    assert not attribution.certain
    assert set(attribution.candidates) == {0, 1}


def test_scare_quotes_have_no_speaker() -> None:
    ((attribution, words, name),) = attributions("Lind said its “tactical” move was over.")
    assert (words, name, attribution.certain) == (None, None, True)


def test_sample_article() -> None:
    text = SEED.read_text(encoding="utf-8")
    sentences = find_sentences(text)
    quotations = find_quotations(text, sentences)
    actors = [
        FoundActor(name, "person", None, "USA", tuple(Span(*m.span()) for m in re.finditer(name, text)))
        for name in ("Obama", "Kerry")
    ]
    found = attribute(text, sentences, quotations, actors)
    assert [a.quotation for a in found] == ["Q1", "Q2", "Q3", "Q4", "Q5", "Q6"]
    assert [a.actor for a in found] == [None, 0, 0, 1, None, None]
    assert [a.speaker.of(text) if a.speaker else None for a in found] == [
        None,
        "US President Barack Obama",
        "Obama",
        "Kerry",
        "a State Department official",
        "a State Department official",
    ]


@pytest.mark.parametrize("unit", [", he said “we are”", "“we go,” he said. ", "said "])
def test_many_quotations_take_no_more_than_linear_work(unit: str) -> None:
    def look(units: int) -> None:
        hostile = unit * units
        sentences = find_sentences(hostile)
        attribute(hostile, sentences, find_quotations(hostile, sentences), [])

    assert growth(look, 25) < LINEAR
    look(2_000)  # it ends


def test_placeholder_of_a_quotation_in_the_article_stands_for_none() -> None:
    text = "The town waited. Marek Dolan \x00 said: “We have waited.” \x01 It rained."
    plain = text.replace("\x00", " ").replace("\x01", " ")
    assert analyse(Article(text=text)).attributions == analyse(Article(text=plain)).attributions


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Anna Lind used to say: “Count the loaves, not the promises.”", "used to say"),
        (
            "Omar Haddad, who ran the harbour for years, would often say “the sea keeps its own books”.",
            "would often say",
        ),
        ("Karim Nasser went on to say that the talks were “dead and buried for good”.", "went on to say"),
        ("“We stay,” Anna Lind said.", "said"),
        ("Anna Lind has said that the town “will never give way”.", "said"),
    ],
)
def test_cue_is_the_whole_verb_as_it_stands(text: str, cue: str) -> None:
    ((attribution, _, _),) = attributions(text)
    assert attribution.cue is not None
    assert attribution.cue.of(text) == cue


def test_verb_that_commas_part_from_its_subject_is_no_speaker() -> None:
    assert spoken_by("Anna Lind was silent. She did, however, insist: “We will never leave this town.”") == [
        "Anna Lind"
    ]


ALTSTADT = (
    "Altstadt – Am Montag hat der Rat die neue Brücke über die Mühle eröffnet und alle Arbeiter gelobt, wie das Amt "
    "gestern in seinem Bericht mitteilte. "
)


@pytest.mark.parametrize(
    "words",
    [
        "Nasser kam spät. „Diese Brücke hält hundert Jahre“, sagte er.",
        "Nasser kam spät. Die Gegner nannten den Bau eine „teure Dummheit“.",
        "Nasser kam spät, und „diese teure Brücke“ war da längst offen, sagte ein Sprecher.",
    ],
)
def test_text_in_another_language_names_no_speaker_rather_than_a_wrong_one(words: str) -> None:
    found = attributions(ALTSTADT + words)
    assert [(a.speaker, a.actor, a.certain, a.candidates) for a, _, _ in found] == [(None, None, False, ())]


@pytest.mark.parametrize(
    "words",
    [
        "„Diese Brücke hält hundert Jahre“, sagte Nasser am Abend.",
        "Nasser sagte: „Diese Brücke hält hundert Jahre.“",
        "« Ce pont tiendra cent ans », a déclaré Karim Nasser.",
        "«Этот мост простоит сто лет», — заявил Karim Nasser.",
        "”Bron håller i hundra år”, säger Nasser.",
    ],
)
def test_verb_of_saying_beside_a_name_tells_the_speaker_in_other_languages(words: str) -> None:
    assert spoken_by(ALTSTADT + words) == ["Karim Nasser"]


TRANSCRIPT = """The river and the town
Anna Lind has led the town of Altmark since the flood. She spoke to the Valley Review in May.
Q: Is it true that you told the council to leave?
A: “No, that is what they wish for.”
Review: What did you say?
Lind: I told them “we will be the last to go”.
A: We called the offer “a very small boat in a storm”. Omar Haddad said “it is a fine boat”.
"""


def test_answers_of_a_transcript_are_the_guests() -> None:
    assert spoken_by(TRANSCRIPT) == ["Anna Lind", "Anna Lind", "Anna Lind", "Omar Haddad"]
    words = [a.speaker.of(TRANSCRIPT) for a, _, _ in attributions(TRANSCRIPT) if a.speaker]
    assert words == ["A", "I", "We", "Omar Haddad"]


def test_answers_are_nobodys_where_two_could_have_given_them() -> None:
    text = "Anna Lind and Omar Haddad met us.\nQ: Why?\nA: “They wish for it.”\nQ: What?\nA: “The river is rising.”"
    assert [a.actor for a, _, _ in attributions(text)] == [None, None]


def test_colon_at_the_beginning_of_a_paragraph_is_no_transcript() -> None:
    text = "Anna Lind wrote two letters.\nThe point: I told the council “we will be the last to go”."
    assert [a.actor for a, _, _ in attributions(text)] == [None]


def test_title_names_whom_an_interview_was_with() -> None:
    assert spoken_by("“We will be the last to go”: our interview with Anna Lind") == ["Anna Lind"]
