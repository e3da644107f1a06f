from pathlib import Path

import pytest

from summarizer.errors import SettingsError
from summarizer.prompts import Prompt, load_prompt, prompt_set_id


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


def test_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="does not exist"):
        load_prompt("brief_system", tmp_path / "gone")


def test_prompt_that_is_not_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "brief_system.md").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(SettingsError, match="cannot be read"):
        load_prompt("brief_system", tmp_path)
