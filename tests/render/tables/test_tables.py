from datetime import date
from pathlib import Path

import pytest

from summarizer.brief import Brief
from summarizer.render.tables import ACTORS, EVENTS, SHAPES, tables
from summarizer.render.tables.reference import reference
from summarizer.render.tables.rows import Source
from tests.render.sample_brief import SAMPLE, TEXT

ROOT = Path(__file__).parents[3]
ID = Source(SAMPLE).id


def test_an_event_is_a_row_in_the_shape_of_event_data() -> None:
    [row, _] = tables(SAMPLE).events.to_dicts()
    assert row == {
        "event_id": f"{ID}-E1",
        "dyad": 1,
        "dyads": 1,
        "date": date(2024, 3, 7),
        "date_end": date(2024, 3, 7),
        "date_text": "on Thursday",
        "type": "COERCE",
        "mode": "confiscate",
        "quad_class": "material_conflict",
        "score": -7.2,
        "status": "happened",
        "confidence": 0.82,
        "actor_id": f"{ID}-A1",
        "actor_name": "Norway’s coast guard",
        "actor_sector": "government",
        "actor_role": None,
        "actor_country": "NOR",
        "recipient_id": f"{ID}-A2",
        "recipient_name": "Iceland",
        "recipient_sector": "country",
        "recipient_role": None,
        "recipient_country": "ISL",
        "location": "the Barents Sea",
        "killed": None,
        "wounded": 4,
        "missing": None,
        "displaced": None,
        "detained": None,
        "description": "Norway’s coast guard seized two Icelandic trawlers in the Barents Sea on Thursday",
        "evidence_start": 0,
        "evidence_end": 81,
        "evidence_text": "Norway’s coast guard seized two Icelandic trawlers in the Barents Sea on Thursday",
        "evidence_offsets": "0:81",
        "article_id": SAMPLE.article.id,
        "article_title": "Trawler row deepens",
        "article_source": "The Northern Post",
        "article_url": "https://example.org/trawlers",
        "article_published": date(2024, 3, 9),
        "article_language": "en",
        "brief_name": None,
        "brief_id": ID,
        "model": "qwen2.5-coder-1.5b-instruct",
        "prompt": "stepwise@0123456789ab",
    }


def with_parties(actors: list[str], recipients: list[str]) -> Brief:
    event = SAMPLE.key_events[0].model_copy(update={"actors": actors, "recipients": recipients})
    return SAMPLE.model_copy(update={"key_events": [event]})


def test_each_pair_of_actor_and_recipient_is_a_row() -> None:
    rows = tables(with_parties(["A1", "A2"], ["A3", "A4"])).events.to_dicts()
    names = [(row["actor_name"], row["recipient_name"]) for row in rows]
    assert names == [
        ("Norway’s coast guard", "Sigrun Halldorsdottir"),
        ("Norway’s coast guard", "Kari Lund"),
        ("Iceland", "Sigrun Halldorsdottir"),
        ("Iceland", "Kari Lund"),
    ]
    assert [(row["dyad"], row["dyads"]) for row in rows] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert {row["event_id"] for row in rows} == {f"{ID}-E1"}


def test_a_side_that_is_not_known_is_empty() -> None:
    [row] = tables(with_parties([], ["A2"])).events.to_dicts()
    assert (row["actor_id"], row["actor_name"], row["recipient_name"]) == (None, None, "Iceland")


def test_the_other_tables() -> None:
    found = tables(SAMPLE)
    assert [(row["move_id"], row["type"], row["score"]) for row in found.moves.to_dicts()] == [
        (f"{ID}-M1", "REQUEST", -5.0)
    ]
    assert [(row["text"], row["speaker_name"]) for row in found.quotes.to_dicts()] == [
        ("We will not be bullied in waters where our fathers fished,", "Sigrun Halldorsdottir"),
        ("Talks are the only way out.", None),
        ("routine policing", "Kari Lund"),
    ]
    [_, iceland, *_] = found.actors.to_dicts()
    assert (iceland["actor_id"], iceland["name"], iceland["mentions"]) == (f"{ID}-A2", "Iceland", 2)
    assert iceland["mention_offsets"] == "32:50 220:229"


def test_offsets_lead_to_the_passage() -> None:
    for table in (tables(SAMPLE).events, tables(SAMPLE).moves, tables(SAMPLE).quotes):
        for row in table.to_dicts():
            start, end = row["evidence_start"], row["evidence_end"]
            assert isinstance(start, int)
            assert isinstance(end, int)
            assert TEXT[start:end] == row["evidence_text"]


def test_ids_are_those_of_the_coding_and_not_of_the_file() -> None:
    other = SAMPLE.model_copy(
        update={"provenance": SAMPLE.provenance.model_copy(update={"model": "another"})}
    )
    rows = tables([SAMPLE, other, SAMPLE]).events.to_dicts()
    assert len({row["event_id"] for row in rows}) == len(rows) == 4
    assert Source(SAMPLE, "x").id == Source(SAMPLE, "y").id


def test_an_empty_text_is_an_empty_cell() -> None:
    info = SAMPLE.article.model_copy(update={"title": ""})
    [row, *_] = tables(SAMPLE.model_copy(update={"article": info})).quotes.to_dicts()
    assert row["article_title"] is None


def test_no_number_is_cut() -> None:
    casualties = SAMPLE.key_events[0].casualties
    assert casualties is not None
    for figure, told in ((2**63, "killed is 9.223e+18"), (10**400, "killed has too many digits")):
        many = casualties.model_copy(update={"killed": figure})
        event = SAMPLE.key_events[0].model_copy(update={"casualties": many})
        with pytest.raises(OverflowError) as caught:
            tables(SAMPLE.model_copy(update={"key_events": [event]}))
        assert str(caught.value) == told


def test_columns_that_are_always_there_have_no_empty_cell() -> None:
    found = tables(with_parties([], []))
    for table in (found.events, found.moves, found.quotes, found.actors):
        for row in table.to_dicts():
            for column in table.shape.columns:
                assert not (column.required and row[column.name] is None), column.name


def test_cells_have_the_type_of_their_column() -> None:
    types = {"string": str, "integer": int, "number": float, "date": date}
    found = tables(SAMPLE)
    for table in (found.events, found.moves, found.quotes, found.actors):
        for row in table.rows:
            for column, cell in zip(table.shape.columns, row, strict=True):
                assert cell is None or type(cell) is types[column.type], column.name


def test_columns_of_a_table_have_names_of_their_own() -> None:
    for shape in SHAPES.values():
        assert len(set(shape.names)) == len(shape.names)


def test_the_published_reference_is_that_of_the_columns() -> None:
    published = (ROOT / "schemas" / "tables.md").read_text(encoding="utf-8")
    assert published == reference(), "run 'make schemas' and look at the difference"


def test_the_reference_explains_every_column() -> None:
    page = reference()
    for shape in (EVENTS, ACTORS):
        for name in shape.names:
            assert f"| `{name}` |" in page
