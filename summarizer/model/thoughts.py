"""What a model thought before it answered, taken out of the text that holds both."""

import json
import re

_NAMES = r"(?:seed:)?think(?:ing)?|thought|reasoning|reflection"
# How models mark their thoughts: as elements of XML, and in forms of their own (Mistral, Kimi, Sky, Gemma).
_OPENING = rf"<(?:{_NAMES})>|\[THINK\]|◁think▷|<\|begin_of_thought\|>|<\|channel>thought\b"
_CLOSING = rf"</(?:{_NAMES})>|\[/THINK\]|◁/think▷|<\|end_of_thought\|>|<channel\|>"
_MARK = re.compile(f"(?P<opening>{_OPENING})|(?:{_CLOSING})")
_END = re.compile(_CLOSING)
_MOST_MARKS = 50

# gpt-oss answers in channels; some servers hand them on as they are, others without the marks between them.
_CHANNEL = re.compile(r"<\|channel\|>\s*(?P<name>\w+)[^<]{0,80}(?:<\|constrain\|>[^<]{0,40})?<\|message\|>")
_CHANNEL_END = re.compile(r"<\|(?:end|return|call|start)\|>")
_BARE_CHANNELS = re.compile(r"\A\s*analysis.*?assistant\s?final", re.DOTALL)


def without_thoughts(text: str) -> str:
    """Return the answer alone: empty where the text holds nothing but thoughts.

    JSON is left as it is, whatever its strings say; a closing mark without an opening one ends thoughts that began
    with the answer, and an opening one without a closing one means thoughts that were never ended.
    """
    text = _of_channels(text)
    for _ in range(_MOST_MARKS):
        mark = _MARK.search(text)
        if mark is None or is_json(text):
            break
        if mark["opening"] is None:
            text = text[mark.end() :]
        else:
            end = _END.search(text, mark.end())
            text = text[: mark.start()] + (text[end.end() :] if end else "")
    return text


def is_json(text: str) -> bool:
    """Return whether the text is one object or array of JSON, and nothing else."""
    stripped = text.strip()
    if not stripped.startswith(("{", "[")) or not stripped.endswith(("}", "]")):
        return False
    try:
        json.loads(stripped)
    except (ValueError, RecursionError):
        return False
    return True


def _of_channels(text: str) -> str:
    if "<|channel|>" not in text:
        bare = _BARE_CHANNELS.match(text)
        return text[bare.end() :] if bare else text
    channels = list(_CHANNEL.finditer(text))
    if not channels or is_json(text):
        return text
    last = channels[-1]
    if last["name"] == "analysis":
        return ""
    end = _CHANNEL_END.search(text, last.end())
    return text[last.end() : end.start() if end else len(text)]
