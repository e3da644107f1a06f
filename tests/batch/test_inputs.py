import asyncio
import csv
import io
import json
import os
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.article import Article
from summarizer.batch.inputs import Entry, Inputs
from summarizer.batch.reading_thread import read_in_thread
from summarizer.errors import ArticleError, InputError, SettingsError


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def read(*places: str, limit: int = 1000, **options: Any) -> list[Entry]:
    return list(Inputs(places, limit=limit, **options))


def told(entries: list[Entry]) -> list[tuple[str, str]]:
    """Return of each entry its id, and its text or what is wrong."""
    return [
        (one.id, one.article.text if isinstance(one.article, Article) else one.article.message)
        for one in entries
    ]


def lines(*records: object, path: str = "in.jsonl") -> None:
    text = "".join(
        (one if isinstance(one, str) else json.dumps(one, ensure_ascii=False)) + "\n" for one in records
    )
    Path(path).write_text(text, encoding="utf-8")


def test_a_line_is_an_article_with_what_is_known_of_it() -> None:
    lines(
        {
            "id": "x",
            "text": "One.",
            "title": "T",
            "published": "2014-06-23T10:00:00Z",
            "url": None,
            "author": "me",
        }
    )
    [entry] = read("in.jsonl", known={"language": "de", "title": "other", "source": None})
    assert entry == Entry(
        "x", "in.jsonl:1", Article(text="One.", title="T", published=date(2014, 6, 23), language="de")
    )


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Mon, 11 Mar 2024 23:30:00 GMT", date(2024, 3, 11)),
        (
            "Mon, 11 Mar 2024 23:30:00 -0800",
            date(2024, 3, 11),
        ),  # as it is written there, in no other time zone
        ("11 Mar 2024 08:00 +0100", date(2024, 3, 11)),
        ("2024-03-11T23:30:00+02:00", date(2024, 3, 11)),
        ("20240311", date(2024, 3, 11)),
        ("Mon, 31 Feb 2024 23:30:00 GMT", None),
        ("11 March", None),
        ("1710199800", None),
        (1710199800, None),
    ],
)
def test_dates_of_feeds_are_dates(written: object, day: date | None) -> None:
    lines({"id": "x", "text": "One.", "published": written})
    [entry] = read("in.jsonl")
    if day is None:
        assert told([entry]) == [("x", f"in.jsonl:1 has a 'published' that is not a date: {written!r}.")]
    else:
        assert entry.article == Article(text="One.", published=day)


def test_a_value_that_is_no_number_is_none() -> None:
    lines('{"id": NaN, "text": "One.", "title": NaN, "published": NaN, "score": -Infinity}', '{"text": NaN}')
    [first, second] = read("in.jsonl")
    assert first == Entry("in.jsonl:1", "in.jsonl:1", Article(text="One."))
    assert told([second]) == [("in.jsonl:2", "in.jsonl:2 has no text.")]


def test_half_a_character_is_told_as_one() -> None:
    lines(r'{"text": "A smile \ud83d"}', {"text": "Next."})
    assert told(read("in.jsonl")) == [
        (
            "in.jsonl:1",
            "in.jsonl:1 is not JSON: half of a character that JSON writes as two escapes, as of an emoji that was "
            "cut, at character 25.",
        ),
        ("in.jsonl:2", "Next."),
    ]


