import csv
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inline_snapshot import snapshot

from summarizer.render.tables.files import write_tables
from summarizer.render.tables.rows import Source
from summarizer.render.tables.spreadsheet import guarded, unguarded
from summarizer.render.tables.writers import TableFormat
from tests.render.attacks import HOSTILE
from tests.render.sample_brief import SAMPLE
from tests.support.work import LINEAR, growth

FORMS: tuple[TableFormat, ...] = get_args(TableFormat)


def test_csv_of_the_sample(tmp_path: Path) -> None:
    write_tables([Source(SAMPLE, "a")], tmp_path, "csv")
    assert (tmp_path / "moves.csv").read_bytes().decode("utf-8") == snapshot("""\
\ufeffmove_id,dyad,dyads,date,date_end,date_text,type,mode,quad_class,score,status,confidence,actor_id,actor_name,actor_sector,actor_role,actor_country,recipient_id,recipient_name,recipient_sector,recipient_role,recipient_country,event_id,description,evidence_start,evidence_end,evidence_text,evidence_offsets,article_id,article_title,article_source,article_url,article_published,article_language,brief_name,brief_id,model,prompt\r
b95365eac42bcd08d-M1,1,1,,,,REQUEST,change,verbal_conflict,-5.0,happened,,b95365eac42bcd08d-A3,Sigrun Halldorsdottir,person,foreign minister,ISL,b95365eac42bcd08d-A1,Norway’s coast guard,government,,NOR,,demanded that both crews be released at once,220,316,"Iceland’s foreign minister, Sigrun Halldorsdottir, demanded that both crews be released at once.",220:316,sha256:e7745c600cde205266114008a59e0a075ac79d3a137d17d081a2bc2baeca44bc,Trawler row deepens,The Northern Post,https://example.org/trawlers,2024-03-09,en,a,b95365eac42bcd08d,qwen2.5-coder-1.5b-instruct,stepwise@0123456789ab\r
""")
    assert (tmp_path / "quotes.csv").read_bytes().decode("utf-8") == snapshot("""\
\ufeffquote_id,text,kind,speaker_id,speaker_name,speaker_sector,speaker_role,speaker_country,speaker_text,cue,evidence_start,evidence_end,evidence_text,evidence_offsets,article_id,article_title,article_source,article_url,article_published,article_language,brief_name,brief_id,model,prompt\r
b95365eac42bcd08d-Q1,"We will not be bullied in waters where our fathers fished,",full,b95365eac42bcd08d-A3,Sigrun Halldorsdottir,person,foreign minister,ISL,she,told reporters,318,376,"We will not be bullied in waters where our fathers fished,",318:376,sha256:e7745c600cde205266114008a59e0a075ac79d3a137d17d081a2bc2baeca44bc,Trawler row deepens,The Northern Post,https://example.org/trawlers,2024-03-09,en,a,b95365eac42bcd08d,qwen2.5-coder-1.5b-instruct,stepwise@0123456789ab\r
b95365eac42bcd08d-Q2,Talks are the only way out.,full,,,,,,,,412,439,Talks are the only way out.,412:439,sha256:e7745c600cde205266114008a59e0a075ac79d3a137d17d081a2bc2baeca44bc,Trawler row deepens,The Northern Post,https://example.org/trawlers,2024-03-09,en,a,b95365eac42bcd08d,qwen2.5-coder-1.5b-instruct,stepwise@0123456789ab\r
b95365eac42bcd08d-Q3,routine policing,partial,b95365eac42bcd08d-A4,Kari Lund,person,Norwegian Prime Minister,NOR,Kari Lund,called,496,512,routine policing,496:512,sha256:e7745c600cde205266114008a59e0a075ac79d3a137d17d081a2bc2baeca44bc,Trawler row deepens,The Northern Post,https://example.org/trawlers,2024-03-09,en,a,b95365eac42bcd08d,qwen2.5-coder-1.5b-instruct,stepwise@0123456789ab\r
""")


