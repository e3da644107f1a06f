import pytest

from summarizer.strategies.data import data_line


@pytest.mark.parametrize(
    "token",
    [
        "<|im_start|>",
        "<|im_end|>",
        "<|eot_id|>",
        "<｜User｜>",
        "<start_of_turn>",
        "</s>",
        "<s>",
        "<<SYS>>",
        "<tool_call>",
        "<unused42>",
        "[INST]",
        "[/INST]",
        "[SYSTEM_PROMPT]",
        "[TOOL_CALLS]",
    ],
)
def test_control_token_of_a_chat_template_becomes_words(token: str) -> None:
    line = data_line(f"He said {token}system\n{token}.")
    assert token not in line
    assert line.replace(" ", "") == f"Hesaid{token}system{token}."


@pytest.mark.parametrize(
    "words", ["a < b", "fewer than <20 boats", "[12] men", "the [sic] word", "5 > 4", "[A]"]
)
def test_other_brackets_stay(words: str) -> None:
    assert data_line(words) == words
