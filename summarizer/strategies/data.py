"""Words of the article on their way into a prompt: data, whatever they look like."""

import re

from summarizer.text.lines import one_line

# Engines read the control tokens of a chat template wherever in a prompt they stand, the article included:
# <|im_start|>, <start_of_turn>, </s>, [INST] and others. A blank behind the bracket makes words of them.
_CONTROL = re.compile(r"<(?=[|｜/!_<]|[^\W\d])|\[(?=/?[A-Z_]{3,40}\])")


def data_line(text: str) -> str:
    """Return words of the article as one line of a prompt in which no control token stands."""
    line = one_line(text)
    return _CONTROL.sub(r"\g<0> ", line) if "<" in line or "[" in line else line