def test_what_is_no_article_is_named_with_file_and_line_and_the_rest_is_read() -> None:
    lines(
        {"id": "x", "text": "One."},
        "",
        {"id": "x", "text": "Two."},
        "{not json",
        {"text": "Three."},
        {"id": 7, "text": " "},
        {"id": "none"},
        [1],
        {"id": True, "text": "x"},
        {"id": "p", "text": "x", "published": "tomorrow"},
        {"id": "t", "text": "x", "title": 5},
        {"id": "in.jsonl:5", "text": "x"},
        {"id": "i" * 2000, "text": "x"},
        {"id": "long", "text": "x" * 1001},
        {"id": "last", "text": "Last."},
    )
    assert told(read("in.jsonl")) == [
        ("x", "One."),
        ("in.jsonl:3", "in.jsonl:3 has the id 'x', as in.jsonl:1 has."),
        ("in.jsonl:4", "in.jsonl:4 is not JSON: a key without double quotation marks, at character 2."),
        ("in.jsonl:5", "Three."),
        ("7", "in.jsonl:6 has an empty text."),
        ("none", "in.jsonl:7 has no text."),
        ("in.jsonl:8", "in.jsonl:8 is not a JSON object."),
        ("in.jsonl:9", "in.jsonl:9 has an 'id' that is neither a string nor a whole number."),
        ("p", "in.jsonl:10 has a 'published' that is not a date: 'tomorrow'."),
        ("t", "in.jsonl:11 has a 'title' that cannot be 5: it must be a string."),
        ("in.jsonl:12", "in.jsonl:12 has the id 'in.jsonl:5', as in.jsonl:5 has."),
        ("in.jsonl:13", "in.jsonl:13 has an 'id' of 2,000 characters; 1,000 are allowed."),
        ("long", "in.jsonl:14 has 1,001 characters; the limit is 1,000."),
        ("last", "Last."),
    ]


def test_what_a_batch_has_written_is_told_once_to_hold_no_articles() -> None:
    failed = {
        "error": "…",
        "kind": "ArticleError",
        "retryable": False,
        "attempts": 1,
        "hint": "",
        "where": "a:1",
    }
    lines({"id": "x", **failed}, {"id": "y", **failed}, path="out.failures.jsonl")
    lines({"id": "x", "brief": {}}, {"id": "y", "brief": {}}, path="out.jsonl")
    lines({"id": "x", "brief": {}, "text": "One."}, path="with-texts.jsonl")
    notes: list[str] = []
    found = read("out.failures.jsonl", "out.jsonl", "with-texts.jsonl", on_note=notes.append)
    assert told(found) == [
        ("out.failures.jsonl", "out.failures.jsonl lists articles that failed; it does not hold them."),
        ("out.jsonl", "out.jsonl holds briefs, not articles."),
        ("x", "One."),
    ]
    assert isinstance(found[0].article, ArticleError)
    assert "--retry-failed" in found[0].article.hint
    assert notes[0] == f"{found[0].article.message} {found[0].article.hint}"
    assert notes[1].startswith("out.jsonl holds briefs, not articles.")


def test_an_article_that_takes_the_place_of_another_as_its_id_hides_nothing() -> None:
    lines({"id": "in.jsonl:3", "text": "One."}, {"id": "x", "text": "Two."}, "broken")
    assert [entry.id for entry in read("in.jsonl")] == ["in.jsonl:3", "x", "in.jsonl:3 again"]


def test_lines_of_other_encodings_are_read_and_said_to_be() -> None:
    notes: list[str] = []
    Path("in.jsonl").write_bytes(
        b'\xef\xbb\xbf{"id":1,"text":"caf\xc3\xa9"}\n{"id":2,"text":"caf\xe9"}\n{"id":3,"text":"\x81"}\n'
    )
    Path("wide.jsonl").write_text('{"id":4,"text":"café"}\n', encoding="utf-16")
    assert told(read("in.jsonl", "wide.jsonl", on_note=notes.append)) == [
        ("1", "café"),
        ("2", "café"),
        ("in.jsonl:3", "in.jsonl:3 is neither UTF-8 nor cp1252: byte 16 of the line."),
        ("4", "café"),
    ]
    assert notes == ["in.jsonl:2 is not UTF-8; it was read as cp1252."]


