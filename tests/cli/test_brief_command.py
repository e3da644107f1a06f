import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import Result

from summarizer.brief import Brief
from summarizer.errors import (
    AuthenticationFailed,
    EmbeddedUnavailable,
    EndpointTimeout,
    EngineFailed,
    InvalidOutput,
    Refused,
    SummarizerError,
)
from tests.cli.conftest import FakeSummarize, Run
from tests.render.sample_brief import SAMPLE, TEXT


def error_of(result: Result) -> str:
    """What was said on standard error: one sentence, at most one hint, and nothing on standard output."""
    assert result.stdout == ""
    lines: list[str] = result.stderr.splitlines()
    assert len(lines) <= 2
    assert lines[0].startswith("Error: ")
    return lines[0].removeprefix("Error: ")


def test_json_is_exactly_the_brief(run: Run, article: Path, summarize: FakeSummarize) -> None:
    result = run("brief", article, "--format", "json")
    assert result.exit_code == 0
    assert result.stdout == SAMPLE.model_dump_json(indent=2) + "\n"
    assert Brief.model_validate_json(result.stdout) == SAMPLE
    assert result.stderr == ""


def test_text_is_the_default(run: Run, article: Path, summarize: FakeSummarize) -> None:
    result = run("brief", article)
    assert result.stdout.startswith(SAMPLE.headline + "\n")
    assert "\x1b" not in result.output
    assert not any(line != line.rstrip() for line in result.stdout.splitlines())
    assert "EVIDENCE" not in result.stdout


def test_evidence_shows_sentences_and_reasons(run: Run, article: Path, summarize: FakeSummarize) -> None:
    result = run("brief", article, "--evidence")
    assert "[5] “Talks are the only way out.”" in result.stdout
    assert "the article does not name this actor" in result.stdout


def test_markdown_has_footnotes(run: Run, article: Path, summarize: FakeSummarize) -> None:
    assert (
        "\n[^5]: Sentence 5: “Talks are the only way out.”\n"
        in run("brief", article, "--format", "markdown").stdout
    )


def test_standard_input(run: Run, summarize: FakeSummarize) -> None:
    result = run("brief", "-", "--format", "json", stdin=TEXT.encode())
    assert result.stdout == SAMPLE.model_dump_json(indent=2) + "\n"


def test_options_reach_the_function(
    run: Run, article: Path, summarize: FakeSummarize, tmp_path: Path
) -> None:
    config = tmp_path / "settings.toml"
    config.write_text("max_attempts = 2\nthreads = 9\n")
    arguments = "--published 2024-03-09 --title T --source S --url https://example.org --language en-GB"
    settings = (
        "--model m --base-url http://127.0.0.1:9/v1 --strategy one_pass --timeout 7 --max-characters 5000 "
        "--max-output-tokens 99 --context 4096 --threads 3 --min-confidence 0.6 --review"
    )
    run("brief", article, *arguments.split(), *settings.split(), "--config", config)
    [given] = summarize.calls
    assert {key: given[key] for key in ("published", "title", "source", "url", "language")} == {
        "published": date(2024, 3, 9),
        "title": "T",
        "source": "S",
        "url": "https://example.org",
        "language": "en-GB",
    }
    used = given["settings"]
    assert (used.model, used.base_url, used.strategy) == ("m", "http://127.0.0.1:9/v1", "one_pass")
    assert (used.timeout, used.max_characters, used.max_output_tokens) == (7, 5000, 99)
    assert (used.context, used.threads, used.max_attempts) == (4096, 3, 2)
    assert (used.min_confidence, used.review) == (0.6, True)


def test_no_option_takes_the_key(run: Run, article: Path) -> None:
    result = run("brief", article, "--api-key", "secret")
    assert result.exit_code == 2
    assert "No such option" in result.stderr


def test_line_ends_stay_and_a_byte_order_mark_goes(
    run: Run, tmp_path: Path, summarize: FakeSummarize
) -> None:
    path = tmp_path / "windows.txt"
    path.write_bytes(b"\xef\xbb\xbfOne.\r\nTwo.\r\n")
    run("brief", path)
    assert summarize.texts == ["One.\r\nTwo.\r\n"]


def test_cp1252_is_read_and_said_in_verbose_mode(run: Run, tmp_path: Path, summarize: FakeSummarize) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes("“Élan”, he said.".encode("cp1252"))
    assert run("brief", path).stderr == ""
    assert f"{path} is not UTF-8; it was read as cp1252." in run("brief", path, "-v").stderr
    assert summarize.texts == ["“Élan”, he said."] * 2


