from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.analysis.entities import KindQuotation
from summarizer.analysis.speech.quotations import find_quotations
from summarizer.text import marks
from summarizer.text.sentences import find_sentences
from tests.support.work import LINEAR, growth

SEED = Path(__file__).parents[3] / "seeds" / "000_02450d971c8d9e03.txt"


def find(text: str) -> tuple[KindQuotation, ...]:
    return find_quotations(text, find_sentences(text))


def quoted(text: str) -> list[str]:
    return [quotation.of(text) for quotation in find(text)]


def kinds(text: str) -> list[tuple[str, str]]:
    return [(quotation.of(text), quotation.kind) for quotation in find(text)]


def test_sample_article_has_five_quotations_and_a_scare_quote() -> None:
    text = SEED.read_text(encoding="utf-8")
    found = find(text)
    assert [(q.id, q.kind) for q in found] == [
        ("Q1", "scare"),
        ("Q2", "full"),
        ("Q3", "partial"),
        ("Q4", "full"),
        ("Q5", "full"),
        ("Q6", "full"),
    ]
    assert found[2].of(text) == "spill over into some of our allies like Jordan"
    assert found[2].outer.of(text) == "“spill over into some of our allies like Jordan’’"


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("“", "”"),
        ('"', '"'),
        ("‘", "’"),
        ("'", "'"),
        ("«", "»"),
        ("« ", " »"),
        ("„", "“"),
        ("„", "”"),
        ("»", "«"),
        ("»", "»"),
        ("”", "”"),
        ("‹", "›"),
        ("›", "‹"),
        ("「", "」"),
        ("『", "』"),
        ("“", '"'),
        ("``", "''"),
    ],
)
def test_marks_of_every_style(opening: str, closing: str) -> None:
    text = f"The mayor said {opening}we are staying here,{closing} and left."
    assert quoted(text) == ["we are staying here,"]


def test_apostrophes_are_no_marks() -> None:
    assert (
        quoted("It’s the workers' and the ministers’ view, isn't it, since the ’90s and '80s? Rock 'n' roll!")
        == []
    )


def test_single_marks_are_told_from_apostrophes_inside_them() -> None:
    text = "‘We don’t want the workers’ money,’ she said. ‘It’s theirs.’"
    assert quoted(text) == ["We don’t want the workers’ money,", "It’s theirs."]


def test_feet_and_inches_are_no_marks() -> None:
    assert quoted("The guard is 6'3\" tall and 5'11\" is usual, he said.") == []


def test_nested_marks_belong_to_the_outer_quotation() -> None:
    text = "“He told me ‘never again’ and called it “a farce” too,” said Lind."
    assert quoted(text) == ["He told me ‘never again’ and called it “a farce” too,"]


def test_quote_interrupted_by_attribution_is_two() -> None:
    assert quoted("“We stay,” she said, “because we must.”") == ["We stay,", "because we must."]


def test_quotation_over_several_sentences_touches_all_of_them() -> None:
    text = "It rained. “We stay. We fight. We win,” she said. He left."
    (only,) = find(text)
    assert only.of(text) == "We stay. We fight. We win,"
    assert only.sentences == (2, 3, 4)


def test_every_reopened_paragraph_is_a_quotation() -> None:
    text = "Lind said: “The first thing is this.\n“The second is that.\n“We are done.” She left."
    found = find(text)
    assert [q.of(text) for q in found] == ["The first thing is this.", "The second is that.", "We are done."]
    assert [q.outer.end - q.end for q in found] == [0, 0, 1]


def test_a_quotation_reopened_within_a_line_is_two() -> None:
    text = "Lind said: “We have a plan. “It is a good plan.”"
    assert quoted(text) == ["We have a plan.", "It is a good plan."]