def test_utf_16_that_breaks_off_ends_the_file_and_not_the_run() -> None:
    Path("a.jsonl").write_bytes('{"id":1,"text":"x"}\n'.encode("utf-16") + b"\x00")
    lines({"id": 2, "text": "y"}, path="b.jsonl")
    assert [entry.id for entry in read("a.jsonl", "b.jsonl")] == ["1", "a.jsonl:2", "2"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_endless_line_is_skipped_in_bounded_memory(encoding: str) -> None:
    huge = '{"id":1,"text":"' + "x" * 5_000_000 + '"}\n{"id":2,"text":"y"}\n'
    Path("in.jsonl").write_text(huge, encoding=encoding)
    first, second = told(read("in.jsonl", limit=100))
    assert first[1].startswith("in.jsonl:1 has more than 1,049,776 ")
    assert second == ("2", "y")


def test_unused_keys_are_said_once() -> None:
    notes: list[str] = []
    lines({"text": "x", "author": "a", "tags": []}, {"text": "y", "more": 1})
    read("in.jsonl", on_note=notes.append)
    assert notes == [
        "in.jsonl:1 says more than is used: 'author', 'tags'; the same may hold for what follows."
    ]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("in.jsonl", "", "in.jsonl has no articles."),
        ("in.json", '[{"text":"x"}]', "in.json holds a JSON array, not JSON Lines."),
        ("in.csv", "", "in.csv has no articles."),
        ("in.csv", "id,body\n1,x\n", "in.csv has no column 'text' in its first row."),
        ("in.csv", "text,id,id\nx,1,2\n", "in.csv has the column 'id' twice."),
        ("in.txt", " \n", "in.txt is empty."),
        ("in.txt", "\0\1", "in.txt is a binary file, not text."),
    ],
)
def test_a_file_without_articles_is_a_failure_of_its_own(name: str, content: str, message: str) -> None:
    Path(name).write_text(content)
    assert told(read(name)) == [(name, message)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_is_read_by_its_first_row(delimiter: str) -> None:
    with Path("in.csv").open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerows(
            [["ID", "Text", "title", "published", "more"], ["1", 'He said: "no",\nand; left\t.', "", "", ""]]
        )
        writer.writerow(["2", "Two.", "T", "2014-06-23", "m"])
    first, second = read("in.csv")
    assert first == Entry("1", "in.csv:2", Article(text='He said: "no",\nand; left\t.'))
    assert second == Entry("2", "in.csv:4", Article(text="Two.", title="T", published=date(2014, 6, 23)))


def test_rows_that_cannot_be_read_are_named_and_the_next_is_read() -> None:
    Path("in.csv").write_text('id,text\n1,"bad"x\n2,two,many\n\n3,ok\n4,"never closed\n5,"x"\n6,fine\n')
    assert told(read("in.csv")) == [
        ("in.csv:2", "in.csv:2 is not a row of CSV: ',' expected after '\"'."),
        ("in.csv:3", "in.csv:3 has 3 cells; the first row has 2."),
        ("3", "ok"),
        ("in.csv:6", "in.csv:6 is not a row of CSV: ',' expected after '\"' (read up to line 7)."),
        ("6", "fine"),
    ]


def test_a_cell_longer_than_the_csv_module_allows_is_read() -> None:
    Path("in.csv").write_text("id,text\n1," + "x" * 200_000 + "\n")
    [entry] = read("in.csv", limit=300_000)
    assert isinstance(entry.article, Article)
    assert len(entry.article.text) == 200_000


def test_a_folder_is_read_by_name_without_what_is_hidden_written_or_no_file() -> None:
    for name in (
        "news/b.txt",
        "news/a/z.md",
        "news/a/y.jsonl",
        "news/.hidden.txt",
        "news/picture.png",
        "news/out.jsonl",
    ):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text('{"text":"x"}' if name.endswith("jsonl") else f"In {name}.")
    os.mkfifo("news/pipe.txt")
    Path("news/round").symlink_to(Path("news").absolute())
    Path("news/gone.txt").symlink_to("nowhere")
    assert told(read("news/", leave_out=[Path("news/out.jsonl")])) == [
        ("news/a/y.jsonl:1", "x"),
        ("news/a/z.md", "In news/a/z.md."),
        ("news/b.txt", "In news/b.txt."),
        ("news/gone.txt", "news/gone.txt cannot be read: No such file or directory."),
    ]


def test_a_file_that_is_named_twice_is_read_once() -> None:
    Path("a.txt").write_text("A.")
    lines({"text": "x"})
    assert [entry.id for entry in read("a.txt", "./a.txt", "*.txt", "in.jsonl", "./in.jsonl")] == [
        "a.txt",
        "in.jsonl:1",
    ]


def test_the_limit_holds_for_text_files_too() -> None:
    Path("a.txt").write_text("x" * 101)
    assert told(read("a.txt", limit=100)) == [
        ("a.txt", "a.txt has 101 characters; the limit is 100 characters.")
    ]


def test_names_that_are_no_text_are_still_ids() -> None:
    Path(os.fsdecode(b"caf\xe9.txt")).write_text("x")
    [entry] = read(".")
    assert entry.id == "caf\\xe9.txt"


@pytest.mark.parametrize("place", ["none.jsonl", "none/*.txt"])
def test_a_place_that_is_not_there_ends_it_before_it_begins(place: str) -> None:
    with pytest.raises(InputError, match="none"):
        Inputs([place], limit=10)


def test_the_output_is_no_input() -> None:
    lines({"text": "x"}, path="out.jsonl")
    with pytest.raises(SettingsError, match="where results are written"):
        Inputs(["./out.jsonl"], limit=10, leave_out=[Path("out.jsonl")])


def test_it_knows_what_it_has_read_and_how_far_it_is() -> None:
    lines({"id": "x", "text": "One."}, "broken")
    Path("a.txt").write_text("A.")
    inputs = Inputs(["in.jsonl", "a.txt"], limit=10)
    reading = iter(inputs)
    assert inputs.size() == Path("in.jsonl").stat().st_size + 2
    next(reading)
    assert not inputs.has_read("in.jsonl:1")
    assert len(list(reading)) == 2
    assert inputs.has_read("in.jsonl:1")
    assert inputs.has_read("a.txt")
    assert inputs.has_met("x")
    assert not inputs.has_met("y")
    assert inputs.bytes_read == inputs.size()
    assert inputs.entries == 3


def standard_input(data: bytes) -> io.BufferedReader:
    return io.BufferedReader(io.BytesIO(data))


def test_standard_input_is_json_lines() -> None:
    inputs = Inputs(["-"], limit=10, standard_input=standard_input(b'{"text":"x"}\nbad\n'))
    assert [entry.id for entry in inputs] == ["standard input:1", "standard input:2"]
    assert inputs.size() is None
    assert not inputs.has_read("standard input:1")


def test_what_is_long_in_coming_holds_nobody_up() -> None:
    waited_for = threading.Event()

    def slow() -> Iterator[int]:
        yield 1
        waited_for.wait(10)

    async def first() -> int:
        items = read_in_thread(slow())
        async with asyncio.timeout(5):
            return await anext(items)

    assert asyncio.run(first()) == 1
    waited_for.set()


def test_an_error_of_what_arrives_is_raised_where_it_ends() -> None:
    def broken() -> Iterator[int]:
        yield from range(100)
        raise InputError("It broke.")

    found: list[int] = []

    async def collect() -> None:
        async for one in read_in_thread(broken()):
            found.append(one)

    with pytest.raises(InputError, match="It broke"):
        asyncio.run(collect())
    assert found == list(range(100))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["id", "text", "published", "x"]), inner)
    ),
    max_leaves=6,
)
ANY_FILE = st.binary(max_size=200) | st.lists(JSON.map(lambda one: json.dumps(one).encode()), max_size=6).map(
    b"\n".join
)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(content=ANY_FILE, suffix=st.sampled_from([".jsonl", ".csv", ".txt"]))
def test_whatever_a_file_holds_its_ids_are_unique_and_its_articles_have_words(
    content: bytes, suffix: str
) -> None:
    path = Path(f"any{suffix}")
    path.write_bytes(content)
    entries = read(str(path))
    assert len({entry.id for entry in entries}) == len(entries) > 0 or not content.strip()
    for entry in entries:
        assert entry.where.startswith(str(path))
        if isinstance(entry.article, ArticleError):
            assert entry.article.message
        else:
            assert entry.article.text.strip()


@settings(derandomize=True, max_examples=25, deadline=None)
@given(
    st.lists(
        st.fixed_dictionaries(
            {"text": st.text(min_size=1, max_size=20).filter(str.strip), "title": st.text(max_size=5)}
        ),
        min_size=1,
        max_size=5,
    ),
    st.sampled_from(["jsonl", "csv"]),
)
def test_what_was_written_is_what_is_read(rows: list[dict[str, str]], form: str) -> None:
    path = Path(f"any.{form}")
    write: dict[str, Callable[[], None]] = {
        "jsonl": lambda: lines(*rows, path=str(path)),
        "csv": lambda: write_csv(path, rows),
    }
    write[form]()
    found = [entry.article for entry in read(str(path))]
    assert found == [Article(text=row["text"], title=row["title"] or None) for row in rows]


def write_csv(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, ["text", "title"], quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(rows)