class TestArticlesThatCannotBeRead:
    @pytest.fixture(autouse=True)
    def _and_the_model_is_not_asked(self, summarize: FakeSummarize) -> None:
        summarize.failures[""] = AssertionError("the model was asked")

    def test_missing(self, run: Run, tmp_path: Path) -> None:
        result = run("brief", tmp_path / "none.txt")
        assert result.exit_code == 3
        assert error_of(result) == f"The file '{tmp_path}/none.txt' does not exist."

    def test_folder(self, run: Run, tmp_path: Path) -> None:
        result = run("brief", tmp_path)
        assert result.exit_code == 3
        assert error_of(result) == f"'{tmp_path}' is a folder, not a file."

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            (b"", "is empty."),
            (b" \r\n\t\n", "is empty."),
            (b"\x7fELF\x00\x01\x02", "is a binary file, not text."),
            (b"\x89PNG\r\n\x1a\n" + bytes(range(1, 32)), "is an image, not text."),
            (b"%PDF-1.7\n", "is a PDF, not text."),
        ],
    )
    def test_empty_and_binary(self, run: Run, tmp_path: Path, data: bytes, said: str) -> None:
        path = tmp_path / "a"
        path.write_bytes(data)
        result = run("brief", path)
        assert result.exit_code == 3
        assert error_of(result) == f"{path} {said}"

    def test_too_many_characters(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "long.txt"
        path.write_text("é" * 101, encoding="utf-8")
        result = run("brief", path, "--max-characters", "100")
        assert result.exit_code == 3
        assert error_of(result) == f"{path} has 101 characters; the limit is 100 characters."

    def test_five_megabytes(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "huge.txt"
        path.write_bytes(b"word " * 1_000_000)
        result = run("brief", path)
        assert result.exit_code == 3
        assert error_of(result) == f"{path} has 5,000,000 bytes; the limit is 1,000,000 characters."
        assert "--max-characters" in result.stderr

    def test_endless_stream(self, run: Run) -> None:
        result = run("brief", "/dev/zero", "--max-characters", "100")
        assert result.exit_code == 3
        assert error_of(result) == "/dev/zero has more than 400 bytes; the limit is 100 characters."

    def test_empty_standard_input(self, run: Run) -> None:
        result = run("brief", "-", stdin=b"")
        assert result.exit_code == 3
        assert error_of(result) == "standard input is empty."


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (AuthenticationFailed("The endpoint refused the key."), 4),
        (EndpointTimeout("No answer within 3 s."), 4),
        (InvalidOutput("The answer is not JSON."), 5),
        (Refused("The model declined."), 5),
        (EmbeddedUnavailable("No endpoint, no engine."), 6),
        (EngineFailed("The engine died."), 6),
    ],
)
def test_errors_are_a_sentence_a_hint_and_a_code(
    run: Run, article: Path, summarize: FakeSummarize, error: SummarizerError, code: int
) -> None:
    summarize.failures[""] = error
    result = run("brief", article)
    assert result.exit_code == code
    assert error_of(result) == error.message
    assert result.stderr.splitlines()[1] == error.hint


def test_what_an_endpoint_answers_cannot_drive_the_terminal(
    run: Run, article: Path, summarize: FakeSummarize
) -> None:
    summarize.failures[""] = AuthenticationFailed("It said \x1b[2J\nand more.", hint="")
    assert error_of(run("brief", article)) == "It said ␛[2J and more."


def test_our_own_mistakes_keep_their_traceback(run: Run, article: Path, summarize: FakeSummarize) -> None:
    summarize.failures[""] = KeyError("ours")
    with pytest.raises(KeyError):
        run("brief", article)


def test_interrupted(run: Run, article: Path, summarize: FakeSummarize, tmp_path: Path) -> None:
    summarize.failures[""] = KeyboardInterrupt()
    result = run("brief", article, "-o", tmp_path / "out.json")
    assert result.exit_code == 130
    assert result.stderr == "Interrupted.\n"
    assert list(tmp_path.iterdir()) == [article]


@pytest.mark.parametrize(
    "arguments",
    [("--published", "yesterday"), ("--format", "pdf"), ("--timeout", "-1"), ("--strategy", "guess")],
)
def test_options_that_cannot_be_used(run: Run, article: Path, arguments: tuple[str, str]) -> None:
    result = run("brief", article, *arguments)
    assert result.exit_code == 2
    assert arguments[0] in result.stderr