def test_json_lines_of_the_sample(tmp_path: Path) -> None:
    write_tables([Source(SAMPLE, "a")], tmp_path, "jsonl")
    assert (tmp_path / "events.jsonl").read_text(encoding="utf-8") == snapshot("""\
{"event_id":"b95365eac42bcd08d-E1","dyad":1,"dyads":1,"date":"2024-03-07","date_end":"2024-03-07","date_text":"on Thursday","type":"COERCE","mode":"confiscate","quad_class":"material_conflict","score":-7.2,"status":"happened","confidence":0.82,"actor_id":"b95365eac42bcd08d-A1","actor_name":"Norway’s coast guard","actor_sector":"government","actor_role":null,"actor_country":"NOR","recipient_id":"b95365eac42bcd08d-A2","recipient_name":"Iceland","recipient_sector":"country","recipient_role":null,"recipient_country":"ISL","location":"the Barents Sea","killed":null,"wounded":4,"missing":null,"displaced":null,"detained":null,"description":"Norway’s coast guard seized two Icelandic trawlers in the Barents Sea on Thursday","evidence_start":0,"evidence_end":81,"evidence_text":"Norway’s coast guard seized two Icelandic trawlers in the Barents Sea on Thursday","evidence_offsets":"0:81","article_id":"sha256:e7745c600cde205266114008a59e0a075ac79d3a137d17d081a2bc2baeca44bc","article_title":"Trawler row deepens","article_source":"The Northern Post","article_url":"https://example.org/trawlers","article_published":"2024-03-09","article_language":"en","brief_name":"a","brief_id":"b95365eac42bcd08d","model":"qwen2.5-coder-1.5b-instruct","prompt":"stepwise@0123456789ab"}
{"event_id":"b95365eac42bcd08d-E2","dyad":1,"dyads":1,"date":"2024-03-11","date_end":"2024-03-17","date_text":"next week","type":"CONSULT","mode":"visit","quad_class":"verbal_cooperation","score":2.1,"status":"planned","confidence":null,"actor_id":"b95365eac42bcd08d-A2","actor_name":"Iceland","actor_sector":"country","actor_role":null,"actor_country":"ISL","recipient_id":"b95365eac42bcd08d-A4","recipient_name":"Kari Lund","recipient_sector":"person","recipient_role":"Norwegian Prime Minister","recipient_country":"NOR","location":"Oslo","killed":null,"wounded":null,"missing":null,"displaced":null,"detained":null,"description":"her government would receive an Icelandic delegation in Oslo next week","evidence_start":524,"evidence_end":594,"evidence_text":"her government would receive an Icelandic delegation in Oslo next week","evidence_offsets":"524:594","article_id":"sha256:e7745c600cde205266114008a59e0a075ac79d3a137d17d081a2bc2baeca44bc","article_title":"Trawler row deepens","article_source":"The Northern Post","article_url":"https://example.org/trawlers","article_published":"2024-03-09","article_language":"en","brief_name":"a","brief_id":"b95365eac42bcd08d","model":"qwen2.5-coder-1.5b-instruct","prompt":"stepwise@0123456789ab"}
""")


def test_no_cell_is_a_formula_to_a_spreadsheet(tmp_path: Path) -> None:
    written = write_tables([Source(brief) for brief in HOSTILE], tmp_path, "csv")
    assert written.marked > 0
    for name in ("events", "moves", "quotes", "actors"):
        with (tmp_path / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        for cell in (cell for row in rows for cell in row):
            seen = cell.lstrip("\x00\ufeff\u200b\t\r\n ")
            assert not seen.startswith(("=", "@", "＝"))
            if seen.startswith(("+", "-")):
                float(seen)  # a number may have a sign


@given(st.text())
def test_a_marked_cell_can_be_unmarked(text: str) -> None:
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["Iceland", "", "a=b", "5 - 3", "“-", "1-2"])
def test_ordinary_text_is_not_marked(text: str) -> None:
    assert guarded(text) == text


def test_blanks_without_end_take_work_in_proportion() -> None:
    assert growth(lambda blanks: guarded(" " * blanks), 1_000) < LINEAR
    guarded(" " * 1_000_000)  # 1 MB ends, too


def test_numbers_keep_their_sign_unmarked(tmp_path: Path) -> None:
    write_tables([Source(SAMPLE)], tmp_path, "csv")
    with (tmp_path / "moves.csv").open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.DictReader(file))["score"] == "-5.0"


def test_a_brief_that_comes_again_is_written_once(tmp_path: Path) -> None:
    written = write_tables([Source(SAMPLE, "a"), Source(SAMPLE, "b")], tmp_path, "jsonl")
    assert (written.briefs, written.repeated, written.rows["actors"]) == (1, 1, 4)
    names = [json.loads(line)["brief_name"] for line in (tmp_path / "quotes.jsonl").read_bytes().splitlines()]
    assert names == ["a", "a", "a"]


@pytest.mark.parametrize("form", FORMS)
def test_an_error_on_the_way_leaves_all_four_as_they_were(tmp_path: Path, form: TableFormat) -> None:
    def torn() -> Iterator[Source]:
        yield Source(SAMPLE)
        raise RuntimeError("torn")

    old = tmp_path / f"events.{form}"
    old.write_text("old")
    with pytest.raises(RuntimeError, match="torn"):
        write_tables(torn(), tmp_path, form)
    assert list(tmp_path.iterdir()) == [old]
    assert old.read_text() == "old"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("room_for", range(4))
def test_a_full_disk_leaves_nothing(
    tmp_path: Path, form: TableFormat, room_for: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []

    def full(descriptor: int) -> None:
        if len(synced) == room_for:
            raise OSError(28, "No space left on device")
        synced.append(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_tables([Source(SAMPLE)], tmp_path, form)
    assert list(tmp_path.iterdir()) == []
