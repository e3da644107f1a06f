import pytest

from summarizer.model.usage import Usage
from summarizer.profiles import Profile, load_profiles, profile_for


@pytest.mark.parametrize(
    ("model", "match"),
    [
        ("openai/gpt-5-mini", "gpt-5*"),
        ("GPT-5-mini-2025-08-07", "gpt-5*"),
        ("gpt-4o-audio-preview", "gpt-4o*"),
        ("anthropic/claude-sonnet-4.5", "*claude*"),
        ("llama3.1:8b", "*llama3.[1-9]*"),
        ("Qwen/Qwen2.5-Coder-1.5B-Instruct", "*qwen2*[-:][01].5b*"),
        ("embedded", "embedded"),
        ("something-else", "*"),
    ],
)
def test_most_specific_pattern_wins(model: str, match: str) -> None:
    assert profile_for(model).match == match


def test_profile_of_the_user_wins_over_a_more_specific_one() -> None:
    own = (Profile(match="*", context=1_000), Profile(match="gpt-*", context=2_000))
    assert profile_for("gpt-5-mini", own).context == 2_000
    assert profile_for("claude", own).context == 1_000


def test_small_models_are_asked_in_steps() -> None:
    steps = [profile_for(name).strategy for name in ("embedded", "qwen2.5:1.5b", "qwen2.5:7b", "gpt-5-mini")]
    assert steps == ["stepwise", "stepwise", "one_pass", "one_pass"]


def test_reasoning_models_get_no_temperature_and_room_to_think() -> None:
    profile = profile_for("gpt-5-mini")
    assert profile.temperature is None
    assert profile.thinking_tokens > 0
    assert profile.token_parameter == "max_completion_tokens"


def test_patterns_are_unique() -> None:
    patterns = [profile.match for profile in load_profiles()]
    assert len(patterns) == len(set(patterns))


def test_default_temperature_can_be_written_in_toml() -> None:
    assert Profile.model_validate({"match": "x", "temperature": "default"}).temperature is None


def test_cost_counts_cached_tokens_at_their_own_price() -> None:
    profile = Profile(match="x", price_prompt=0.25, price_cached=0.025, price_completion=2.0)
    usage = Usage(requests=2, prompt=1_000_000, cached=400_000, completion=100_000)
    assert usage.cost(profile) == pytest.approx(0.6 * 0.25 + 0.4 * 0.025 + 0.1 * 2.0)


def test_cost_without_a_cached_price_is_the_full_one() -> None:
    profile = Profile(match="x", price_prompt=1.0, price_completion=2.0)
    assert Usage(prompt=1_000, cached=500, completion=1_000).cost(profile) == pytest.approx(0.003)


def test_cost_is_not_guessed() -> None:
    assert Usage(prompt=1_000).cost(profile_for("something-else")) is None
    assert Usage(prompt=1_000).cost(profile_for("embedded")) == 0