@pytest.mark.parametrize("command", ["brief", "batch"])
def test_a_day_in_another_form_is_told_how_to_write_it(run: Run, article: Path, command: str) -> None:
    result = run(command, article, "-o", "x.jsonl", "--published", "23.6.2014")
    assert result.exit_code == 2
    assert "'23.6.2014' is not a date. Write it as YYYY-MM-DD." in result.stderr


def test_a_missing_path_is_a_usage_error(run: Run) -> None:
    assert run("brief").exit_code == 2


def test_verbose_says_where_the_time_went(
    run: Run, article: Path, summarize: FakeSummarize, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("summarizer.cli.reporter.monotonic", lambda: 7.0)
    result = run("brief", article, "-v", "--format", "json")
    assert result.stdout == SAMPLE.model_dump_json(indent=2) + "\n"
    assert "reading the article: 0.0 s, 100 tokens" in result.stderr
    assert "writing the summary: 0.0 s, 1,234 tokens" in result.stderr


class TestSeveralArticles:
    @pytest.fixture
    def articles(self, tmp_path: Path) -> list[Path]:
        paths = [tmp_path / f"{name}.txt" for name in ("one", "two", "three")]
        for path in paths:
            path.write_text(f"Text {path.stem}.")
        return paths

    def test_json_is_one_object_a_line(
        self, run: Run, articles: list[Path], summarize: FakeSummarize
    ) -> None:
        result = run("brief", *articles, "--format", "json")
        assert [Brief.model_validate_json(line).article.id for line in result.stdout.splitlines()] == [
            json.loads(line)["article"]["id"] for line in result.stdout.splitlines()
        ]
        assert len(result.stdout.splitlines()) == 3

    def test_text_names_each_file(self, run: Run, articles: list[Path], summarize: FakeSummarize) -> None:
        heads = [line for line in run("brief", *articles).stdout.splitlines() if line.startswith("==>")]
        assert heads == [f"==> {path} <==" for path in articles]

    def test_markdown_footnotes_stay_apart(self, run: Run, article: Path, summarize: FakeSummarize) -> None:
        page = run("brief", article, article, "--format", "markdown").stdout
        assert "[^1.5]: Sentence 5: “Talks are the only way out.”" in page
        assert "[^2.5]: Sentence 5: “Talks are the only way out.”" in page

    def test_one_bad_file_does_not_lose_the_others(
        self, run: Run, articles: list[Path], summarize: FakeSummarize, tmp_path: Path
    ) -> None:
        summarize.failures["three"] = Refused("The model declined.", hint="")
        result = run(
            "brief", articles[0], tmp_path / "none.txt", articles[2], articles[1], "--format", "json"
        )
        assert len(result.stdout.splitlines()) == 2
        assert [line for line in result.stderr.splitlines() if line.startswith("Error")] == [
            f"Error: The file '{tmp_path}/none.txt' does not exist.",
            f"Error: {articles[2]}: The model declined.",
        ]
        assert result.exit_code == 5

    def test_a_wrong_key_is_tried_once(
        self, run: Run, articles: list[Path], summarize: FakeSummarize
    ) -> None:
        summarize.failures[""] = AuthenticationFailed("The endpoint refused the key.")
        assert run("brief", *articles).exit_code == 4
        assert len(summarize.calls) == 1

    def test_output_is_a_folder_with_a_file_each(
        self, run: Run, articles: list[Path], summarize: FakeSummarize, tmp_path: Path
    ) -> None:
        folder = tmp_path / "briefs"
        result = run("brief", *articles, "-o", folder, "--format", "json")
        assert result.output == ""
        assert sorted(path.name for path in folder.iterdir()) == [
            "one.brief.json",
            "three.brief.json",
            "two.brief.json",
        ]
        assert (folder / "one.brief.json").read_text().startswith("{\n  ")

    def test_a_folder_that_was_made_and_got_nothing_is_removed(
        self, run: Run, articles: list[Path], summarize: FakeSummarize, tmp_path: Path
    ) -> None:
        summarize.failures[""] = AuthenticationFailed("The endpoint refused the key.")
        assert run("brief", *articles, "-o", tmp_path / "briefs").exit_code == 4
        assert not (tmp_path / "briefs").exists()

    def test_a_title_is_of_one_article(self, run: Run, articles: list[Path]) -> None:
        result = run("brief", *articles, "--title", "T")
        assert result.exit_code == 2
        assert "--title" in result.stderr