def test_a_mark_that_nobody_closes_is_no_quotation() -> None:
    assert quoted("He called it “a shame and left.\nNobody answered.") == []
    assert quoted("“We stay, she said on Monday.\nThen she left.") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The army made a “tactical” withdrawal, it said.", "scare"),
        ("The cell known as “the Quiet Ones” was broken up, police said.", "scare"),
        ("She wrote the novel “A Long Way Home”, critics say.", "scare"),
        ("They took the “scenic route” home.", "scare"),
        ("The minister called it “a cowardly act”.", "partial"),
        ("The aim is “to bring lasting calm to the coast” by spring.", "partial"),
        ("The mayor said the city “will not give in”.", "full"),
        ("“We will not give in,” the mayor said.", "full"),
        ("“Never,” the mayor said.", "full"),
        ("Asked about it, she said: “No comment.”", "partial"),
    ],
)
def test_speech_is_told_from_scare_quotes(text: str, kind: str) -> None:
    assert [q.kind for q in find(text)] == [kind]


def test_paired_marks_with_nothing_between_are_no_quotation() -> None:
    assert quoted("He said “” and “ ” and left.") == []


@given(st.text(alphabet="aB s.,“”\"'’‘«»„\n", max_size=80))
def test_quotations_are_ordered_apart_and_within_their_sentences(text: str) -> None:
    sentences = find_sentences(text)
    found = find_quotations(text, sentences)
    assert [q.id for q in found] == [f"Q{n}" for n in range(1, len(found) + 1)]
    assert all(a.outer.end <= b.outer.start for a, b in pairwise(found))
    for quotation in found:
        assert quotation.outer.contains(quotation)
        assert quotation.of(text) == quotation.of(text).strip()
        assert quotation.sentences
        assert all(sentences[n - 1].overlaps(quotation.outer) for n in quotation.sentences)


@pytest.mark.parametrize("unit", ["“", "“a ", "'a ", "“‘«", "’”»"])
def test_many_marks_take_no_more_than_linear_work(unit: str) -> None:
    assert growth(lambda units: find(unit * units), 100) < LINEAR
    find(unit * 10_000)  # it ends


def test_marks_beyond_so_many_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks, "_MOST_MARKS", 5)
    text = "He said: “We are here.” She said: “We are not.”\nThey said: “We were there.” And: “So it is.”"
    assert quoted(text) == ["We are here.", "We are not."]


FOREIGN = {
    "German": (
        "Der Bürgermeister von Altstadt hat am Montag die neue Brücke über die Mühle eröffnet und die Arbeiter gelobt. "
        "„Diese Brücke hält hundert Jahre“, sagte er. Die Gegner nannten den Bau eine „teure Dummheit“. "
        "Das Blatt „Der Bote“ berichtete darüber.",
        ["Diese Brücke hält hundert Jahre", "teure Dummheit"],
    ),
    "French": (
        "Le maire de Vieuxbourg a ouvert lundi le nouveau pont sur la rivière devant une foule de curieux et de "
        "journalistes. « Ce pont tiendra cent ans », a-t-il dit. Les opposants parlent d’une « folie très chère ». "
        "« Le Messager » en a rendu compte.",
        ["Ce pont tiendra cent ans", "folie très chère"],
    ),
    "Swedish": (
        "Borgmästaren i Gamla staden öppnade på måndagen den nya bron över ån inför en stor skara nyfikna och prisade "
        "alla arbetare. ”Bron håller i hundra år”, sade han. Motståndarna kallade bygget för ”dyr dumhet”.",
        ["Bron håller i hundra år", "dyr dumhet"],
    ),
    "Russian": (
        "Мэр города открыл в понедельник новый мост через реку. «Этот мост простоит сто лет», — сказал он. "
        "Противники назвали стройку «дорогой глупостью».",
        ["Этот мост простоит сто лет", "дорогой глупостью"],
    ),
    "Japanese": (
        "市長は月曜日、新しい橋を開通させた。「この橋は百年もつ」と述べた。反対派は「高価な愚行」と呼んだ。",
        ["この橋は百年もつ", "高価な愚行"],
    ),
}


@pytest.mark.parametrize("language", FOREIGN)
def test_quotations_are_found_in_other_languages(language: str) -> None:
    text, expected = FOREIGN[language]
    assert [quotation.of(text) for quotation in find(text) if quotation.kind != "scare"] == expected


def test_breadcrumbs_are_no_quotation() -> None:
    assert quoted("Home » News » Politics » The mayor left.") == []
