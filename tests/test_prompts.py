from collections.abc import Mapping
from pathlib import Path

import pytest

from summarizer.errors import OutputPathError, SettingsError
from summarizer.prompts import (
    OWN_FORM,
    USED_BY,
    Prompt,
    every_prompt,
    every_prompt_id,
    export_prompts,
    load_prompt,
    notes_on_prompts,
    prompt_set_id,
)


def test_fill_replaces_every_variable() -> None:
    prompt = Prompt("p", "From {{ first }} to {{ last }}, {{ first }} again")
    assert prompt.fill(first="A", last="B") == "From A to B, A again"


def test_missing_and_unknown_variables_are_all_named() -> None:
    prompt = Prompt("p", "{{ one }} {{ two }}")
    with pytest.raises(SettingsError, match="needs one, two"):
        prompt.fill()
    with pytest.raises(SettingsError, match="no variable four, three"):
        prompt.fill(one="", two="", three="", four="")


def test_braces_inside_a_value_are_left_alone() -> None:
    prompt = Prompt("p", "{{ one }} and {{ two }}")
    assert prompt.fill(one="{{ two }}", two="{% if %}") == "{{ two }} and {% if %}"


def test_id_changes_with_the_text_only() -> None:
    assert Prompt("p", "a").id == Prompt("p", "a").id
    assert Prompt("p", "a").id != Prompt("p", "b").id
    assert Prompt("p", "a").id.startswith("p@")


def test_set_id_does_not_depend_on_where_one_text_ends() -> None:
    first = prompt_set_id("s", [Prompt("a", "xy"), Prompt("b", "z")])
    second = prompt_set_id("s", [Prompt("a", "x"), Prompt("b", "yz")])
    assert first != second


def test_own_folder_wins_and_the_package_fills_in(tmp_path: Path) -> None:
    (tmp_path / "mend_system.md").write_text("mine", encoding="utf-8")
    assert load_prompt("mend_system", tmp_path).text == "mine"
    assert load_prompt("brief_system", tmp_path).text == load_prompt("brief_system").text


def test_prompt_that_nobody_has_is_named() -> None:
    with pytest.raises(SettingsError, match="no prompt 'nowhere'"):
        load_prompt("nowhere")


BAD_FOLDERS: Mapping[str, tuple[dict[str, str], str]] = {
    "empty": ({}, r"The prompts folder '.*' holds no prompt\."),
    "misnamed": ({"system.md": "Be brief."}, r"holds no prompt\."),
    "unknown variable": (
        {"brief_system.md": "Types:\n{{ types }}\nOf {{ article }}."},
        r"The prompt file '.*brief_system\.md', line 3, has an unknown variable: \{\{ article \}\}\.",
    ),
    "variable where there is none": (
        {"mend_system.md": "{{ types }}"},
        r"'.*mend_system\.md', line 1, has an unknown variable: \{\{ types \}\}\.",
    ),
    "miswritten variable": ({"brief_system.md": "\n{{types}}"}, r"line 2, has \{\{types\}\}\."),
    "variable left out": ({"brief_system.md": "Be brief."}, r"brief_system\.md' lacks \{\{ types \}\}\."),
}


@pytest.mark.parametrize("case", BAD_FOLDERS)
def test_folder_that_cannot_be_used_is_one_clear_sentence(case: str, tmp_path: Path) -> None:
    files, sentence = BAD_FOLDERS[case]
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=sentence) as caught:
        load_prompt("brief_system", tmp_path)
    assert caught.value.hint


def test_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="does not exist"):
        load_prompt("brief_system", tmp_path / "gone")


def test_prompt_that_is_not_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "brief_system.md").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(SettingsError, match="cannot be read"):
        load_prompt("brief_system", tmp_path)


def test_exported_prompts_are_those_of_the_package(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    written = export_prompts(folder)
    assert {path.name for path in written} == {prompt.name for prompt in every_prompt()}
    assert every_prompt_id(folder) == every_prompt_id()
    assert list(notes_on_prompts(folder, "one_pass")) == []
    with pytest.raises(OutputPathError, match=r"has brief_example\.json, .* already"):
        export_prompts(folder)
    (folder / "mend_system.md").write_text("mine")
    assert export_prompts(folder, force=True)
    assert every_prompt_id(folder) == every_prompt_id()


def test_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputPathError, match="cannot be written to"):
        export_prompts(tmp_path / "file" / "prompts")


def test_what_a_strategy_does_not_use_and_what_it_lacks_is_said(tmp_path: Path) -> None:
    (tmp_path / "brief_system.md").write_text("{{ types }}")
    (tmp_path / "judge_system.md").write_text("Shout.")
    ignored, lacking = notes_on_prompts(tmp_path, "one_pass")
    assert (
        ignored == f"The strategy 'one_pass' does not use judge_system.md of the prompts folder '{tmp_path}'."
    )
    assert lacking.startswith("The strategy 'one_pass' uses brief_example.json, mend_system.md")
    assert "A brief of your own form uses claims_system.md" in " ".join(notes_on_prompts(tmp_path, OWN_FORM))


def test_every_prompt_is_used_by_a_strategy() -> None:
    used = frozenset().union(*USED_BY.values())
    assert used | {"claims_system.md"} == {
        prompt.name for prompt in every_prompt()
    }  # that of briefs of one's own
