from pathlib import Path

from summarizer.claims.recital import repeats_instructions
from summarizer.prompts import load_prompt

RECITED = " ".join(load_prompt("brief_system").text.split()[:12])


def test_six_words_of_a_prompt_are_too_many() -> None:
    assert repeats_instructions(RECITED, "Dolan left.")
    assert repeats_instructions(f"Dolan said that {RECITED.upper()}.", "Dolan left.")
    assert not repeats_instructions(" ".join(RECITED.split()[:5]), "Dolan left.")


def test_what_the_article_says_itself_may_be_said() -> None:
    assert not repeats_instructions(RECITED, f"A leaflet read: {RECITED}")


def test_prompts_of_the_user_are_not_recited_either(tmp_path: Path) -> None:
    (tmp_path / "brief_system.md").write_text("Be kind to every admiral you meet at sea.", encoding="utf-8")
    assert repeats_instructions("Be kind to every admiral you meet", "Dolan left.", tmp_path)
    assert not repeats_instructions("Be kind to every admiral you meet", "Dolan left.")
    assert not repeats_instructions(RECITED, "Dolan left.", tmp_path)
